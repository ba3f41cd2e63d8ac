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
    operations_not_shown: &'a [String],
    calls: Vec<Call<'a>>,
}

/// A requirement that keeps a scenario from conforming.
#[derive(Serialize)]
struct Reason<'a> {
    id: &'a str,
    /// Title, when the profile of the run covers the requirement, so that there is a row to go to.
    title: Option<&'a str>,
}

#[derive(Serialize)]
struct Call<'a> {
    request: &'a str,
    purpose: &'a str,
}

/// Every scenario.
pub(super) fn rows(report: &Report, lang: Lang) -> Vec<ScenarioRow<'_>> {
    let titles: BTreeMap<&str, &str> = report.requirements.iter().map(|r| (r.id.as_str(), r.title.get(lang))).collect();
    report
        .scenarios
        .iter()
        .map(|scenario| {
            let mut reasons: Vec<Reason<'_>> =
                scenario.reasons.iter().map(|id| Reason { id, title: titles.get(id.as_str()).copied() }).collect();
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
                operations_not_shown: &scenario.operations_not_shown,
                calls: scenario
                    .calls
                    .iter()
                    .map(|call| Call { request: &call.request, purpose: call.purpose.get(lang) })
                    .collect(),
            }
        })
        .collect()
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
