//! `ss12000/sub-immutable`: name, target and types of a subscription stay what they are; PATCH may refuse a body or pass over it.

use samspel_exchange::{Exchange, RequestBody};
use samspel_model::{Message, Observation};
use samspel_suite::{Check, CheckError, Context};
use serde_json::{Value, json};

use super::begin::begin;
use super::create::types;
use crate::writing::{same, success, unusable};
use samspel_suite::observe::{against, witness};

const RULE: &str = "SS12K-SUB-018";

pub(super) const CHECK: Check = Check { id: "ss12000/sub-immutable", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let begun = match begin(ctx, &["Person"]).await? {
        Ok(begun) => begun,
        Err(instead) => return Ok(instead),
    };
    let other = json!({
        "name": "Samspel", "target": "https://annan.example/samspel", "resourceTypes": [{ "resource": "Group" }],
    });
    let mut requests = Vec::new();
    for method in ["PATCH", "PUT"] {
        let mut request = begun.request("updateSubscription", method);
        request.body = Some(RequestBody::Json(other.clone()));
        requests.push(ctx.session.send(request).await?);
    }
    let now = ctx.session.send(begun.request("getSubscription", "GET")).await?;
    let observation = match success(&now) {
        Some(now_is) => judge(&begun.sent, &now_is, &requests, &now),
        None => unusable(RULE, &now),
    };
    begun.end(ctx).await?;
    Ok(vec![observation])
}

fn judge(before: &Value, after: &Value, requests: &[Exchange], now: &Exchange) -> Observation {
    let mut changed: Vec<&str> = ["name", "target"]
        .into_iter()
        .filter(|name| before.get(*name).zip(after.get(*name)).is_some_and(|(before, after)| !same(before, after)))
        .collect();
    if types(before) != types(after) {
        changed.push("resourceTypes");
    }
    if changed.is_empty() {
        return witness(RULE, 1, Message::new("sub-unchanged"));
    }
    let seen = against(RULE, Message::new("sub-changed"))
        .expected("name, target, resourceTypes unchanged")
        .observed(format!("changed: {}", changed.join(", ")));
    requests.iter().fold(seen, |seen, exchange| seen.exchange(exchange)).exchange(now).contradiction()
}
