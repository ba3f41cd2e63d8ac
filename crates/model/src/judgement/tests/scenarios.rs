//! Scenarios: what counts for one, and what keeps it from conforming.

use super::*;
use crate::ScenarioOutcome;

fn exercise(operation: &str, tests: &[&str]) -> Exercise {
    Exercise { operation: operation.to_owned(), tests: tests.iter().map(|t| (*t).to_owned()).collect() }
}

/// A scenario of R-1 that lists persons, with the tests `t[listPersons]` and `u`.
fn scenario(requirements: Vec<Requirement>) -> Scenario {
    Scenario {
        id: "C.1".to_owned(),
        title: Text { sv: "s".to_owned(), en: "s".to_owned() },
        calls: Vec::new(),
        requirements,
        tests: ["t[listPersons]", "u"].map(str::to_owned).into(),
        operations: vec![exercise("listPersons", &["t[listPersons]"])],
    }
}

fn outcome(results: &[CaseResult]) -> ScenarioResult {
    judged_with(&[must()], results, &[], &[scenario(vec![must()])]).scenarios.remove(0)
}

#[test]
fn a_scenario_conforms_by_the_tests_about_its_operations() {
    let results =
        [saw("t[listPersons]", vec![witness(1)]), saw("t[listGrades]", vec![contradiction("c", "listGrades", 1)])];
    let judgement = judged_with(&[must()], &results, &[], &[scenario(vec![must()])]);
    assert_eq!(judgement.statement.outcome, Outcome::DoesNotConform);
    let scenario = &judgement.scenarios[0];
    assert_eq!(scenario.outcome, ScenarioOutcome::Conforms);
    assert_eq!((scenario.passed, scenario.applicable), (1, 1));
    assert_eq!(scenario.reasons, Vec::<String>::new());
}

#[test]
fn a_contradiction_at_its_operations_names_the_requirement() {
    let result = outcome(&[saw("t[listPersons]", vec![witness(1), contradiction("c", "listPersons", 1)])]);
    assert_eq!(result.outcome, ScenarioOutcome::DoesNotConform);
    assert_eq!(result.reasons, ["R-1"]);
}

#[test]
fn what_a_test_without_an_operation_saw_elsewhere_is_no_matter_of_the_scenario() {
    let general = saw("u", vec![contradiction("c", "listGrades", 1)]);
    assert_eq!(outcome(&[saw("t[listPersons]", vec![witness(1)]), general.clone()]).outcome, ScenarioOutcome::Conforms);
    assert_eq!(outcome(&[general]).outcome, ScenarioOutcome::NotShown, "nothing was seen of the scenario itself");
}

#[test]
fn an_operation_of_which_nothing_was_decided_keeps_a_scenario_from_conforming() {
    let result = outcome(&[saw("t[listPersons]", vec![undecided(Gap::NoData)]), saw("u", vec![witness(1)])]);
    assert_eq!(result.outcome, ScenarioOutcome::NotShown);
    assert_eq!(result.operations_not_shown, ["listPersons"]);
    assert_eq!(result.reasons, Vec::<String>::new());
}

#[test]
fn a_requirement_that_the_run_does_not_cover_counts_as_not_tested() {
    let other = requirement("R-2", Level::Must, Confidence::A);
    let mut results = [saw("t[listPersons]", vec![witness(1)])];
    results[0].requirements.push("R-2".to_owned());
    let scenario = judged_with(&[must()], &results, &[], &[scenario(vec![must(), other])]).scenarios.remove(0);
    assert_eq!(scenario.outcome, ScenarioOutcome::NotShown);
    assert_eq!(scenario.reasons, ["R-2"]);
}

#[test]
fn a_scenario_of_which_no_test_ran_is_not_tested() {
    let skipped = CaseResult {
        ending: Ending::Skipped { reason: Message::new("not-selected") },
        ..saw("t[listPersons]", Vec::new())
    };
    assert_eq!(outcome(&[skipped]).outcome, ScenarioOutcome::NotTested);
    assert_eq!(outcome(&[]).outcome, ScenarioOutcome::NotTested);
}

#[test]
fn a_failed_control_or_an_error_of_ours_shows_no_scenario() {
    let control = CaseResult { control: true, ..saw("control", vec![undecided(Gap::NoData)]) };
    let passed = saw("t[listPersons]", vec![witness(1)]);
    assert_eq!(outcome(&[control, passed.clone()]).outcome, ScenarioOutcome::NotShown);
    let erred = CaseResult { ending: Ending::Erred { what: "x".to_owned() }, ..saw("u", Vec::new()) };
    assert_eq!(outcome(&[passed, erred]).outcome, ScenarioOutcome::NotShown);
}

#[test]
fn a_claim_that_names_operations_needs_each_of_them_to_be_seen() {
    let results = [saw("t[listPersons]", vec![witness(1)])];
    let persons = exercise("listPersons", &["t[listPersons]"]);
    let grades = exercise("listGrades", &[]);
    let statement = |operations: &[Exercise]| judged_with(&[must()], &results, operations, &[]).statement;
    assert_eq!(statement(std::slice::from_ref(&persons)).outcome, Outcome::Conforms);
    let lacking = statement(&[persons, grades]);
    assert_eq!(lacking.outcome, Outcome::NotShown);
    assert!(lacking.because.iter().any(|text| text.en == "statement-operations-not-shown"));
}
