//! Before blaming: are the records still as they were read?

use std::collections::{BTreeMap, BTreeSet, HashSet};

use samspel_contract::{Contract, Kind};
use samspel_suite::{CheckError, Context};

use super::data::Data;
use super::resolve::{self, Fetched};
use super::rule::Place;
use crate::harvest::{Key, Walk};
use crate::reread::unordered_digest;
use crate::run_state;
use crate::snapshot::text_hash;

/// The list operation of an entity.
pub(super) fn list_of(contract: &Contract, entity: &str) -> Option<String> {
    let list = contract.operations().iter().find(|o| o.kind == Kind::List && o.entity.as_deref() == Some(entity));
    list.map(|list| list.id.clone())
}

/// For each group of places, whether all of its records still are as they were read.
pub(super) async fn standing(ctx: &Context, data: &Data, groups: &[Vec<Place>]) -> Result<Vec<bool>, CheckError> {
    let mut by_entity: BTreeMap<&'static str, BTreeSet<u32>> = BTreeMap::new();
    for (entity, row) in groups.iter().flatten() {
        by_entity.entry(entity).or_default().insert(*row);
    }
    let mut moved: HashSet<Place> = HashSet::new();
    for (entity, rows) in by_entity {
        let unsure = ask(ctx, data, entity, &rows).await?;
        if !unsure.is_empty() {
            moved.extend(read_again(ctx, data, entity, unsure).await?.into_iter().map(|row| (entity, row)));
        }
    }
    Ok(groups.iter().map(|group| !group.iter().any(|place| moved.contains(place))).collect())
}

/// Rows that did not come back as they were when they were asked for by their ids.
async fn ask(
    ctx: &Context,
    data: &Data,
    entity: &'static str,
    rows: &BTreeSet<u32>,
) -> Result<BTreeSet<u32>, CheckError> {
    let Some(table) = data.table(entity) else { return Ok(BTreeSet::new()) };
    let ids: Vec<_> = rows.iter().filter_map(|row| table.key(*row).uuid()).collect();
    let fetched = resolve::ask(ctx, entity, &ids).await?.unwrap_or_default();
    let mut unsure = BTreeSet::new();
    for row in rows {
        let now = table.key(*row).uuid().and_then(|id| fetched.get(&id));
        let same = match now {
            Some(Fetched::Record(now)) => unordered_digest(&table.record(*row)?) == unordered_digest(now),
            _ => false,
        };
        if !same {
            unsure.insert(*row);
        }
    }
    Ok(unsure)
}

/// Rows that the list, read once more, does not give as they were.
async fn read_again(
    ctx: &Context,
    data: &Data,
    entity: &'static str,
    rows: BTreeSet<u32>,
) -> Result<BTreeSet<u32>, CheckError> {
    let (Some(table), Some(list)) = (data.table(entity), list_of(&data.contract, entity)) else { return Ok(rows) };
    let operation = run_state::named(ctx, &list).await?;
    let harvest = run_state::harvest(ctx, &list).await?;
    let mut walk = Walk::new(&operation, &harvest.required);
    if !harvest.unlimited {
        walk = walk.limit(1000);
    }
    let wanted: BTreeMap<Key, u32> = rows.iter().map(|row| (table.key(*row), *row)).collect();
    let mut moved = rows;
    walk.run(&ctx.session, |_, key, value| {
        if let Some(row) = wanted.get(&key)
            && table.digest(*row) == text_hash(&value.to_string())
        {
            moved.remove(row);
        }
    })
    .await?;
    Ok(moved)
}
