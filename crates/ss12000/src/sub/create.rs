//! `ss12000/sub-create`: a subscription is made with three fields and answered with 201, an id and an expiry in the future.

use jiff::{SignedDuration, Timestamp};
use samspel_model::{Message, Observation};
use samspel_suite::{Check, CheckError, Context};
use serde_json::Value;
use uuid::Uuid;

use super::begin::{Begun, begin, body, expires, post};
use super::receiver;
use crate::writing::{is_unclear, lost, obstacle, status, success, turned_away};
use samspel_suite::observe::{against, answer, witness};

const CREATED: &str = "SS12K-SUB-001";
const EXPIRES: &str = "SS12K-SUB-003";
/// How far two clocks may be apart.
const SKEW: SignedDuration = SignedDuration::from_secs(120);

pub(super) const CHECK: Check = Check { id: "ss12000/sub-create", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    match begin(ctx, &["Person", "Group"]).await? {
        Ok(begun) => {
            let observations = judge(&begun);
            begun.end(ctx).await?;
            Ok(observations)
        }
        Err(instead) => Ok(refused(ctx).await?.unwrap_or(instead)),
    }
}

/// What a system does wrong that takes no subscription, or answers without an id; None when it does nothing wrong.
async fn refused(ctx: &Context) -> Result<Option<Vec<Observation>>, CheckError> {
    if obstacle(ctx, "createSubscription").await?.is_some() {
        return Ok(None);
    }
    let (target, _mailbox) = receiver::target(ctx).await?;
    let (exchange, _) = post(ctx, &body(&["Person"], &target), "full").await?;
    if is_unclear(&exchange) || turned_away(ctx, "createSubscription", &exchange).await?.is_some() {
        return Ok(None);
    }
    let summary = match status(&exchange) {
        Some(200..300) => "sub-created-incomplete",
        // Somebody else's address may be refused for good reasons.
        _ if !receiver::is_reachable(ctx) => return Ok(None),
        _ => "sub-create-refused",
    };
    let seen = against(CREATED, Message::new(summary))
        .expected("HTTP 201 { id, expires, name, target, resourceTypes }")
        .observed(answer(&exchange))
        .exchange(&exchange);
    let missing = success(&exchange).map(|got| lacking(&got)).unwrap_or_default();
    Ok(Some(vec![seen.samples(missing).contradiction()]))
}

/// Documented fields that are not there or have another form.
fn lacking(got: &Value) -> Vec<String> {
    let text = |name: &str| got.get(name).and_then(Value::as_str);
    let fine = [
        ("/id", text("id").is_some_and(|id| Uuid::try_parse(id).is_ok())),
        ("/expires", expires(got).is_some()),
        ("/name", text("name").is_some()),
        ("/target", text("target").is_some()),
        ("/resourceTypes", got.get("resourceTypes").is_some_and(Value::is_array)),
    ];
    fine.iter().filter(|(_, fine)| !fine).map(|(pointer, _)| (*pointer).to_owned()).collect()
}

fn judge(begun: &Begun) -> Vec<Observation> {
    let mut observations = Vec::new();
    let mut wrong = |summary: &str, expected: &str, observed: String, samples: Vec<String>| {
        let seen = against(CREATED, Message::new(summary)).expected(expected).observed(observed).samples(samples);
        observations.push(seen.exchange(&begun.exchange).contradiction());
    };
    if status(&begun.exchange) != Some(201) {
        wrong("sub-created-other-status", "HTTP 201", answer(&begun.exchange), Vec::new());
    }
    let lacking = lacking(&begun.got);
    if !lacking.is_empty() {
        wrong(
            "sub-created-incomplete",
            "id, expires, name, target, resourceTypes",
            lacking.join(", "),
            lacking.clone(),
        );
    }
    let mut sent = begun.sent.clone();
    // Whether types are objects or strings is another requirement's question.
    if let Some(fields) = sent.as_object_mut() {
        fields.remove("resourceTypes");
    }
    let mut changed = lost(&sent, &begun.got);
    changed.retain(|pointer| !lacking.contains(pointer));
    if types(&begun.sent) != types(&begun.got) && !lacking.contains(&"/resourceTypes".to_owned()) {
        changed.push("/resourceTypes".to_owned());
    }
    if !changed.is_empty() {
        wrong("sub-created-otherwise", "name, target, resourceTypes as sent", changed.join(", "), changed.clone());
    }
    if observations.is_empty() {
        observations.push(witness(CREATED, 1, Message::new("sub-created")));
    }
    observations.extend(expiry(begun));
    observations
}

fn expiry(begun: &Begun) -> Option<Observation> {
    let expires = begun.expires()?;
    let now = server_time(begun).unwrap_or_else(Timestamp::now);
    if expires > now.checked_sub(SKEW).unwrap_or(now) {
        return Some(witness(EXPIRES, 1, Message::new("sub-expires-later")));
    }
    let seen = against(EXPIRES, Message::new("sub-expired-at-once"))
        .expected("expires > now")
        .observed(format!("{} s before now", now.duration_since(expires).as_secs()));
    Some(seen.pointer("/expires").exchange(&begun.exchange).contradiction())
}

/// The clock of the system, as its answer tells it.
fn server_time(begun: &Begun) -> Option<Timestamp> {
    let date = begun.exchange.outcome.as_ref().ok()?.header("date")?;
    jiff::fmt::rfc2822::parse(date).ok().map(|at| at.timestamp())
}

/// Names of the types, whatever form they have.
pub(super) fn types(subscription: &Value) -> Vec<String> {
    let name = |one: &Value| one.get("resource").unwrap_or(one).as_str().map(str::to_owned);
    let mut names: Vec<String> =
        subscription.get("resourceTypes").and_then(Value::as_array).into_iter().flatten().filter_map(name).collect();
    names.sort_unstable();
    names
}
