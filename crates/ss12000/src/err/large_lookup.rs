//! A lookup of very many ids is answered whole or refused with 503, never cut off (ERR-006).

use std::collections::HashSet;

use samspel_contract::{Kind, Operation};
use samspel_exchange::{Exchange, Response};
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};
use serde_json::Value;
use uuid::Uuid;

use super::body::{FORM, flaw};
use crate::{requests, run_state};
use samspel_suite::observe::{against, answer, undecided, witness};

pub(crate) const CHECK: Check = Check { id: "ss12000/large-lookup", run: |ctx| Box::pin(run(ctx)) };

const REQUIREMENT: &str = "SS12K-ERR-006";

/// Ids in one request, most first: a system may refuse a long question without shortening any answer.
const SIZES: [usize; 3] = [5_000, 1_000, 200];
/// Missing entities that are asked for one at a time before the system is blamed.
const CONFIRMED: usize = 5;

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let operation = run_state::operation(ctx).await?;
    let discovery = run_state::discovery(ctx).await?;
    if let Some(said) = discovery.obstacle(ctx, &operation.id) {
        return Ok(said);
    }
    let named = |id: &str| Message::new(id).with("operation", operation.id.as_str());
    let known = known_ids(ctx, &operation).await?;
    if known.len() < 2 {
        return Ok(vec![undecided(REQUIREMENT, Gap::NoData, named("large-lookup-too-few"))]);
    }
    let mut told = Vec::new();
    for size in SIZES {
        let asked = padded(ctx, &known, size);
        let texts: Vec<String> = asked.iter().map(Uuid::to_string).collect();
        let exchange = ctx.session.send(requests::lookup(&operation, "ids", &texts)).await?;
        match &exchange.outcome {
            Ok(response) if response.is_success() => {
                let wanted: Vec<Uuid> = asked.iter().filter(|id| known.contains(id)).copied().collect();
                told.push(judge(ctx, &operation, &exchange, response, &wanted).await?);
                return Ok(told);
            }
            Ok(response) if response.status == 503 && flaw(response).is_none() => {
                told.push(witness(REQUIREMENT, 1, named("large-lookup-refused").with("asked", asked.len())));
            }
            // The form of the error is a finding of its own; 400 and 413 are refusals of the question, which the standard leaves open.
            Ok(response) if (400..500).contains(&response.status) && response.status != 429 => told.push(
                against(REQUIREMENT, named("large-lookup-other-refusal"))
                    .expected(format!("HTTP 200 | HTTP 503 {FORM}"))
                    .observed(format!("HTTP {}, {} ids", response.status, asked.len()))
                    .exchange(&exchange)
                    .note(),
            ),
            Ok(response) if response.status == 500 && few_succeed(ctx, &operation, &known).await? => told.push(
                against(REQUIREMENT, Message::new("large-lookup-breaks"))
                    .expected(format!("HTTP 200 | HTTP 503 {FORM}"))
                    .observed(format!("HTTP {}, {} ids", response.status, asked.len()))
                    .exchange(&exchange)
                    .contradiction(),
            ),
            _ => {
                let reason = named("no-answer").with("answer", answer(&exchange));
                told.push(undecided(REQUIREMENT, Gap::OtherFault, reason));
            }
        }
    }
    if told.iter().all(|o| matches!(o.sight, samspel_model::Sight::Note(_))) {
        told.push(undecided(REQUIREMENT, Gap::NoAnswer, named("large-lookup-always-refused")));
    }
    Ok(told)
}

/// Whether the same lookup works for one id, so that it is the number of ids that it chokes on.
async fn few_succeed(ctx: &Context, operation: &Operation, known: &HashSet<Uuid>) -> Result<bool, CheckError> {
    let Some(id) = known.iter().min() else { return Ok(false) };
    let alone = ctx.session.send(requests::lookup(operation, "ids", &[id.to_string()])).await?;
    Ok(alone.outcome.is_ok_and(|response| response.is_success()))
}

/// Ids that the list of the same entity gave.
async fn known_ids(ctx: &Context, operation: &Operation) -> Result<HashSet<Uuid>, CheckError> {
    let contract = run_state::contract(ctx).await?;
    let discovery = run_state::discovery(ctx).await?;
    let list = contract.operations().iter().find(|o| o.kind == Kind::List && o.entity == operation.entity);
    let Some(list) = list.filter(|l| discovery.get(&l.id).is_some_and(|p| p.is_tested())) else {
        return Ok(HashSet::new());
    };
    let harvest = run_state::harvest(ctx, &list.id).await?;
    Ok(harvest.keys().iter().filter_map(|key| key.uuid()).take(SIZES[0]).collect())
}

/// Known ids, filled up with unknown ones to `size`, in an order that puts known ones at both ends.
fn padded(ctx: &Context, known: &HashSet<Uuid>, size: usize) -> Vec<Uuid> {
    let mut known: Vec<Uuid> = known.iter().copied().collect();
    known.sort_unstable();
    known.truncate(size);
    let mut rng = requests::rng(ctx.seed, &ctx.test);
    let padding = (known.len()..size).map(|_| {
        let mut bytes = [0_u8; 16];
        rand::RngCore::fill_bytes(&mut rng, &mut bytes);
        uuid::Builder::from_random_bytes(bytes).into_uuid()
    });
    let half = known.split_off(known.len() / 2);
    known.into_iter().chain(padding).chain(half).collect()
}

async fn judge(
    ctx: &Context,
    operation: &Operation,
    exchange: &Exchange,
    response: &Response,
    wanted: &[Uuid],
) -> Result<Observation, CheckError> {
    let named = |id: &str| Message::new(id).with("operation", operation.id.as_str());
    let Some(got) = ids(response) else {
        return Ok(undecided(REQUIREMENT, Gap::NoAnswer, named("large-lookup-unreadable")));
    };
    let missing: Vec<Uuid> = wanted.iter().filter(|id| !got.contains(id)).copied().collect();
    // An entity may have gone since the list was read. What is there alone and missing among many was cut off.
    let mut cut_off = Vec::new();
    for id in missing.iter().take(CONFIRMED) {
        let alone = ctx.session.send(requests::lookup(operation, "ids", &[id.to_string()])).await?;
        if alone.outcome.as_ref().is_ok_and(|r| r.is_success() && ids(r).is_some_and(|got| got.contains(id))) {
            cut_off.push((*id, alone));
        }
    }
    if let Some((_, alone)) = cut_off.first() {
        return Ok(against(REQUIREMENT, Message::new("large-lookup-cut-off"))
            .expected(format!("{} entities | HTTP 503 {FORM}", wanted.len()))
            .observed(format!("HTTP {}, {} entities", response.status, got.len()))
            .count(missing.len() as u64)
            .samples(cut_off.iter().map(|(id, _)| id.to_string()))
            .exchange(exchange)
            .exchange(alone)
            .contradiction());
    }
    if !missing.is_empty() {
        return Ok(undecided(REQUIREMENT, Gap::Drift, named("large-lookup-drift")));
    }
    Ok(witness(REQUIREMENT, 1, named("large-lookup-whole").with("entities", wanted.len())))
}

fn ids(response: &Response) -> Option<HashSet<Uuid>> {
    let body: Value = response.json().ok()?;
    let ids = body.as_array()?.iter().filter_map(|e| Uuid::try_parse(e.get("id")?.as_str()?).ok());
    Some(ids.collect())
}
