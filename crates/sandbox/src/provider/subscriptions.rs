//! Subscriptions: each client sees and changes only its own.

use std::sync::{PoisonError, RwLockWriteGuard};

use axum::http::StatusCode;
use jiff::{SignedDuration, Timestamp};
use samspel_contract::Contract;
use serde_json::{Value, json};
use url::Url;
use uuid::Uuid;

use super::answer::{Answer, Body, Item, Refused};
use super::list::{Query, not_found};
use super::notice::greet;
use super::one::path_id;
use super::{Call, Removal, Rule, Tenant, present};
use crate::fault::Hooks;

/// How long a subscription lives unless it is renewed or the sandbox is told otherwise: 90 days.
pub(crate) const SUBSCRIPTION_LIFE: SignedDuration = SignedDuration::from_hours(90 * 24);

/// A client's wish to be told about changes.
#[derive(Debug, Clone)]
pub(crate) struct Subscription {
    pub(crate) id: Uuid,
    pub(crate) client: &'static str,
    name: String,
    pub(crate) target: String,
    resource_types: Value,
    pub(crate) expires: Timestamp,
    /// Whether the client has ended it.
    pub(crate) ended: bool,
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
            expires: expiry(SUBSCRIPTION_LIFE),
            ended: false,
        }
    }

    /// Names of the types that it is about.
    pub(crate) fn types(&self) -> Vec<String> {
        let name = |one: &Value| one.get("resource").unwrap_or(one).as_str().map(str::to_owned);
        self.resource_types.as_array().into_iter().flatten().filter_map(name).collect()
    }

    /// Whether a call is about this subscription, which it can see.
    fn concerns(&self, call: &Call<'_>, id: Uuid) -> bool {
        self.id == id && self.is_seen_by(call)
    }

    fn is_seen_by(&self, call: &Call<'_>) -> bool {
        !self.ended && (self.client == call.client.id || call.provider.hooks.waives(Rule::Owner))
    }

    fn value(&self) -> Value {
        json!({
            "id": self.id.to_string(), "name": self.name, "target": self.target, "resourceTypes": self.resource_types,
            "expires": self.expires.to_string(),
        })
    }
}

fn expiry(life: SignedDuration) -> Timestamp {
    present().checked_add(life).unwrap_or(Timestamp::MAX)
}

/// Where a client's subscriptions are kept: with its municipality, unless everybody shares them.
fn home<'p>(call: &Call<'p>) -> RwLockWriteGuard<'p, Tenant> {
    let shared = call.provider.hooks.waives(Rule::Owner);
    let number = if shared { 0 } else { call.client.tenant };
    call.provider.tenants[number].write().unwrap_or_else(PoisonError::into_inner)
}

/// GET /subscriptions
pub(super) fn list(call: &Call<'_>) -> Result<Answer, Refused> {
    let query = Query::read(call)?;
    let tenant = home(call);
    let own: Vec<&Subscription> =
        tenant.subscriptions.iter().filter(|subscription| subscription.is_seen_by(call)).collect();
    let (cut, token) = query.cut(call, own.len(), &|at| own.get(at).map(|subscription| subscription.id));
    let items = own[cut.start..cut.end].iter().map(|subscription| Item::Made(subscription.value())).collect();
    Ok(Answer::ok(Body::Page { items, token }))
}

/// GET /subscriptions/{id}
pub(super) fn get(call: &Call<'_>) -> Result<Answer, Refused> {
    let id = path_id(call)?;
    let tenant = home(call);
    let found = tenant.subscriptions.iter().find(|subscription| subscription.concerns(call, id));
    Ok(found.map_or_else(not_found, |subscription| Answer::ok(Body::Object(Item::Made(subscription.value())))))
}

/// POST /subscriptions
pub(super) fn create(call: &Call<'_>) -> Result<Answer, Refused> {
    let body = call.json()?;
    if !is_valid(&call.provider.contract, &call.provider.hooks, &body) {
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
        expires: expiry(call.provider.subscription_life),
        ended: false,
    };
    if call.provider.hooks.waives(Rule::NoHandshake)
        && let Ok(target) = Url::parse(&subscription.target)
    {
        tokio::spawn(greet(target));
    }
    let value = subscription.value();
    home(call).subscriptions.push(subscription);
    Ok(Answer::new(StatusCode::CREATED, Body::Object(Item::Made(value))))
}

fn is_valid(contract: &Contract, hooks: &Hooks, body: &Value) -> bool {
    if !body.is_object() {
        return false;
    }
    let known = contract.enumeration("ResourceType").unwrap_or_default();
    let types = body.get("resourceTypes").and_then(Value::as_array);
    let of = |one: &Value| one.get("resource").and_then(Value::as_str).map(str::to_owned);
    let named = types.is_some_and(|types| {
        types.iter().all(|one| of(one).is_some_and(|name| known.contains(&name) || hooks.waives(Rule::ResourceTypes)))
    });
    let whole = ["name", "target"].iter().all(|name| body.get(*name).is_some_and(Value::is_string)) && types.is_some();
    let target = body.get("target").and_then(Value::as_str).and_then(|target| Url::parse(target).ok());
    let reachable = target.is_some_and(|target| matches!(target.scheme(), "http" | "https") && target.has_host());
    (whole && named || hooks.waives(Rule::SubscriptionForm)) && (reachable || hooks.waives(Rule::Target))
}

/// PATCH /subscriptions/{id}
pub(super) fn renew(call: &Call<'_>) -> Result<Answer, Refused> {
    let id = path_id(call)?;
    let mut tenant = home(call);
    let found = tenant.subscriptions.iter_mut().find(|subscription| subscription.concerns(call, id));
    Ok(found.map_or_else(not_found, |subscription| {
        subscription.expires = expiry(call.provider.subscription_life);
        if call.provider.hooks.waives(Rule::Immutable)
            && let Ok(body) = serde_json::from_slice::<Value>(&call.incoming.body)
        {
            if let Some(target) = body.get("target").and_then(Value::as_str) {
                target.clone_into(&mut subscription.target);
            }
            if let Some(name) = body.get("name").and_then(Value::as_str) {
                name.clone_into(&mut subscription.name);
            }
        }
        Answer::ok(Body::Object(Item::Made(subscription.value())))
    }))
}

/// DELETE /subscriptions/{id}
pub(super) fn delete(call: &Call<'_>) -> Result<Answer, Refused> {
    let id = path_id(call)?;
    let mut tenant = home(call);
    let found = tenant.subscriptions.iter_mut().find(|subscription| subscription.concerns(call, id));
    Ok(found.map_or_else(not_found, |subscription| {
        let mut removal = Removal { entity: "Subscription", goes: true, remembered: None, at: present(), told: false };
        call.provider.hooks.removed(&mut removal);
        subscription.ended = removal.goes;
        Answer::new(StatusCode::NO_CONTENT, Body::Empty)
    }))
}

/// Three subscriptions for each client.
pub(crate) fn standing_subscriptions(clients: impl Iterator<Item = &'static str>) -> Vec<Subscription> {
    clients.flat_map(|client| (1..=3).map(move |number| Subscription::standing(client, number))).collect()
}
