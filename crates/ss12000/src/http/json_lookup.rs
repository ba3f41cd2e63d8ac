//! Lookups take a body in application/json, with or without a charset parameter (HTTP-004).

use samspel_contract::Operation;
use samspel_exchange::{Request, RequestBody};
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};
use serde_json::Value;

use super::positive;
use crate::run_state::{self, Standing};
use samspel_suite::observe::{against, answer, undecided, witness};

pub(crate) const CHECK: Check = Check { id: "ss12000/json-lookup", run: |ctx| Box::pin(run(ctx)) };

const REQUIREMENT: &str = "SS12K-HTTP-004";
const MEDIA_TYPES: [&str; 2] = ["application/json", "application/json; charset=utf-8"];

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let operation = run_state::operation(ctx).await?;
    let discovery = run_state::discovery(ctx).await?;
    // A lookup that chokes on its body looks like one that misbehaves: exactly that is the question here. Where the list gave
    // no entity either, the whole system fails, and nothing is learnt about bodies.
    let misbehaves = discovery
        .get(&operation.id)
        .is_some_and(|p| p.id.is_some() && matches!(p.standing, Standing::Misbehaving { .. }));
    if let Some(said) = discovery.obstacle(ctx, &operation.id)
        && !misbehaves
    {
        return Ok(said);
    }
    let request = positive::request(ctx, &operation).await?;
    let mut told = Vec::new();
    for media_type in MEDIA_TYPES {
        told.push(ask(ctx, &operation, &request, media_type).await?);
    }
    Ok(told)
}

async fn ask(
    ctx: &Context,
    operation: &Operation,
    request: &Request,
    media_type: &str,
) -> Result<Observation, CheckError> {
    let Some(RequestBody::Json(body)) = &request.body else {
        return Err(CheckError::With(format!("`{}` is no lookup", operation.id)));
    };
    let bytes = body.to_string().into_bytes();
    let body = RequestBody::Raw { media_type: media_type.to_owned(), bytes };
    let exchange = ctx.session.send(Request { body: Some(body), ..request.clone() }).await?;
    let named = |id: &str| Message::new(id).with("operation", operation.id.as_str());
    Ok(match &exchange.outcome {
        Ok(response) if response.is_success() => match response.json::<Value>() {
            Ok(Value::Array(found)) if !found.is_empty() => witness(REQUIREMENT, 1, named("json-lookup-taken")),
            _ => undecided(REQUIREMENT, Gap::NoData, named("positive-without-data")),
        },
        // The request is right in every part; these statuses say that its body was not taken.
        Ok(response) if matches!(response.status, 400 | 406 | 411 | 415 | 422 | 500) => {
            against(REQUIREMENT, Message::new("json-lookup-refused"))
                .expected("HTTP 200")
                .observed(format!("HTTP {} ({media_type})", response.status))
                .exchange(&exchange)
                .contradiction()
        }
        _ => undecided(REQUIREMENT, Gap::NoAnswer, named("no-answer").with("answer", answer(&exchange))),
    })
}
