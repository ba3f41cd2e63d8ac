//! The long tables: requirements by family, tests by suite and family.

use std::collections::{BTreeMap, BTreeSet};

use samspel_model::{Lang, Report, RequirementResult, Verdict};
use serde::Serialize;

use super::Shown;
use super::overview::area;
use crate::account::{self, Reason, kebab};
use crate::words::Words;

/// How many tests a requirement names, and how many remarks and requirements a test shows. The rest stands in report.json.
const SHOWN: usize = 3;

/// Requirements of one family.
#[derive(Serialize)]
pub(super) struct FamilyRows<'a> {
    id: &'a str,
    name: String,
    pass: u64,
    applicable: u64,
    rows: Vec<RequirementRow<'a>>,
}

/// One requirement.
#[derive(Serialize)]
struct RequirementRow<'a> {
    id: &'a str,
    title: &'a str,
    level: String,
    confidence: String,
    verdict: Shown,
    witnesses: u64,
    /// Numbers of the reasons that apply, in the lists of what does not apply and what could not be shown.
    reasons: Vec<usize>,
    tests: Vec<Anchored<'a>>,
    more_tests: u64,
    findings: Vec<&'a str>,
}

/// A test with its anchor number.
#[derive(Serialize)]
struct Anchored<'a> {
    id: &'a str,
    /// None when the plan does not hold the test.
    anchor: Option<usize>,
}

/// Every family with its rows.
pub(super) fn families<'a>(
    report: &'a Report,
    lang: Lang,
    words: &Words,
    reasons: &[Reason<'a>],
    anchors: &BTreeMap<&str, usize>,
) -> Vec<FamilyRows<'a>> {
    let mut numbers: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for reason in reasons {
        for requirement in &reason.requirements {
            numbers.entry(&requirement.id).or_default().push(reason.number);
        }
    }
    let mut findings: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for finding in &report.findings {
        findings.entry(&finding.requirement).or_default().push(&finding.id);
    }
    let row = |requirement: &'a RequirementResult| RequirementRow {
        id: &requirement.id,
        title: requirement.title.get(lang),
        level: kebab(requirement.level.as_str()),
        confidence: format!("{:?}", requirement.confidence),
        verdict: Shown::of(requirement.verdict),
        witnesses: requirement.witnesses,
        reasons: numbers.get(requirement.id.as_str()).cloned().unwrap_or_default(),
        tests: requirement
            .tests
            .iter()
            .take(SHOWN)
            .map(|id| Anchored { id, anchor: anchors.get(id.as_str()).copied() })
            .collect(),
        more_tests: requirement.tests.len().saturating_sub(SHOWN) as u64,
        findings: findings.get(requirement.id.as_str()).cloned().unwrap_or_default(),
    };
    account::families(report)
        .into_iter()
        .map(|family| {
            let count = |wanted: fn(Verdict) -> bool| {
                family.requirements.iter().filter(|requirement| wanted(requirement.verdict)).count() as u64
            };
            FamilyRows {
                id: family.id,
                name: area(words, family.id),
                pass: count(|verdict| verdict == Verdict::Pass),
                applicable: count(|verdict| verdict != Verdict::NotApplicable),
                rows: family.requirements.iter().map(|requirement| row(requirement)).collect(),
            }
        })
        .collect()
}

/// Tests of one part of a suite.
#[derive(Serialize)]
pub(super) struct TestRows<'a> {
    id: String,
    /// Verdicts that occur, with how often.
    verdicts: Vec<(Shown, u64)>,
    exchanges: u64,
    /// Whether all of them passed.
    passed: bool,
    rows: Vec<TestRow<'a>>,
}

/// One test.
#[derive(Serialize)]
struct TestRow<'a> {
    /// Number within the plan, from 1.
    anchor: usize,
    id: &'a str,
    verdict: Shown,
    /// Each with whether the profile holds it, so that there is a row to go to.
    requirements: Vec<(&'a str, bool)>,
    more_requirements: u64,
    duration_ms: u64,
    exchanges: u64,
    remarks: Vec<&'a str>,
    more_remarks: u64,
}

/// Every batch of tests with its rows.
pub(super) fn batches(report: &Report, lang: Lang) -> Vec<TestRows<'_>> {
    let known: BTreeSet<&str> = report.requirements.iter().map(|r| r.id.as_str()).collect();
    account::batches(report)
        .into_iter()
        .map(|batch| {
            let verdicts = Verdict::ALL
                .into_iter()
                .map(|verdict| (verdict, batch.tests.iter().filter(|(_, test)| test.verdict == verdict).count() as u64))
                .filter(|(_, n)| *n > 0)
                .map(|(verdict, n)| (Shown::of(verdict), n))
                .collect();
            TestRows {
                verdicts,
                passed: batch.tests.iter().all(|(_, test)| test.verdict == Verdict::Pass),
                exchanges: batch.tests.iter().map(|(_, test)| test.exchanges.len() as u64).sum(),
                rows: batch
                    .tests
                    .iter()
                    .map(|(place, test)| TestRow {
                        anchor: *place,
                        id: &test.id,
                        verdict: Shown::of(test.verdict),
                        requirements: test
                            .requirements
                            .iter()
                            .take(SHOWN)
                            .map(|id| (id.as_str(), known.contains(id.as_str())))
                            .collect(),
                        more_requirements: test.requirements.len().saturating_sub(SHOWN) as u64,
                        duration_ms: test.duration_ms,
                        exchanges: test.exchanges.len() as u64,
                        remarks: test.remarks.iter().take(SHOWN).map(|remark| remark.get(lang)).collect(),
                        more_remarks: test.remarks.len().saturating_sub(SHOWN) as u64,
                    })
                    .collect(),
                id: batch.id,
            }
        })
        .collect()
}
