//! `ss12000/deleted-not-live`: what is reported as deleted is not among the live records.

use std::collections::BTreeSet;

use samspel_contract::{Envelope, Kind};
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};
use serde_json::Value;
use uuid::Uuid;

use super::data::Data;
use crate::changes::{changes, unknown};
use crate::del::type_of;
use crate::harvest::Walk;
use crate::run_state;
use samspel_suite::observe::{against, undecided, witness};

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
    let mut found: Vec<(Uuid, &str)> =
        deleted.iter().filter_map(|(id, _)| live(id).map(|entity| (*id, entity))).collect();
    // An id that is nowhere shows something only where it would have been found: in the whole list of its own type.
    let searched = |resource: &String| type_of(resource).is_some_and(|entity| data.is_whole(entity));
    let gone = deleted.iter().filter(|(id, resource)| searched(resource) && live(id).is_none()).count();
    let mut observations = Vec::new();
    if !found.is_empty() {
        // Something may have been deleted after its list was read, or made anew since the deletions were.
        let again: BTreeSet<Uuid> = deletions(ctx).await?.into_iter().map(|(id, _)| id).collect();
        found.retain(|(id, _)| again.contains(id));
        for entity in found.iter().map(|(_, entity)| *entity).collect::<BTreeSet<&str>>() {
            let mut changed = None;
            if let Some(list) = super::confirm::list_of(&contract, entity) {
                changed = changes(ctx, &list).await?;
                if changed.is_none() {
                    observations.push(undecided(RULE, Gap::NoAnswer, unknown(&list)));
                }
            }
            let stays = |id: &Uuid| changed.as_ref().is_some_and(|changed| !changed.contains(id.as_u128()));
            found.retain(|(id, of)| *of != entity || stays(id));
        }
    }
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
    let gone = u64::try_from(gone).unwrap_or(u64::MAX);
    if gone > 0 {
        observations.push(witness(RULE, gone, Message::new("deleted-nowhere-left").with("count", gone)));
    } else if observations.is_empty() {
        let reason = Message::new("oracle-list-not-read").with("operation", DELETIONS);
        observations.push(undecided(RULE, Gap::NoAnswer, reason));
    }
    Ok(observations)
}

/// Ids that are reported as deleted, each with the key of its type.
async fn deletions(ctx: &Context) -> Result<Vec<(Uuid, String)>, CheckError> {
    let operation = run_state::named(ctx, DELETIONS).await?;
    let mut deleted = Vec::new();
    Walk::new(&operation, &[])
        .limit(1000)
        .max_pages(20)
        .run(&ctx.session, |_, _, entry| {
            let text = |name: &str| entry.get(name).and_then(Value::as_str);
            let id = text("id").and_then(|id| Uuid::try_parse(id).ok());
            deleted.extend(id.zip(text("resource").map(str::to_owned)));
        })
        .await?;
    Ok(deleted)
}
