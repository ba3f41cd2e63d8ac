//! The request that has to succeed, asked beside every request that has to be refused.
//!
//! A refusal proves nothing when the system refuses everything: only next to an answer with data does it count.

use samspel_contract::{Kind, Operation};
use samspel_exchange::{Exchange, Request};
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{CheckError, Context};
use serde_json::Value;

use crate::{requests, run_state};
use samspel_suite::observe::{answer, undecided};

/// Entries asked for: enough to see data, gentle on the system.
const FEW: &str = "5";

/// A correct request with its answer.
pub(crate) struct Positive {
    /// What was asked.
    pub(crate) request: Request,
    /// The answer.
    pub(crate) exchange: Exchange,
    /// The answer as JSON, when it was a success.
    pub(crate) body: Option<Value>,
}

impl Positive {
    /// Asks the operation of the case. When it is not offered or gives no data, the inner error says so once for each
    /// requirement: beside such a request no refusal proves anything.
    ///
    /// # Errors
    /// When the case names no operation, or the request was not sent.
    pub(crate) async fn of_case(ctx: &Context) -> Result<Result<(Operation, Self), Vec<Observation>>, CheckError> {
        let operation = run_state::operation(ctx).await?;
        if let Some(said) = run_state::discovery(ctx).await?.obstacle(ctx, &operation.id) {
            return Ok(Err(said));
        }
        let positive = Positive::ask(ctx, &operation).await?;
        Ok(match positive.obstacle(ctx) {
            Some(said) => Err(said),
            None => Ok((operation, positive)),
        })
    }

    /// Asks an offered read operation for a little data.
    ///
    /// # Errors
    /// When the request was not sent.
    pub(crate) async fn ask(ctx: &Context, operation: &Operation) -> Result<Self, CheckError> {
        let request = request(ctx, operation).await?;
        let exchange = ctx.session.send(request.clone()).await?;
        let body = exchange.outcome.as_ref().ok().filter(|r| r.is_success()).and_then(|r| r.json().ok());
        Ok(Positive { request, exchange, body })
    }

    /// Whether the system handed out data.
    pub(crate) fn holds_data(&self) -> bool {
        self.body.as_ref().is_some_and(holds_data)
    }

    /// Why refusals beside this request prove nothing, said once for each requirement of the case; None when they do prove
    /// something.
    pub(crate) fn obstacle(&self, ctx: &Context) -> Option<Vec<Observation>> {
        if self.holds_data() {
            return None;
        }
        let operation = self.request.operation.as_str();
        let (gap, reason) = if self.body.is_some() {
            (Gap::NoData, Message::new("positive-without-data").with("operation", operation))
        } else {
            let message = Message::new("positive-failed").with("operation", operation);
            (Gap::NoAnswer, message.with("answer", answer(&self.exchange)))
        };
        Some(ctx.requirements.iter().map(|r| undecided(r, gap, reason.clone())).collect())
    }
}

/// Values for the required query parameters of an operation.
///
/// # Errors
/// When discovery could not ask.
pub(crate) async fn required(ctx: &Context, operation: &Operation) -> Result<Vec<(String, String)>, CheckError> {
    let discovery = run_state::discovery(ctx).await?;
    Ok(discovery.get(&operation.id).map(|p| p.required.clone()).unwrap_or_default())
}

/// A correct request that gives data if the system holds any.
///
/// # Errors
/// When discovery could not ask.
pub(crate) async fn request(ctx: &Context, operation: &Operation) -> Result<Request, CheckError> {
    let discovery = run_state::discovery(ctx).await?;
    let probed = discovery.get(&operation.id);
    let id = || {
        let known = probed.and_then(|p| p.id.clone());
        known.unwrap_or_else(|| requests::unknown_uuid(ctx, &operation.id))
    };
    Ok(match operation.kind {
        Kind::ById => requests::with_id(operation, &id()),
        Kind::Lookup => requests::lookup(operation, "ids", &[id()]),
        Kind::List => {
            let required = probed.map(|p| p.required.clone()).unwrap_or_default();
            requests::with_query(requests::plain(operation), &required).query("limit", FEW)
        }
        Kind::Create | Kind::Update | Kind::Delete | Kind::Report => {
            return Err(CheckError::With(format!("`{}` writes; this check only reads", operation.id)));
        }
    })
}

/// The entities in a body of any documented envelope.
pub(crate) fn entities(body: &Value) -> Vec<&Value> {
    match body {
        Value::Array(items) => items.iter().collect(),
        Value::Object(object) => match object.get("data") {
            Some(Value::Array(items)) => items.iter().collect(),
            Some(_) => Vec::new(),
            None if object.is_empty() => Vec::new(),
            None => vec![body],
        },
        _ => Vec::new(),
    }
}

/// Whether a body of any documented envelope holds data.
pub(crate) fn holds_data(body: &Value) -> bool {
    // `data` of /deletedEntities is an object of arrays.
    let deletions = body.get("data").and_then(Value::as_object);
    deletions.is_some_and(|d| d.values().any(|v| v.as_array().is_some_and(|ids| !ids.is_empty())))
        || !entities(body).is_empty()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn data_is_seen_in_every_envelope() {
        for body in
            [json!({"data": [{"id": 1}]}), json!([{"id": 1}]), json!({"id": 1}), json!({"data": {"persons": ["x"]}})]
        {
            assert!(holds_data(&body), "{body}");
        }
    }

    #[test]
    fn an_empty_envelope_is_no_data() {
        for body in
            [json!({"data": []}), json!([]), json!({}), json!({"data": {"persons": []}}), json!("text"), json!(null)]
        {
            assert!(!holds_data(&body), "{body}");
        }
    }
}
