//! What decision makers, and readers who ask what was exercised, see first.

use std::collections::BTreeSet;

use samspel_model::{FindingLevel, Lang, Level, Report, Verdict};
use serde::Serialize;

use super::account::ReasonGroup;
use crate::account::{self, Kind, Reason, families, row_of, tally_of};
use crate::words::Words;

/// How many lines of each kind the summary shows.
const LINES: usize = 5;

/// The summary for decision makers.
#[derive(Serialize)]
pub(super) struct Overview<'a> {
    /// Areas where every applicable binding requirement is shown.
    works: Vec<Area>,
    /// The worst contradictions of binding requirements, in the reader's terms.
    worst: Vec<Consequence<'a>>,
    /// How many more there are.
    more_fails: u64,
    /// Deviations from recommendations.
    deviations: u64,
    /// The reasons that leave most binding requirements open.
    open: Vec<ReasonGroup<'a>>,
    more_open: u64,
}

/// What a finding means to the people who use the system.
#[derive(Serialize)]
struct Consequence<'a> {
    id: &'a str,
    summary: &'a str,
    why: &'a str,
    /// How many more findings share the likely cause, or the heading.
    more: u64,
}

/// One area and its binding requirements.
#[derive(Serialize)]
struct Area {
    name: String,
    pass: u64,
    applicable: u64,
}

impl<'a> Overview<'a> {
    pub(super) fn of(report: &'a Report, lang: Lang, words: &Words, reasons: &[Reason<'a>]) -> Self {
        let works = families(report)
            .iter()
            .map(|family| (family.id, tally_of(&family.requirements, Level::Must)))
            .filter(|(_, tally)| tally.applicable() > 0 && tally.pass == tally.applicable())
            .map(|(id, tally)| Area { name: area(words, id), pass: tally.pass, applicable: tally.applicable() })
            .collect();
        // What shares a likely cause, or a heading, is one line for those who decide.
        let mut fails: Vec<(&str, Consequence<'a>)> = Vec::new();
        for finding in account::findings(report, FindingLevel::Must) {
            let summary = finding.summary.get(lang);
            let shared = finding.cause.as_ref().map_or(summary, |cause| cause.get(lang));
            match fails.iter_mut().find(|(known, _)| *known == shared) {
                Some((_, line)) => line.more += 1,
                None => {
                    fails.push((shared, Consequence { id: &finding.id, summary, why: finding.why.get(lang), more: 0 }))
                }
            }
        }
        let shown = fails.iter().take(LINES).count();
        let more_fails = fails.iter().skip(shown).map(|(_, line)| 1 + line.more).sum();
        let mut open: Vec<&Reason<'a>> =
            reasons.iter().filter(|r| r.kind != Kind::Inapplicable && r.leaves_open()).collect();
        open.sort_by_key(|r| std::cmp::Reverse((r.musts(), r.requirements.len())));
        Overview {
            works,
            more_fails,
            worst: fails.into_iter().take(LINES).map(|(_, line)| line).collect(),
            deviations: account::findings(report, FindingLevel::Should).count() as u64,
            more_open: open.len().saturating_sub(LINES) as u64,
            open: open.iter().take(LINES).map(|r| ReasonGroup::of(r, lang, words)).collect(),
        }
    }
}

/// The name of an area, or its id when the texts know none.
pub(super) fn area(words: &Words, family: &str) -> String {
    words.find(&format!("family-{family}"), &[]).unwrap_or_else(|| family.to_owned())
}

/// Sums over the whole report.
#[derive(Serialize)]
pub(super) struct Facts<'a> {
    witnesses: u64,
    /// Different exchanges that tests and findings refer to.
    exchanges: u64,
    tests: u64,
    environment_known: bool,
    principals: &'a [String],
}

impl<'a> Facts<'a> {
    pub(super) fn of(report: &'a Report) -> Self {
        let tests = report.tests.iter().flat_map(|test| &test.exchanges);
        let findings = report.findings.iter().flat_map(|finding| &finding.exchanges);
        Facts {
            witnesses: report.requirements.iter().map(|r| r.witnesses).sum(),
            exchanges: tests.chain(findings).collect::<BTreeSet<_>>().len() as u64,
            tests: report.tests.len() as u64,
            environment_known: matches!(report.target.environment.as_str(), "test" | "production"),
            principals: &report.target.principals,
        }
    }
}

/// Operations: what was declared, what was offered, what was exercised.
#[derive(Serialize)]
pub(super) struct Coverage<'a> {
    operations: Vec<Operation<'a>>,
    offered: u64,
}

/// One operation.
#[derive(Serialize)]
struct Operation<'a> {
    id: &'a str,
    /// None when there is no ICS.
    declared: Option<bool>,
    offered: bool,
    /// Tests whose matrix row names the operation.
    tests: u64,
    passed: u64,
}

impl<'a> Coverage<'a> {
    pub(super) fn of(report: &'a Report) -> Self {
        let target = &report.target;
        let declared = target.supports.as_deref();
        let known: BTreeSet<&str> =
            target.offered.iter().chain(declared.unwrap_or_default()).map(String::as_str).collect();
        let operations = known
            .into_iter()
            .map(|id| {
                let tests = || report.tests.iter().filter(|test| row_of(&test.id).any(|value| value == id));
                Operation {
                    id,
                    declared: declared.map(|list| list.iter().any(|entry| entry == id)),
                    offered: target.offered.iter().any(|entry| entry == id),
                    tests: tests().count() as u64,
                    passed: tests().filter(|test| test.verdict == Verdict::Pass).count() as u64,
                }
            })
            .collect();
        Coverage { operations, offered: target.offered.len() as u64 }
    }
}
