//! The decision rule, clause by clause.

use std::collections::BTreeMap;

use super::*;
use crate::{
    Confidence, Contradiction, Ending, FindingLevel, Gap, Level, Location, Message, Observation, Outcome, Sight, Text,
    Verdict,
};

mod data_gaps;
mod scenarios;

struct Ids;

impl Texts for Ids {
    fn render(&self, message: &Message) -> Text {
        let mut words = message.id.clone();
        for name in ["operation", "parameter"] {
            if let Some(crate::Argument::Text(value)) = message.args.get(name) {
                words.push_str(&format!(" {value}"));
            }
        }
        if words == "leftover-remedy" {
            words = "Look into the folder".to_owned();
        }
        Text { sv: words.clone(), en: words }
    }
}

fn requirement(id: &str, level: Level, confidence: Confidence) -> Requirement {
    let text = || Text { sv: format!("{id} sv"), en: format!("{id} en") };
    Requirement {
        id: id.to_owned(),
        level,
        confidence,
        editions: Vec::new(),
        source: String::new(),
        title: text(),
        why: text(),
        remedy: text(),
        untested: None,
    }
}

fn must() -> Requirement {
    requirement("R-1", Level::Must, Confidence::A)
}

fn saw(id: &str, sights: Vec<Sight>) -> CaseResult {
    CaseResult {
        id: id.to_owned(),
        requirements: vec!["R-1".to_owned()],
        control: false,
        ending: Ending::Ran,
        observations: sights.into_iter().map(|sight| Observation { requirement: "R-1".to_owned(), sight }).collect(),
        duration_ms: 1,
        exchanges: Vec::new(),
    }
}

fn witness(count: u64) -> Sight {
    Sight::Witness { count, message: Message::new("seen") }
}

fn undecided(gap: Gap) -> Sight {
    Sight::Undecided { gap, reason: Message::new("open") }
}

fn contradiction(summary: &str, operation: &str, count: u64) -> Sight {
    Sight::Contradiction(Box::new(Contradiction {
        summary: Message::new(summary),
        expected: "a".to_owned(),
        observed: "b".to_owned(),
        location: Location { operation: Some(operation.to_owned()), pointer: None },
        count,
        samples: vec![operation.to_owned()],
        cause: None,
        reproduce: None,
        exchanges: vec![format!("{operation}#1")],
    }))
}

fn judged(requirements: &[Requirement], results: &[CaseResult]) -> Judgement {
    judged_with(requirements, results, &[], &[])
}

fn judged_with(
    requirements: &[Requirement],
    results: &[CaseResult],
    operations: &[Exercise],
    scenarios: &[Scenario],
) -> Judgement {
    let claim = ProfileClaim {
        id: "p".to_owned(),
        edition: "2.1".to_owned(),
        title: Text { sv: "p".to_owned(), en: "p".to_owned() },
        about: Text { sv: "p".to_owned(), en: "p".to_owned() },
    };
    judge(&Basis {
        requirements: &requirements.iter().collect::<Vec<_>>(),
        untested_reasons: &BTreeMap::new(),
        results,
        profile: &claim,
        operations,
        scenarios,
        rule: &DecisionRule::current().unwrap(),
        texts: &Ids,
        interrupted: false,
    })
}

fn verdict(results: &[CaseResult]) -> (Verdict, Outcome) {
    let judgement = judged(&[must()], results);
    (judgement.requirements[0].verdict, judgement.statement.outcome)
}

#[test]
fn a_witness_passes_and_conforms() {
    assert_eq!(verdict(&[saw("t", vec![witness(1)])]), (Verdict::Pass, Outcome::Conforms));
}

#[test]
fn nothing_seen_never_passes() {
    assert_eq!(verdict(&[saw("t", vec![])]), (Verdict::Inconclusive, Outcome::NotShown));
    assert_eq!(verdict(&[saw("t", vec![witness(0)])]), (Verdict::Inconclusive, Outcome::NotShown));
    assert_eq!(verdict(&[]), (Verdict::NotTested, Outcome::NotShown));
    assert_eq!(judged(&[], &[]).statement.outcome, Outcome::NotShown);
}

#[test]
fn one_contradiction_outweighs_any_number_of_witnesses() {
    let results = [saw("t", vec![witness(1000)]), saw("u", vec![contradiction("c", "listPersons", 1)])];
    assert_eq!(verdict(&results), (Verdict::Fail, Outcome::DoesNotConform));
}

#[test]
fn missing_data_in_one_place_does_not_take_away_what_another_showed() {
    let results = [saw("t", vec![witness(1)]), saw("u", vec![undecided(Gap::NoData)])];
    let judgement = judged(&[must()], &results);
    assert_eq!(judgement.requirements[0].verdict, Verdict::Pass);
    assert_eq!(judgement.requirements[0].not_shown.len(), 1);
}

#[test]
fn any_other_gap_leaves_the_requirement_open() {
    for gap in [Gap::NoAccess, Gap::Drift, Gap::NoAnswer] {
        let results = [saw("t", vec![witness(1)]), saw("u", vec![undecided(gap)])];
        assert_eq!(verdict(&results), (Verdict::Inconclusive, Outcome::NotShown));
    }
}

#[test]
fn a_test_that_was_not_run_leaves_the_requirement_untested() {
    let mut skipped = saw("u", vec![]);
    skipped.ending = Ending::Skipped { reason: Message::new("budget") };
    assert_eq!(verdict(&[saw("t", vec![witness(1)]), skipped]), (Verdict::NotTested, Outcome::NotShown));
}

#[test]
fn an_error_is_ours_and_blocks_the_claim() {
    let mut erred = saw("u", vec![]);
    erred.ending = Ending::Erred { what: "panic".to_owned() };
    assert_eq!(verdict(&[saw("t", vec![witness(1)]), erred]), (Verdict::Error, Outcome::NotShown));
}

#[test]
fn a_control_that_does_not_pass_voids_every_witness_but_no_contradiction() {
    let mut control = saw("control", vec![undecided(Gap::NoData)]);
    control.control = true;
    control.requirements = Vec::new();
    control.observations[0].requirement = "R-0".to_owned();
    let hollow = [control.clone(), saw("t", vec![witness(5)])];
    assert_eq!(verdict(&hollow), (Verdict::Inconclusive, Outcome::NotShown));
    let broken = [control, saw("t", vec![contradiction("c", "listPersons", 1)])];
    assert_eq!(verdict(&broken), (Verdict::Fail, Outcome::DoesNotConform));
}

#[test]
fn confidence_c_and_d_report_but_never_fail() {
    for confidence in [Confidence::C, Confidence::D] {
        let judgement = judged(
            &[must(), requirement("R-2", Level::Must, confidence)],
            &[saw("t", vec![witness(1)]), {
                let mut result = saw("u", vec![contradiction("c", "listPersons", 1)]);
                result.requirements = vec!["R-2".to_owned()];
                result.observations[0].requirement = "R-2".to_owned();
                result
            }],
        );
        assert_eq!(judgement.requirements[1].verdict, Verdict::Inconclusive);
        assert_eq!(judgement.findings[0].level, FindingLevel::Note);
        assert_ne!(judgement.tests[1].verdict, Verdict::Fail);
    }
}

#[test]
fn a_failed_should_is_a_deviation_and_does_not_block() {
    let mut results = vec![saw("t", vec![witness(1)])];
    let mut deviation = saw("u", vec![contradiction("c", "listPersons", 1)]);
    deviation.requirements = vec!["R-2".to_owned()];
    deviation.observations[0].requirement = "R-2".to_owned();
    results.push(deviation);
    let judgement = judged(&[must(), requirement("R-2", Level::Should, Confidence::B)], &results);
    assert_eq!(judgement.statement.outcome, Outcome::Conforms);
    assert_eq!(judgement.findings[0].level, FindingLevel::Should);
}

#[test]
fn what_does_not_apply_neither_passes_nor_blocks() {
    let mut absent = saw("u", vec![]);
    absent.requirements = vec!["R-2".to_owned()];
    absent.ending = Ending::DoesNotApply { reason: Message::new("ics") };
    let judgement = judged(
        &[must(), requirement("R-2", Level::Must, Confidence::A)],
        &[saw("t", vec![witness(1)]), absent.clone()],
    );
    assert_eq!(judgement.requirements[1].verdict, Verdict::NotApplicable);
    assert_eq!(judgement.statement.outcome, Outcome::Conforms);
    let all_absent = judged(&[requirement("R-2", Level::Must, Confidence::A)], &[absent]);
    assert_eq!(all_absent.statement.outcome, Outcome::NotShown, "nothing shown is not conformance");
}

#[test]
fn one_cause_is_one_finding_with_its_places_as_evidence() {
    let results = [
        saw("t", vec![contradiction("same", "listPersons", 3)]),
        saw("u", vec![contradiction("same", "listGroups", 4), contradiction("other", "listGroups", 1)]),
    ];
    let findings = judged(&[must()], &results).findings;
    assert_eq!(findings.len(), 2);
    assert_eq!((findings[0].id.as_str(), findings[0].count), ("F-001", 7));
    assert_eq!(findings[0].operations, ["listPersons", "listGroups"]);
    assert_eq!(findings[1].count, 1);
}

#[test]
fn an_interrupted_run_never_conforms() {
    let claim = ProfileClaim {
        id: "p".to_owned(),
        edition: "2.1".to_owned(),
        title: Text { sv: String::new(), en: String::new() },
        about: Text { sv: String::new(), en: String::new() },
    };
    let requirement = must();
    let judgement = judge(&Basis {
        requirements: &[&requirement],
        untested_reasons: &BTreeMap::new(),
        results: &[saw("t", vec![witness(1)])],
        profile: &claim,
        operations: &[],
        scenarios: &[],
        rule: &DecisionRule::current().unwrap(),
        texts: &Ids,
        interrupted: true,
    });
    assert_eq!(judgement.statement.outcome, Outcome::NotShown);
}

#[test]
fn a_heading_names_what_its_places_are_about_and_no_more_than_three() {
    let ignored = |parameter: &str| {
        let Sight::Contradiction(mut seen) = contradiction("ignored", "list", 1) else { panic!() };
        seen.summary = seen.summary.with("parameter", parameter);
        Sight::Contradiction(seen)
    };
    let heading = |names: &[&str]| {
        let results = [saw("t", names.iter().map(|name| ignored(name)).collect())];
        let [finding] = &judged(&[must()], &results).findings[..] else { panic!() };
        finding.summary.en.clone()
    };
    assert_eq!(heading(&["a", "b", "a"]), "ignored a, b");
    assert_eq!(heading(&["a", "b", "c", "d", "e"]), "ignored a, b, c (+2)");
}

#[test]
fn a_finding_speaks_for_itself_where_it_has_words_of_its_own() {
    let Sight::Contradiction(seen) = contradiction("leftover", "list", 1) else { panic!() };
    let findings = judged(&[must()], &[saw("t", vec![Sight::Note(seen)])]).findings;
    assert_eq!((findings[0].remedy.en.as_str(), findings[0].why.en.as_str()), ("Look into the folder", "R-1 en"));
}

#[test]
fn a_control_that_did_not_pass_says_why_in_the_statement() {
    let because = |control: CaseResult| -> Vec<String> {
        let results = [CaseResult { control: true, ..control }, saw("t", vec![witness(1)])];
        judged(&[must()], &results).statement.because.into_iter().map(|text| text.en).collect()
    };
    let seen = because(saw("alive", vec![undecided(Gap::NoAnswer)]));
    assert_eq!(seen[seen.len() - 2..], ["judgement-controls-failed", "open"]);
    let skipped = Ending::Skipped { reason: Message::new("no-token") };
    let seen = because(CaseResult { ending: skipped, ..saw("alive", Vec::new()) });
    assert_eq!(seen.last().map(String::as_str), Some("no-token"));
    assert!(!seen.contains(&"judgement-controls-failed".to_owned()));
}
