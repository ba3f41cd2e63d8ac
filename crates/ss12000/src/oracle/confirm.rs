//! Before a system is blamed: does what was harvested still hold?

use std::collections::{BTreeMap, BTreeSet, HashMap};

use samspel_contract::{Kind, Operation};
use samspel_suite::{CheckError, Context};
use serde_json::Value;

use super::footprint::Footprint;
use super::tables::Tables;
use crate::harvest::{Harvest, Walk};
use crate::{requests, run_state};

/// Rows that are fetched one at a time before the whole list is read again.
const FETCHED: usize = 3;

/// What became of the data that questions stand on.
#[derive(Debug, Clone, Default)]
pub(super) struct Still {
    /// Rows of the asked list that say something else now, or are gone.
    pub(super) moved: BTreeSet<u32>,
    /// Whether another list that it leads through changed.
    pub(super) others_moved: bool,
    /// Whether this could not be found out.
    pub(super) unknown: bool,
}

/// Looks again at these rows of the asked list, and at every other list that the footprint names.
pub(super) async fn still(
    ctx: &Context,
    operation: &Operation,
    tables: &Tables,
    footprint: &Footprint,
    rows: &BTreeSet<u32>,
) -> Result<Still, CheckError> {
    let mut still = Still::default();
    let few = rows.len() <= FETCHED;
    if !(rows.is_empty() || few && fetched_same(ctx, operation, tables, footprint, rows).await?) {
        match prints(ctx, operation, &tables.own, footprint, &tables.entity).await? {
            None => still.unknown = true,
            Some(now) => {
                for row in rows {
                    let before = footprint.print(&tables.entity, &tables.table().record(*row)?);
                    if now.get(&tables.table().key(*row).value) != Some(&before) {
                        still.moved.insert(*row);
                    }
                }
            }
        }
    }
    for entity in footprint.others(&tables.entity) {
        let Some(harvest) = tables.harvest_of(entity) else { continue };
        let operation = run_state::named(ctx, &harvest.operation).await?;
        let Some(mut now) = prints(ctx, &operation, harvest, footprint, entity).await? else {
            still.unknown = true;
            continue;
        };
        harvest.table.scan(|row, record| {
            let print = now.remove(&harvest.table.key(row).value);
            still.others_moved |= print.is_some_and(|now| now != footprint.print(entity, record)) || print.is_none();
        })?;
        still.others_moved |= !now.is_empty();
    }
    Ok(still)
}

/// Whether each of a few rows says the same when it is fetched by its id. A system whose single records look different is asked
/// for its list.
async fn fetched_same(
    ctx: &Context,
    list: &Operation,
    tables: &Tables,
    footprint: &Footprint,
    rows: &BTreeSet<u32>,
) -> Result<bool, CheckError> {
    let discovery = run_state::discovery(ctx).await?;
    let single = |kind: Kind| {
        let of_entity = |o: &&Operation| o.kind == kind && o.entity == list.entity;
        tables
            .contract
            .operations()
            .iter()
            .filter(of_entity)
            .find(|o| discovery.get(&o.id).is_some_and(|probed| probed.is_tested()))
    };
    let (by_id, lookup) = (single(Kind::ById), single(Kind::Lookup));
    for row in rows {
        let Some(id) = tables.table().key(*row).uuid() else { return Ok(false) };
        let request = match (by_id, lookup) {
            (Some(by_id), _) => requests::with_id(by_id, &id.to_string()),
            (None, Some(lookup)) => requests::lookup(lookup, "ids", &[id.to_string()]),
            (None, None) => return Ok(false),
        };
        let exchange = ctx.session.send(request).await?;
        let Ok(response) = &exchange.outcome else { return Ok(false) };
        let Ok(body) = response.json::<Value>() else { return Ok(false) };
        let record = if body.is_array() { body.get(0) } else { Some(&body) };
        let before = footprint.print(&tables.entity, &tables.table().record(*row)?);
        if !response.is_success() || record.is_none_or(|now| footprint.print(&tables.entity, now) != before) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// What every record of a list says now; None when it cannot be read to its end.
async fn prints(
    ctx: &Context,
    operation: &Operation,
    harvest: &Harvest,
    footprint: &Footprint,
    entity: &str,
) -> Result<Option<HashMap<u128, u128>>, CheckError> {
    let mut walk = Walk::new(operation, &harvest.required);
    if let Some(limit) = harvest.limit() {
        walk = walk.limit(limit);
    }
    let mut prints = HashMap::new();
    let walked = walk
        .run(&ctx.session, |_, key, entry| {
            prints.entry(key.value).or_insert_with(|| footprint.print(entity, &entry));
        })
        .await?;
    Ok(walked.is_complete().then_some(prints))
}

/// Rows that said something else when they came in an answer than when they were harvested.
///
/// # Errors
/// When the file behind the table cannot be read.
pub(super) fn changed(
    tables: &Tables,
    footprint: &Footprint,
    prints: &[(u32, u128)],
) -> Result<BTreeMap<u32, bool>, CheckError> {
    prints
        .iter()
        .map(|(row, print)| Ok((*row, footprint.print(&tables.entity, &tables.table().record(*row)?) != *print)))
        .collect()
}
