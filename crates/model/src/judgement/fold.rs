//! Folding observations into verdicts.

use std::collections::BTreeMap;

use super::Basis;
use super::data_gaps::Gaps;
use crate::{
    CaseResult, Ending, Gap, Level, Message, Observation, Requirement, RequirementResult, Sight, TestResult, Text,
    Verdict,
};

/// Whether every positive control of the run saw what it had to see.
///
/// A hollow system (constant answers, empty lists, refusals) can fulfil many requirements by accident. Controls show that
/// the system holds data, ends its pages and tells good requests from bad; without them no witness counts.
pub(super) fn controls_passed(basis: &Basis<'_>) -> bool {
    basis.results.iter().filter(|r| r.control).all(|r| case_verdict(basis, r) == Verdict::Pass)
}

/// The verdict of one test over all that it saw.
pub(super) fn case_verdict(basis: &Basis<'_>, result: &CaseResult) -> Verdict {
    match &result.ending {
        Ending::Erred { .. } => Verdict::Error,
        Ending::Skipped { .. } => Verdict::NotTested,
        Ending::DoesNotApply { .. } => Verdict::NotApplicable,
        Ending::Ran => {
            let mut witnessed = false;
            let mut undecided = false;
            let mut blocked = false;
            let mut inapplicable = false;
            for observation in &result.observations {
                match &observation.sight {
                    Sight::Contradiction(_) if can_fail(basis, observation) => {
                        return Verdict::Fail;
                    }
                    Sight::Contradiction(_) => blocked = true,
                    Sight::Witness { count, .. } => witnessed |= *count > 0,
                    Sight::Undecided { gap: Gap::NoData | Gap::OtherFault, .. } => undecided = true,
                    Sight::Undecided { .. } => blocked = true,
                    Sight::NotApplicable { .. } => inapplicable = true,
                    Sight::Note(_) => {}
                }
            }
            match (blocked, witnessed, undecided, inapplicable) {
                (true, ..) => Verdict::Inconclusive,
                (_, true, ..) => Verdict::Pass,
                (_, _, false, true) => Verdict::NotApplicable,
                _ => Verdict::Inconclusive,
            }
        }
    }
}

fn can_fail(basis: &Basis<'_>, observation: &Observation) -> bool {
    // A requirement outside the profile cannot fail the claim, but the test that saw it still fails.
    basis
        .requirements
        .iter()
        .find(|r| r.id == observation.requirement)
        .is_none_or(|r| r.confidence.can_fail() && r.level != Level::May)
}

/// Every test with its verdict and remarks.
pub(super) fn tests(basis: &Basis<'_>) -> Vec<TestResult> {
    basis
        .results
        .iter()
        .map(|result| TestResult {
            id: result.id.clone(),
            verdict: case_verdict(basis, result),
            requirements: result.requirements.clone(),
            duration_ms: result.duration_ms,
            exchanges: result.exchanges.clone(),
            remarks: remarks(basis, result),
        })
        .collect()
}

fn remarks(basis: &Basis<'_>, result: &CaseResult) -> Vec<Text> {
    let mut remarks: Vec<Text> = Vec::new();
    match &result.ending {
        Ending::Erred { what } => {
            remarks.push(basis.texts.render(&Message::new("ending-erred").with("what", what.as_str())))
        }
        Ending::Skipped { reason } | Ending::DoesNotApply { reason } => remarks.push(basis.texts.render(reason)),
        Ending::Ran => {}
    }
    for observation in &result.observations {
        let text = match &observation.sight {
            Sight::Witness { message, .. } => basis.texts.render(message),
            Sight::Undecided { reason, .. } | Sight::NotApplicable { reason } => basis.texts.render(reason),
            Sight::Contradiction(seen) | Sight::Note(seen) => basis.texts.render(&seen.summary),
        };
        if !remarks.contains(&text) {
            remarks.push(text);
        }
    }
    remarks
}

/// Every requirement of the profile with its verdict.
pub(super) fn requirements(basis: &Basis<'_>, controls_passed: bool) -> Vec<RequirementResult> {
    let mut by_requirement: BTreeMap<&str, Vec<&CaseResult>> = BTreeMap::new();
    for result in basis.results {
        for id in &result.requirements {
            by_requirement.entry(id).or_default().push(result);
        }
    }
    let gaps = Gaps::of(basis);
    basis
        .requirements
        .iter()
        .map(|requirement| {
            let results = by_requirement.get(requirement.id.as_str()).map_or(&[][..], Vec::as_slice);
            requirement_result(basis, requirement, results, &gaps, controls_passed)
        })
        .collect()
}

/// What the tests of one requirement add up to.
#[derive(Default)]
struct Tally {
    witnesses: u64,
    failed: bool,
    erred: Vec<Text>,
    blocked: Vec<Text>,
    skipped: Vec<Text>,
    hidden: Vec<Text>,
    inapplicable: Vec<Text>,
}

fn requirement_result(
    basis: &Basis<'_>,
    requirement: &Requirement,
    results: &[&CaseResult],
    gaps: &Gaps<'_>,
    controls_passed: bool,
) -> RequirementResult {
    let mut tally = Tally::default();
    for result in results {
        tally.add(basis, requirement, result);
    }
    let no_data = gaps.of_requirement(basis, &requirement.id);
    let controls_failed = || basis.texts.render(&Message::new("judgement-controls-failed"));
    let (verdict, reason) = if results.is_empty() {
        (Verdict::NotTested, Some(untested_reason(basis, requirement)))
    } else if tally.failed {
        (Verdict::Fail, None)
    } else if let Some(reason) = tally.erred.first() {
        (Verdict::Error, Some(reason.clone()))
    } else if let Some(reason) = tally.blocked.first() {
        (Verdict::Inconclusive, Some(reason.clone()))
    } else if let Some(reason) = tally.skipped.first() {
        (Verdict::NotTested, Some(reason.clone()))
    } else if tally.witnesses > 0 && controls_passed {
        (Verdict::Pass, None)
    } else if tally.witnesses > 0 {
        (Verdict::Inconclusive, Some(controls_failed()))
    } else if let Some(reason) = tally.hidden.first().or(no_data.first()) {
        (Verdict::Inconclusive, Some(reason.clone()))
    } else if let Some(reason) = tally.inapplicable.first() {
        (Verdict::NotApplicable, Some(reason.clone()))
    } else {
        (Verdict::Inconclusive, Some(basis.texts.render(&Message::new("judgement-nothing-seen"))))
    };
    let not_shown = if verdict == Verdict::Pass { no_data } else { Vec::new() };
    RequirementResult {
        id: requirement.id.clone(),
        level: requirement.level,
        confidence: requirement.confidence,
        title: requirement.title.clone(),
        verdict,
        witnesses: tally.witnesses,
        tests: results.iter().map(|r| r.id.clone()).collect(),
        reason,
        not_shown,
    }
}

impl Tally {
    fn add(&mut self, basis: &Basis<'_>, requirement: &Requirement, result: &CaseResult) {
        let add = |list: &mut Vec<Text>, message: &Message| {
            let text = basis.texts.render(message);
            if !list.contains(&text) {
                list.push(text);
            }
        };
        match &result.ending {
            Ending::Erred { what } => add(&mut self.erred, &Message::new("ending-erred").with("what", what.as_str())),
            Ending::Skipped { reason } => add(&mut self.skipped, reason),
            Ending::DoesNotApply { reason } => add(&mut self.inapplicable, reason),
            Ending::Ran => {}
        }
        for observation in result.observations.iter().filter(|o| o.requirement == requirement.id) {
            match &observation.sight {
                Sight::Contradiction(_) if requirement.confidence.can_fail() && requirement.level != Level::May => {
                    self.failed = true
                }
                Sight::Contradiction(seen) => add(&mut self.blocked, &seen.summary),
                Sight::Witness { count, .. } => self.witnesses += count,
                // What data is missing is told for all tests together.
                Sight::Undecided { gap: Gap::NoData, .. } => {}
                Sight::Undecided { gap: Gap::OtherFault, reason } => add(&mut self.hidden, reason),
                Sight::Undecided { reason, .. } => add(&mut self.blocked, reason),
                Sight::NotApplicable { reason } => add(&mut self.inapplicable, reason),
                Sight::Note(_) => {}
            }
        }
    }
}

fn untested_reason(basis: &Basis<'_>, requirement: &Requirement) -> Text {
    requirement
        .untested
        .as_ref()
        .and_then(|id| basis.untested_reasons.get(id).cloned())
        .unwrap_or_else(|| basis.texts.render(&Message::new("judgement-not-selected")))
}
