//! From a run to a report. Pure.

use samspel_model::{
    Basis, DecisionRule, Report, Requirement, RunFacts, SCHEMA_ID, SuiteFacts, TargetFacts, Text, Texts, ToolFacts,
    judge,
};
use samspel_suite::Plan;

use crate::RunRecord;

/// What a report tells beyond plan and record.
pub struct Facts<'a> {
    /// Id of the report.
    pub id: String,
    /// The tool.
    pub tool: ToolFacts,
    /// The system under test.
    pub target: TargetFacts,
    /// Selection and options that differ from the default.
    pub options: Vec<String>,
    /// Evidence level.
    pub evidence: String,
    /// Why a requirement can be without test, by reason id.
    pub untested_reasons: &'a std::collections::BTreeMap<String, Text>,
    /// The decision rule.
    pub rule: &'a DecisionRule,
}

/// Judges a run and puts the report together: same input, same report.
#[must_use]
pub fn assemble(plan: &Plan, record: &RunRecord, facts: Facts<'_>, texts: &dyn Texts) -> Report {
    let requirements: Vec<&Requirement> = plan.requirements.iter().collect();
    let judgement = judge(&Basis {
        requirements: &requirements,
        untested_reasons: facts.untested_reasons,
        results: &record.results,
        profile: &plan.profile,
        operations: &plan.operations,
        scenarios: &plan.scenarios,
        rule: facts.rule,
        texts,
        interrupted: record.interrupted,
    });
    Report {
        schema: SCHEMA_ID.to_owned(),
        id: facts.id,
        tool: facts.tool,
        suites: vec![SuiteFacts {
            id: plan.suite.clone(),
            version: plan.suite_version.clone(),
            digest: plan.suite_digest.clone(),
        }],
        target: facts.target,
        run: RunFacts {
            started: record.started.clone(),
            ended: record.ended.clone(),
            seed: plan.seed,
            requests: record.requests,
            interrupted: record.interrupted,
            options: facts.options,
            evidence: facts.evidence,
        },
        profile: plan.profile.clone(),
        statement: judgement.statement,
        scenarios: judgement.scenarios,
        data_gaps: judgement.data_gaps,
        requirements: judgement.requirements,
        tests: judgement.tests,
        findings: judgement.findings,
    }
}
