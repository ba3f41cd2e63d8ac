//! Assertions, cookies and names are nowhere in what is written: the service under test tells what it was given, and none of it is found.

#![expect(clippy::unwrap_used, reason = "tests")]

mod court;

use std::collections::BTreeSet;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use samspel_sandbox::SpPolicy;

use court::{judged_at, started, suite};

/// Faults that show a message where it does not belong, and ones that make many findings.
const FAULTS: [&str; 4] =
    ["sp-error-page-echoes", "sp-relay-state-followed", "sp-takes-unsigned", "sp-request-says-user"];

/// Names of people in a message: each begins alike and ends in eight hexadecimal digits.
fn names(message: &str) -> BTreeSet<String> {
    let begins = message.match_indices("samspel-").map(|(at, _)| &message[at..]);
    let whole =
        begins.map(|rest| rest.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').next().unwrap_or_default());
    whole.filter(|name| name.len() > 16).map(str::to_owned).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_that_the_service_was_given_is_written_down() {
    let (suite, folder) = (suite(), tempfile::tempdir().unwrap());
    let evidence = tempfile::tempdir().unwrap();
    let sp = started(folder.path(), SpPolicy::SwedenConnect, &FAULTS).await;
    let report = judged_at(&suite, folder.path(), (SpPolicy::SwedenConnect, &sp), &[], Some(evidence.path())).await;
    let (posted, cookies) = sp.secrets();
    let mut planted: BTreeSet<String> = cookies.into_iter().collect();
    for message in &posted {
        // Messages begin alike; their ends are signatures and values of their own.
        planted.insert(message.chars().skip(message.len() / 2).take(60).collect());
        let plain = STANDARD.decode(message).unwrap_or_default();
        planted.extend(names(&String::from_utf8_lossy(&plain)));
    }
    planted.retain(|secret| secret.len() > 16);
    assert!(planted.len() >= 500, "only {} values were planted", planted.len());

    let mut written = serde_json::to_string(&report).unwrap();
    assert!(report.findings.len() >= 5, "too little was found to show anything");
    let mut files = 0;
    for file in std::fs::read_dir(evidence.path()).unwrap() {
        written.push_str(&std::fs::read_to_string(file.unwrap().path()).unwrap());
        files += 1;
    }
    assert!(files > 0 && written.lines().count() > 500, "too little was written to show anything");
    let found: Vec<_> = planted.iter().filter(|secret| written.contains(secret.as_str())).collect();
    assert!(found.is_empty(), "{} of {}: {:?}", found.len(), planted.len(), found.first());
    for shape in ["saml:Assertion", "PHNhbWxwOlJlc3BvbnNl", "larospel=", "@samspel.example", "prov@larospel.example"] {
        assert!(!written.contains(shape), "{shape}");
    }
}
