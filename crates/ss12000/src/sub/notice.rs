//! `ss12000/sub-notice`: what a notification looks like, that it comes without ceremony and gives nothing away.

use samspel_exchange::Delivery;
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};
use serde_json::Value;
use uuid::Uuid;

use super::watch::{LISTENING, Watch, watch};
use crate::run_state;
use samspel_suite::observe::{Against, against, undecided, witness};

const FORM: &str = "SS12K-SUB-007";
const PLAIN: &str = "SS12K-SUB-013";
const DISCREET: &str = "SS12K-SUB-014";
/// Members that the standard knows, and the right spelling of one that it misspells.
const KNOWN: [&str; 3] = ["modifiedEntites", "modifiedEntities", "deletedEntities"];
/// Headers that prove who calls: an addition to the standard.
const PROOFS: [&str; 4] = ["authorization", "signature", "x-hub-signature", "token"];

pub(super) const CHECK: Check = Check { id: "ss12000/sub-notice", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let watch = match watch(ctx).await? {
        Ok(watch) => watch,
        Err(instead) => return Ok(instead),
    };
    let contract = run_state::contract(ctx).await?;
    let types = contract.enumeration("ResourceType").unwrap_or_default();
    let all: Vec<&Delivery> =
        LISTENING.iter().flat_map(|who| watch.calls(*who)).filter(|delivery| !watch.is_early(delivery)).collect();
    if all.is_empty() {
        let open = |rule| {
            undecided(rule, Gap::NoAnswer, Message::new("sub-nothing-notified").with("entity", watch.entity.as_str()))
        };
        return Ok(vec![open(FORM), open(PLAIN), open(DISCREET)]);
    }
    Ok(form(&all, types).into_iter().chain(plain(&watch, &all)).chain(discreet(&all)).collect())
}

/// What is wrong with the form of a notification.
fn flaw(delivery: &Delivery, types: &[String]) -> Option<(&'static str, String)> {
    if delivery.method != "POST" {
        return Some(("sub-notice-method", delivery.method.clone()));
    }
    if delivery.media_type().as_deref() != Some("application/json") {
        return Some(("sub-notice-media-type", delivery.media_type().unwrap_or_else(|| "no media type".to_owned())));
    }
    let Ok(Value::Object(body)) = serde_json::from_slice::<Value>(&delivery.body) else {
        return Some(("sub-notice-not-an-object", "no JSON object".to_owned()));
    };
    for name in ["modifiedEntites", "modifiedEntities"] {
        match body.get(name) {
            None => {}
            Some(Value::Array(names)) => {
                let unknown = |name: &&Value| !name.as_str().is_some_and(|name| types.iter().any(|t| t == name));
                if let Some(other) = names.iter().find(unknown) {
                    let kind = if other.is_string() { "another text" } else { "no text" };
                    return Some(("sub-notice-type-unknown", format!("{name}: {kind}")));
                }
            }
            Some(_) => return Some(("sub-notice-member-type", format!("{name}: no array"))),
        }
    }
    if body.get("deletedEntities").is_some_and(|flag| !flag.is_boolean()) {
        return Some(("sub-notice-member-type", "deletedEntities: no boolean".to_owned()));
    }
    let other = body.keys().find(|name| !KNOWN.contains(&name.as_str()));
    let bare = !KNOWN.iter().any(|name| body.contains_key(*name));
    other.filter(|_| bare).map(|_| ("sub-notice-members-renamed", "none of the documented members".to_owned()))
}

fn form(all: &[&Delivery], types: &[String]) -> Vec<Observation> {
    let mut observations = Vec::new();
    let mut right = 0;
    for delivery in all {
        match flaw(delivery, types) {
            None => right += 1,
            Some((summary, observed)) => observations.push(
                against(FORM, Message::new(summary))
                    .expected("POST application/json { modifiedEntites: [resource type], deletedEntities: boolean }")
                    .observed(observed)
                    .sample(delivery.id.clone())
                    .contradiction(),
            ),
        }
    }
    let spelt = |name: &str| all.iter().filter(|d| members(d).iter().any(|member| member == name)).count() as u64;
    if spelt("modifiedEntities") > 0 {
        let seen = against(FORM, Message::new("sub-notice-spelt-right")).expected("modifiedEntites");
        observations.push(seen.observed("modifiedEntities").count(spelt("modifiedEntities")).note());
    }
    if right > 0 {
        observations.push(witness(FORM, right, Message::new("sub-notices-formed").with("count", right)));
    }
    observations
}

fn plain(watch: &Watch, all: &[&Delivery]) -> Vec<Observation> {
    // Before anything was changed there is nothing to tell: whatever comes then wants to be answered first.
    let asks = |delivery: &&Delivery| {
        let silent = members(delivery).iter().all(|name| !KNOWN.contains(&name.as_str()));
        silent && (delivery.method != "POST" || !delivery.body.is_empty())
    };
    if let Some(first) = watch.early.iter().find(asks) {
        let seen = against(PLAIN, Message::new("sub-handshake")).expected("no call before a change");
        return vec![
            seen.observed(format!("{} at registration", first.method)).sample(first.id.clone()).contradiction(),
        ];
    }
    let mut observations = vec![witness(PLAIN, all.len() as u64, Message::new("sub-no-ceremony"))];
    let proves = |delivery: &&&Delivery| {
        delivery.headers.iter().any(|(name, _)| PROOFS.iter().any(|proof| name.contains(proof)))
    };
    if let Some(proven) = all.iter().find(proves) {
        let seen = against(PLAIN, Message::new("sub-notice-signed")).expected("no further headers demanded");
        observations.push(seen.observed("a header proves the sender").sample(proven.id.clone()).note());
    }
    observations
}

fn discreet(all: &[&Delivery]) -> Vec<Observation> {
    let mut telling = Vec::new();
    for delivery in all {
        let body: Value = serde_json::from_slice(&delivery.body).unwrap_or_default();
        if let Some(pointer) = personal(&body, String::new()) {
            telling.push((delivery, pointer));
        }
    }
    if telling.is_empty() {
        return vec![witness(DISCREET, all.len() as u64, Message::new("sub-notices-discreet"))];
    }
    let seen = against(DISCREET, Message::new("sub-notice-tells"))
        .expected("resource types and a flag")
        .observed("ids or personal data")
        .count(telling.len() as u64);
    let seen = telling
        .iter()
        .fold(seen, |seen: Against, (delivery, pointer)| seen.sample(format!("{} {pointer}", delivery.id)));
    vec![seen.contradiction()]
}

/// Where an id or something personal stands: a UUID, an address with @, a long number.
fn personal(value: &Value, at: String) -> Option<String> {
    match value {
        Value::Object(fields) => fields.iter().find_map(|(name, value)| personal(value, format!("{at}/{name}"))),
        Value::Array(elements) => elements.iter().find_map(|element| personal(element, format!("{at}/*"))),
        Value::String(text) => {
            let digits = text.chars().filter(char::is_ascii_digit).count();
            let is_moment = text.parse::<jiff::Timestamp>().is_ok();
            (Uuid::try_parse(text).is_ok() || text.contains('@') || digits >= 10 && !is_moment).then_some(at)
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => None,
    }
}

/// Names of the members of a notification.
fn members(delivery: &Delivery) -> Vec<String> {
    let body: Value = serde_json::from_slice(&delivery.body).unwrap_or_default();
    body.as_object().into_iter().flatten().map(|(name, _)| name.clone()).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::personal;

    #[test]
    fn ids_addresses_and_civic_numbers_are_personal_but_times_are_not() {
        let at = |value| personal(&value, String::new());
        assert_eq!(at(json!({ "modifiedEntites": ["Person"], "deletedEntities": true })), None);
        assert_eq!(at(json!({ "sent": "2026-11-25T03:00:00.123Z" })), None);
        let id = "0b7e0c0e-6a0b-4c63-9f0b-3a1f3c0f4a11";
        assert_eq!(at(json!({ "ids": [id] })).as_deref(), Some("/ids/*"));
        assert_eq!(at(json!({ "who": "a@b" })).as_deref(), Some("/who"));
        assert_eq!(at(json!({ "civicNo": "200001012384" })).as_deref(), Some("/civicNo"));
    }
}
