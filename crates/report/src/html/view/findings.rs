//! Findings as the page shows them, level by level.

use samspel_model::{Finding, FindingLevel, Lang, Report};
use serde::Serialize;

use crate::account;

/// The findings of one level.
#[derive(Serialize)]
pub(super) struct FindingGroup<'a> {
    level: &'static str,
    findings: Vec<Shown<'a>>,
}

/// One finding in one language.
#[derive(Serialize)]
struct Shown<'a> {
    #[serde(flatten)]
    finding: Projected<'a>,
    summary: &'a str,
    why: &'a str,
    cause: Option<&'a str>,
    remedy: &'a str,
    /// Title of the requirement, when the profile holds it.
    requirement_title: Option<&'a str>,
}

/// The parts that need no language.
#[derive(Serialize)]
struct Projected<'a> {
    id: &'a str,
    requirement: &'a str,
    test: &'a str,
    expected: &'a str,
    observed: &'a str,
    operation: Option<&'a str>,
    pointer: Option<&'a str>,
    operations: &'a [String],
    count: u64,
    samples: &'a [String],
    reproduce: Option<&'a str>,
    exchanges: &'a [String],
}

/// Every finding, worst level first; levels without findings are left out.
pub(super) fn groups(report: &Report, lang: Lang) -> Vec<FindingGroup<'_>> {
    [FindingLevel::Must, FindingLevel::Should, FindingLevel::Note]
        .into_iter()
        .map(|level| FindingGroup {
            level: account::level_name(level),
            findings: account::findings(report, level).map(|finding| shown(report, finding, lang)).collect(),
        })
        .filter(|group| !group.findings.is_empty())
        .collect()
}

fn shown<'a>(report: &'a Report, finding: &'a Finding, lang: Lang) -> Shown<'a> {
    Shown {
        summary: finding.summary.get(lang),
        why: finding.why.get(lang),
        cause: finding.cause.as_ref().map(|cause| cause.get(lang)),
        remedy: finding.remedy.get(lang),
        requirement_title: report
            .requirements
            .iter()
            .find(|requirement| requirement.id == finding.requirement)
            .map(|requirement| requirement.title.get(lang)),
        finding: Projected {
            id: &finding.id,
            requirement: &finding.requirement,
            test: &finding.test,
            expected: &finding.expected,
            observed: &finding.observed,
            operation: finding.location.operation.as_deref(),
            pointer: finding.location.pointer.as_deref(),
            operations: &finding.operations,
            count: finding.count,
            samples: &finding.samples,
            reproduce: finding.reproduce.as_deref(),
            exchanges: &finding.exchanges,
        },
    }
}
