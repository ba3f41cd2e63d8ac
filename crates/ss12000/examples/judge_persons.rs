//! B4: 10,000 persons in 100 pages, parsed and judged, beside a bare loop of the libraries over the same bytes.
//!
//! ```text
//! cargo run --release -p samspel-ss12000 --example judge_persons [-- FOLDER]
//! ```
//!
//! With a folder, the pages are written there for other tools.
#![allow(
    clippy::print_stdout,
    clippy::expect_used,
    reason = "a measurement for people; it stops when something is wrong"
)]

use std::time::{Duration, Instant};

use samspel_contract::Contract;
use samspel_ss12000::judge_page;
use serde_json::{Value, json};

const PAGES: u64 = 100;
const PERSONS_A_PAGE: u64 = 100;
/// Rounds of both loops in turn; the median counts.
const ROUNDS: usize = 9;

fn main() {
    let pages: Vec<Vec<u8>> = (0..PAGES).map(page).collect();
    if let Some(folder) = std::env::args().nth(1) {
        std::fs::create_dir_all(&folder).expect("the folder can be made");
        for (number, page) in pages.iter().enumerate() {
            std::fs::write(format!("{folder}/{number:03}.json"), page).expect("the folder can be written to");
        }
    }
    let contract = Contract::embedded("2.1").expect("the embedded contract is whole");
    let validator = contract.validator("Person").expect("persons have a schema");
    let persons = PAGES * PERSONS_A_PAGE;

    let bare = || {
        let mut valid = 0;
        for page in &pages {
            let body: Value = serde_json::from_slice(page).expect("the pages are JSON");
            valid += body["data"].as_array().map_or(0, |d| d.iter().filter(|p| validator.is_valid(p)).count());
        }
        assert_eq!(valid as u64, persons);
    };
    let ours = || {
        let valid: u64 =
            pages.iter().filter_map(|page| judge_page(&contract, "Person", page)).map(|judged| judged.valid).sum();
        assert_eq!(valid, persons);
    };
    // Both once before the clock starts: schemas are compiled on first use.
    bare();
    ours();
    let (mut bare_times, mut our_times) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        bare_times.push(time(bare));
        our_times.push(time(ours));
    }
    let (bare, ours) = (median(bare_times), median(our_times));
    let bytes: usize = pages.iter().map(Vec::len).sum();
    let each = |time: Duration| time.as_secs_f64() * 1e6 / persons as f64;
    println!("{persons} persons, {:.1} MB", bytes as f64 / 1e6);
    println!("bare loop, serde_json + is_valid: {:.0} ms, {:.2} µs a person", bare.as_secs_f64() * 1e3, each(bare));
    println!("samspel, parsed and judged:       {:.0} ms, {:.2} µs a person", ours.as_secs_f64() * 1e3, each(ours));
    println!("ratio: {:.2}", ours.as_secs_f64() / bare.as_secs_f64());
}

fn time(work: impl Fn()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

fn page(number: u64) -> Vec<u8> {
    let data: Vec<Value> = (0..PERSONS_A_PAGE).map(|n| person(number * PERSONS_A_PAGE + n)).collect();
    serde_json::to_vec(&json!({ "data": data, "pageToken": format!("token-{number}") })).expect("JSON can be written")
}

const GIVEN_NAMES: [&str; 4] = ["Åsa", "Björn", "Östen", "Maj-Britt"];

/// An invented pupil of about 1.3 kB.
fn person(number: u64) -> Value {
    let id = |series: u64| format!("{series:08x}-0000-4000-8000-{number:012x}");
    let day = number % 28 + 1;
    json!({
        "id": id(1),
        "meta": { "created": format!("2025-08-{day:02}T06:00:00Z"), "modified": format!("2026-08-{day:02}T06:00:00.123Z") },
        "givenName": GIVEN_NAMES[usize::try_from(number).unwrap_or_default() % GIVEN_NAMES.len()],
        "familyName": format!("Ängström {number}"),
        "eduPersonPrincipalNames": [format!("{number:x}@ekbacka.example")],
        "externalIdentifiers": [{ "value": format!("elev-{number}"), "context": "https://ekbacka.example/elev", "globallyUnique": false }],
        "civicNo": { "value": format!("201203{day:02}980{}", number % 10), "nationality": "SE" },
        "birthDate": format!("2012-03-{day:02}"),
        "sex": if number.is_multiple_of(2) { "Kvinna" } else { "Man" },
        "securityMarking": "Ingen",
        "personStatus": "Aktiv",
        "emails": [{ "value": format!("elev{number}@ekbacka.example"), "type": "Skola elev" }],
        "phoneNumbers": [{ "value": format!("+4670{number:07}"), "type": "Hem", "mobile": true }],
        "addresses": [{
            "type": "Folkbokföring", "streetAddress": format!("Skolgatan {}", number % 90 + 1), "locality": "Ekbacka",
            "postalCode": "199 00", "country": "Sverige",
        }],
        "enrolments": [
            { "enroledAt": { "id": id(2) }, "schoolYear": number % 9 + 1, "schoolType": "GR", "startDate": "2025-08-18" },
            { "enroledAt": { "id": id(3) }, "schoolType": "FTH", "startDate": "2023-08-18", "endDate": "2025-06-12" },
        ],
        "responsibles": [
            { "person": { "id": id(4) }, "relationType": "Vårdnadshavare" },
            { "person": { "id": id(5) }, "relationType": "Vårdnadshavare" },
        ],
    })
}
