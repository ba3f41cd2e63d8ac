//! Percent-encoded values are decoded once, as UTF-8: å, ä, ö, space, slash, and the plus sign of an offset (HTTP-008).

use samspel_contract::Operation;
use samspel_exchange::Exchange;
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};
use serde_json::Value;

use super::filter::{Answer, Comparison, Condition, ask, compare, is_special, splitting, still_fits};
use super::positive::entities;
use crate::harvest::Harvest;
use crate::observe::{against, answer, not_applicable, undecided, witness};
use crate::{requests, run_state};

pub(crate) const CHECK: Check = Check { id: "ss12000/percent-encoding", run: |ctx| Box::pin(run(ctx)) };

const REQUIREMENT: &str = "SS12K-HTTP-008";
/// Values with special characters that are tried for one parameter.
const VALUES: usize = 2;
/// Parameter whose values can hold a plus sign on every list that has it.
const PLUS: &str = "meta.modified.after";

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let operation = run_state::operation(ctx).await?;
    if let Some(said) = run_state::discovery(ctx).await?.obstacle(ctx, &operation.id) {
        return Ok(said);
    }
    let harvest = run_state::harvest(ctx, &operation.id).await?;
    let named = |id: &str| Message::new(id).with("operation", operation.id.as_str());
    if !operation.parameters.iter().any(|p| harvest.columns.contains_key(&p.name) || p.name == PLUS) {
        return Ok(vec![not_applicable(REQUIREMENT, named("percent-no-parameters"))]);
    }
    if !harvest.walked.is_complete() {
        return Ok(vec![undecided(REQUIREMENT, Gap::NoAnswer, named("filter-list-not-read"))]);
    }
    let mut told = Vec::new();
    for parameter in &operation.parameters {
        let (special, plain): (Vec<String>, Vec<String>) =
            splitting(&harvest, parameter).into_iter().partition(|v| is_special(v));
        let of = |value: &String| Condition::new(parameter, vec![value.clone()]);
        let Some(control) = plain.first().and_then(of) else { continue };
        if special.is_empty() || parameter.name == "parent" || !works(ctx, &operation, &harvest, &control).await? {
            continue;
        }
        for condition in special.iter().filter_map(of).take(VALUES) {
            told.extend(value_arrives(ctx, &operation, &harvest, condition).await?);
        }
    }
    told.extend(plus_arrives(ctx, &operation, &harvest).await?);
    if told.is_empty() {
        told.push(undecided(REQUIREMENT, Gap::NoData, named("percent-nothing-special")));
    }
    Ok(told)
}

/// Whether the filter works for a value that needs no encoding; otherwise its failure says nothing about encoding.
async fn works(
    ctx: &Context,
    operation: &Operation,
    harvest: &Harvest,
    control: &Condition,
) -> Result<bool, CheckError> {
    let expected = control.expected(harvest);
    Ok(match ask(ctx, operation, &harvest.required, std::slice::from_ref(control)).await? {
        Answer::Entries(entries) => compare(&entries, &expected, &harvest.keys) == Comparison::Right,
        Answer::Refused { .. } | Answer::Nothing { .. } => false,
    })
}

async fn value_arrives(
    ctx: &Context,
    operation: &Operation,
    harvest: &Harvest,
    condition: Condition,
) -> Result<Option<Observation>, CheckError> {
    let named =
        |id: &str| Message::new(id).with("operation", operation.id.as_str()).with("parameter", condition.name.as_str());
    let expected = condition.expected(harvest);
    let conditions = [condition.clone()];
    let (observed, trace) = match ask(ctx, operation, &harvest.required, &conditions).await? {
        Answer::Nothing { .. } => return Ok(None),
        Answer::Refused { status, trace } => (format!("HTTP {status}"), trace),
        Answer::Entries(entries) => match compare(&entries, &expected, &harvest.keys) {
            Comparison::Right => return Ok(Some(witness(REQUIREMENT, 1, named("percent-value-arrived")))),
            Comparison::TooNarrow(missing)
                if still_fits(ctx, operation, &missing, &conditions).await? != Some(true) =>
            {
                return Ok(None);
            }
            Comparison::TooNarrow(_) | Comparison::TooWide(_) | Comparison::Ignored => {
                (format!("{} entries", entries.keys.len()), entries.trace)
            }
        },
    };
    let seen = against(REQUIREMENT, Message::new("percent-value-lost"))
        .operation(&operation.id)
        .expected(format!("{} entries", expected.len()))
        .observed(observed)
        .sample(format!("{}?{}", operation.path, condition.shown()));
    Ok(Some(
        match &trace {
            Some(trace) => seen.trace(&trace.id, &trace.curl),
            None => seen,
        }
        .contradiction(),
    ))
}

/// One instant, written in UTC and with an offset: the plus sign of the offset has to survive.
async fn plus_arrives(
    ctx: &Context,
    operation: &Operation,
    harvest: &Harvest,
) -> Result<Option<Observation>, CheckError> {
    if !operation.parameters.iter().any(|p| p.name == PLUS) {
        return Ok(None);
    }
    let Some((utc, offset)) = median_instant(&harvest.samples) else { return Ok(None) };
    let of = |value: String| {
        requests::with_query(requests::plain(operation), &harvest.required).query(PLUS, value).query("limit", "50")
    };
    let good = ctx.session.send(of(utc)).await?;
    let plus = ctx.session.send(of(offset)).await?;
    let (Some(good_ids), Ok(response)) = (ids(&good), &plus.outcome) else { return Ok(None) };
    if (400..500).contains(&response.status) && response.status != 429 {
        let seen = against(REQUIREMENT, Message::new("percent-plus-lost")).expected("HTTP 200").observed(answer(&plus));
        let seen = seen.sample(format!("{}?{PLUS}=…%2B02:00", operation.path)).exchange(&plus).exchange(&good);
        return Ok(Some(seen.contradiction()));
    }
    // Another result for the same instant is a matter of comparing instants, which the tests on change filters look at.
    let same = ids(&plus).is_some_and(|ids| ids == good_ids && !ids.is_empty());
    let named = Message::new("percent-plus-arrived").with("operation", operation.id.as_str());
    Ok(same.then(|| witness(REQUIREMENT, 1, named)))
}

fn ids(exchange: &Exchange) -> Option<Vec<String>> {
    let response = exchange.outcome.as_ref().ok().filter(|r| r.is_success())?;
    let body: Value = response.json().ok()?;
    let mut ids: Vec<String> =
        entities(&body).iter().filter_map(|e| e.get("id")?.as_str().map(str::to_owned)).collect();
    ids.sort_unstable();
    Some(ids)
}

/// The median of the times of change, in UTC and with an offset of two hours.
fn median_instant(samples: &[Value]) -> Option<(String, String)> {
    let mut instants: Vec<jiff::Timestamp> =
        samples.iter().filter_map(|s| s.get("meta")?.get("modified")?.as_str()?.parse().ok()).collect();
    instants.sort_unstable();
    let median = *instants.get(instants.len() / 2)?;
    let two_hours = jiff::tz::Offset::from_seconds(2 * 3600).ok()?;
    let local = two_hours.to_datetime(median);
    Some((median.to_string(), format!("{local}+02:00")))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_median_instant_is_written_in_two_ways() {
        let sample = |modified: &str| json!({"meta": {"modified": modified}});
        let samples =
            [sample("2026-03-01T12:00:00Z"), sample("2026-01-01T00:30:00.5Z"), sample("2025-01-01T00:00:00+01:00")];
        let expected = ("2026-01-01T00:30:00.5Z".to_owned(), "2026-01-01T02:30:00.5+02:00".to_owned());
        assert_eq!(median_instant(&samples), Some(expected));
        assert_eq!(median_instant(&[json!({})]), None);
    }
}
