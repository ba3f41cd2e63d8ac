//! The scenarios as the page shows them: which conform, which do not and because of what, which could not be shown.

use std::collections::BTreeMap;

use samspel_model::{Lang, Report, ScenarioOutcome};
use serde::Serialize;

use super::Shown;
use crate::account::{scenario_sign, scenario_text};

/// How many reasons are given with their titles; the others are named.
const EXPLAINED: usize = 3;

/// One scenario in one language.
#[derive(Serialize)]
pub(super) struct ScenarioRow<'a> {
    id: &'a str,
    title: &'a str,
    outcome: Shown,
    /// Text id of the outcome's name.
    text: String,
    passed: u64,
    applicable: u64,
    explained: Vec<Reason<'a>>,
    others: Vec<Reason<'a>>,
    /// How many reasons it shares with all that do not conform: they are said once.
    shared: u64,
    operations_not_shown: &'a [String],
    calls: Vec<Call<'a>>,
}

/// A requirement that keeps a scenario from conforming.
#[derive(Serialize)]
pub(super) struct Reason<'a> {
    id: &'a str,
    /// Title, when the profile of the run covers the requirement, so that there is a row to go to.
    title: Option<&'a str>,
}

#[derive(Serialize)]
struct Call<'a> {
    request: &'a str,
    purpose: &'a str,
}

/// Every scenario, and what keeps each of those that do not conform from it.
pub(super) fn rows(report: &Report, lang: Lang) -> (Vec<ScenarioRow<'_>>, Vec<Reason<'_>>) {
    let titles: BTreeMap<&str, &str> = report.requirements.iter().map(|r| (r.id.as_str(), r.title.get(lang))).collect();
    let reason = |id| Reason { id, title: titles.get(id).copied() };
    let shared = shared(report);
    let rows = report
        .scenarios
        .iter()
        .map(|scenario| {
            let fails = scenario.outcome == ScenarioOutcome::DoesNotConform;
            let is_own = |id: &&str| !fails || !shared.contains(id);
            let mut reasons: Vec<Reason<'_>> =
                scenario.reasons.iter().map(String::as_str).filter(is_own).map(reason).collect();
            // What has a title says more to the reader.
            reasons.sort_by_key(|reason| reason.title.is_none());
            let others = reasons.split_off(reasons.len().min(EXPLAINED));
            ScenarioRow {
                id: &scenario.id,
                title: scenario.title.get(lang),
                outcome: shown(scenario.outcome),
                text: scenario_text(scenario.outcome),
                passed: scenario.passed,
                applicable: scenario.applicable,
                explained: reasons,
                others,
                shared: if fails { shared.len() as u64 } else { 0 },
                operations_not_shown: &scenario.operations_not_shown,
                calls: scenario
                    .calls
                    .iter()
                    .map(|call| Call { request: &call.request, purpose: call.purpose.get(lang) })
                    .collect(),
            }
        })
        .collect();
    (rows, shared.iter().copied().map(reason).collect())
}

/// Requirements that keep every scenario that does not conform from it, where that is more than one.
fn shared(report: &Report) -> Vec<&str> {
    let mut failing = report.scenarios.iter().filter(|s| s.outcome == ScenarioOutcome::DoesNotConform);
    let (Some(first), rest) = (failing.next(), failing.collect::<Vec<_>>()) else { return Vec::new() };
    if rest.is_empty() {
        return Vec::new();
    }
    let in_all = |id: &&String| rest.iter().all(|scenario| scenario.reasons.contains(id));
    first.reasons.iter().filter(in_all).map(String::as_str).collect()
}

fn shown(outcome: ScenarioOutcome) -> Shown {
    let name = match outcome {
        ScenarioOutcome::Conforms => "pass",
        ScenarioOutcome::DoesNotConform => "fail",
        ScenarioOutcome::NotShown => "inconclusive",
        ScenarioOutcome::NotTested => "not-tested",
    };
    Shown { name, symbol: scenario_sign(outcome) }
}
