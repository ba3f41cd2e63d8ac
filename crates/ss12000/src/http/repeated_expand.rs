//! `expand` given twice embeds both (HTTP-007).

use std::collections::BTreeSet;

use samspel_contract::Operation;
use samspel_exchange::Exchange;
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};
use serde_json::Value;

use super::positive::entities;
use crate::{requests, run_state};
use samspel_suite::observe::{against, answer, undecided, witness};

pub(crate) const CHECK: Check = Check { id: "ss12000/repeated-expand", run: |ctx| Box::pin(run(ctx)) };

const REQUIREMENT: &str = "SS12K-HTTP-007";
/// Entries that are looked at.
const ENTRIES: &str = "100";

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let operation = run_state::operation(ctx).await?;
    let discovery = run_state::discovery(ctx).await?;
    if let Some(said) = discovery.obstacle(ctx, &operation.id) {
        return Ok(said);
    }
    let required = discovery.get(&operation.id).map(|p| p.required.clone()).unwrap_or_default();
    let named = |id: &str| Message::new(id).with("operation", operation.id.as_str());
    let values =
        operation.parameters.iter().find(|p| p.name == "expand").and_then(|p| p.values.clone()).unwrap_or_default();
    // Expansions that embed something when asked for alone.
    let mut alone: Vec<(String, BTreeSet<String>)> = Vec::new();
    for value in values {
        let exchange = ctx.session.send(expanding(&operation, &required, &[value.as_str()])).await?;
        let carriers = carriers(&exchange, &value);
        if !carriers.is_empty() {
            alone.push((value, carriers));
        }
        if alone.len() == 2 {
            break;
        }
    }
    let [(first, has_first), (second, has_second)] = &alone[..] else {
        return Ok(vec![undecided(REQUIREMENT, Gap::NoData, named("repeated-expand-no-data"))]);
    };
    let both = ctx.session.send(expanding(&operation, &required, &[first.as_str(), second.as_str()])).await?;
    if !both.outcome.as_ref().is_ok_and(|r| r.is_success()) {
        let seen =
            against(REQUIREMENT, Message::new("repeated-expand-refused")).expected("HTTP 200").observed(answer(&both));
        let refused = both.outcome.as_ref().is_ok_and(|r| matches!(r.status, 400 | 422 | 500));
        return Ok(vec![if refused {
            seen.sample(format!("{}?expand={first}&expand={second}", operation.path)).exchange(&both).contradiction()
        } else {
            undecided(REQUIREMENT, Gap::NoAnswer, named("no-answer").with("answer", answer(&both)))
        }]);
    }
    // Data may change between the requests; an expansion that is lost on every entry is no coincidence.
    let lost: Vec<&str> = [(first, has_first), (second, has_second)]
        .into_iter()
        .filter(|(value, carriers)| carriers.is_disjoint(&self::carriers(&both, value)))
        .map(|(value, _)| value.as_str())
        .collect();
    if lost.is_empty() {
        return Ok(vec![witness(REQUIREMENT, 1, named("repeated-expand-both"))]);
    }
    Ok(vec![
        against(REQUIREMENT, Message::new("repeated-expand-lost"))
            .expected(format!("_embedded: {{ {first}, {second} }}"))
            .observed(format!("_embedded without {}", lost.join(", ")))
            .sample(format!("{}?expand={first}&expand={second}", operation.path))
            .exchange(&both)
            .contradiction(),
    ])
}

fn expanding(operation: &Operation, required: &[(String, String)], values: &[&str]) -> samspel_exchange::Request {
    let request = requests::with_query(requests::plain(operation), required).query("limit", ENTRIES);
    values.iter().fold(request, |request, value| request.query("expand", *value))
}

/// Ids of the entries that carry something under this name in `_embedded`.
fn carriers(exchange: &Exchange, name: &str) -> BTreeSet<String> {
    let body: Option<Value> = exchange.outcome.as_ref().ok().filter(|r| r.is_success()).and_then(|r| r.json().ok());
    let Some(body) = body else { return BTreeSet::new() };
    entities(&body)
        .into_iter()
        .filter(|entry| match entry.get("_embedded").and_then(|e| e.get(name)) {
            Some(Value::Array(items)) => !items.is_empty(),
            Some(Value::Object(object)) => !object.is_empty(),
            _ => false,
        })
        .filter_map(|entry| entry.get("id")?.as_str().map(str::to_owned))
        .collect()
}
