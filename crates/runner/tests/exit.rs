//! Exit codes and gates: what a pipeline may rely on.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

mod rig;

use rig::{Run, case, plan, report, run_plan};
use samspel_model::{Message, Outcome, Report, Verdict};
use samspel_runner::{Exit, Gate, Heading, Journal, Reach, RunRecord};
use samspel_suite::{Plan, PlannedCase};

/// A run of tests named `pass…`, `fail…` or `open…`.
async fn tried(tests: &[&str]) -> (Report, RunRecord) {
    let cases = tests
        .iter()
        .map(|id| match id.get(..4) {
            Some("pass") => case(id, "witness"),
            Some("fail") => case(id, "contradicts"),
            _ => case(id, "errs"),
        })
        .collect();
    let plan: Plan = plan(cases);
    let folder = tempfile::tempdir().unwrap();
    let Run { record, .. } = run_plan(&plan, folder.path(), 2).await;
    (report(&plan, &record), record)
}

async fn exit(tests: &[&str], reach: Reach) -> Exit {
    let (report, record) = tried(tests).await;
    Exit::of(&report, &record, &reach)
}

#[tokio::test]
async fn each_way_a_run_ends_has_its_number() {
    assert_eq!(exit(&["pass"], Reach::Answers).await.code(), 0);
    assert_eq!(exit(&["pass", "fail"], Reach::Answers).await.code(), 1);
    assert_eq!(exit(&["pass", "open"], Reach::Answers).await.code(), 3);
    assert_eq!(exit(&[], Reach::Answers).await.code(), 3, "nothing proven is not green");
    assert_eq!(exit(&["open"], Reach::NothingThere).await.code(), 3);
    assert_eq!(exit(&["open"], Reach::Unreachable).await.code(), 4);
    assert_eq!(exit(&["open"], Reach::Refused).await.code(), 4);
}

#[tokio::test]
async fn the_gate_on_new_failures_forgives_old_ones_only() {
    let (baseline, _) = tried(&["pass", "fail-old"]).await;
    let gate = Gate::NoNewFailures(Box::new(baseline));
    for (tests, expected) in [
        (&["pass", "fail-old"][..], Exit::Success),
        (&["pass"], Exit::Success),
        (&["pass", "open"], Exit::Success),
        (&["pass", "fail-old", "fail-new"], Exit::Failed),
        (&["fail-old"], Exit::NotShown),
        (&[], Exit::NotShown),
    ] {
        let (report, record) = tried(tests).await;
        assert_eq!(gate.exit(&report, &record, &Reach::Answers), expected, "{tests:?}");
    }
}

#[tokio::test]
async fn no_gate_forgives_an_unreachable_system_an_interruption_or_a_fault_of_ours() {
    let (baseline, _) = tried(&["pass"]).await;
    let (report, record) = tried(&["pass"]).await;
    for gate in [Gate::Conforms, Gate::NoNewFailures(Box::new(baseline))] {
        assert_eq!(gate.exit(&report, &record, &Reach::Unreachable), Exit::Unreachable);
        let cut = RunRecord { interrupted: true, ..record.clone() };
        assert_eq!(gate.exit(&report, &cut, &Reach::Answers), Exit::Interrupted);
        let faulty = RunRecord { faults: vec!["pass".to_owned()], ..record.clone() };
        assert_eq!(gate.exit(&report, &faulty, &Reach::Answers), Exit::Fault);
    }
}

#[test]
fn a_system_that_cannot_be_reached_leaves_everything_untested_and_says_why_once() {
    let plan = plan(vec![case("a", "witness"), PlannedCase { control: true, ..case("c", "witness") }]);
    let folder = tempfile::tempdir().unwrap();
    let heading = Heading { plan: "p".to_owned(), system: "s".to_owned(), arguments: serde_json::Value::Null };
    let journal = Journal::begin(folder.path(), &heading, &[]).unwrap();
    let mut record = RunRecord::untouched(&plan, &Message::new("skipped-unreachable"), &journal, 1);
    record.tell(rig::contradiction("system-unreachable"));
    let report = report(&plan, &record);
    assert_eq!(report.statement.outcome, Outcome::NotShown);
    assert!(report.tests.iter().all(|t| t.verdict == Verdict::NotTested));
    let findings: Vec<(&str, &str)> =
        report.findings.iter().map(|f| (f.test.as_str(), f.summary.en.as_str())).collect();
    assert_eq!(findings, [("c", "system-unreachable")]);
}
