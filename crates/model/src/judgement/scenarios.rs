//! Scenarios: the same observations, judged again for the operations that a scenario takes.

use std::collections::BTreeSet;

use super::statement::{Sums, not_shown};
use super::{Basis, fold};
use crate::{CaseResult, Level, Observation, Requirement, Scenario, ScenarioOutcome, ScenarioResult, Sight, Verdict};

/// Every scenario of the basis.
pub(super) fn judge_all(basis: &Basis<'_>, controls_passed: bool) -> Vec<ScenarioResult> {
    let tested: BTreeSet<&str> = basis.requirements.iter().map(|r| r.id.as_str()).collect();
    basis.scenarios.iter().map(|scenario| judge(basis, scenario, &tested, controls_passed)).collect()
}

fn judge(basis: &Basis<'_>, scenario: &Scenario, tested: &BTreeSet<&str>, controls_passed: bool) -> ScenarioResult {
    let requirements: Vec<&Requirement> = scenario.requirements.iter().collect();
    let results: Vec<CaseResult> = basis
        .results
        .iter()
        .filter(|result| scenario.tests.contains(&result.id))
        .map(|result| seen_by(scenario, result, tested))
        .collect();
    let inner = Basis {
        requirements: &requirements,
        untested_reasons: basis.untested_reasons,
        results: &results,
        profile: basis.profile,
        operations: &scenario.operations,
        scenarios: &[],
        rule: basis.rule,
        texts: basis.texts,
        interrupted: basis.interrupted,
    };
    let verdicts = fold::requirements(&inner, controls_passed);
    let tests = fold::tests(&inner);
    let sums = Sums::of(&inner, &verdicts, &tests, controls_passed);
    let untouched = verdicts.iter().all(|r| matches!(r.verdict, Verdict::NotTested | Verdict::NotApplicable));
    let outcome = if untouched { ScenarioOutcome::NotTested } else { sums.outcome().into() };
    let musts = || verdicts.iter().filter(|r| r.level == Level::Must);
    let reasons = match outcome {
        ScenarioOutcome::Conforms | ScenarioOutcome::NotTested => Vec::new(),
        ScenarioOutcome::DoesNotConform => {
            musts().filter(|r| r.verdict == Verdict::Fail).map(|r| r.id.clone()).collect()
        }
        ScenarioOutcome::NotShown => musts()
            .filter(|r| !matches!(r.verdict, Verdict::Pass | Verdict::NotApplicable))
            .map(|r| r.id.clone())
            .collect(),
    };
    ScenarioResult {
        id: scenario.id.clone(),
        title: scenario.title.clone(),
        outcome,
        passed: sums.passed as u64,
        applicable: sums.applicable as u64,
        reasons,
        operations_not_shown: not_shown(&inner, &tests).map(str::to_owned).collect(),
        calls: scenario.calls.clone(),
    }
}

/// A result as the scenario sees it: without what was seen of other operations, and without requirements that the run does not
/// cover, of which it may have run some tests by chance.
fn seen_by(scenario: &Scenario, result: &CaseResult, tested: &BTreeSet<&str>) -> CaseResult {
    let elsewhere = |observation: &Observation| match &observation.sight {
        Sight::Contradiction(seen) | Sight::Note(seen) => {
            let operation = seen.location.operation.as_deref();
            operation.is_some_and(|o| scenario.operations.iter().all(|exercise| exercise.operation != o))
        }
        Sight::Witness { .. } | Sight::Undecided { .. } | Sight::NotApplicable { .. } => false,
    };
    CaseResult {
        requirements: result.requirements.iter().filter(|id| tested.contains(id.as_str())).cloned().collect(),
        observations: result.observations.iter().filter(|o| !elsewhere(o)).cloned().collect(),
        ..result.clone()
    }
}
