//! What tests that write have in common: whether they may, how they send, and how a refusal has to look.
//!
//! ```text
//! specimen (a body the system should take) ─► Created (intent on disk, then the request) ─► life cycle ─► judged by several checks
//! ```

mod changes;
mod kept;
mod life;
mod quiet;
mod refusal;
mod specimen;

use std::sync::Arc;

use samspel_exchange::{Created, Credentials, Exchange, Request};
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{CheckError, Context};
use serde_json::Value;

use crate::run_state;
use samspel_suite::observe::{answer, not_applicable, undecided};

pub(crate) use changes::{Wanted, changer, patience};
pub(crate) use kept::{lost, same};
pub(crate) use life::{Born, Ended, Life, Listed, Made, OwnValues, life, make, one};
pub(crate) use quiet::{alone, among_others};
pub(crate) use refusal::{Judged, judge};
pub(crate) use specimen::{Specimen, ids, scan, send, specimens};

/// Everything that the run has created.
pub(crate) async fn created(ctx: &Context) -> Result<Arc<Created>, CheckError> {
    ctx.shared.get_or_try_init(|| async { Ok(Created::in_memory(ctx.client.base_url())) }).await
}

/// The status, when there is an answer.
pub(crate) fn status(exchange: &Exchange) -> Option<u16> {
    exchange.outcome.as_ref().ok().map(|response| response.status)
}

/// The body of a success as JSON.
pub(crate) fn success(exchange: &Exchange) -> Option<Value> {
    let response = exchange.outcome.as_ref().ok().filter(|response| response.is_success())?;
    response.json().ok()
}

/// The same request by another principal.
pub(crate) fn by(request: Request, principal: &str) -> Request {
    request.credentials(Credentials::Principal(principal.to_owned()))
}

/// Why an operation that writes is not even tried; None when it is.
pub(crate) async fn obstacle(ctx: &Context, operation: &str) -> Result<Option<Vec<Observation>>, CheckError> {
    if ctx.client.is_replay() {
        return Ok(Some(all(ctx, |r| undecided(r, Gap::NoAccess, Message::new("writing-not-repeated")))));
    }
    let discovery = run_state::discovery(ctx).await?;
    let message = |id: &str| Message::new(id).with("operation", operation);
    Ok(match discovery.get(operation) {
        None => Some(all(ctx, |r| not_applicable(r, message("operation-not-in-edition")))),
        Some(probed) if probed.claimed == Some(false) => {
            Some(all(ctx, |r| not_applicable(r, message("operation-not-claimed"))))
        }
        Some(_) => None,
    })
}

/// Whether an answer says that the operation is not offered to this client: nothing more can be asked then.
pub(crate) async fn turned_away(
    ctx: &Context,
    operation: &str,
    exchange: &Exchange,
) -> Result<Option<Vec<Observation>>, CheckError> {
    let Some(status @ (401 | 403 | 404 | 405 | 501)) = status(exchange) else { return Ok(None) };
    let claimed = run_state::discovery(ctx).await?.get(operation).and_then(|probed| probed.claimed);
    let message = |id: &str| Message::new(id).with("operation", operation).with("status", status);
    Ok(Some(match claimed {
        Some(true) => all(ctx, |r| undecided(r, Gap::NoAnswer, message("operation-claimed-but-refused"))),
        _ => all(ctx, |r| not_applicable(r, message("operation-not-offered"))),
    }))
}

/// The same for each requirement of the case.
pub(crate) fn all(ctx: &Context, make: impl Fn(&str) -> Observation) -> Vec<Observation> {
    ctx.requirements.iter().map(|requirement| make(requirement)).collect()
}

/// Says that an answer is of no use.
pub(crate) fn unusable(requirement: &str, exchange: &Exchange) -> Observation {
    let reason = Message::new("no-usable-answer")
        .with("operation", exchange.request.operation.as_str())
        .with("answer", answer(exchange));
    undecided(requirement, Gap::NoAnswer, reason)
}

/// Whether an answer may be different next time: none at all, or the system is busy.
pub(crate) fn is_unclear(exchange: &Exchange) -> bool {
    matches!(status(exchange), None | Some(429 | 502 | 503 | 504))
}
