//! `ss12000/alive`: the positive control. Without it no witness of the run counts.
//!
//! It never contradicts a requirement: what it does not see it leaves open.

use samspel_contract::{Contract, Envelope, Kind};
use samspel_exchange::{Credentials, Exchange, Request};
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};
use serde_json::Value;

use crate::harvest::content_digest;
use crate::{requests, run_state};
use samspel_suite::observe::{undecided, witness};

pub(super) const CHECK: Check = Check { id: "ss12000/alive", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let requirement = ctx.requirements.first().map_or("SS12K-ENV-001", String::as_str);
    let contract = run_state::contract(ctx).await?;
    let (list, entities) = match list_with_data(ctx, &contract).await? {
        Ok(found) => found,
        Err((gap, reason)) => return Ok(vec![undecided(requirement, gap, Message::new(reason))]),
    };
    for (holds, reason) in [
        (unknown_id_is_refused(ctx, &contract).await?, "control-unknown-id-served"),
        (unknown_path_is_refused(ctx).await?, "control-unknown-path-served"),
        (anonymous_gets_another_answer(ctx, &contract, &list).await?, "control-anonymous-served"),
    ] {
        if !holds {
            return Ok(vec![undecided(
                requirement,
                Gap::NoAnswer,
                Message::new(reason).with("operation", list.as_str()),
            )]);
        }
    }
    let seen = Message::new("control-alive").with("operation", list.as_str()).with("entities", entities);
    Ok(vec![witness(requirement, entities, seen)])
}

/// The first list that was read to its end and held at least one valid entity, or what kept every list from being one.
async fn list_with_data(
    ctx: &Context,
    contract: &Contract,
) -> Result<Result<(String, u64), (Gap, &'static str)>, CheckError> {
    let discovery = run_state::discovery(ctx).await?;
    let (mut read, mut broken) = (false, false);
    for operation in contract.operations() {
        let page = operation.kind == Kind::List && operation.success.envelope == Envelope::Page;
        if !page || !discovery.get(&operation.id).is_some_and(run_state::Probed::is_tested) {
            continue;
        }
        let harvest = run_state::harvest(ctx, &operation.id).await?;
        if harvest.walked.is_complete() && harvest.tally.valid > 0 {
            return Ok(Ok((operation.id.clone(), harvest.tally.valid)));
        }
        read = true;
        broken |= !harvest.walked.is_complete() || !harvest.keys().is_empty();
    }
    // Only lists that are in order and empty are helped by data.
    let lacks_data = read && !broken;
    Ok(Err(if lacks_data { (Gap::NoData, "control-no-data") } else { (Gap::NoAnswer, "control-no-list") }))
}

/// No by-id operation serves an entity for an id that nobody has. True when none is offered.
async fn unknown_id_is_refused(ctx: &Context, contract: &Contract) -> Result<bool, CheckError> {
    let discovery = run_state::discovery(ctx).await?;
    let by_id = contract
        .operations()
        .iter()
        .find(|o| o.kind == Kind::ById && discovery.get(&o.id).is_some_and(run_state::Probed::is_tested));
    let Some(operation) = by_id else { return Ok(true) };
    let unknown = requests::unknown_uuid(ctx, "control/unknown-id");
    let exchange = ctx.session.send(requests::with_id(operation, &unknown)).await?;
    Ok(!is_success(&exchange))
}

async fn unknown_path_is_refused(ctx: &Context) -> Result<bool, CheckError> {
    let path = format!("/{}", requests::unknown_uuid(ctx, "control/unknown-path"));
    let exchange = ctx.session.send(Request::get("unknown path", path)).await?;
    Ok(!is_success(&exchange))
}

async fn anonymous_gets_another_answer(ctx: &Context, contract: &Contract, list: &str) -> Result<bool, CheckError> {
    let Some(operation) = contract.operation(list) else { return Ok(false) };
    let required = run_state::discovery(ctx).await?.get(list).map(|p| p.required.clone()).unwrap_or_default();
    let request = requests::with_query(requests::plain(operation), &required).query("limit", "1");
    let known = ctx.session.send(request.clone()).await?;
    let anonymous = ctx.session.send(request.credentials(Credentials::Anonymous)).await?;
    Ok(is_success(&known) && !same(&known, &anonymous))
}

fn is_success(exchange: &Exchange) -> bool {
    exchange.outcome.as_ref().is_ok_and(|r| r.is_success())
}

fn same(one: &Exchange, other: &Exchange) -> bool {
    match (&one.outcome, &other.outcome) {
        (Ok(one), Ok(other)) => one.status == other.status && data(&one.body) == data(&other.body),
        _ => false,
    }
}

/// The entries of a page without its token, which may differ from request to request.
fn data(body: &[u8]) -> Option<u128> {
    let body: Value = serde_json::from_slice(body).ok()?;
    Some(content_digest(body.get("data").unwrap_or(&body)))
}
