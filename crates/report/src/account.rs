//! What every format counts and groups the same way.

use std::collections::{BTreeMap, BTreeSet};

use samspel_model::{
    Finding, FindingLevel, Lang, Level, Report, RequirementResult, ScenarioOutcome, ScenarioResult, TestResult,
    Verdict, family,
};

use crate::words::{Words, number};

/// Requirements of one level by verdict.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Tally {
    /// Shown to hold.
    pub(crate) pass: u64,
    /// Contradicted.
    pub(crate) fail: u64,
    /// Neither: undecided, not tested, or Samspel failed.
    pub(crate) open: u64,
    /// Do not apply.
    pub(crate) inapplicable: u64,
}

impl Tally {
    /// Requirements that apply: the denominator of every claim.
    pub(crate) fn applicable(self) -> u64 {
        self.pass + self.fail + self.open
    }

    /// Every requirement.
    pub(crate) fn total(self) -> u64 {
        self.applicable() + self.inapplicable
    }

    fn add(&mut self, verdict: Verdict, n: u64) {
        match verdict {
            Verdict::Pass => self.pass += n,
            Verdict::Fail => self.fail += n,
            Verdict::NotApplicable => self.inapplicable += n,
            Verdict::Inconclusive | Verdict::NotTested | Verdict::Error => self.open += n,
        }
    }
}

/// The requirements of one level, as the statement counts them.
pub(crate) fn tally(report: &Report, level: Level) -> Tally {
    let mut tally = Tally::default();
    for (verdict, n) in report.statement.counts.get(&level).into_iter().flatten() {
        tally.add(*verdict, *n);
    }
    tally
}

/// The requirements of one level among some.
pub(crate) fn tally_of(requirements: &[&RequirementResult], level: Level) -> Tally {
    let mut tally = Tally::default();
    for requirement in requirements.iter().filter(|r| r.level == level) {
        tally.add(requirement.verdict, 1);
    }
    tally
}

/// Why requirements are not shown, or not in full. The order is the order to work in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// Tests ran but could not decide.
    Undecided,
    /// Samspel or the network failed.
    Erred,
    /// No test looked.
    Untested,
    /// The system holds no data that could show it, or show it in full.
    Data,
    /// Do not apply.
    Inapplicable,
}

impl Kind {
    /// Every kind of what could not be shown for another reason than missing data.
    pub(crate) const OPEN: [Kind; 3] = [Kind::Undecided, Kind::Erred, Kind::Untested];

    /// The name used in text ids and anchors.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Kind::Undecided => "undecided",
            Kind::Erred => "erred",
            Kind::Untested => "untested",
            Kind::Data => "data",
            Kind::Inapplicable => "inapplicable",
        }
    }
}

/// Requirements that share a reason: the sentence is written once.
pub(crate) struct Reason<'a> {
    /// Number within the report, from 1.
    pub(crate) number: usize,
    pub(crate) kind: Kind,
    pub(crate) text: &'a str,
    pub(crate) requirements: Vec<&'a RequirementResult>,
}

impl Reason<'_> {
    /// How many requirements share the reason, and how many of them are binding, in words.
    pub(crate) fn applies(&self, words: &Words) -> String {
        let n = self.requirements.len() as u64;
        let id = match self.musts() {
            0 => "requirements",
            musts if musts == n => "requirements-must",
            _ => "requirements-of-which-must",
        };
        words.say(id, &[("n", number(n)), ("musts", number(self.musts()))])
    }

    /// Whether a requirement is left open by it: missing data may also leave a part of a passed one unshown.
    pub(crate) fn leaves_open(&self) -> bool {
        self.requirements.iter().any(|r| !matches!(r.verdict, Verdict::Pass | Verdict::Fail))
    }

    /// How many of the requirements are binding.
    pub(crate) fn musts(&self) -> u64 {
        self.requirements.iter().filter(|r| r.level == Level::Must).count() as u64
    }
}

/// Every reason why requirements are not shown or do not apply, the one with most binding requirements first in its kind.
pub(crate) fn reasons<'a>(report: &'a Report, lang: Lang) -> Vec<Reason<'a>> {
    let mut groups: BTreeMap<(Kind, &str), Vec<&RequirementResult>> = BTreeMap::new();
    let mut add = |kind: Kind, text: &'a str, requirement: &'a RequirementResult| {
        groups.entry((kind, text)).or_default().push(requirement);
    };
    let gaps: BTreeMap<&str, BTreeSet<&str>> = report
        .data_gaps
        .iter()
        .map(|gap| (gap.what.get(lang), gap.requirements.iter().map(String::as_str).collect()))
        .collect();
    for requirement in &report.requirements {
        for (what, _) in gaps.iter().filter(|(_, ids)| ids.contains(requirement.id.as_str())) {
            add(Kind::Data, what, requirement);
        }
        let text = requirement.reason.as_ref().map_or("", |reason| reason.get(lang));
        match requirement.verdict {
            Verdict::Pass => {
                // Reports of earlier versions tell the gaps here only.
                let parts = requirement.not_shown.iter().map(|part| part.get(lang));
                parts.filter(|part| !gaps.contains_key(part)).for_each(|part| add(Kind::Data, part, requirement));
            }
            Verdict::Fail => {}
            Verdict::Inconclusive if gaps.contains_key(text) => {}
            Verdict::Inconclusive => add(Kind::Undecided, text, requirement),
            Verdict::Error => add(Kind::Erred, text, requirement),
            Verdict::NotTested => add(Kind::Untested, text, requirement),
            Verdict::NotApplicable => add(Kind::Inapplicable, text, requirement),
        }
    }
    let mut reasons: Vec<Reason<'_>> =
        groups.into_iter().map(|((kind, text), requirements)| Reason { number: 0, kind, text, requirements }).collect();
    reasons.sort_by_key(|r| (r.kind, std::cmp::Reverse(r.musts()), std::cmp::Reverse(r.requirements.len()), r.text));
    for (at, reason) in reasons.iter_mut().enumerate() {
        reason.number = at + 1;
    }
    reasons
}

/// Scenarios that came to the same.
pub(crate) struct ScenarioGroup<'a> {
    pub(crate) outcome: ScenarioOutcome,
    pub(crate) scenarios: Vec<&'a ScenarioResult>,
}

impl ScenarioGroup<'_> {
    /// The text id of the outcome's name.
    pub(crate) fn text_id(&self) -> String {
        scenario_text(self.outcome)
    }
}

/// The scenarios by outcome; outcomes that none came to are left out.
pub(crate) fn scenarios(report: &Report) -> Vec<ScenarioGroup<'_>> {
    use ScenarioOutcome::{Conforms, DoesNotConform, NotShown, NotTested};
    [Conforms, DoesNotConform, NotShown, NotTested]
        .into_iter()
        .map(|outcome| ScenarioGroup {
            outcome,
            scenarios: report.scenarios.iter().filter(|scenario| scenario.outcome == outcome).collect(),
        })
        .filter(|group| !group.scenarios.is_empty())
        .collect()
}

/// The text id of a scenario outcome's name.
pub(crate) fn scenario_text(outcome: ScenarioOutcome) -> String {
    format!("scenario-{}", kebab(outcome.as_str()))
}

/// A sign that tells scenario outcomes apart without colour.
pub(crate) fn scenario_sign(outcome: ScenarioOutcome) -> &'static str {
    match outcome {
        ScenarioOutcome::Conforms => "✓",
        ScenarioOutcome::DoesNotConform => "✗",
        ScenarioOutcome::NotShown => "?",
        ScenarioOutcome::NotTested => "○",
    }
}

/// The text id for a list of open requirements that is empty but for gaps in the data.
pub(crate) fn nothing_open(reasons: &[Reason<'_>]) -> &'static str {
    let lacking = reasons.iter().any(|reason| reason.kind == Kind::Data && reason.leaves_open());
    if lacking { "open-only-data" } else { "open-none" }
}

/// Requirements of one family: those whose ids are alike up to the number.
pub(crate) struct Family<'a> {
    pub(crate) id: &'a str,
    pub(crate) requirements: Vec<&'a RequirementResult>,
}

/// The families in catalogue order.
pub(crate) fn families(report: &Report) -> Vec<Family<'_>> {
    let mut families: Vec<Family<'_>> = Vec::new();
    for requirement in &report.requirements {
        let id = family(&requirement.id);
        match families.iter_mut().find(|family| family.id == id) {
            Some(family) => family.requirements.push(requirement),
            None => families.push(Family { id, requirements: vec![requirement] }),
        }
    }
    families
}

/// Tests of one part of a suite, in plan order.
pub(crate) struct Batch<'a> {
    /// Suite and family, for example `ss12000/page`.
    pub(crate) id: String,
    /// Each with its place in the plan, from 1.
    pub(crate) tests: Vec<(usize, &'a TestResult)>,
}

/// The tests by suite and family.
pub(crate) fn batches(report: &Report) -> Vec<Batch<'_>> {
    let mut batches: Vec<Batch<'_>> = Vec::new();
    for (at, test) in report.tests.iter().enumerate() {
        let id = batch_of(&test.id);
        match batches.iter_mut().find(|batch| batch.id == id) {
            Some(batch) => batch.tests.push((at + 1, test)),
            None => batches.push(Batch { id, tests: vec![(at + 1, test)] }),
        }
    }
    batches
}

/// Test ids are `suite/family/name[row]`; the row may hold slashes.
fn batch_of(test: &str) -> String {
    let case = test.split('[').next().unwrap_or(test);
    let parts: Vec<&str> = case.split('/').collect();
    parts[..parts.len().saturating_sub(1).clamp(1, 2)].join("/")
}

/// Values of the matrix row of a test: `listPersons` of `ss12000/page/limit[listPersons]`.
pub(crate) fn row_of(test: &str) -> impl Iterator<Item = &str> {
    test.split_once('[').map_or("", |(_, row)| row.trim_end_matches(']')).split(',').filter(|value| !value.is_empty())
}

/// Findings of one level, in report order.
pub(crate) fn findings(report: &Report, level: FindingLevel) -> impl Iterator<Item = &Finding> {
    report.findings.iter().filter(move |finding| finding.level == level)
}

/// The name of a finding's level in text ids.
pub(crate) fn level_name(level: FindingLevel) -> &'static str {
    match level {
        FindingLevel::Must => "must",
        FindingLevel::Should => "should",
        FindingLevel::Note => "note",
    }
}

/// A name in `SCREAMING_SNAKE_CASE` as part of a text id.
pub(crate) fn kebab(name: &str) -> String {
    name.to_ascii_lowercase().replace('_', "-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tests_are_grouped_by_suite_and_family_whatever_their_row_holds() {
        assert_eq!(batch_of("ss12000/page/limit-respected[listPersons]"), "ss12000/page");
        assert_eq!(batch_of("ss12000/look/by-ids[/persons/lookup]"), "ss12000/look");
        assert_eq!(batch_of("own/case"), "own");
        assert_eq!(batch_of("case"), "case");
    }

    #[test]
    fn the_row_of_a_test_is_its_list_of_values() {
        assert_eq!(row_of("a/b[listPersons,2]").collect::<Vec<_>>(), ["listPersons", "2"]);
        assert_eq!(row_of("a/b").count(), 0);
    }
}
