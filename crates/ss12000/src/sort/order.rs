//! `ss12000/sort-order`: a list comes in the order of its sort key, over all pages.

use std::collections::{BTreeMap, BTreeSet};

use samspel_contract::Operation;
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use super::collation;
use super::disorder::{Disorder, disorderly, displaced, explain, has_two};
use super::reading::{Reading, Readings, SortKey, other_fields, read, read_unsorted, readings};
use super::value::{SortValue, is_time};
use crate::harvest::{End, Harvest, Key};
use crate::run_state;
use samspel_suite::observe::{Against, against, undecided, witness};

/// No entry is lost or repeated between pages.
const PAGING: &str = "SS12K-PAGE-009";

pub(super) const CHECK: Check = Check { id: "ss12000/sort-order", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let operation = run_state::operation(ctx).await?;
    if let Some(obstacle) = run_state::discovery(ctx).await?.obstacle(ctx, &operation.id) {
        return Ok(obstacle);
    }
    let rule = ctx.requirements.iter().find(|id| *id != PAGING).cloned().unwrap_or_default();
    let kind = Kind::named(&ctx.with::<String>("kind")?)?;
    let all = readings(ctx, &operation).await?;
    let of_kind = |key: &SortKey| is_defined(&operation, key) && Kind::of(&key.field) == kind;
    let mut observations = Vec::new();
    for reading in all.readings.iter().filter(|r| of_kind(&r.sort_key)) {
        let judged = Judged { ctx, operation: &operation, rule: &rule, all: &all, reading };
        observations.extend(judged.judge().await?);
    }
    Ok(observations)
}

/// What a sort key orders by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Modified,
    Date,
    Text,
}

impl Kind {
    fn of(field: &str) -> Kind {
        match field {
            "meta.modified" => Kind::Modified,
            field if is_time(field) => Kind::Date,
            _ => Kind::Text,
        }
    }

    fn named(name: &str) -> Result<Kind, CheckError> {
        match name {
            "modified" => Ok(Kind::Modified),
            "date" => Ok(Kind::Date),
            "text" => Ok(Kind::Text),
            other => Err(CheckError::With(format!("kind: `{other}` is none of modified, date, text"))),
        }
    }
}

/// Sort keys that name a field which the published entity lacks, by list: they have to be served, in what order is open.
const WITHOUT_FIELD: [(&str, &str); 2] =
    [("listPersons", "DisplayNameAsc"), ("listSchoolUnitOfferings", "ModifiedDesc")];

/// Whether the standard says what a sort key orders by.
pub(super) fn is_defined(operation: &Operation, key: &SortKey) -> bool {
    !WITHOUT_FIELD.contains(&(operation.id.as_str(), key.name.as_str()))
}

/// Whether a reading in order shows that the sort key was heeded: the list without it is not in that order.
pub(super) fn discriminates(all: &Readings, reading: &Reading) -> bool {
    let values: BTreeMap<Key, &SortValue> = reading.entries.iter().map(|e| (e.key, &e.value)).collect();
    let natural = all.harvest.keys().iter().filter_map(|key| values.get(key).copied());
    disorderly(natural, reading.sort_key.descending)
}

/// One reading under judgement.
struct Judged<'a> {
    ctx: &'a Context,
    operation: &'a Operation,
    rule: &'a str,
    all: &'a Readings,
    reading: &'a Reading,
}

impl Judged<'_> {
    async fn judge(&self) -> Result<Vec<Observation>, CheckError> {
        let reading = self.reading;
        match reading.walked.end {
            End::Last(_) => {}
            // Enough was read to see whether there is an order.
            End::Capped if !reading.entries.is_empty() => {}
            _ => return Ok(vec![self.open(Gap::NoAnswer, "sort-list-unread")]),
        }
        if self.is_right(reading) {
            return Ok(self.right());
        }
        self.wrong().await
    }

    /// In order, with every entry once.
    fn is_right(&self, reading: &Reading) -> bool {
        displaced(&reading.entries, reading.sort_key.descending).is_empty()
            && repeated(reading).is_empty()
            && self.lost(reading, self.all.harvest.keys()).is_empty()
    }

    /// What the list without sort key has and the reading lacks; nothing for a reading that was cut off.
    fn lost(&self, reading: &Reading, whole: &[Key]) -> Vec<Key> {
        if !reading.walked.is_complete() || !self.all.harvest.walked.is_complete() {
            return Vec::new();
        }
        let seen: BTreeSet<Key> = reading.entries.iter().map(|e| e.key).collect();
        let mut lost: Vec<Key> = whole.iter().copied().filter(|key| !seen.contains(key)).collect();
        lost.sort_unstable();
        lost.dedup();
        lost
    }

    fn right(&self) -> Vec<Observation> {
        let reading = self.reading;
        let mut observations = Vec::new();
        let entries = u64::try_from(reading.entries.iter().filter(|e| e.value.is_known()).count()).unwrap_or(0);
        if reading.walked.is_complete() && reading.walked.pages.len() > 1 {
            let seen = self.message("sort-pages-complete").with("entries", reading.entries.len());
            observations.push(witness(PAGING, u64::try_from(reading.entries.len()).unwrap_or(0), seen));
        }
        if !has_two(reading.entries.iter().map(|e| &e.value).filter(|value| value.is_known())) {
            observations.push(self.open(Gap::NoData, "sort-values-alike"));
        } else if discriminates(self.all, reading) || self.opposite_is_right() {
            observations.push(witness(self.rule, entries, self.message("sort-in-order").with("entries", entries)));
            observations.extend(self.foreign_alphabet());
        } else {
            observations.push(self.open(Gap::NoData, "sort-order-natural"));
        }
        observations
    }

    /// Whether the list also came in the opposite order when that was asked for: no fixed order can do both.
    fn opposite_is_right(&self) -> bool {
        let key = &self.reading.sort_key;
        self.all.readings.iter().any(|other| {
            other.sort_key.field == key.field
                && other.sort_key.descending != key.descending
                && !other.walked.pages.is_empty()
                && has_two(other.entries.iter().map(|e| &e.value).filter(|value| value.is_known()))
                && displaced(&other.entries, other.sort_key.descending).is_empty()
        })
    }

    /// Notes an order that a Swedish reader would not call alphabetical.
    fn foreign_alphabet(&self) -> Option<Observation> {
        let reading = self.reading;
        let texts: Vec<(&str, Key)> = reading
            .entries
            .iter()
            .filter_map(|e| if let SortValue::Text(text) = &e.value { Some((text.as_str(), e.key)) } else { None })
            .collect();
        let wrong: Vec<_> = texts
            .windows(2)
            .filter(|pair| match reading.sort_key.descending {
                false => collation::is_after_in_swedish(pair[0].0, pair[1].0),
                true => collation::is_after_in_swedish(pair[1].0, pair[0].0),
            })
            .collect();
        let first = wrong.first()?;
        let note = against(self.rule, Message::new("sort-not-swedish"))
            .expected("å, ä, ö after z")
            .observed(format!("{} neighbours in another order", wrong.len()))
            .count(u64::try_from(wrong.len()).unwrap_or(0))
            .samples(first.iter().filter_map(|(_, key)| key.uuid()).map(|id| format!("{} {id}", self.place())));
        Some(self.shown(note, reading).note())
    }

    /// Reads again, between two readings without sort key, and tells what is wrong if it still is.
    async fn wrong(&self) -> Result<Vec<Observation>, CheckError> {
        let (session, harvest) = (&self.ctx.session, &self.all.harvest);
        let before = read_unsorted(session, self.operation, harvest).await?;
        let again = read(session, self.operation, harvest, self.reading.sort_key.clone()).await?;
        let after = read_unsorted(session, self.operation, harvest).await?;
        let (still, unsorted) = match (before, after) {
            (Some(before), Some(after)) => {
                let keys: Vec<Key> = before.iter().map(|(key, _)| *key).collect();
                (sorted(before) == sorted(after), keys)
            }
            // Too large to be read whole: the two readings with sort key have to agree on their content.
            _ => (again.content() == self.reading.content(), harvest.keys().to_vec()),
        };
        if !still || again.walked.end != self.reading.walked.end || self.is_right(&again) {
            return Ok(vec![self.open(Gap::Drift, "sort-list-moved")]);
        }
        let mut found = Vec::new();
        found.extend(self.out_of_order(&again, &unsorted));
        // Pages that do not go on in the same order lose and repeat entries: that is one fault, not three.
        if found.is_empty() {
            found.extend(self.incomplete(&again, &unsorted, harvest));
        }
        if found.is_empty() {
            found.push(self.open(Gap::Drift, "sort-list-moved"));
        }
        Ok(found)
    }

    fn out_of_order(&self, reading: &Reading, unsorted: &[Key]) -> Option<Observation> {
        let key = &reading.sort_key;
        let pairs = displaced(&reading.entries, key.descending);
        if pairs.is_empty() {
            return None;
        }
        let mut observed = format!("{} of {} neighbours the other way round", pairs.len(), reading.entries.len() - 1);
        let summary = match explain(reading, unsorted, &other_fields(self.operation, &key.field)) {
            Disorder::Ignored => "sort-ignored",
            Disorder::Reversed => "sort-reversed",
            Disorder::PageByPage => "sort-page-by-page",
            Disorder::FirstPageOnly => "sort-first-page-only",
            Disorder::AsText => "sort-as-text",
            Disorder::ByDay => "sort-by-day",
            Disorder::OtherField(field) => {
                observed = format!("ordered by {field}");
                "sort-by-other-field"
            }
            Disorder::Unknown => "sort-out-of-order",
        };
        let samples = pairs.iter().filter_map(|(a, b)| Some((a.key.uuid()?, b.key.uuid()?)));
        let finding = against(self.rule, Message::new(summary))
            .expected(format!(
                "{} {}, over all pages",
                key.field,
                if key.descending { "descending" } else { "ascending" }
            ))
            .observed(observed)
            .pointer(format!("/data/*/{}", key.field.replace('.', "/")))
            .count(u64::try_from(pairs.len()).unwrap_or(0))
            .samples(samples.take(3).map(|(a, b)| format!("{} {a} before {b}", self.place())));
        Some(self.shown(finding, reading).contradiction())
    }

    /// Entries that the order loses or repeats. When pages lose entries without any order too, that is told elsewhere.
    fn incomplete(&self, reading: &Reading, unsorted: &[Key], harvest: &Harvest) -> Option<Observation> {
        let mut paged = unsorted.to_vec();
        paged.sort_unstable();
        if !reading.walked.is_complete() || paged != harvest.sorted() {
            return None;
        }
        let (lost, repeated) = (self.lost(reading, unsorted), repeated(reading));
        let column = harvest.table.column(&reading.sort_key.field);
        let has_value = |key: &Key| {
            let row = harvest.keys().iter().position(|other| other == key).and_then(|row| u32::try_from(row).ok());
            row.and_then(|row| column.map(|column| column.cell(row))).is_some_and(crate::snapshot::Cell::is_known)
        };
        let (rule, summary) = if !repeated.is_empty() {
            (PAGING, "sort-pages-overlap")
        } else if lost.is_empty() {
            return None;
        } else if lost.iter().any(has_value) {
            (self.rule, "sort-loses-entries")
        } else {
            (self.rule, "sort-drops-entries-without-value")
        };
        let finding = against(rule, Message::new(summary))
            .expected(format!("{} entries, each once", unsorted.len()))
            .observed(format!("{} entries, {} missing, {} again", reading.entries.len(), lost.len(), repeated.len()))
            .pointer("/data")
            .count(u64::try_from(lost.len() + repeated.len()).unwrap_or(0))
            .samples(
                lost.iter()
                    .chain(&repeated)
                    .filter_map(|key| key.uuid())
                    .take(5)
                    .map(|id| format!("{} {id}", self.place())),
            );
        Some(self.shown(finding, reading).contradiction())
    }

    fn shown(&self, finding: Against, reading: &Reading) -> Against {
        let finding = finding.operation(&self.operation.id);
        match reading.trace() {
            Some(trace) => finding.trace(&trace.id, &trace.curl),
            None => finding,
        }
    }

    fn open(&self, gap: Gap, reason: &str) -> Observation {
        undecided(self.rule, gap, self.message(reason))
    }

    fn message(&self, id: &str) -> Message {
        Message::new(id)
            .with("operation", self.operation.id.as_str())
            .with("sortkey", self.reading.sort_key.name.as_str())
    }

    fn place(&self) -> String {
        format!("{} sortkey={}", self.operation.id, self.reading.sort_key.name)
    }
}

fn sorted(mut entries: Vec<(Key, u128)>) -> Vec<(Key, u128)> {
    entries.sort_unstable();
    entries
}

/// Entries that came more than once, by their own id.
fn repeated(reading: &Reading) -> Vec<Key> {
    let mut seen = BTreeSet::new();
    let again: BTreeSet<Key> =
        reading.entries.iter().map(|e| e.key).filter(|key| key.own && !seen.insert(*key)).collect();
    again.into_iter().collect()
}
