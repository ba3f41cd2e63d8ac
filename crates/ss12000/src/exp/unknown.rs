//! `ss12000/exp-unknown`: an expand value that the operation does not have is refused with 400.

use samspel_contract::Kind;
use samspel_exchange::{Exchange, Request};
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};
use serde_json::Value;

use super::expected::Sources;
use super::relation::Relation;
use super::several::values;
use crate::served::Base;
use crate::{requests, run_state};
use samspel_suite::observe::{against, answer, undecided, witness};

pub(super) const CHECK: Check = Check { id: "ss12000/exp-unknown", run: |ctx| Box::pin(run(ctx)) };

const RULE: &str = "SS12K-EXP-013";
/// No operation has it, and real clients send it.
const NOWHERE: &str = "enrolments";

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let base = match Base::of_case(ctx).await? {
        Ok(base) => base,
        Err(said) => return Ok(said),
    };
    let own = values(&base);
    let contract = run_state::contract(ctx).await?;
    // A refusal proves something only beside a value that works, and so does serving: where expand does nothing, that is said
    // elsewhere.
    let Some(relation) = own.first().and_then(|value| Relation::of(&base.entity, value)) else { return Ok(Vec::new()) };
    let carriers = Sources::read(ctx, relation).await?.carriers(&base);
    let rows = base.rows(ctx, 1, |row| carriers.contains(&row));
    let Some(request) = request(&base, &rows) else {
        return Ok(vec![undecided(RULE, Gap::NoData, base.message("exp-unknown-no-data"))]);
    };
    let known = base.serve(ctx, &rows, &[("expand".to_owned(), relation.name.to_owned())]).await?;
    let works = |entity: &Value| entity.get("_embedded").is_some_and(|inside| inside.get(relation.name).is_some());
    if !known.entities.iter().any(|(_, entity, _)| works(entity)) {
        let reason = base.message("exp-known-without-effect").with("expand", relation.name);
        return Ok(vec![undecided(RULE, Gap::NoAnswer, reason)]);
    }
    let elsewhere =
        contract.embedded_entities().iter().map(|e| e.name.as_str()).find(|name| !own.iter().any(|o| o == name));
    let mut told = Vec::new();
    let mut refused = 0;
    for value in [Some(NOWHERE), elsewhere].into_iter().flatten() {
        let exchange = ctx.session.send(request.clone().query("expand", value)).await?;
        match exchange.outcome.as_ref().map(|r| r.status) {
            Ok(400) => refused += 1,
            Err(_) | Ok(408 | 429 | 502..=504) => {
                let reason = base.message("no-usable-answer").with("answer", answer(&exchange));
                told.push(undecided(RULE, Gap::NoAnswer, reason));
            }
            Ok(status) => {
                let summary =
                    if (200..300).contains(&status) { "exp-unknown-served" } else { "exp-unknown-other-status" };
                told.push(found(&base, summary, value, &exchange));
            }
        }
    }
    if refused > 0 {
        told.push(witness(RULE, refused, base.message("exp-unknown-refused").with("count", refused)));
    }
    Ok(told)
}

fn request(base: &Base, rows: &[u32]) -> Option<Request> {
    let first = rows.first()?;
    Some(match base.operation.kind {
        Kind::List => {
            requests::with_query(requests::plain(&base.operation), &base.harvest.required).query("limit", "5")
        }
        Kind::Lookup => base.lookup(rows),
        _ => requests::with_id(&base.operation, &base.id(*first)?),
    })
}

fn found(base: &Base, summary: &str, value: &str, exchange: &Exchange) -> Observation {
    against(RULE, Message::new(summary))
        .expected("HTTP 400")
        .observed(answer(exchange))
        .sample(format!("{} expand={value}", base.operation.id))
        .exchange(exchange)
        .contradiction()
}
