//! Judging: from what the tests saw to verdicts, findings and a statement. Pure.

mod data_gaps;
mod findings;
mod fold;
mod scenarios;
mod statement;
#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests;

use crate::{
    CaseResult, DataGap, DecisionRule, Exercise, Finding, ProfileClaim, Requirement, RequirementResult, Scenario,
    ScenarioResult, Statement, TestResult, Texts,
};

/// What a judgement rests on.
pub struct Basis<'a> {
    /// Requirements of the profile that hold in the edition, in catalogue order.
    pub requirements: &'a [&'a Requirement],
    /// The same for reasons why a requirement has no test, by reason id.
    pub untested_reasons: &'a std::collections::BTreeMap<String, crate::Text>,
    /// What the tests saw, in plan order.
    pub results: &'a [CaseResult],
    /// The claim that is judged.
    pub profile: &'a ProfileClaim,
    /// Operations that the claim needs to be seen to work.
    pub operations: &'a [Exercise],
    /// Scenarios to be judged beside the claim.
    pub scenarios: &'a [Scenario],
    /// The decision rule.
    pub rule: &'a DecisionRule,
    /// Words for messages.
    pub texts: &'a dyn Texts,
    /// Whether the run was cut short.
    pub interrupted: bool,
}

/// The judged part of a report.
pub struct Judgement {
    /// The statement.
    pub statement: Statement,
    /// Every scenario.
    pub scenarios: Vec<ScenarioResult>,
    /// What the data could not witness.
    pub data_gaps: Vec<DataGap>,
    /// Every requirement of the profile.
    pub requirements: Vec<RequirementResult>,
    /// Every test.
    pub tests: Vec<TestResult>,
    /// Findings, worst first.
    pub findings: Vec<Finding>,
}

/// Applies the decision rule.
///
/// Same results, same judgement: nothing here depends on time, order of completion or I/O.
#[must_use]
pub fn judge(basis: &Basis<'_>) -> Judgement {
    let controls_passed = fold::controls_passed(basis);
    let requirements = fold::requirements(basis, controls_passed);
    let tests = fold::tests(basis);
    let findings = findings::collect(basis);
    let statement = statement::state(basis, &requirements, &tests, controls_passed);
    let scenarios = scenarios::judge_all(basis, controls_passed);
    let data_gaps = data_gaps::collect(basis);
    Judgement { statement, scenarios, data_gaps, requirements, tests, findings }
}
