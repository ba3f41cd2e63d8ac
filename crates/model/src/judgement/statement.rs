//! The statement of conformity.

use std::collections::BTreeMap;

use super::Basis;
use crate::{Counts, Level, Message, Outcome, RequirementResult, Statement, TestResult, Verdict};

pub(super) fn state(
    basis: &Basis<'_>,
    requirements: &[RequirementResult],
    tests: &[TestResult],
    controls_passed: bool,
) -> Statement {
    let musts = || requirements.iter().filter(|r| r.level == Level::Must);
    let count = |verdict: Verdict| musts().filter(|r| r.verdict == verdict).count();
    let erred = tests.iter().filter(|t| t.verdict == Verdict::Error).count();
    let applicable = musts().filter(|r| r.verdict != Verdict::NotApplicable).count();
    let passed = count(Verdict::Pass);

    let outcome = if count(Verdict::Fail) > 0 {
        Outcome::DoesNotConform
    } else if passed > 0 && passed == applicable && erred == 0 && controls_passed && !basis.interrupted {
        Outcome::Conforms
    } else {
        Outcome::NotShown
    };

    let mut because = vec![Message::new("statement-passed").with("passed", passed).with("applicable", applicable)];
    let mut tell = |id: &str, number: usize| {
        if number > 0 {
            because.push(Message::new(id).with("count", number));
        }
    };
    tell("statement-failed", count(Verdict::Fail));
    tell("statement-inconclusive", count(Verdict::Inconclusive));
    tell("statement-not-tested", count(Verdict::NotTested));
    tell("statement-erred", erred);
    if !controls_passed {
        because.push(Message::new("judgement-controls-failed"));
    }
    if basis.interrupted {
        because.push(Message::new("statement-interrupted"));
    }

    Statement {
        outcome,
        decision_rule: basis.rule.id.clone(),
        decision_rule_text: basis.rule.text.clone(),
        because: because.iter().map(|m| basis.texts.render(m)).collect(),
        counts: counts(requirements),
    }
}

fn counts(requirements: &[RequirementResult]) -> BTreeMap<Level, Counts> {
    let mut counts: BTreeMap<Level, Counts> = BTreeMap::new();
    for requirement in requirements {
        *counts.entry(requirement.level).or_default().entry(requirement.verdict).or_default() += 1;
    }
    counts
}
