//! A run that is cut short and resumed comes to the same report as one that is not.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

mod rig;

use std::io::Write;

use rig::{case, heading, plan, report, run_in, run_plan, timeless};
use samspel_runner::{Heading, Journal, JournalError};
use samspel_suite::{Plan, PlannedCase};

fn seven() -> Plan {
    plan(vec![
        PlannedCase { control: true, ..case("control", "witness") },
        case("a", "witness"),
        case("b", "errs"),
        case("c", "slow"),
        PlannedCase { after: vec!["c".to_owned()], ..case("d", "witness") },
        case("e", "panics"),
        case("f", "witness"),
    ])
}

#[tokio::test]
async fn a_run_stopped_after_any_number_of_tests_and_resumed_gives_the_same_report() {
    let plan = seven();
    let whole = tempfile::tempdir().unwrap();
    let expected = timeless(report(&plan, &run_plan(&plan, whole.path(), 2).await.record));
    for stop_after in 1..=7 {
        let folder = tempfile::tempdir().unwrap();
        let journal = Journal::begin(folder.path(), &heading(&plan), &[]).unwrap();
        let first = run_in(&plan, journal, 2, Some(stop_after)).await;
        assert!(first.record.interrupted);
        let journal = Journal::resume(folder.path(), &heading(&plan)).unwrap();
        let second = run_in(&plan, journal, 2, None).await;
        assert_eq!(timeless(report(&plan, &second.record)), expected, "stopped after {stop_after}");
        assert_eq!(first.record.started, second.record.started);
        assert_eq!(second.order[0], "control", "controls rebuild shared state");
        let done_before = first.order.iter().filter(|id| *id != "control").count();
        assert_eq!(second.order.len() - 1, 6 - done_before, "finished tests are not run again");
    }
}

#[tokio::test]
async fn a_half_last_line_left_by_a_kill_is_ignored_and_cut_off() {
    let plan = seven();
    let folder = tempfile::tempdir().unwrap();
    let whole = run_plan(&plan, folder.path(), 1).await;
    let path = folder.path().join("journal.ndjson");
    let text = std::fs::read_to_string(&path).unwrap();
    let mut lines: Vec<&str> = text.lines().collect();
    lines.truncate(4);
    let cut = format!("{}\n{}", lines.join("\n"), r#"{"kind":"test","requests":0,"resu"#);
    std::fs::File::create(&path).unwrap().write_all(cut.as_bytes()).unwrap();

    let again = run_in(&plan, Journal::resume(folder.path(), &heading(&plan)).unwrap(), 1, None).await;
    assert_eq!(again.order, ["control", "c", "d", "e", "f"]);
    assert_eq!(timeless(report(&plan, &again.record)), timeless(report(&plan, &whole.record)));
    for line in std::fs::read_to_string(&path).unwrap().lines() {
        serde_json::from_str::<serde_json::Value>(line).expect("every line of the resumed journal is whole");
    }
}

#[tokio::test]
async fn a_broken_line_in_the_middle_is_an_error_and_names_its_place() {
    let plan = seven();
    let folder = tempfile::tempdir().unwrap();
    run_plan(&plan, folder.path(), 1).await;
    let path = folder.path().join("journal.ndjson");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, text.replacen("{\"kind\":\"test\"", "{\"kind\":test", 1)).unwrap();
    let error = Journal::resume(folder.path(), &heading(&plan)).unwrap_err();
    assert!(matches!(error, JournalError::Damaged { line: 2, .. }), "{error}");
}

#[test]
fn another_plan_or_another_system_is_refused() {
    let plan = seven();
    let folder = tempfile::tempdir().unwrap();
    drop(Journal::begin(folder.path(), &heading(&plan), &[]).unwrap());
    let other_plan = Heading { plan: "plan-2".to_owned(), ..heading(&plan) };
    let error = Journal::resume(folder.path(), &other_plan).unwrap_err();
    assert!(matches!(error, JournalError::OtherPlan { .. }), "{error}");
    let other_system = Heading { system: "http://127.0.0.1:2/".to_owned(), ..heading(&plan) };
    let error = Journal::resume(folder.path(), &other_system).unwrap_err();
    assert!(matches!(error, JournalError::OtherSystem { .. }), "{error}");
}

#[test]
fn a_folder_without_a_journal_cannot_be_resumed() {
    let folder = tempfile::tempdir().unwrap();
    let error = Journal::resume(folder.path(), &heading(&seven())).unwrap_err();
    assert!(matches!(error, JournalError::Missing { .. }), "{error}");
}

#[test]
fn a_run_killed_before_its_first_line_was_whole_leaves_nothing_to_resume() {
    for text in ["", r#"{"kind":"beg"#] {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("journal.ndjson"), text).unwrap();
        let error = Journal::resume(folder.path(), &heading(&seven())).unwrap_err();
        assert!(matches!(error, JournalError::Missing { .. }), "{error}");
    }
}

#[test]
fn two_runs_cannot_write_to_one_folder_and_the_first_keeps_its_journal() {
    let plan = seven();
    let folder = tempfile::tempdir().unwrap();
    let first = Journal::begin(folder.path(), &heading(&plan), &[]).unwrap();
    let error = Journal::begin(folder.path(), &heading(&plan), &[]).unwrap_err();
    assert!(matches!(error, JournalError::Locked { .. }), "{error}");
    let error = Journal::resume(folder.path(), &heading(&plan)).unwrap_err();
    assert!(matches!(error, JournalError::Locked { .. }), "{error}");
    drop(first);
    assert!(Journal::resume(folder.path(), &heading(&plan)).unwrap().is_resumed());
}

#[test]
fn what_an_earlier_run_wrote_goes_when_a_new_one_begins_but_not_while_another_runs() {
    let folder = tempfile::tempdir().unwrap();
    let report = folder.path().join("report.json");
    let first = Journal::begin(folder.path(), &heading(&seven()), &["report.json"]).unwrap();
    std::fs::write(&report, "{}").unwrap();
    Journal::begin(folder.path(), &heading(&seven()), &["report.json"]).unwrap_err();
    assert!(report.exists());
    drop(first);
    drop(Journal::begin(folder.path(), &heading(&seven()), &["report.json"]).unwrap());
    assert!(!report.exists());
}

#[test]
fn a_journal_remembers_how_its_run_was_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let asked = Heading { arguments: serde_json::json!({ "only": "x*" }), ..heading(&seven()) };
    drop(Journal::begin(folder.path(), &asked, &[]).unwrap());
    assert_eq!(Journal::arguments(folder.path()).unwrap(), asked.arguments);
}
