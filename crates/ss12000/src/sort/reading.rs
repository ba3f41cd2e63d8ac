//! Lists read in the order of each of their sort keys, once for all checks of the family.

use std::sync::Arc;

use samspel_contract::Operation;
use samspel_exchange::Session;
use samspel_suite::{CheckError, Context};
use serde_json::Value;

use super::value::SortValue;
use crate::harvest::{Harvest, Key, Trace, Walk, Walked, content_digest};
use crate::run_state::{self, Cells};

/// Pages that a list is read in when it is small enough.
const PAGES: usize = 3;
/// Most entries of a page.
const LIMIT: usize = 500;
/// Most pages that are read of a large list: its first thousands show whether there is an order.
const MOST_PAGES: usize = 6;

/// One value of `sortkey`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SortKey {
    /// As it is written.
    pub(super) name: String,
    /// Field that it orders by.
    pub(super) field: String,
    /// Largest first.
    pub(super) descending: bool,
}

/// The sort keys of a list, in the order of their names.
pub(super) fn sort_keys(operation: &Operation) -> Vec<SortKey> {
    let sort = operation.parameters.iter().find(|p| p.semantics.op == "sort");
    let orders = sort.and_then(|p| p.semantics.order.as_object()).into_iter().flatten();
    orders
        .filter_map(|(name, order)| {
            let field = order.get("field")?.as_str()?.to_owned();
            let descending = order.get("dir").and_then(Value::as_str) == Some("desc");
            Some(SortKey { name: name.clone(), field, descending })
        })
        .collect()
}

/// An entry of a reading.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub(super) page: usize,
    pub(super) key: Key,
    pub(super) digest: u128,
    /// What the sort key orders by.
    pub(super) value: SortValue,
    /// The same as it is written.
    pub(super) written: String,
    /// Values of other fields that it could have been ordered by, in the order of [`other_fields`].
    pub(super) others: Vec<SortValue>,
}

/// One reading in the order of a sort key.
#[derive(Debug)]
pub(super) struct Reading {
    pub(super) sort_key: SortKey,
    pub(super) entries: Vec<Entry>,
    pub(super) walked: Walked,
}

impl Reading {
    /// Identity and content of every entry, sorted.
    pub(super) fn content(&self) -> Vec<(Key, u128)> {
        let mut content: Vec<_> = self.entries.iter().map(|e| (e.key, e.digest)).collect();
        content.sort_unstable();
        content
    }

    /// The exchange to show: the last one, which is where the reading stopped, or the first.
    pub(super) fn trace(&self) -> Option<&Trace> {
        self.walked.first.as_ref()
    }
}

/// A list read with every sort key that it has.
#[derive(Debug)]
pub(super) struct Readings {
    pub(super) harvest: Arc<Harvest>,
    pub(super) readings: Vec<Reading>,
}

/// The readings of a list.
///
/// # Errors
/// When a request was not sent.
pub(super) async fn readings(ctx: &Context, operation: &Operation) -> Result<Arc<Readings>, CheckError> {
    let all = ctx.shared.get_or_try_init(|| async { Ok::<_, CheckError>(Cells::<Readings>::default()) }).await?;
    let cell = all.cell(&operation.id);
    let make = || async {
        let harvest = run_state::harvest(ctx, &operation.id).await?;
        let session = ctx.client.session(&format!("sorting/{}", operation.id));
        let mut readings = Vec::new();
        for sort_key in sort_keys(operation) {
            readings.push(read(&session, operation, &harvest, sort_key).await?);
        }
        Ok::<_, CheckError>(Arc::new(Readings { harvest, readings }))
    };
    cell.get_or_try_init(make).await.map(Arc::clone)
}

/// Fields other than the right one that a list could be ordered by.
pub(super) fn other_fields(operation: &Operation, field: &str) -> Vec<String> {
    let mut fields: Vec<String> = sort_keys(operation).into_iter().map(|key| key.field).collect();
    fields.extend(
        ["meta.created", "meta.modified", "startDate", "endDate", "startTime", "endTime", "id"].map(str::to_owned),
    );
    fields.sort_unstable();
    fields.dedup();
    fields.retain(|other| other != field);
    fields
}

/// Reads a list in the order of a sort key.
///
/// # Errors
/// When a request was not sent.
pub(super) async fn read(
    session: &Session,
    operation: &Operation,
    harvest: &Harvest,
    sort_key: SortKey,
) -> Result<Reading, CheckError> {
    let others = other_fields(operation, &sort_key.field);
    let mut entries = Vec::new();
    let walked = walk(operation, harvest)
        .query("sortkey", sort_key.name.clone())
        .run(session, |page, key, record| {
            let found = sort_key.field.split('.').try_fold(&record, |value, name| value.get(name));
            entries.push(Entry {
                page,
                key,
                digest: content_digest(&record),
                value: SortValue::of(&record, &sort_key.field),
                written: found.and_then(Value::as_str).unwrap_or_default().to_owned(),
                others: others.iter().map(|field| SortValue::of(&record, field)).collect(),
            });
        })
        .await?;
    Ok(Reading { sort_key, entries, walked })
}

/// Reads a list without sort key in pages of the same size: identity and content of every entry in the order in which they came;
/// None when it did not come to the end.
///
/// # Errors
/// When a request was not sent.
pub(super) async fn read_unsorted(
    session: &Session,
    operation: &Operation,
    harvest: &Harvest,
) -> Result<Option<Vec<(Key, u128)>>, CheckError> {
    let mut entries = Vec::new();
    let walked =
        walk(operation, harvest).run(session, |_, key, record| entries.push((key, content_digest(&record)))).await?;
    Ok(walked.is_complete().then_some(entries))
}

fn walk<'a>(operation: &'a Operation, harvest: &'a Harvest) -> Walk<'a> {
    let limit = harvest.keys().len().div_ceil(PAGES).clamp(1, LIMIT);
    Walk::new(operation, &harvest.required).limit(u32::try_from(limit).unwrap_or(1)).max_pages(MOST_PAGES)
}
