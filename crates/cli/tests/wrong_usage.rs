//! Wrong usage and configuration: exit code 2, and a message that says what to do instead.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

mod samspel;

use samspel::{samspel, samspel_in, target_file};

/// A command that must be refused: its message.
fn refused(arguments: &[&str]) -> String {
    let folder = tempfile::tempdir().unwrap();
    target_file(folder.path(), "http://127.0.0.1:9");
    let ended = samspel_in(folder.path(), arguments);
    assert_eq!(ended.code, 2, "{}", ended.told());
    assert_eq!(ended.stdout, "", "what went wrong is told on standard error");
    assert!(!folder.path().join("samspel-report").exists(), "nothing is written when nothing was run");
    ended.stderr
}

#[test]
fn an_unknown_flag_is_refused_with_the_nearest() {
    insta::assert_snapshot!(refused(&["run", "--target", "target.yaml", "--gates", "conforms"]));
}

#[test]
fn a_run_without_target_says_what_is_missing() {
    insta::assert_snapshot!(refused(&["run"]));
}

#[test]
fn a_target_file_that_does_not_exist_is_named() {
    insta::assert_snapshot!(refused(&["run", "--target", "nowhere.yaml"]));
}

#[test]
fn an_unknown_profile_names_the_nearest() {
    let told = refused(&["run", "--target", "target.yaml", "--profile", "corr"]);
    assert!(told.contains("there is no profile `corr`") && told.contains("did you mean `core`"), "{told}");
}

#[test]
fn an_unknown_suite_names_those_that_exist() {
    insta::assert_snapshot!(refused(&["run", "--target", "target.yaml", "--suite", "ss1200"]));
}

#[test]
fn a_selection_that_matches_nothing_is_an_error_and_not_green() {
    let told = refused(&["run", "--target", "target.yaml", "--only", "ss12000/page/ennds"]);
    assert!(told.contains("--only `ss12000/page/ennds` matches nothing"), "{told}");
    assert!(told.contains("did you mean `ss12000/page/ends`"), "{told}");
}

#[test]
fn an_unknown_id_names_the_nearest() {
    let told = refused(&["explain", "SS12K-PAGE-04"]);
    assert!(told.contains("nothing is called SS12K-PAGE-04"), "{told}");
    assert!(told.contains("did you mean SS12K-PAGE-004"), "{told}");
}

#[test]
fn an_unknown_fault_names_the_nearest() {
    let listed = samspel(&["sandbox", "faults", "--json"]);
    let faults: Vec<serde_json::Value> = serde_json::from_str(&listed.stdout).unwrap();
    let told = refused(&["demo", "--fault", "limit-ignord"]);
    assert!(told.contains("the sandbox has no fault limit-ignord"), "{told}");
    let is_there = faults.iter().any(|fault| fault["id"] == "limit-ignored");
    assert_eq!(told.contains("did you mean limit-ignored"), is_there, "{told}");
}

#[test]
fn a_gate_on_new_failures_needs_a_baseline() {
    insta::assert_snapshot!(refused(&["run", "--target", "target.yaml", "--gate", "no-new-failures"]));
}

#[test]
fn a_baseline_that_is_no_report_is_refused() {
    insta::assert_snapshot!(refused(&[
        "run",
        "--target",
        "target.yaml",
        "--gate",
        "no-new-failures",
        "--baseline",
        "target.yaml"
    ]));
}

#[test]
fn resuming_where_no_run_was_is_refused() {
    insta::assert_snapshot!(refused(&["run", "--resume", "."]));
}

#[test]
fn resuming_takes_no_other_selection() {
    insta::assert_snapshot!(refused(&["run", "--resume", ".", "--only", "x"]));
}

#[test]
fn a_typing_error_in_the_target_file_is_shown_with_its_line() {
    let folder = tempfile::tempdir().unwrap();
    target_file(folder.path(), "http://127.0.0.1:9");
    let path = folder.path().join("target.yaml");
    let text = std::fs::read_to_string(&path).unwrap().replace("environment:", "enviroment:");
    std::fs::write(&path, text).unwrap();
    let ended = samspel_in(folder.path(), &["run", "--target", "target.yaml"]);
    assert_eq!(ended.code, 2, "{}", ended.told());
    insta::assert_snapshot!(ended.stderr);
}

#[test]
fn a_report_that_does_not_exist_is_named() {
    let ended = samspel(&["report", "show", "/nowhere/report.json"]);
    assert_eq!(ended.code, 2, "{}", ended.told());
    assert!(ended.stderr.contains("/nowhere/report.json"), "{}", ended.told());
}
