//! Percent-encoded values are decoded once, as UTF-8: å, ä, ö, space, slash, and the plus sign of an offset (HTTP-008).

use samspel_contract::{Operation, Parameter};
use samspel_exchange::Exchange;
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};
use serde_json::Value;

use super::positive::entities;
use crate::harvest::Harvest;
use crate::oracle::{Inquiry, Judged, Question, Tables, Verdict, is_special, simple, values};
use crate::{requests, run_state};
use samspel_suite::observe::{against, answer, not_applicable, undecided, witness};

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
    let tables = Tables::read(ctx, &operation, &[]).await?;
    let named = |id: &str| Message::new(id).with("operation", operation.id.as_str());
    let filters: Vec<&Parameter> = simple(tables.table(), &operation).map(|(parameter, _)| parameter).collect();
    if filters.is_empty() && !operation.parameters.iter().any(|p| p.name == PLUS) {
        return Ok(vec![not_applicable(REQUIREMENT, named("percent-no-parameters"))]);
    }
    if !tables.is_complete() {
        return Ok(vec![undecided(REQUIREMENT, Gap::NoAnswer, named("oracle-list-not-read"))]);
    }
    let mut told = Vec::new();
    let mut inquiry = Inquiry::new(ctx, &operation, &tables);
    for parameter in filters {
        let of = |value: &String| {
            let question = Question::new(&tables, &operation, vec![(parameter.name.clone(), value.clone())]).ok()?;
            question.expected().splits().then_some(question)
        };
        let (special, plain): (Vec<String>, Vec<String>) =
            values(&tables, parameter).into_iter().partition(|value| is_special(value));
        let special: Vec<Question> = special.iter().filter_map(of).take(VALUES).collect();
        // Where the filter fails for a value that needs no encoding, its failure says nothing about encoding.
        let Some(control) = plain.iter().find_map(of) else { continue };
        if special.is_empty() || !inquiry.works(&control).await? {
            continue;
        }
        for question in special {
            inquiry.ask(question).await?;
        }
    }
    told.extend(inquiry.close().await?.into_iter().filter_map(|judged| arrived(&operation, &tables, judged)));
    told.extend(plus_arrives(ctx, &operation, &tables.own).await?);
    if told.is_empty() {
        told.push(undecided(REQUIREMENT, Gap::NoData, named("percent-nothing-special")));
    }
    Ok(told)
}

/// What an answer to a question with a special value shows.
fn arrived(operation: &Operation, tables: &Tables, judged: Judged) -> Option<Observation> {
    let (observed, trace) = match judged.verdict {
        Verdict::Right(_) => {
            let named = Message::new("percent-value-arrived").with("operation", operation.id.as_str());
            let parameter = judged.question.parameters.first().map_or("", |(name, _)| name.as_str());
            return Some(witness(REQUIREMENT, 1, named.with("parameter", parameter)));
        }
        Verdict::Refused { status, trace } => (format!("HTTP {status}"), trace),
        Verdict::Wrong(wrong) => (format!("{} entries", wrong.entries), wrong.trace),
        Verdict::Drift | Verdict::Paging | Verdict::Nothing { .. } | Verdict::Unconfirmed => return None,
    };
    let seen = against(REQUIREMENT, Message::new("percent-value-lost"))
        .operation(&operation.id)
        .expected(judged.question.fact(tables.table().len()))
        .observed(observed)
        .sample(format!("{}?{}", operation.path, judged.question.shown));
    let seen = match &trace {
        Some(trace) => seen.trace(&trace.id, &trace.curl),
        None => seen,
    };
    Some(seen.contradiction())
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
