//! The demo from end to end: what a newcomer sees first.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

mod samspel;

use std::collections::BTreeSet;
use std::path::Path;

use samspel::{Ended, judged, report, samspel_in};

fn demo(folder: &Path, more: &[&str]) -> Ended {
    samspel_in(folder, &[&["demo", "--pupils", "10", "--out", "out"], more].concat())
}

#[test]
fn a_demo_conforms_and_writes_every_report() {
    let folder = tempfile::tempdir().unwrap();
    let ended = demo(folder.path(), &[]);
    assert_eq!(ended.code, 0, "{}", ended.told());
    assert_eq!(report(folder.path())["statement"]["outcome"], "CONFORMS");
    for file in
        ["report.json", "report.sv.html", "report.en.html", "junit.xml", "summary.md", "evidence/exchanges.ndjson"]
    {
        assert!(folder.path().join("out").join(file).is_file(), "{file}");
    }
    let left: Vec<_> = std::fs::read_dir(folder.path().join("out"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.contains("tmp"))
        .collect();
    assert!(left.is_empty(), "no temporary file is left: {left:?}");
}

#[test]
fn a_fault_is_found_and_named() {
    let folder = tempfile::tempdir().unwrap();
    let ended = demo(folder.path(), &["--fault", "limit-ignored"]);
    assert_eq!(ended.code, 1, "{}", ended.told());
    let report = report(folder.path());
    assert_eq!(report["statement"]["outcome"], "DOES_NOT_CONFORM");
    assert_eq!(report["findings"][0]["requirement"], "SS12K-PAGE-001");
    assert!(report["run"]["options"].as_array().unwrap().contains(&"--fault limit-ignored".into()));
    assert!(ended.stdout.contains("SS12K-PAGE-001"), "{}", ended.told());
}

#[test]
fn the_same_seed_gives_the_same_report() {
    let (one, two) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    for folder in [&one, &two] {
        demo(folder.path(), &["--seed", "7"]);
    }
    // Where the sandbox listens differs.
    let without_address = |folder: &Path| {
        let mut report = judged(report(folder));
        report["target"]["interfaces"] = serde_json::Value::Null;
        report
    };
    assert_eq!(without_address(one.path()), without_address(two.path()));
}

#[test]
fn the_kill_matrix_names_the_tests_that_turn_red_and_finds_no_false_alarm() {
    let folder = tempfile::tempdir().unwrap();
    let ended = samspel_in(folder.path(), &["mutants", "--json", "--pupils", "5", "--fault", "limit-ignored"]);
    let matrix: serde_json::Value = serde_json::from_str(&ended.stdout).unwrap();
    assert_eq!(ended.code, 0, "{}", ended.told());
    let keys: BTreeSet<&String> = matrix.as_object().unwrap().keys().collect();
    assert_eq!(keys.into_iter().collect::<Vec<_>>(), ["false_alarms", "faults", "idle_tests"]);
    assert_eq!(matrix["false_alarms"], serde_json::json!([]));
    assert_eq!(matrix["faults"][0]["id"], "limit-ignored");
    assert_eq!(matrix["faults"][0]["claimed"], true);
    let killers = matrix["faults"][0]["killed_by"].as_array().unwrap();
    assert!(killers.contains(&"ss12000/page/limit-respected[listPersons]".into()), "{killers:?}");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "nothing is left behind");
}
