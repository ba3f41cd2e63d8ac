//! What the templates are given: everything counted, grouped, dated and cut to size.

mod account;
mod findings;
mod overview;
mod rows;
mod scenarios;

use std::collections::BTreeMap;

use samspel_model::{Lang, Report, Verdict};
use serde::Serialize;

use self::account::{Counts, ReasonGroup};
use self::findings::FindingGroup;
use self::overview::{Coverage, Facts, Overview};
use self::rows::{FamilyRows, TestRows};
use self::scenarios::ScenarioRow;
use crate::account::{Kind, kebab, nothing_open, reasons};
use crate::date;
use crate::words::Words;

/// The sections in order, `scenarios` only when there are any; each is a template `<name>.html.j2` with a heading `section-<name>`.
const SECTIONS: [&str; 14] = [
    "statement",
    "summary",
    "scenarios",
    "scope",
    "findings",
    "open",
    "data",
    "requirements",
    "tests",
    "coverage",
    "method",
    "declarations",
    "evidence",
    "terms",
];

/// Entries of the glossary, as text ids without `term-`.
const TERMS: [&str; 19] = [
    "system",
    "implementation",
    "ics",
    "ixit",
    "profile",
    "requirement",
    "confidence",
    "verdict",
    "inconclusive",
    "not-tested",
    "error",
    "witness",
    "control",
    "finding",
    "deviation",
    "evidence",
    "exchange",
    "rule",
    "statement",
];

/// The whole page.
#[derive(Serialize)]
pub(super) struct View<'a> {
    lang: &'static str,
    css: &'static str,
    sections: Vec<&'static str>,
    terms: [&'static str; TERMS.len()],
    report: &'a Report,
    /// SHA-256 of report.json.
    digest: String,
    /// The report id without anything that could leave a CSS string.
    footer_id: String,
    /// `CONFORMS` as `conforms`.
    outcome: String,
    because: Vec<&'a str>,
    profile_title: &'a str,
    profile_about: &'a str,
    rule_text: &'a str,
    dates: String,
    started: String,
    ended: String,
    counts: Counts,
    facts: Facts<'a>,
    overview: Overview<'a>,
    findings: Vec<FindingGroup<'a>>,
    scenarios: Vec<ScenarioRow<'a>>,
    scenarios_shared: Vec<scenarios::Reason<'a>>,
    open: Vec<OpenKind<'a>>,
    /// Text id for when `open` is empty.
    nothing_open: &'static str,
    /// What data is missing for requirements that are not decided, and for parts of requirements that are.
    data: Vec<ReasonGroup<'a>>,
    data_decided: Vec<ReasonGroup<'a>>,
    inapplicable: Vec<ReasonGroup<'a>>,
    families: Vec<FamilyRows<'a>>,
    batches: Vec<TestRows<'a>>,
    coverage: Coverage<'a>,
}

/// One part of the list of what could not be shown.
#[derive(Serialize)]
struct OpenKind<'a> {
    kind: &'static str,
    groups: Vec<ReasonGroup<'a>>,
}

impl<'a> View<'a> {
    pub(super) fn of(report: &'a Report, lang: Lang, words: &Words, digest: String) -> Self {
        let reasons = reasons(report, lang);
        let groups = |kind: Kind| -> Vec<ReasonGroup<'a>> {
            reasons.iter().filter(|r| r.kind == kind).map(|r| ReasonGroup::of(r, lang, words)).collect()
        };
        let data = |leaves_open: bool| -> Vec<ReasonGroup<'a>> {
            let gaps = reasons.iter().filter(|r| r.kind == Kind::Data && r.leaves_open() == leaves_open);
            gaps.map(|r| ReasonGroup::of(r, lang, words)).collect()
        };
        let open = Kind::OPEN
            .into_iter()
            .map(|kind| OpenKind { kind: kind.as_str(), groups: groups(kind) })
            .filter(|open| !open.groups.is_empty())
            .collect();
        let anchors: BTreeMap<&str, usize> =
            report.tests.iter().enumerate().map(|(at, test)| (test.id.as_str(), at + 1)).collect();
        let (scenarios, scenarios_shared) = scenarios::rows(report, lang);
        View {
            lang: lang.tag(),
            css: include_str!("../../templates/style.css"),
            sections: SECTIONS.into_iter().filter(|s| *s != "scenarios" || !report.scenarios.is_empty()).collect(),
            terms: TERMS,
            footer_id: report.id.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect(),
            outcome: kebab(report.statement.outcome.as_str()),
            because: report.statement.because.iter().map(|text| text.get(lang)).collect(),
            profile_title: report.profile.title.get(lang),
            profile_about: report.profile.about.get(lang),
            rule_text: report.statement.decision_rule_text.get(lang),
            dates: date::period(words, &report.run.started, &report.run.ended),
            started: date::moment(words, &report.run.started),
            ended: date::moment(words, &report.run.ended),
            counts: Counts::of(report),
            facts: Facts::of(report),
            overview: Overview::of(report, lang, words, &reasons),
            findings: findings::groups(report, lang),
            scenarios,
            scenarios_shared,
            open,
            nothing_open: nothing_open(&reasons),
            data: data(true),
            data_decided: data(false),
            inapplicable: groups(Kind::Inapplicable),
            families: rows::families(report, lang, words, &reasons, &anchors),
            batches: rows::batches(report, lang),
            coverage: Coverage::of(report),
            report,
            digest,
        }
    }
}

/// A verdict as the templates show it: symbol, word, colour.
#[derive(Serialize, Clone, Copy)]
struct Shown {
    /// Part of text ids and class names.
    name: &'static str,
    /// A sign that tells verdicts apart without colour.
    symbol: &'static str,
}

impl Shown {
    fn of(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Pass => Shown { name: "pass", symbol: "✓" },
            Verdict::Fail => Shown { name: "fail", symbol: "✗" },
            Verdict::Inconclusive => Shown { name: "inconclusive", symbol: "?" },
            Verdict::NotApplicable => Shown { name: "not-applicable", symbol: "–" },
            Verdict::NotTested => Shown { name: "not-tested", symbol: "○" },
            Verdict::Error => Shown { name: "error", symbol: "!" },
        }
    }
}
