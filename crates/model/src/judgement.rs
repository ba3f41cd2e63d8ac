//! Judging: from what the tests saw to verdicts, findings and a statement. Pure.

mod findings;
mod fold;
mod statement;
#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests;

use crate::{
    CaseResult, DecisionRule, Finding, ProfileClaim, Requirement, RequirementResult, Statement, TestResult, Texts,
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
    Judgement { statement, requirements, tests, findings }
}
