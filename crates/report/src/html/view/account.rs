//! Numbers with their denominators, and reasons with the requirements that share them.

use samspel_model::{Lang, Level, Report, Verdict};
use serde::Serialize;

use super::Shown;
use crate::account::{Reason, kebab, tally};
use crate::words::Words;

/// Requirements by verdict and level, with the sums that sentences need.
#[derive(Serialize)]
pub(super) struct Counts {
    levels: Vec<String>,
    rows: Vec<CountRow>,
    /// Requirements of the profile for each level, and of all.
    column_totals: Vec<u64>,
    total: u64,
    applicable: u64,
    pass: u64,
    inconclusive: u64,
    not_tested: u64,
    error: u64,
    /// Passed requirements that lacked data somewhere.
    partly: u64,
    must: LevelCount,
    should: LevelCount,
}

/// One verdict.
#[derive(Serialize)]
struct CountRow {
    verdict: Shown,
    cells: Vec<u64>,
    total: u64,
}

/// One level against what applies.
#[derive(Serialize)]
struct LevelCount {
    pass: u64,
    fail: u64,
    open: u64,
    applicable: u64,
}

impl LevelCount {
    fn of(report: &Report, level: Level) -> Self {
        let tally = tally(report, level);
        LevelCount { pass: tally.pass, fail: tally.fail, open: tally.open, applicable: tally.applicable() }
    }
}

impl Counts {
    pub(super) fn of(report: &Report) -> Self {
        let levels = [Level::Must, Level::Should, Level::May];
        let count = |level: &Level, verdict: Verdict| {
            report.statement.counts.get(level).and_then(|counts| counts.get(&verdict)).copied().unwrap_or_default()
        };
        let sum = |verdict: Verdict| levels.iter().map(|level| count(level, verdict)).sum();
        let tallies = levels.map(|level| tally(report, level));
        Counts {
            levels: levels.iter().map(|level| kebab(level.as_str())).collect(),
            rows: Verdict::ALL
                .iter()
                .map(|verdict| CountRow {
                    verdict: Shown::of(*verdict),
                    cells: levels.iter().map(|level| count(level, *verdict)).collect(),
                    total: sum(*verdict),
                })
                .collect(),
            column_totals: tallies.iter().map(|tally| tally.total()).collect(),
            total: tallies.iter().map(|tally| tally.total()).sum(),
            applicable: tallies.iter().map(|tally| tally.applicable()).sum(),
            pass: sum(Verdict::Pass),
            inconclusive: sum(Verdict::Inconclusive),
            not_tested: sum(Verdict::NotTested),
            error: sum(Verdict::Error),
            partly: report.requirements.iter().filter(|r| !r.not_shown.is_empty()).count() as u64,
            must: LevelCount::of(report, Level::Must),
            should: LevelCount::of(report, Level::Should),
        }
    }
}

/// A reason written once, with everything it applies to.
#[derive(Serialize)]
pub(super) struct ReasonGroup<'a> {
    number: usize,
    text: String,
    /// To how many requirements it applies, in words.
    applies: String,
    requirements: Vec<Named<'a>>,
}

/// A requirement by id and title.
#[derive(Serialize)]
struct Named<'a> {
    id: &'a str,
    title: &'a str,
}

impl<'a> ReasonGroup<'a> {
    pub(super) fn of(reason: &Reason<'a>, lang: Lang, words: &Words) -> Self {
        ReasonGroup {
            number: reason.number,
            text: if reason.text.is_empty() { words.plain("no-reason") } else { reason.text.to_owned() },
            applies: reason.applies(words),
            requirements: reason
                .requirements
                .iter()
                .map(|requirement| Named { id: &requirement.id, title: requirement.title.get(lang) })
                .collect(),
        }
    }
}
