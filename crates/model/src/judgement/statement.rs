//! The statement of conformity.

use std::collections::{BTreeMap, BTreeSet};

use super::{Basis, fold};
use crate::{Counts, Ending, Level, Message, Outcome, RequirementResult, Sight, Statement, TestResult, Verdict};

/// What the outcome is decided by.
pub(super) struct Sums {
    /// MUST requirements that apply.
    pub(super) applicable: usize,
    /// MUST requirements that passed.
    pub(super) passed: usize,
    failed: usize,
    inconclusive: usize,
    not_tested: usize,
    /// Tests that erred.
    erred: usize,
    /// Whether every operation that has to be offered was seen to work.
    operations_shown: bool,
    controls_passed: bool,
    interrupted: bool,
}

impl Sums {
    pub(super) fn of(
        basis: &Basis<'_>,
        requirements: &[RequirementResult],
        tests: &[TestResult],
        controls_passed: bool,
    ) -> Self {
        let musts = || requirements.iter().filter(|r| r.level == Level::Must);
        let count = |verdict: Verdict| musts().filter(|r| r.verdict == verdict).count();
        Sums {
            applicable: musts().filter(|r| r.verdict != Verdict::NotApplicable).count(),
            passed: count(Verdict::Pass),
            failed: count(Verdict::Fail),
            inconclusive: count(Verdict::Inconclusive),
            not_tested: count(Verdict::NotTested),
            erred: tests.iter().filter(|t| t.verdict == Verdict::Error).count(),
            operations_shown: not_shown(basis, tests).next().is_none(),
            controls_passed,
            interrupted: basis.interrupted,
        }
    }

    /// The decision rule, last part.
    pub(super) fn outcome(&self) -> Outcome {
        if self.failed > 0 {
            return Outcome::DoesNotConform;
        }
        let whole = self.passed > 0 && self.passed == self.applicable && self.operations_shown;
        if whole && self.erred == 0 && self.controls_passed && !self.interrupted {
            Outcome::Conforms
        } else {
            Outcome::NotShown
        }
    }
}

/// Operations that have to be offered and of which no test passed or failed.
pub(super) fn not_shown<'a>(basis: &Basis<'a>, tests: &[TestResult]) -> impl Iterator<Item = &'a str> {
    let decided = |test: &&TestResult| matches!(test.verdict, Verdict::Pass | Verdict::Fail);
    let decided: BTreeSet<&str> = tests.iter().filter(decided).map(|test| test.id.as_str()).collect();
    basis
        .operations
        .iter()
        .filter(|exercise| !exercise.tests.iter().any(|test| decided.contains(test.as_str())))
        .map(|exercise| exercise.operation.as_str())
        .collect::<Vec<_>>()
        .into_iter()
}

pub(super) fn state(
    basis: &Basis<'_>,
    requirements: &[RequirementResult],
    tests: &[TestResult],
    controls_passed: bool,
) -> Statement {
    let sums = Sums::of(basis, requirements, tests, controls_passed);
    let mut because =
        vec![Message::new("statement-passed").with("passed", sums.passed).with("applicable", sums.applicable)];
    let mut tell = |id: &str, number: usize| {
        if number > 0 {
            because.push(Message::new(id).with("count", number));
        }
    };
    tell("statement-failed", sums.failed);
    tell("statement-inconclusive", sums.inconclusive);
    tell("statement-not-tested", sums.not_tested);
    tell("statement-erred", sums.erred);
    let missing: Vec<&str> = not_shown(basis, tests).collect();
    if !missing.is_empty() {
        because.push(Message::new("statement-operations-not-shown").with("operations", missing.join(", ")));
    }
    because.extend(controls_failed(basis));
    if basis.interrupted {
        because.push(Message::new("statement-interrupted"));
    }

    Statement {
        outcome: sums.outcome(),
        decision_rule: basis.rule.id.clone(),
        decision_rule_text: basis.rule.text.clone(),
        because: because.iter().map(|m| basis.texts.render(m)).collect(),
        counts: counts(requirements),
    }
}

/// What kept the positive controls from passing. Those that were not run say nothing about the system.
fn controls_failed(basis: &Basis<'_>) -> Vec<Message> {
    let failed = || basis.results.iter().filter(|r| r.control && fold::case_verdict(basis, r) != Verdict::Pass);
    let mut reasons: Vec<Message> = Vec::new();
    for result in failed() {
        let seen = result.observations.iter().filter_map(|observation| match &observation.sight {
            Sight::Undecided { reason, .. } => Some(reason),
            _ => None,
        });
        let skipped = match &result.ending {
            Ending::Skipped { reason } => Some(reason),
            _ => None,
        };
        for reason in seen.chain(skipped) {
            if !reasons.contains(reason) {
                reasons.push(reason.clone());
            }
        }
    }
    if failed().any(|result| !matches!(result.ending, Ending::Skipped { .. })) {
        reasons.insert(0, Message::new("judgement-controls-failed"));
    }
    reasons
}

fn counts(requirements: &[RequirementResult]) -> BTreeMap<Level, Counts> {
    let mut counts: BTreeMap<Level, Counts> = BTreeMap::new();
    for requirement in requirements {
        *counts.entry(requirement.level).or_default().entry(requirement.verdict).or_default() += 1;
    }
    counts
}
