//! A client that may read nothing gets 403 with an error object (AUTH-004).

use samspel_exchange::{Credentials, Exchange, Fault, Response};
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};
use serde_json::Value;

use crate::err::body::{FORM, flaw};
use crate::http::positive::{Positive, holds_data};
use crate::run_state;
use samspel_suite::observe::{against, answer, undecided, witness};

pub(crate) const CHECK: Check = Check { id: "ss12000/no-permission", run: |ctx| Box::pin(run(ctx)) };

const REQUIREMENT: &str = "SS12K-AUTH-004";
const PRINCIPAL: &str = "no_access";

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let operation = run_state::operation(ctx).await?;
    if let Some(said) = run_state::discovery(ctx).await?.obstacle(ctx, &operation.id) {
        return Ok(said);
    }
    if !ctx.client.has_principal(PRINCIPAL) {
        let reason = Message::new("no-permission-no-principal").with("principal", PRINCIPAL);
        return Ok(vec![undecided(REQUIREMENT, Gap::NoAccess, reason)]);
    }
    let positive = Positive::ask(ctx, &operation).await?;
    if let Some(said) = positive.obstacle(ctx) {
        return Ok(said);
    }
    let principal = Credentials::Principal(PRINCIPAL.to_owned());
    let exchange = ctx.session.send(positive.request.clone().credentials(principal)).await?;
    Ok(vec![judge(&operation.id, &exchange)])
}

fn judge(operation: &str, exchange: &Exchange) -> Observation {
    let named = |id: &str| Message::new(id).with("operation", operation);
    let response = match &exchange.outcome {
        Ok(response) if !matches!(response.status, 429 | 500..=599) => response,
        // No token at all is a way to give no permission, but shows nothing about the interface.
        Err(Fault::NoToken { .. }) => return undecided(REQUIREMENT, Gap::NoAccess, named("no-permission-no-token")),
        _ => return undecided(REQUIREMENT, Gap::NoAnswer, named("no-answer").with("answer", answer(exchange))),
    };
    let summary = match response.status {
        403 if flaw(response).is_none() => return witness(REQUIREMENT, 1, named("no-permission-forbidden")),
        403 if response.body.is_empty() => "no-permission-without-body",
        // The form of an error that is there is a finding of its own; here it only takes the witness away.
        403 => return undecided(REQUIREMENT, Gap::NoAnswer, named("no-permission-without-error-object")),
        200..=299 if has_data(response) => "no-permission-data",
        200..=299 => "no-permission-empty",
        _ => "no-permission-other-status",
    };
    against(REQUIREMENT, Message::new(summary))
        .expected(format!("HTTP 403 {FORM}"))
        .observed(answer(exchange))
        .exchange(exchange)
        .contradiction()
}

fn has_data(response: &Response) -> bool {
    response.json::<Value>().is_ok_and(|body| holds_data(&body))
}

#[cfg(test)]
mod tests {
    use samspel_exchange::Request;
    use samspel_model::Sight;

    use super::*;
    use crate::http::tests::{exchange, response};

    fn of(status: u16, body: &str) -> String {
        let response = response(status, ("content-type", "application/json"), body);
        match judge("listPersons", &exchange(Request::get("listPersons", "/persons"), response)).sight {
            Sight::Witness { message, .. } => message.id,
            Sight::Contradiction(seen) => seen.summary.id,
            Sight::Undecided { reason, .. } => reason.id,
            Sight::Note(_) | Sight::NotApplicable { .. } => "other".to_owned(),
        }
    }

    #[test]
    fn only_403_with_an_error_object_is_right() {
        assert_eq!(of(403, r#"{"code":"forbidden","message":"no"}"#), "no-permission-forbidden");
        assert_eq!(of(403, ""), "no-permission-without-body");
        assert_eq!(of(403, r#"{"error":{"code":"x","message":"y"}}"#), "no-permission-without-error-object");
        assert_eq!(of(401, r#"{"code":"x","message":"y"}"#), "no-permission-other-status");
    }

    #[test]
    fn data_and_an_empty_list_are_told_apart() {
        assert_eq!(of(200, r#"{"data":[{"id":"x"}]}"#), "no-permission-data");
        assert_eq!(of(200, r#"{"data":[]}"#), "no-permission-empty");
    }
}
