//! What the checks of the family have in common: getting the chains of a list, and a fresh token.

use std::sync::Arc;

use samspel_contract::Operation;
use samspel_exchange::{Exchange, Request};
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{CheckError, Context};
use serde_json::Value;

use super::Chains;
use crate::harvest::{End, Harvest};
use crate::{requests, run_state};
use samspel_suite::observe::undecided;

/// The list of the case and its chains, or why there are none.
pub(super) enum Asked {
    /// To be judged.
    Ready(Box<Operation>, Arc<Chains>),
    /// Nothing to judge.
    Instead(Vec<Observation>),
}

/// The chains of the list that the case names.
pub(super) async fn chains(ctx: &Context) -> Result<Asked, CheckError> {
    let operation = run_state::operation(ctx).await?;
    if let Some(obstacle) = run_state::discovery(ctx).await?.obstacle(ctx, &operation.id) {
        return Ok(Asked::Instead(obstacle));
    }
    let chains = run_state::chains(ctx, &operation).await?;
    Ok(Asked::Ready(Box::new(operation), chains))
}

/// The same for checks that need the harvest only.
pub(super) async fn harvest(ctx: &Context) -> Result<Result<(Operation, Arc<Harvest>), Vec<Observation>>, CheckError> {
    let operation = run_state::operation(ctx).await?;
    if let Some(obstacle) = run_state::discovery(ctx).await?.obstacle(ctx, &operation.id) {
        return Ok(Err(obstacle));
    }
    let harvest = run_state::harvest(ctx, &operation.id).await?;
    Ok(Ok((operation, harvest)))
}

/// Says why nothing was seen of paging: the list is too small, it does not page, or it could not be read.
pub(super) fn too_small(requirement: &str, harvest: &Harvest) -> Observation {
    let operation = harvest.operation.as_str();
    match (&harvest.walked.end, harvest.keys().len()) {
        (End::Last(_), 0 | 1) => {
            undecided(requirement, Gap::NoData, Message::new("page-list-too-small").with("operation", operation))
        }
        (End::Last(_), entries) => {
            let reason = Message::new("page-list-unpaged").with("operation", operation).with("entries", entries);
            undecided(requirement, Gap::OtherFault, reason)
        }
        _ => undecided(requirement, Gap::NoAnswer, Message::new("page-list-unread").with("operation", operation)),
    }
}

/// A request for the first page.
pub(super) fn first_page(operation: &Operation, harvest: &Harvest) -> Request {
    requests::with_query(requests::plain(operation), &harvest.required)
}

/// A request for the page after a token. The required parameters are repeated only where the system insisted on them.
pub(super) fn next_page(operation: &Operation, harvest: &Harvest, repeats_required: bool, token: &str) -> Request {
    let request = requests::plain(operation);
    let request = if repeats_required { requests::with_query(request, &harvest.required) } else { request };
    request.query("pageToken", token)
}

/// A token from the first page in pages of one; None when there is none.
pub(super) async fn token(
    ctx: &Context,
    operation: &Operation,
    harvest: &Harvest,
) -> Result<Option<String>, CheckError> {
    let exchange = ctx.session.send(first_page(operation, harvest).query("limit", "1")).await?;
    Ok(token_in(&exchange))
}

/// The token of a page.
pub(super) fn token_in(exchange: &Exchange) -> Option<String> {
    let body: Value = exchange.outcome.as_ref().ok()?.json().ok()?;
    body.get("pageToken")?.as_str().filter(|t| !t.is_empty() && *t != "null").map(str::to_owned)
}

/// The status, when there is an answer.
pub(super) fn status(exchange: &Exchange) -> Option<u16> {
    exchange.outcome.as_ref().ok().map(|r| r.status)
}
