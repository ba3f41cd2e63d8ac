//! `ss12000/del-shape`: deletions come as one object with a list of UUIDs for each resource type, under the documented keys.

use samspel_exchange::Exchange;
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};
use serde_json::Value;
use uuid::Uuid;

use super::asked::{LIST, SPELT_RIGHT, request, type_of};
use crate::run_state;
use crate::writing::{success, unusable};
use samspel_suite::observe::{against, undecided, witness};

const FORM: &str = "SS12K-DEL-001";
const SPELLING: &str = "SS12K-DEL-002";

pub(super) const CHECK: Check = Check { id: "ss12000/del-shape", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    if let Some(obstacle) = run_state::discovery(ctx).await?.obstacle(ctx, LIST) {
        return Ok(obstacle);
    }
    let exchange = ctx.session.send(request(&[])).await?;
    let Some(page) = success(&exchange) else {
        return Ok(vec![unusable(FORM, &exchange), unusable(SPELLING, &exchange)]);
    };
    let mut observations = form(&page, &exchange);
    let activities = ctx.session.send(request(&[("entities", "Activity")])).await?;
    let of_activities = success(&activities).unwrap_or_default();
    observations.push(spelling(&[(&page, &exchange), (&of_activities, &activities)]));
    Ok(observations)
}

fn form(page: &Value, exchange: &Exchange) -> Vec<Observation> {
    let wrong = |summary: &str, observed: &str, pointer: &str| {
        let seen = against(FORM, Message::new(summary)).expected("data: { resource type: [uuid] }").observed(observed);
        seen.pointer(pointer).exchange(exchange)
    };
    let data = match page.get("data") {
        Some(Value::Object(data)) => data,
        Some(Value::Array(_)) => {
            return vec![wrong("deleted-as-list", "data: array", "/data").contradiction()];
        }
        _ => return vec![wrong("deleted-without-data", "no object in data", "/data").contradiction()],
    };
    let mut observations = Vec::new();
    let mut right = 0;
    for (key, ids) in data {
        if type_of(key).is_none() {
            let seen = wrong("deleted-key-unknown", "another key", "/data/*");
            observations.push(seen.sample(key.chars().take(40).collect::<String>()).contradiction());
            continue;
        }
        let Some(ids) = ids.as_array() else {
            observations.push(wrong("deleted-no-list", "no array", &format!("/data/{key}")).contradiction());
            continue;
        };
        let other = ids.iter().filter(|id| id.as_str().is_none_or(|id| Uuid::try_parse(id).is_err())).count() as u64;
        right += ids.len() as u64 - other;
        if other > 0 {
            let seen = wrong("deleted-no-uuids", "entries that are no UUID", &format!("/data/{key}/*"));
            observations.push(seen.count(other).contradiction());
        }
    }
    if right > 0 {
        observations.push(witness(FORM, right, Message::new("deleted-formed").with("count", right)));
    } else if observations.is_empty() {
        observations.push(undecided(FORM, Gap::NoData, Message::new("deleted-nothing")));
    }
    observations
}

fn spelling(pages: &[(&Value, &Exchange)]) -> Observation {
    let holds = |page: &Value, key: &str| {
        page.pointer(&format!("/data/{key}")).and_then(Value::as_array).is_some_and(|ids| !ids.is_empty())
    };
    if pages.iter().any(|(page, _)| holds(page, "activitites")) {
        return witness(SPELLING, 1, Message::new("deleted-activities-spelt"));
    }
    if let Some((_, exchange)) = pages.iter().find(|(page, _)| holds(page, SPELT_RIGHT)) {
        let seen = against(SPELLING, Message::new("deleted-activities-spelt-right")).expected("activitites");
        return seen.observed(SPELT_RIGHT).pointer("/data/activities").exchange(exchange).note();
    }
    let Some((page, exchange)) = pages.last() else {
        return undecided(SPELLING, Gap::NoData, Message::new("deleted-no-activity"));
    };
    // Deletions of activities were asked for: what comes under another name is them.
    let other = page.get("data").and_then(Value::as_object).into_iter().flatten();
    let other = other.filter(|(key, ids)| type_of(key).is_none() && ids.as_array().is_some_and(|ids| !ids.is_empty()));
    match other.map(|(key, _)| key.chars().take(40).collect::<String>()).next() {
        Some(key) => against(SPELLING, Message::new("deleted-activities-renamed"))
            .expected("activitites")
            .observed(key)
            .exchange(exchange)
            .contradiction(),
        None => undecided(SPELLING, Gap::NoData, Message::new("deleted-no-activity")),
    }
}
