//! What a client with restricted permission still gets is valid, and what is closed to it is refused (AUTH-008).

use std::collections::BTreeMap;

use samspel_contract::{Contract, Operation};
use samspel_exchange::{Credentials, Exchange};
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};
use serde_json::Value;

use crate::err::body::{FORM, flaw};
use crate::http::positive::{Positive, entities};
use crate::run_state;
use samspel_suite::observe::{against, answer, undecided, witness};

pub(crate) const CHECK: Check = Check { id: "ss12000/limited", run: |ctx| Box::pin(run(ctx)) };

const REQUIREMENT: &str = "SS12K-AUTH-008";
const PRINCIPAL: &str = "limited";
/// Entries that both principals are asked for.
const ENTRIES: &str = "50";

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
    let mut request = positive.request.clone();
    request.query.retain(|(name, _)| name != "limit");
    let request = request.query("limit", ENTRIES);
    let full = ctx.session.send(request.clone()).await?;
    let limited = ctx.session.send(request.credentials(Credentials::Principal(PRINCIPAL.to_owned()))).await?;
    let contract = run_state::contract(ctx).await?;
    Ok(vec![judge(&contract, &operation, &full, &limited)])
}

fn judge(contract: &Contract, operation: &Operation, full: &Exchange, limited: &Exchange) -> Observation {
    let named = |id: &str| Message::new(id).with("operation", operation.id.as_str());
    let seen = |summary: &str| against(REQUIREMENT, Message::new(summary)).exchange(limited).exchange(full);
    let response = match &limited.outcome {
        Ok(response) if !matches!(response.status, 429 | 500..=599) => response,
        _ => return undecided(REQUIREMENT, Gap::NoAnswer, named("no-answer").with("answer", answer(limited))),
    };
    if matches!(response.status, 403 | 404) {
        let fit = flaw(response).is_none() || response.status == 404 && response.body.is_empty();
        return match fit {
            true => witness(REQUIREMENT, 1, named("limited-refused")),
            // The form of errors is a finding of its own; here it only takes the witness away.
            false => undecided(REQUIREMENT, Gap::NoAnswer, named("limited-without-error-object")),
        };
    }
    if !response.is_success() {
        return seen("limited-other-status")
            .expected(format!("HTTP 403 {FORM}"))
            .observed(answer(limited))
            .contradiction();
    }
    let (Some(all), Some(left)) = (by_id(full), by_id(limited)) else {
        return undecided(REQUIREMENT, Gap::NoAnswer, named("limited-unreadable"));
    };
    if left.is_empty() && !all.is_empty() {
        return seen("limited-empty").expected("HTTP 403 | HTTP 404").observed("HTTP 200, 0 entries").contradiction();
    }
    let entity = operation.success.entity.as_deref().or(operation.entity.as_deref());
    let Some(validator) = entity.and_then(|name| contract.validator(name)) else {
        return undecided(REQUIREMENT, Gap::NoData, named("limited-unreadable"));
    };
    // Only what the restriction itself made invalid counts: the same entity is valid for the client that may read all.
    let spoilt: Vec<&String> = left
        .iter()
        .filter(|(id, entry)| !validator.is_valid(entry) && all.get(*id).is_some_and(|whole| validator.is_valid(whole)))
        .map(|(id, _)| id)
        .collect();
    if spoilt.is_empty() {
        let valid = left.values().filter(|entry| validator.is_valid(entry)).count() as u64;
        return match valid {
            0 => undecided(REQUIREMENT, Gap::NoData, named("limited-nothing-valid")),
            count => witness(REQUIREMENT, count, named("limited-valid").with("count", count)),
        };
    }
    let first = spoilt.first().and_then(|id| left.get(*id));
    let pointer = first.and_then(|entry| validator.iter_errors(entry).next()).map(|e| e.schema_path().to_string());
    seen("limited-invalid")
        .expected(entity.unwrap_or_default())
        .observed(pointer.unwrap_or_default())
        .count(spoilt.len() as u64)
        .samples(spoilt.into_iter().cloned())
        .contradiction()
}

/// Entries by id; None when the answer holds no readable list.
fn by_id(exchange: &Exchange) -> Option<BTreeMap<String, Value>> {
    let response = exchange.outcome.as_ref().ok().filter(|r| r.is_success())?;
    let body: Value = response.json().ok()?;
    body.get("data")?.as_array()?;
    Some(entities(&body).into_iter().filter_map(|e| Some((e.get("id")?.as_str()?.to_owned(), e.clone()))).collect())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use samspel_exchange::Request;
    use samspel_model::Sight;

    use super::*;
    use crate::http::tests::{exchange, response};

    fn of(status: u16, body: &str) -> String {
        let contract = Contract::embedded("2.1").unwrap();
        let operation = contract.operation("listRooms").unwrap();
        let answer = |status, body: &str| {
            exchange(Request::get("listRooms", "/rooms"), response(status, ("content-type", "application/json"), body))
        };
        let full = r#"{"data":[{"id":"0a0b0c0d-0000-4000-8000-000000000001","displayName":"A1",
            "owner":{"id":"0a0b0c0d-0000-4000-8000-000000000002"},"meta":{"created":"2026-01-01T00:00:00Z","modified":"2026-01-01T00:00:00Z"}}]}"#;
        match judge(&contract, operation, &answer(200, full), &answer(status, body)).sight {
            Sight::Witness { message, .. } => message.id,
            Sight::Contradiction(seen) => seen.summary.id,
            Sight::Undecided { reason, .. } => reason.id,
            Sight::Note(_) | Sight::NotApplicable { .. } => "other".to_owned(),
        }
    }

    #[test]
    fn a_closed_resource_is_refused_with_an_error_object() {
        assert_eq!(of(403, r#"{"code":"forbidden","message":"no"}"#), "limited-refused");
        assert_eq!(of(404, ""), "limited-refused");
        assert_eq!(of(403, "<html>"), "limited-without-error-object");
        assert_eq!(of(200, r#"{"data":[]}"#), "limited-empty");
    }

    #[test]
    fn an_entity_that_lost_a_required_field_is_invalid() {
        assert_eq!(of(200, r#"{"data":[{"id":"0a0b0c0d-0000-4000-8000-000000000001"}]}"#), "limited-invalid");
    }

    #[test]
    fn an_entity_that_kept_its_required_fields_is_a_witness() {
        let kept = r#"{"data":[{"id":"0a0b0c0d-0000-4000-8000-000000000001","displayName":"A1","owner":{"id":"0a0b0c0d-0000-4000-8000-000000000002"},
            "meta":{"created":"2026-01-01T00:00:00Z","modified":"2026-01-01T00:00:00Z"}}]}"#;
        assert_eq!(of(200, kept), "limited-valid");
    }
}
