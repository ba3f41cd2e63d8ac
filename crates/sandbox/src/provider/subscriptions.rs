//! Subscriptions: each client sees and changes only its own.

use axum::http::StatusCode;
use jiff::{Timestamp, ToSpan};
use samspel_contract::Contract;
use serde_json::{Value, json};
use url::Url;
use uuid::Uuid;

use super::answer::{Answer, Body, Item, Refused};
use super::list::{Query, not_found};
use super::one::path_id;
use super::{Call, present};

/// Hours that a subscription lives unless it is renewed: 90 days.
const HOURS: i64 = 90 * 24;

/// A client's wish to be told about changes.
#[derive(Debug, Clone)]
pub(crate) struct Subscription {
    pub(crate) id: Uuid,
    pub(crate) client: &'static str,
    name: String,
    target: String,
    resource_types: Value,
    expires: Timestamp,
}

impl Subscription {
    /// One that stands from the start, so that there is something to list.
    fn standing(client: &'static str, number: usize) -> Subscription {
        let resource = ["Person", "Group", "Duty"][number % 3];
        let name = format!("samspel-sandbox/{client}/{number}");
        Subscription {
            id: Uuid::new_v5(&Uuid::NAMESPACE_URL, name.as_bytes()),
            client,
            name: format!("Prenumeration {number}"),
            target: format!("https://mottagare.example/{number}"),
            resource_types: json!([{ "resource": resource }]),
            expires: expiry(),
        }
    }

    fn value(&self) -> Value {
        json!({
            "id": self.id.to_string(), "name": self.name, "target": self.target, "resourceTypes": self.resource_types,
            "expires": self.expires.to_string(),
        })
    }
}

fn expiry() -> Timestamp {
    present().checked_add(HOURS.hours()).unwrap_or(Timestamp::MAX)
}

/// GET /subscriptions
pub(super) fn list(call: &Call<'_>) -> Result<Answer, Refused> {
    let query = Query::read(call)?;
    let tenant = call.tenant();
    let own: Vec<&Subscription> =
        tenant.subscriptions.iter().filter(|subscription| subscription.client == call.client.id).collect();
    let (cut, token) = query.cut(call, own.len(), &|at| own.get(at).map(|subscription| subscription.id));
    let items = own[cut.start..cut.end].iter().map(|subscription| Item::Made(subscription.value())).collect();
    Ok(Answer::ok(Body::Page { items, token }))
}

/// GET /subscriptions/{id}
pub(super) fn get(call: &Call<'_>) -> Result<Answer, Refused> {
    let id = path_id(call)?;
    let tenant = call.tenant();
    let found =
        tenant.subscriptions.iter().find(|subscription| subscription.id == id && subscription.client == call.client.id);
    Ok(found.map_or_else(not_found, |subscription| Answer::ok(Body::Object(Item::Made(subscription.value())))))
}

/// POST /subscriptions
pub(super) fn create(call: &Call<'_>) -> Result<Answer, Refused> {
    let body = call.json()?;
    if !is_valid(&call.provider.contract, &body) {
        return Err(Answer::refuse(
            StatusCode::BAD_REQUEST,
            "invalid_body",
            "name, target (an absolute http or https URL) and resourceTypes are required",
        ));
    }
    let text = |name: &str| body.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let subscription = Subscription {
        id: Uuid::new_v4(),
        client: call.client.id,
        name: text("name"),
        target: text("target"),
        resource_types: body.get("resourceTypes").cloned().unwrap_or_else(|| json!([])),
        expires: expiry(),
    };
    let value = subscription.value();
    call.tenant_mut().subscriptions.push(subscription);
    Ok(Answer::new(StatusCode::CREATED, Body::Object(Item::Made(value))))
}

fn is_valid(contract: &Contract, body: &Value) -> bool {
    let shape = contract.request_validator("CreateSubscription").is_some_and(|validator| validator.is_valid(body));
    let target = body.get("target").and_then(Value::as_str).and_then(|target| Url::parse(target).ok());
    let reachable = target.is_some_and(|target| matches!(target.scheme(), "http" | "https") && target.has_host());
    let named = body
        .get("resourceTypes")
        .and_then(Value::as_array)
        .is_some_and(|types| types.iter().all(|one| one.get("resource").is_some()));
    shape && reachable && named
}

/// PATCH /subscriptions/{id}
pub(super) fn renew(call: &Call<'_>) -> Result<Answer, Refused> {
    let id = path_id(call)?;
    let mut tenant = call.tenant_mut();
    let found = tenant
        .subscriptions
        .iter_mut()
        .find(|subscription| subscription.id == id && subscription.client == call.client.id);
    Ok(found.map_or_else(not_found, |subscription| {
        subscription.expires = expiry();
        Answer::ok(Body::Object(Item::Made(subscription.value())))
    }))
}

/// DELETE /subscriptions/{id}
pub(super) fn delete(call: &Call<'_>) -> Result<Answer, Refused> {
    let id = path_id(call)?;
    let mut tenant = call.tenant_mut();
    let before = tenant.subscriptions.len();
    tenant.subscriptions.retain(|subscription| subscription.id != id || subscription.client != call.client.id);
    let gone = tenant.subscriptions.len() < before;
    Ok(if gone { Answer::new(StatusCode::NO_CONTENT, Body::Empty) } else { not_found() })
}

/// Three subscriptions for each client.
pub(crate) fn standing_subscriptions(clients: impl Iterator<Item = &'static str>) -> Vec<Subscription> {
    clients.flat_map(|client| (1..=3).map(move |number| Subscription::standing(client, number))).collect()
}
