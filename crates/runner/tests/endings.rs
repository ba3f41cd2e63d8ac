//! How tests can end, and that one that ends badly does not take the others with it.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

mod rig;

use rig::{case, heading, plan, report, run_in, run_plan};
use samspel_model::{Ending, Outcome, Verdict};
use samspel_runner::{Exit, Journal, Reach};

#[tokio::test]
async fn a_check_that_panics_is_our_fault_and_the_run_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let plan = plan(vec![case("a", "panics"), case("b", "witness")]);
    let run = run_plan(&plan, folder.path(), 1).await;
    let what = "the check panicked: the abacus broke".to_owned();
    assert_eq!(run.record.results[0].ending, Ending::Erred { what });
    assert_eq!(run.record.faults, ["a"]);
    assert_eq!(run.record.results[1].ending, Ending::Ran);
    let report = report(&plan, &run.record);
    assert_eq!(report.statement.outcome, Outcome::NotShown);
    assert_eq!(Exit::of(&report, &run.record, &Reach::Answers), Exit::Fault);
}

#[tokio::test]
async fn a_check_that_speaks_of_a_requirement_its_case_does_not_claim_is_our_fault_and_not_believed() {
    let folder = tempfile::tempdir().unwrap();
    let plan = plan(vec![case("a", "unclaimed")]);
    let run = run_plan(&plan, folder.path(), 1).await;
    assert!(
        matches!(&run.record.results[0].ending, Ending::Erred { what } if what.contains("REQ-OF-SOMEONE-ELSE")),
        "{:?}",
        run.record.results[0].ending
    );
    assert_eq!(run.record.results[0].observations, []);
    assert_eq!(run.record.faults, ["a"]);
}

#[tokio::test]
async fn a_check_that_errs_is_an_error_without_being_a_fault() {
    let folder = tempfile::tempdir().unwrap();
    let plan = plan(vec![case("a", "errs"), case("b", "witness")]);
    let run = run_plan(&plan, folder.path(), 1).await;
    assert_eq!(run.record.results[0].ending, Ending::Erred { what: "the cable is cut".to_owned() });
    assert!(run.record.faults.is_empty());
    let report = report(&plan, &run.record);
    assert_eq!(report.requirements[0].verdict, Verdict::Error);
    assert_eq!(Exit::of(&report, &run.record, &Reach::Answers), Exit::NotShown);
}

#[tokio::test]
async fn a_used_up_budget_leaves_tests_undone_and_a_resumed_run_tries_them_again() {
    let folder = tempfile::tempdir().unwrap();
    let plan = plan(vec![case("a", "out-of-budget"), case("b", "witness")]);
    let run = run_plan(&plan, folder.path(), 1).await;
    assert!(
        matches!(&run.record.results[0].ending, Ending::Skipped { reason } if reason.id == "skipped-out-of-budget")
    );
    assert!(!run.record.interrupted);
    let again = run_in(&plan, Journal::resume(folder.path(), &heading(&plan)).unwrap(), 1, None).await;
    assert_eq!(again.order, ["a"]);
}

#[tokio::test]
async fn a_run_asked_to_stop_does_not_wait_for_a_test_that_hangs() {
    let folder = tempfile::tempdir().unwrap();
    let plan = plan(vec![case("a", "witness"), case("b", "hangs"), case("c", "witness")]);
    let journal = Journal::begin(folder.path(), &heading(&plan), &[]).unwrap();
    let run = tokio::time::timeout(std::time::Duration::from_secs(20), run_in(&plan, journal, 1, Some(2)))
        .await
        .expect("a hanging test is given up");
    assert!(run.record.interrupted);
    assert_eq!(run.record.results[0].ending, Ending::Ran);
    for undone in &run.record.results[1..] {
        assert!(matches!(&undone.ending, Ending::Skipped { reason } if reason.id == "skipped-interrupted"));
    }
    let report = report(&plan, &run.record);
    assert_eq!(Exit::of(&report, &run.record, &Reach::Answers), Exit::Interrupted);
}
