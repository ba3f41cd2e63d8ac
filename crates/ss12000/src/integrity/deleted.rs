//! `ss12000/deleted-not-live`: what is reported as deleted is not among the live records.

use samspel_contract::{Envelope, Kind};
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};
use serde_json::Value;
use uuid::Uuid;

use super::data::Data;
use crate::harvest::Walk;
use crate::observe::{against, undecided, witness};
use crate::run_state;

pub(super) const CHECK: Check = Check { id: "ss12000/deleted-not-live", run: |ctx| Box::pin(run(ctx)) };

const RULE: &str = "SS12K-INT-035";
const DELETIONS: &str = "listDeletedEntities";

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    if let Some(obstacle) = run_state::discovery(ctx).await?.obstacle(ctx, DELETIONS) {
        return Ok(obstacle);
    }
    let deleted = deletions(ctx).await?;
    if deleted.is_empty() {
        return Ok(vec![undecided(RULE, Gap::NoData, Message::new("deleted-none"))]);
    }
    let contract = run_state::contract(ctx).await?;
    let lists = contract.operations().iter().filter(|o| o.kind == Kind::List && o.success.envelope == Envelope::Page);
    let entities: Vec<&str> = lists.filter_map(|o| o.entity.as_deref()).collect();
    let data = Data::load(ctx, &entities).await?;
    let live = |id: &Uuid| {
        let number = data.ids.find(id.as_u128())?;
        entities.iter().copied().find(|entity| data.table(entity).is_some_and(|table| table.row_of(number).is_some()))
    };
    let mut found: Vec<(Uuid, &str)> = deleted.iter().filter_map(|id| live(id).map(|entity| (*id, entity))).collect();
    if !found.is_empty() {
        // Something may have been deleted after its list was read, or made anew since the deletions were.
        let again = deletions(ctx).await?;
        let mut still = Vec::new();
        for (id, entity) in found {
            if again.contains(&id) && is_still_listed(ctx, entity, id).await? {
                still.push((id, entity));
            }
        }
        found = still;
    }
    let mut observations = Vec::new();
    if let Some((_, entity)) = found.first() {
        observations.push(
            against(RULE, Message::new("deleted-but-live"))
                .expected("not in any list")
                .observed(format!("in the list of {entity}"))
                .operation(DELETIONS)
                .pointer("/data")
                .count(u64::try_from(found.len()).unwrap_or(u64::MAX))
                .samples(found.iter().map(|(id, entity)| format!("{entity} {id}")))
                .contradiction(),
        );
    }
    let gone = u64::try_from(deleted.len() - found.len()).unwrap_or(u64::MAX);
    if gone > 0 {
        observations.push(witness(RULE, gone, Message::new("deleted-nowhere-left").with("count", gone)));
    }
    Ok(observations)
}

/// Ids that are reported as deleted.
async fn deletions(ctx: &Context) -> Result<Vec<Uuid>, CheckError> {
    let operation = run_state::named(ctx, DELETIONS).await?;
    let mut deleted = Vec::new();
    Walk::new(&operation, &[])
        .limit(1000)
        .max_pages(20)
        .run(&ctx.session, |_, _, entry| {
            deleted.extend(entry.get("id").and_then(Value::as_str).and_then(|id| Uuid::try_parse(id).ok()));
        })
        .await?;
    Ok(deleted)
}

/// Whether a record that was in its list is not known to have left it.
async fn is_still_listed(ctx: &Context, entity: &str, id: Uuid) -> Result<bool, CheckError> {
    let contract = run_state::contract(ctx).await?;
    let Some(list) = super::confirm::list_of(&contract, entity) else { return Ok(false) };
    Ok(!crate::changes::changes(ctx, &list).await?.contains(id.as_u128()))
}
