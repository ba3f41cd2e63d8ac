//! Asking for records by their ids.

use std::collections::HashMap;

use samspel_contract::{Kind, Operation};
use samspel_exchange::Exchange;
use samspel_suite::{CheckError, Context};
use serde_json::Value;
use uuid::Uuid;

use crate::requests;
use crate::run_state::{self, Standing};

/// Ids that are asked for in one lookup.
const AT_ONCE: usize = 50;
/// Ids that are asked for one by one.
const ONE_BY_ONE: usize = 20;

/// What came of asking for an id.
#[derive(Debug)]
pub(super) enum Fetched {
    /// The record.
    Record(Value),
    /// There is no such record.
    Absent,
    /// The client may not read it.
    Refused,
    /// No answer that decides.
    Failed,
}

/// Asks for records by their ids: through lookup, and what that does not give one by one. None when neither is offered. Ids beyond
/// what a gentle client asks for are left out.
///
/// # Errors
/// When a request was not sent.
pub(super) async fn ask(
    ctx: &Context,
    entity: &str,
    ids: &[Uuid],
) -> Result<Option<HashMap<Uuid, Fetched>>, CheckError> {
    let lookup = offered(ctx, entity, Kind::Lookup)
        .await?
        .filter(|o| o.body.as_ref().is_some_and(|body| body.keys.contains_key("ids")));
    let by_id = offered(ctx, entity, Kind::ById).await?;
    if lookup.is_none() && by_id.is_none() {
        return Ok(None);
    }
    let ids = ids.get(..AT_ONCE).unwrap_or(ids);
    let mut fetched = HashMap::new();
    let mut answered = false;
    if let Some(lookup) = lookup.filter(|_| !ids.is_empty()) {
        let texts: Vec<String> = ids.iter().map(Uuid::to_string).collect();
        let exchange = ctx.session.send(requests::lookup(&lookup, "ids", &texts)).await?;
        let records = body(&exchange);
        answered = records.as_ref().is_some_and(Value::is_array);
        for record in records.iter().flat_map(|records| records.as_array().into_iter().flatten()) {
            let id = record.get("id").and_then(Value::as_str).and_then(|id| Uuid::try_parse(id).ok());
            if let Some(id) = id.filter(|id| ids.contains(id)) {
                fetched.insert(id, Fetched::Record(record.clone()));
            }
        }
    }
    let missing: Vec<Uuid> = ids.iter().filter(|id| !fetched.contains_key(*id)).copied().collect();
    for (number, id) in missing.into_iter().enumerate() {
        let one = match &by_id {
            Some(by_id) if number < ONE_BY_ONE => one(ctx, by_id, id).await?,
            // A lookup leaves out what there is not.
            None if answered => Fetched::Absent,
            Some(_) | None => continue,
        };
        fetched.insert(id, one);
    }
    Ok(Some(fetched))
}

async fn one(ctx: &Context, by_id: &Operation, id: Uuid) -> Result<Fetched, CheckError> {
    let exchange = ctx.session.send(requests::with_id(by_id, &id.to_string())).await?;
    let status = exchange.outcome.as_ref().map_or(0, |response| response.status);
    Ok(match status {
        404 | 410 => Fetched::Absent,
        401 | 403 => Fetched::Refused,
        _ => match body(&exchange) {
            Some(record) if record.get("id").is_some() => Fetched::Record(record),
            _ => Fetched::Failed,
        },
    })
}

fn body(exchange: &Exchange) -> Option<Value> {
    exchange.outcome.as_ref().ok().filter(|response| response.is_success())?.json().ok()
}

/// The operation of a kind that gives records of an entity, if the system offers it.
pub(super) async fn offered(ctx: &Context, entity: &str, kind: Kind) -> Result<Option<Operation>, CheckError> {
    let contract = run_state::contract(ctx).await?;
    let discovery = run_state::discovery(ctx).await?;
    let operation = contract.operations().iter().find(|o| o.kind == kind && o.entity.as_deref() == Some(entity));
    let offered = |o: &&Operation| discovery.get(&o.id).is_some_and(|probed| probed.standing == Standing::Offered);
    Ok(operation.filter(offered).cloned())
}
