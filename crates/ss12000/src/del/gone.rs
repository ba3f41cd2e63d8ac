//! `ss12000/del-gone`: what is said to be deleted is served no longer, neither by its id nor in a list.

use std::collections::BTreeSet;

use rand::seq::SliceRandom;
use samspel_contract::Kind;
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};
use uuid::Uuid;

use super::asked::{type_of, whole};
use crate::harvest::Walk;
use crate::requests;
use crate::run_state::{self, Held};
use crate::writing::status;
use samspel_suite::observe::{against, answer, undecided, witness};

const RULE: &str = "SS12K-DEL-005";
/// Ids of each type that are asked for.
const EACH: usize = 4;

pub(super) const CHECK: Check = Check { id: "ss12000/del-gone", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let all = match whole(ctx).await? {
        Ok(all) => all,
        Err(instead) => return Ok(instead),
    };
    let mut observations = Vec::new();
    let mut gone = 0;
    for (key, ids) in &all.by_key {
        let Some(entity) = type_of(key) else { continue };
        let mut some: Vec<Uuid> = ids.iter().copied().collect();
        some.shuffle(&mut requests::rng(ctx.seed, key));
        some.truncate(EACH);
        gone += by_id(ctx, entity, &some, &mut observations).await?;
        gone += listed(ctx, entity, ids, &mut observations).await?;
    }
    if gone > 0 {
        observations.push(witness(RULE, gone, Message::new("deletions-gone").with("count", gone)));
    } else if observations.is_empty() {
        observations.push(undecided(RULE, Gap::NoAnswer, Message::new("deleted-not-askable")));
    }
    Ok(observations)
}

async fn by_id(
    ctx: &Context,
    entity: &str,
    ids: &[Uuid],
    observations: &mut Vec<Observation>,
) -> Result<u64, CheckError> {
    let contract = run_state::contract(ctx).await?;
    let discovery = run_state::discovery(ctx).await?;
    let operation = contract.operations().iter().find(|o| o.kind == Kind::ById && o.entity.as_deref() == Some(entity));
    let Some(operation) = operation.filter(|o| discovery.get(&o.id).is_some_and(run_state::Probed::is_tested)) else {
        return Ok(0);
    };
    let mut gone = 0;
    for id in ids {
        let exchange = ctx.session.send(requests::with_id(operation, &id.to_string())).await?;
        match status(&exchange) {
            Some(404 | 410) => gone += 1,
            Some(200..300) => observations.push(
                against(RULE, Message::new("deleted-served-by-id"))
                    .expected("HTTP 404 | HTTP 410")
                    .observed(answer(&exchange))
                    .sample(format!("{} {id}", operation.id))
                    .exchange(&exchange)
                    .contradiction(),
            ),
            _ => {}
        }
    }
    Ok(gone)
}

/// Deleted ids that the list still holds; the list is read again before it is blamed.
async fn listed(
    ctx: &Context,
    entity: &str,
    ids: &BTreeSet<Uuid>,
    observations: &mut Vec<Observation>,
) -> Result<u64, CheckError> {
    let Held::Whole(harvest) = run_state::held(ctx, entity).await? else { return Ok(0) };
    let numbers = run_state::ids(ctx).await?;
    let held = |id: &&Uuid| numbers.find(id.as_u128()).and_then(|number| harvest.table.row_of(number)).is_some();
    let suspects: BTreeSet<u128> = ids.iter().filter(held).map(|id| id.as_u128()).collect();
    if suspects.is_empty() {
        return Ok(ids.len() as u64);
    }
    let operation = run_state::named(ctx, &harvest.operation).await?;
    let mut still = Vec::new();
    let walk = Walk::new(&operation, &harvest.required);
    let walked = walk
        .run(&ctx.session, |_, key, _| {
            if suspects.contains(&key.value) {
                still.push(Uuid::from_u128(key.value));
            }
        })
        .await?;
    if still.is_empty() {
        return Ok(0);
    }
    let seen = against(RULE, Message::new("deleted-still-listed"))
        .expected("no deleted id in /data")
        .observed(format!("{} deleted ids", still.len()))
        .operation(&operation.id)
        .count(still.len() as u64)
        .samples(still.iter().map(|id| format!("{} {id}", operation.id)));
    let seen = walked.first.iter().fold(seen, |seen, first| seen.trace(&first.id, &first.curl));
    observations.push(seen.contradiction());
    Ok(0)
}
