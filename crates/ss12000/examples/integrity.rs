//! How long the rules on data take over 100,000 persons with their groups, placements and duties, once they are read.
//!
//! ```text
//! cargo run --release -p samspel-ss12000 --example integrity [persons]
//! ```

use std::time::Instant;

use jiff::ToSpan;
use jiff::civil::date;
use samspel_ss12000::Records;
use serde_json::{Value, json};

/// Pupils of a school unit, and of a class.
const UNIT: usize = 500;
const CLASS: usize = 25;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let persons: usize = std::env::args().nth(1).map_or(Ok(100_000), |count| count.parse())?;
    let mut records = Records::new("2.1")?;
    let began = Instant::now();
    let count = fill(&mut records, persons);
    let bundle = records.finish()?;
    let read = began.elapsed();
    let began = Instant::now();
    let outcomes = bundle.judge()?;
    let judged = began.elapsed();
    let looked: u64 = outcomes.iter().map(|outcome| outcome.looked).sum();
    let broken: Vec<_> = outcomes.iter().flat_map(|outcome| &outcome.broken).collect();
    show(&format!(
        "{count} records kept in {read:.2?}; {} rules looked at {looked} things in {judged:.2?}",
        outcomes.len()
    ));
    show(&format!("broken: {broken:?}"));
    Ok(())
}

#[expect(clippy::print_stdout, reason = "an example shows what it measured")]
fn show(line: &str) {
    println!("{line}");
}

/// Half of the persons are pupils in classes, every other pupil's guardian is one of the rest.
fn fill(records: &mut Records, persons: usize) -> usize {
    let mut count = 0;
    let mut add = |entity: &str, record: &Value| {
        records.add(entity, record);
        count += 1;
    };
    let units = persons / UNIT + 1;
    add("Organisation", &json!({"id": id(1, 0), "displayName": "Kommun", "organisationType": "Huvudman"}));
    for unit in 0..units {
        add(
            "Organisation",
            &json!({
                "id": id(2, unit), "displayName": "Skolenhet", "organisationType": "Skolenhet", "schoolTypes": ["GR", "FTH"],
                "schoolUnitCode": format!("{:08}", 99_000_000 + unit), "parentOrganisation": {"id": id(1, 0)}
            }),
        );
    }
    for number in 0..persons {
        add("Person", &person(number, number % units));
    }
    for class in 0..persons / CLASS {
        let members: Vec<Value> = (0..CLASS)
            .map(|nth| class * CLASS + nth)
            .filter(|number| number % 2 == 0)
            .map(|number| json!({"person": {"id": id(3, number)}, "startDate": "2026-08-17"}))
            .collect();
        add(
            "Group",
            &json!({
                "id": id(4, class), "displayName": "Klass", "groupType": "Klass", "schoolType": "GR", "startDate": "2026-08-17",
                "organisation": {"id": id(2, class % units)}, "groupMemberships": members
            }),
        );
    }
    for number in (0..persons).step_by(8) {
        add(
            "Placement",
            &json!({
                "id": id(5, number), "child": {"id": id(3, number)}, "owners": [{"id": id(3, number + 1)}], "schoolType": "FTH",
                "placedAt": {"id": id(2, number % units)}, "startDate": "2026-08-17"
            }),
        );
    }
    for number in (1..persons).step_by(20) {
        add(
            "Duty",
            &json!({
                "id": id(6, number), "person": {"id": id(3, number)}, "dutyAt": {"id": id(2, number % units)}, "dutyRole": "Lärare",
                "startDate": "2020-08-01",
                "assignmentRole": [{"group": {"id": id(4, number / 2 / CLASS)}, "assignmentRoleType": "Mentor", "startDate": "2026-08-17"}]
            }),
        );
    }
    count
}

/// A day of birth and a number of the Tax Agency's test series of that day, for a woman: serials 980, 982 and so on.
fn civic_number(number: usize) -> (String, String) {
    let days = i64::try_from(number / 10).unwrap_or_default();
    let born = date(1970, 1, 1).saturating_add(days.days());
    let first = format!("{}{}", born.strftime("%Y%m%d"), 980 + number % 10 * 2);
    let sum: u32 = first[2..]
        .bytes()
        .enumerate()
        .map(|(place, digit)| u32::from(digit - b'0') * if place % 2 == 0 { 2 } else { 1 })
        .map(|product| product / 10 + product % 10)
        .sum();
    (born.to_string(), format!("{first}{}", (10 - sum % 10) % 10))
}

fn person(number: usize, unit: usize) -> Value {
    let (born, civic) = civic_number(number);
    let mut person = json!({
        "id": id(3, number), "meta": {"created": "2026-01-01T08:00:00Z", "modified": "2026-02-02T08:00:00.123Z"},
        "givenName": "Alva", "familyName": "Björk", "sex": "Kvinna", "securityMarking": "Ingen", "birthDate": born,
        "civicNo": {"value": civic, "nationality": "SE"},
        "eduPersonPrincipalNames": [format!("alva.bjork.{number}@kommun.example")],
        "emails": [{"value": format!("alva.bjork.{number}@elev.kommun.example"), "type": "Skola elev"}],
        "phoneNumbers": [{"value": "070-174 06 05", "type": "Hem", "mobile": true}],
        "addresses": [{"type": "Folkbokföring", "streetAddress": "Ängsövägen 1", "locality": "Åmynne", "postalCode": "99012", "country": "Sverige"}],
    });
    if number.is_multiple_of(2) {
        person["enrolments"] = json!([
            {"enroledAt": {"id": id(2, unit)}, "schoolType": "GR", "schoolYear": 4, "startDate": "2025-08-18", "endDate": "2026-06-12"},
            {"enroledAt": {"id": id(2, unit)}, "schoolType": "GR", "schoolYear": 5, "startDate": "2026-08-17"},
        ]);
        person["responsibles"] = json!([{"person": {"id": id(3, number + 1)}, "relationType": "Vårdnadshavare"}]);
    }
    person
}

/// The n-th id of a series.
fn id(series: u16, number: usize) -> String {
    format!("0000{series:04x}-0000-4000-8000-{number:012x}")
}
