//! Making a subscription, which every check of the family begins with, and ending it again.

use std::collections::BTreeMap;

use samspel_exchange::{Exchange, Mailbox, Request, Thing, Undo};
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{CheckError, Context};
use serde_json::{Value, json};
use uuid::Uuid;

use super::create::types;
use super::receiver;
use crate::writing::{all, by, created, obstacle, same, status, success, turned_away};
use samspel_suite::observe::{answer, undecided};

/// Path of the list.
pub(super) const LIST: &str = "/subscriptions";
/// Path of one subscription.
pub(super) const ONE: &str = "/subscriptions/{id}";

/// A subscription that was asked for.
pub(super) struct Begun {
    /// What was sent.
    pub(super) sent: Value,
    /// Whether the system took plain strings only.
    pub(super) strings: bool,
    /// The request that made it.
    pub(super) exchange: Exchange,
    /// The answer; an object with an id that can stand in a path.
    pub(super) got: Value,
    /// Its id.
    pub(super) id: String,
    thing: Thing,
    principal: String,
    /// Held so that calls to its target are answered.
    _mailbox: Option<Mailbox>,
}

/// The body of a new subscription.
pub(super) fn body(types: &[&str], target: &str) -> Value {
    let types: Vec<Value> = types.iter().map(|name| json!({ "resource": name })).collect();
    json!({ "name": format!("Samspel {}", Uuid::new_v4()), "target": target, "resourceTypes": types })
}

/// Sends a body that may make a subscription.
pub(super) async fn post(ctx: &Context, body: &Value, principal: &str) -> Result<(Exchange, Thing), CheckError> {
    let like = body.get("name").map(|name| ("/name".to_owned(), name.clone()));
    let undo = Undo {
        operation: "deleteSubscription".to_owned(),
        path: ONE.to_owned(),
        list: LIST.to_owned(),
        query: Vec::new(),
        before: Vec::new(),
        like: like.into_iter().collect::<BTreeMap<_, _>>(),
        principal: principal.to_owned(),
    };
    let request = by(Request::post("createSubscription", LIST, body.clone()), principal);
    Ok(created(ctx).await?.send(&ctx.session, request, undo).await?)
}

/// Makes a subscription as `full`; the observations instead when that is not possible.
pub(super) async fn begin(ctx: &Context, types: &[&str]) -> Result<Result<Begun, Vec<Observation>>, CheckError> {
    if let Some(instead) = obstacle(ctx, "createSubscription").await? {
        return Ok(Err(instead));
    }
    let (target, mailbox) = receiver::target(ctx).await?;
    Ok(match subscribe(ctx, types, &target, "full").await? {
        Ok(begun) => Ok(Begun { _mailbox: mailbox, ..begun }),
        Err(exchange) => Err(match turned_away(ctx, "createSubscription", &exchange).await? {
            Some(instead) => instead,
            None => all(ctx, |r| not_made(r, &exchange)),
        }),
    })
}

/// Makes a subscription; the exchange instead when none came of it. What refuses objects is asked with strings.
pub(super) async fn subscribe(
    ctx: &Context,
    types: &[&str],
    target: &str,
    principal: &str,
) -> Result<Result<Begun, Exchange>, CheckError> {
    let sent = body(types, target);
    let (exchange, thing) = post(ctx, &sent, principal).await?;
    if let Some(begun) = begun(sent.clone(), false, exchange.clone(), thing, principal) {
        return Ok(Ok(begun));
    }
    if !matches!(status(&exchange), Some(400 | 422)) {
        return Ok(Err(exchange));
    }
    let mut strings = sent;
    strings["resourceTypes"] = json!(types);
    let (again, thing) = post(ctx, &strings, principal).await?;
    Ok(begun(strings, true, again, thing, principal).ok_or(exchange))
}

fn begun(sent: Value, strings: bool, exchange: Exchange, thing: Thing, principal: &str) -> Option<Begun> {
    let got = success(&exchange)?;
    let id = got.get("id")?.as_str().filter(|id| is_path_safe(id))?.to_owned();
    Some(Begun { sent, strings, exchange, got, id, thing, principal: principal.to_owned(), _mailbox: None })
}

fn is_path_safe(id: &str) -> bool {
    !id.is_empty() && id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
}

/// Says that there is no subscription to go on with.
fn not_made(requirement: &str, exchange: &Exchange) -> Observation {
    undecided(requirement, Gap::NoAnswer, Message::new("sub-not-made").with("answer", answer(exchange)))
}

impl Begun {
    /// A request about this subscription by whoever made it.
    pub(super) fn request(&self, operation: &str, method: &str) -> Request {
        by(Request::get(operation, ONE.replace("{id}", &self.id)).method(method), &self.principal)
    }

    /// Ends it.
    pub(super) async fn end(&self, ctx: &Context) -> Result<Exchange, CheckError> {
        let exchange = ctx.session.send(self.request("deleteSubscription", "DELETE")).await?;
        if matches!(status(&exchange), Some(200..300 | 404 | 410)) {
            created(ctx).await?.gone(self.thing)?;
        }
        Ok(exchange)
    }

    /// Whether a subscription has another name, target or types than were sent.
    pub(super) fn differs(&self, got: &Value) -> bool {
        let same = |name: &str| self.sent.get(name).zip(got.get(name)).is_some_and(|(sent, got)| same(sent, got));
        !same("name") || !same("target") || types(&self.sent) != types(got)
    }

    /// When it runs out, if that can be read.
    pub(super) fn expires(&self) -> Option<jiff::Timestamp> {
        expires(&self.got)
    }
}

/// When a subscription runs out, if that can be read.
pub(super) fn expires(subscription: &Value) -> Option<jiff::Timestamp> {
    subscription.get("expires")?.as_str()?.parse().ok()
}
