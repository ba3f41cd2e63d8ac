//! `ss12000/meta-second-reading`: a later reading has no earlier `modified`, and what changed in between can be fetched by it.

use std::collections::{HashMap, HashSet};

use samspel_contract::{Envelope, Kind, Operation};
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};
use serde_json::Value;

use crate::date::as_written::AsWritten;
use crate::date::moment::{Ready, moments, nothing_splits, ready, written};
use crate::harvest::{Harvest, Key, Walk, Walked};
use crate::oracle::{Question, choose, judge};
use crate::run_state;
use crate::snapshot::{Cell, instant, text_hash};
use samspel_suite::observe::{Against, against, undecided, witness};

const NEVER_BACK: &str = "SS12K-META-013";
const RESUMED: &str = "SS12K-META-016";
const AFTER: &str = "meta.modified.after";
/// Nanoseconds that a client goes back beyond the last time it saw.
const OVERLAP: i64 = 300_000_000_000;

pub(super) const CHECK: Check = Check { id: "ss12000/meta-second-reading", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let (operation, tables) = match ready(ctx, |p| p.name == AFTER).await? {
        Ready::Yes(operation, tables) => (operation, tables),
        Ready::Instead(instead) => return Ok(instead),
    };
    let harvest = &tables.own;
    let moments = harvest.table.column("meta.modified").map(moments).unwrap_or_default();
    let Some(Cell::Instant(last_seen)) = moments.last().copied() else {
        return Ok(vec![
            nothing_splits(NEVER_BACK, &operation, "meta.modified"),
            nothing_splits(RESUMED, &operation, AFTER),
        ]);
    };
    let mut told = Vec::new();
    match Second::read(ctx, &operation, harvest).await? {
        Some(second) => {
            told.push(second.never_back(harvest));
            // Clients let their windows overlap.
            let after = Cell::Instant(last_seen.saturating_sub(OVERLAP));
            told.extend(resumed(ctx, &operation, harvest, second, after).await?);
        }
        None => {
            let reason = Message::new("oracle-list-not-read").with("operation", operation.id.as_str());
            told.extend([NEVER_BACK, RESUMED].map(|rule| undecided(rule, Gap::NoAnswer, reason.clone())));
        }
    }
    // As if the first harvest had been some time ago: what is newer is known.
    let question = |moment: &Cell| Question::new(&tables, &operation, vec![(AFTER.to_owned(), written(*moment))]).ok();
    let resumed: Vec<Question> = choose(ctx, &tables, &ctx.test, &moments, 2, question);
    if resumed.is_empty() {
        told.push(nothing_splits(RESUMED, &operation, AFTER));
    }
    let as_written = AsWritten::read(&tables, "meta.modified")?;
    let resumed = resumed.into_iter().map(|question| as_written.suspect(&tables, question, false)).collect();
    told.extend(judge(ctx, RESUMED, &operation, &tables, resumed).await?);
    Ok(told)
}

/// What the list says now.
struct Second {
    /// Content and time of change of each record.
    records: HashMap<Key, (u64, Option<i64>)>,
    walked: Walked,
}

impl Second {
    /// Reads the list again; None when it does not come to the end.
    async fn read(ctx: &Context, operation: &Operation, harvest: &Harvest) -> Result<Option<Self>, CheckError> {
        let mut walk = Walk::new(operation, &harvest.required);
        if let Some(limit) = harvest.limit() {
            walk = walk.limit(limit);
        }
        let mut records = HashMap::new();
        let walked = walk
            .run(&ctx.session, |_, key, record| {
                let modified = record.pointer("/meta/modified").and_then(Value::as_str).and_then(instant);
                let modified = if let Some(Cell::Instant(modified)) = modified { Some(modified) } else { None };
                records.insert(key, (text_hash(&record.to_string()), modified));
            })
            .await?;
        Ok(walked.is_complete().then_some(Second { records, walked }))
    }

    fn never_back(&self, harvest: &Harvest) -> Observation {
        let column = harvest.table.column("meta.modified");
        let mut back = Vec::new();
        let mut seen = 0_u64;
        for row in harvest.table.rows() {
            let key = harvest.table.key(row);
            let before = column.map(|column| column.cell(row));
            if let (Some(Cell::Instant(before)), Some((_, Some(now)))) = (before, self.records.get(&key)) {
                seen += 1;
                if *now < before {
                    back.push(key);
                }
            }
        }
        let message = |id: &str| Message::new(id).with("operation", harvest.operation.as_str());
        if seen == 0 {
            return undecided(NEVER_BACK, Gap::NoData, message("meta-no-times"));
        }
        if back.is_empty() {
            return witness(NEVER_BACK, seen, message("meta-never-back").with("count", seen));
        }
        let finding = against(NEVER_BACK, Message::new("meta-goes-back"))
            .expected("meta.modified as before or later")
            .observed(format!("{} of {seen} earlier than when first read", back.len()));
        self.shown(finding, harvest, &back).contradiction()
    }

    /// What changed since the list was first read, and what is gone.
    fn differences(&self, harvest: &Harvest) -> (HashSet<Key>, HashSet<Key>) {
        let before: HashMap<Key, u64> =
            harvest.table.rows().map(|row| (harvest.table.key(row), harvest.table.digest(row))).collect();
        let changed = self.records.iter().filter(|(key, (digest, _))| key.own && before.get(key) != Some(digest));
        let gone = before.keys().filter(|key| key.own && !self.records.contains_key(key));
        (changed.map(|(key, _)| *key).collect(), gone.copied().collect())
    }

    fn shown(&self, finding: Against, harvest: &Harvest, keys: &[Key]) -> Against {
        let mut ids: Vec<String> = keys.iter().filter_map(|key| key.uuid()).map(|id| id.to_string()).collect();
        ids.sort_unstable();
        let finding = finding
            .operation(&harvest.operation)
            .pointer("/data/*/meta/modified")
            .count(u64::try_from(keys.len()).unwrap_or(0))
            .samples(ids.into_iter().take(5).map(|id| format!("{} {id}", harvest.operation)));
        let traces = [&harvest.walked.first, &self.walked.first];
        traces.into_iter().flatten().fold(finding, |finding, trace| finding.trace(&trace.id, &trace.curl))
    }
}

/// Whether everything that changed between the readings comes when asked for by time of change, or is named as deleted.
async fn resumed(
    ctx: &Context,
    operation: &Operation,
    harvest: &Harvest,
    mut second: Second,
    after: Cell,
) -> Result<Vec<Observation>, CheckError> {
    let mut unfetched: Option<HashSet<Key>> = None;
    let mut untold: Option<HashSet<Key>> = None;
    // What is missing is looked for twice: it may have changed again, or gone, while it was asked for.
    for _ in 0..2 {
        let (changed, gone) = second.differences(harvest);
        if changed.is_empty() && gone.is_empty() {
            return Ok(Vec::new());
        }
        let (Some(newer), Some(deleted)) = (newer(ctx, operation, harvest, after).await?, deleted(ctx, after).await?)
        else {
            return Ok(Vec::new());
        };
        let missing = |wanted: &HashSet<Key>, found: &HashSet<u128>, before: Option<HashSet<Key>>| -> HashSet<Key> {
            let again = |key: &&Key| before.as_ref().is_none_or(|before| before.contains(key));
            wanted.iter().filter(|key| !found.contains(&key.value)).filter(again).copied().collect()
        };
        let (fetch, tell) = (missing(&changed, &newer, unfetched), missing(&gone, &deleted, untold));
        if fetch.is_empty() && tell.is_empty() {
            let count = u64::try_from(changed.len() + gone.len()).unwrap_or(0);
            let seen = Message::new("meta-changes-fetched").with("operation", operation.id.as_str());
            return Ok(vec![witness(RESUMED, count, seen.with("count", count))]);
        }
        (unfetched, untold) = (Some(fetch), Some(tell));
        match Second::read(ctx, operation, harvest).await? {
            Some(again) => second = again,
            None => return Ok(Vec::new()),
        }
    }
    let mut told = Vec::new();
    for (keys, summary) in [(unfetched, "meta-change-not-fetched"), (untold, "meta-deletion-not-told")] {
        let keys: Vec<Key> = keys.into_iter().flatten().collect();
        if !keys.is_empty() {
            let finding = against(RESUMED, Message::new(summary))
                .expected(format!("every change after {}", written(after)))
                .observed(format!("{} changes not among them", keys.len()));
            told.push(second.shown(finding, harvest, &keys).contradiction());
        }
    }
    Ok(told)
}

/// Ids of what was changed after an instant; None when the list did not come.
async fn newer(
    ctx: &Context,
    operation: &Operation,
    harvest: &Harvest,
    after: Cell,
) -> Result<Option<HashSet<u128>>, CheckError> {
    let mut ids = HashSet::new();
    let walked = Walk::new(operation, &harvest.required)
        .query(AFTER, written(after))
        .run(&ctx.session, |_, key, _| {
            ids.insert(key.value);
        })
        .await?;
    Ok(walked.is_complete().then_some(ids))
}

/// Ids of what was deleted after an instant; None when deletions are not offered or did not come.
async fn deleted(ctx: &Context, after: Cell) -> Result<Option<HashSet<u128>>, CheckError> {
    let contract = run_state::contract(ctx).await?;
    let list =
        contract.operations().iter().find(|o| o.kind == Kind::List && o.success.envelope == Envelope::DeletedEntities);
    let Some(list) = list else { return Ok(None) };
    if run_state::discovery(ctx).await?.get(&list.id).is_none_or(|probed| !probed.is_tested()) {
        return Ok(None);
    }
    let mut ids = HashSet::new();
    let walked = Walk::new(list, &[])
        .query("after", written(after))
        .run(&ctx.session, |_, key, _| {
            ids.insert(key.value);
        })
        .await?;
    Ok(walked.is_complete().then_some(ids))
}
