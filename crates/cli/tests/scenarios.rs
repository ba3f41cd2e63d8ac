//! A scenario as a claim of its own, and a production system, end to end.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;

mod samspel;

use samspel::{Sandbox, report, samspel_in};

/// Pupils with which every part of C.8 shows something.
const PUPILS: [&str; 2] = ["--pupils", "20"];

fn run(folder: &Path, more: &[&str], code: i32) -> Value {
    let ended = samspel_in(folder, &[&["run", "--target", "target.yaml", "--out", "out"][..], more].concat());
    assert_eq!(ended.code, code, "{}", ended.told());
    report(folder)
}

fn scenario<'r>(report: &'r Value, id: &str) -> &'r Value {
    report["scenarios"].as_array().unwrap().iter().find(|scenario| scenario["id"] == id).unwrap()
}

#[test]
fn a_scenario_is_claimed_by_its_name_in_any_case_and_conforms_on_a_healthy_system() {
    let folder = tempfile::tempdir().unwrap();
    let _healthy = Sandbox::start(folder.path(), 0, &[]);
    std::fs::remove_file(folder.path().join("target.yaml")).unwrap();
    let _larger = Sandbox::start(folder.path(), 0, &PUPILS);
    let report = run(folder.path(), &["--profile", "c.8"], 0);
    assert_eq!(report["profile"]["id"], "C.8");
    assert_eq!(report["scenarios"].as_array().unwrap().len(), 1);
    assert_eq!(scenario(&report, "C.8")["outcome"], "CONFORMS");
    assert_eq!(scenario(&report, "C.8")["calls"][0]["operation"], "listAttendances");
}

#[test]
fn a_fault_at_a_call_of_the_scenario_is_the_reason_why_it_does_not_conform_and_one_elsewhere_is_none() {
    let folder = tempfile::tempdir().unwrap();
    let elsewhere = ["--fault", "duties-without-what-lies-below"];
    {
        let _faulty = Sandbox::start(folder.path(), 0, &[&PUPILS[..], &elsewhere].concat());
        let report = run(folder.path(), &["--profile", "C.8"], 0);
        assert_eq!(scenario(&report, "C.8")["outcome"], "CONFORMS");
    }
    std::fs::remove_file(folder.path().join("target.yaml")).unwrap();
    let _faulty = Sandbox::start(folder.path(), 0, &[&PUPILS[..], &["--fault", "page-loses-entry"]].concat());
    let report = run(folder.path(), &["--profile", "C.8"], 1);
    let scenario = scenario(&report, "C.8");
    assert_eq!(scenario["outcome"], "DOES_NOT_CONFORM");
    assert!(scenario["reasons"].as_array().unwrap().contains(&"SS12K-PAGE-009".into()), "{scenario}");
}

#[test]
fn a_production_system_gets_nothing_that_writes_and_gives_no_id_away() {
    let folder = tempfile::tempdir().unwrap();
    let _faulty = Sandbox::start(folder.path(), 0, &[&PUPILS[..], &["--fault", "page-loses-entry"]].concat());
    let file = folder.path().join("target.yaml");
    let text = std::fs::read_to_string(&file).unwrap();
    let kept = text.lines().filter(|line| !line.starts_with("changes:") && !line.starts_with("allow_writes:"));
    let text = kept.collect::<Vec<_>>().join("\n").replace("environment: test", "environment: production");
    std::fs::write(&file, text).unwrap();

    let plan = samspel_in(folder.path(), &["plan", "--target", "target.yaml", "--profile", "full"]);
    assert!(plan.stdout.contains("Environment production, only read; at most 5000 requests"), "{}", plan.told());
    assert!(plan.stdout.contains("ss12000/write/created"), "writing tests are told as left out");

    let report = run(
        folder.path(),
        &[
            "--profile",
            "full",
            "--only",
            "ss12000/page/complete*",
            "--only",
            "ss12000/http/undocumented-method*",
            "--only",
            "ss12000/write/*",
        ],
        1,
    );
    assert_eq!(report["run"]["evidence"], "shape");
    assert!(!report["findings"].as_array().unwrap().is_empty());

    let evidence = std::fs::read_to_string(folder.path().join("out/evidence/exchanges.ndjson")).unwrap();
    let sent: Vec<Value> = evidence.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let methods: BTreeSet<&str> = sent.iter().filter_map(|line| line["request"]["method"].as_str()).collect();
    assert!(methods.contains("GET") && methods.contains("PROPFIND"), "{methods:?}");
    for line in &sent {
        let (method, url) = (line["request"]["method"].as_str(), line["request"]["url"].as_str().unwrap_or_default());
        let reads = matches!(method, None | Some("GET" | "HEAD" | "OPTIONS" | "PROPFIND"));
        assert!(reads || url.ends_with("/lookup") || url.ends_with("/token"), "{line}");
    }
}
