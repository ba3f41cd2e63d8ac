//! `ss12000/page-keeps-query`: later pages keep the filter, expand, reference names and order of the first request.

use std::collections::{BTreeMap, BTreeSet};

use samspel_contract::Operation;
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};
use serde_json::Value;

use super::ask::{harvest, too_small};
use crate::harvest::{Harvest, Key, Trace, Walk};
use crate::oracle::{frequencies, simple};
use crate::reread::unordered_digest;
use crate::run_state;
use crate::snapshot::Interner;
use samspel_suite::observe::{Against, against, undecided, witness};

const RULE: &str = "SS12K-PAGE-008";
/// Entries of a selection that is read twice at most.
const MOST: usize = 200;

pub(super) const CHECK: Check = Check { id: "ss12000/page-keeps-query", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let (operation, harvest) = match harvest(ctx).await? {
        Ok(ready) => ready,
        Err(instead) => return Ok(instead),
    };
    if harvest.keys().len() < 2 || !harvest.walked.is_complete() {
        return Ok(vec![too_small(RULE, &harvest)]);
    }
    let mut observations = Vec::new();
    let ids = run_state::ids(ctx).await?;
    for query in queries(&operation, &harvest, &ids) {
        observations.extend(ask(ctx, &operation, &harvest, &query).await?);
    }
    if observations.is_empty() {
        let reason = Message::new("page-nothing-to-keep").with("operation", operation.id.as_str());
        observations.push(undecided(RULE, Gap::NoData, reason));
    }
    Ok(observations)
}

/// Parameters of a first request.
struct Query {
    parameters: Vec<(String, String)>,
    /// Field that a sortkey orders by.
    order: Option<String>,
}

/// A filter with everything that can be expanded, and a sort order.
fn queries(operation: &Operation, harvest: &Harvest, ids: &Interner) -> Vec<Query> {
    let mut parameters = Vec::new();
    let total = harvest.keys().len();
    // The filter that selects most while it still leaves something out.
    let filter = simple(&harvest.table, operation)
        .flat_map(|(parameter, column)| {
            frequencies(column, ids).into_iter().map(move |(value, count)| (count, parameter.name.clone(), value))
        })
        .filter(|(count, ..)| *count >= 2 && *count < total && *count <= MOST)
        .max_by_key(|(count, ..)| *count);
    let selected = filter.as_ref().map_or(total, |(count, ..)| *count);
    if let Some((_, name, value)) = filter {
        parameters.push((name, value));
    }
    for parameter in &operation.parameters {
        match parameter.name.as_str() {
            "expand" => parameters
                .extend(parameter.values.iter().flatten().map(|value| (parameter.name.clone(), value.clone()))),
            "expandReferenceNames" => parameters.push((parameter.name.clone(), "true".to_owned())),
            _ => {}
        }
    }
    let mut queries = Vec::new();
    if !parameters.is_empty() && selected <= MOST {
        queries.push(Query { parameters, order: None });
    }
    if total <= MOST
        && let Some(sort) = operation.parameters.iter().find(|p| p.name == "sortkey")
        && let Some((key, order)) = sort.semantics.order.as_object().into_iter().flatten().last()
        && let Some(field) = order.get("field").and_then(Value::as_str)
    {
        queries.push(Query { parameters: vec![(sort.name.clone(), key.clone())], order: Some(field.to_owned()) });
    }
    queries
}

/// One reading of a selection.
struct Reading {
    /// Page, identity, digest and sort value of each entry, in order.
    entries: Vec<(usize, Key, u128, String)>,
    pages: usize,
    complete: bool,
    trace: Option<Trace>,
}

async fn read(
    ctx: &Context,
    operation: &Operation,
    harvest: &Harvest,
    query: &Query,
    limit: u32,
) -> Result<Reading, CheckError> {
    let mut walk = Walk::new(operation, &harvest.required).limit(limit).max_pages(MOST + 10);
    for (name, value) in &query.parameters {
        walk = walk.query(name, value.clone());
    }
    let mut entries = Vec::new();
    let walked = walk
        .run(&ctx.session, |page, key, value| {
            let sort = query.order.as_deref().map(|field| text_at(&value, field)).unwrap_or_default();
            entries.push((page, key, unordered_digest(&value), sort));
        })
        .await?;
    let trace = walked.pages.get(1).map(|p| Trace { id: p.exchange.clone(), curl: p.curl.clone() });
    Ok(Reading {
        entries,
        pages: walked.pages.len(),
        complete: walked.is_complete(),
        trace: trace.or_else(|| walked.first.clone()),
    })
}

async fn ask(
    ctx: &Context,
    operation: &Operation,
    harvest: &Harvest,
    query: &Query,
) -> Result<Vec<Observation>, CheckError> {
    let id = operation.id.as_str();
    let whole = read(ctx, operation, harvest, query, u32::try_from(MOST).unwrap_or(200)).await?;
    let open = |reason: &str, gap| vec![undecided(RULE, gap, Message::new(reason).with("operation", id))];
    if !whole.complete {
        return Ok(open("page-list-unread", Gap::NoAnswer));
    }
    // A selection that the system itself splits gives nothing to compare later pages with; one of one entry has none.
    if whole.pages != 1 || whole.entries.len() < 2 {
        return Ok(Vec::new());
    }
    let limit = u32::try_from(whole.entries.len().div_ceil(3)).unwrap_or(1);
    let paged = read(ctx, operation, harvest, query, limit).await?;
    if !paged.complete || paged.pages < 2 {
        return Ok(open("page-list-unread", Gap::NoAnswer));
    }
    let Some((summary, count)) = lost(&whole, &paged, query) else {
        let seen = Message::new("page-queries-kept").with("operation", id).with("pages", paged.pages);
        let later = paged.entries.iter().filter(|(page, ..)| *page > 0).count();
        return Ok(vec![witness(RULE, u64::try_from(later).unwrap_or(0), seen)]);
    };
    // The data may have moved between the two readings: a third one like the first tells.
    let again = read(ctx, operation, harvest, query, u32::try_from(MOST).unwrap_or(200)).await?;
    if sorted(&again) != sorted(&whole) {
        return Ok(open("page-list-moved", Gap::Drift));
    }
    Ok(vec![finding(summary, id, query, count, &paged).contradiction()])
}

/// What later pages lost: the filter, what was embedded or named, or the order; with the number of entries that show it.
fn lost(whole: &Reading, paged: &Reading, query: &Query) -> Option<(&'static str, u64)> {
    let known: BTreeMap<Key, u128> = whole.entries.iter().map(|(_, key, digest, _)| (*key, *digest)).collect();
    let later = || paged.entries.iter().filter(|(page, ..)| *page > 0);
    let own = |key: &Key| key.own;
    // An entry without id is known by its content: content that the unpaged reading lacks is not what was asked for.
    let other = later().filter(|(_, key, ..)| !own(key) && !known.contains_key(key)).count();
    if other > 0 {
        return Some(("page-forgets-query", u64::try_from(other).unwrap_or(0)));
    }
    let outside = later().filter(|(_, key, ..)| own(key) && !known.contains_key(key)).count();
    if outside > 0 {
        return Some(("page-forgets-filter", u64::try_from(outside).unwrap_or(0)));
    }
    let changed = later().filter(|(_, key, digest, _)| own(key) && known.get(key) != Some(digest)).count();
    if changed > 0 {
        return Some(("page-forgets-expand", u64::try_from(changed).unwrap_or(0)));
    }
    if query.order.is_some() {
        // Entries with the same value may come in any order, so values are compared and not entries.
        // Entries that paging lost or repeated are another requirement's matter: what both readings have is compared.
        let mut taken = BTreeSet::new();
        let paged: Vec<_> = paged.entries.iter().filter(|e| known.contains_key(&e.1) && taken.insert(e.1)).collect();
        let whole = whole.entries.iter().filter(|e| taken.contains(&e.1));
        let displaced = whole.zip(paged).filter(|(a, b)| a.3 != b.3).count();
        if displaced > 0 {
            return Some(("page-forgets-order", u64::try_from(displaced).unwrap_or(0)));
        }
    }
    None
}

fn sorted(reading: &Reading) -> Vec<(Key, u128)> {
    let mut all: Vec<_> = reading.entries.iter().map(|(_, key, digest, _)| (*key, *digest)).collect();
    all.sort_unstable();
    all
}

fn finding(summary: &str, operation: &str, query: &Query, count: u64, paged: &Reading) -> Against {
    let names: Vec<&str> = query.parameters.iter().map(|(name, _)| name.as_str()).collect();
    let finding = against(RULE, Message::new(summary))
        .expected(format!("{} as on the first page", names.join(", ")))
        .observed(format!("{count} entries of later pages differ"))
        .operation(operation)
        .pointer("/data")
        .count(count)
        .sample(format!("{operation} {}", names.join(", ")));
    match &paged.trace {
        Some(trace) => finding.trace(&trace.id, &trace.curl),
        None => finding,
    }
}

fn text_at(value: &Value, field: &str) -> String {
    let found = field.split('.').try_fold(value, |value, name| value.get(name));
    found.map(|v| v.as_str().map_or_else(|| v.to_string(), str::to_owned)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reading(entries: &[(usize, u128, u128, &str)]) -> Reading {
        Reading {
            entries: entries
                .iter()
                .map(|(p, k, d, s)| (*p, Key { value: *k, own: true }, *d, (*s).to_owned()))
                .collect(),
            pages: 2,
            complete: true,
            trace: None,
        }
    }

    fn query(order: Option<&str>) -> Query {
        Query { parameters: Vec::new(), order: order.map(str::to_owned) }
    }

    #[test]
    fn what_a_later_page_lost_is_named() {
        let whole = reading(&[(0, 1, 11, "a"), (0, 2, 12, "b"), (0, 3, 13, "b")]);
        let same = reading(&[(0, 1, 11, "a"), (1, 3, 13, "b"), (1, 2, 12, "b")]);
        assert_eq!(lost(&whole, &same, &query(Some("x"))), None);
        let filter = reading(&[(0, 1, 11, "a"), (1, 9, 19, "b")]);
        assert_eq!(lost(&whole, &filter, &query(None)), Some(("page-forgets-filter", 1)));
        let expand = reading(&[(0, 1, 11, "a"), (1, 2, 99, "b"), (1, 3, 13, "b")]);
        assert_eq!(lost(&whole, &expand, &query(None)), Some(("page-forgets-expand", 1)));
        let mut nameless = reading(&[(0, 1, 1, "a"), (1, 8, 8, "b")]);
        nameless.entries.iter_mut().for_each(|entry| entry.1.own = false);
        assert_eq!(lost(&whole, &nameless, &query(None)), Some(("page-forgets-query", 1)));
        let order = reading(&[(0, 2, 12, "b"), (1, 1, 11, "a"), (1, 3, 13, "b")]);
        assert_eq!(lost(&whole, &order, &query(Some("x"))), Some(("page-forgets-order", 2)));
    }
}
