//! The lists that rules look at, as columns.

use std::collections::BTreeMap;
use std::sync::Arc;

use samspel_contract::Contract;
use samspel_suite::{CheckError, Context};
use uuid::Uuid;

use super::survey::Surveyed;
use crate::harvest::Harvest;
use crate::run_state::{self, Held};
use crate::snapshot::{Cell, Column, Interner, Table, text_hash};

/// What is held of the lists that were asked for.
pub(super) struct Data {
    pub(super) contract: Arc<Contract>,
    pub(super) ids: Arc<Interner>,
    lists: BTreeMap<String, List>,
}

/// What is held of one list.
struct List {
    source: Source,
    whole: bool,
}

enum Source {
    Harvest(Arc<Harvest>),
    Table(Box<(Table, Surveyed)>),
}

impl List {
    fn table(&self) -> &Table {
        match &self.source {
            Source::Harvest(harvest) => &harvest.table,
            Source::Table(table) => &table.0,
        }
    }
}

impl Data {
    /// Loads the lists of these entities as far as the system gives them.
    ///
    /// # Errors
    /// When requests were not sent.
    pub(super) async fn load(ctx: &Context, entities: &[&str]) -> Result<Data, CheckError> {
        let mut lists = BTreeMap::new();
        for entity in entities {
            if lists.contains_key(*entity) {
                continue;
            }
            let (source, whole) = match run_state::held(ctx, entity).await? {
                Held::Whole(harvest) => (Source::Harvest(harvest), true),
                Held::Part(harvest) => (Source::Harvest(harvest), false),
                Held::Nothing => continue,
            };
            lists.insert((*entity).to_owned(), List { source, whole });
        }
        Ok(Data { contract: run_state::contract(ctx).await?, ids: run_state::ids(ctx).await?, lists })
    }

    /// Tables at hand, all whole.
    pub(super) fn of_tables(
        contract: Arc<Contract>,
        ids: Arc<Interner>,
        tables: BTreeMap<String, (Table, Surveyed)>,
    ) -> Data {
        let lists = tables
            .into_iter()
            .map(|(entity, table)| (entity, List { source: Source::Table(Box::new(table)), whole: true }))
            .collect();
        Data { contract, ids, lists }
    }

    /// The records of an entity, if any list of it is held.
    pub(super) fn table(&self, entity: &str) -> Option<&Table> {
        self.lists.get(entity).map(List::table)
    }

    /// What a pass over the records of an entity saw.
    pub(super) fn surveyed(&self, entity: &str) -> Option<&Surveyed> {
        match &self.lists.get(entity)?.source {
            Source::Harvest(harvest) => Some(&harvest.surveyed),
            Source::Table(table) => Some(&table.1),
        }
    }

    /// Whether every record of the entity is held.
    pub(super) fn is_whole(&self, entity: &str) -> bool {
        self.lists.get(entity).is_some_and(|list| list.whole)
    }

    /// Parameters that the list was read with.
    pub(super) fn required(&self, entity: &str) -> &[(String, String)] {
        match self.lists.get(entity).map(|list| &list.source) {
            Some(Source::Harvest(harvest)) => &harvest.required,
            Some(Source::Table(..)) | None => &[],
        }
    }

    /// Id and curl command of the exchange that the list began with.
    pub(super) fn trace(&self, entity: &str) -> Option<(String, String)> {
        match self.lists.get(entity).map(|list| &list.source) {
            Some(Source::Harvest(harvest)) => harvest.walked.first.as_ref().map(|t| (t.id.clone(), t.curl.clone())),
            Some(Source::Table(..)) | None => None,
        }
    }

    /// The records of an entity that a rule declares.
    ///
    /// # Errors
    /// When the rule does not declare it.
    pub(super) fn of(&self, entity: &'static str) -> Result<Of<'_>, CheckError> {
        let table = self.table(entity).ok_or_else(|| CheckError::Other(format!("no list of {entity} was loaded")))?;
        Ok(Of { entity, table })
    }

    /// The id of a record, as shown to people.
    pub(super) fn shown(&self, (entity, row): (&str, u32)) -> String {
        let id = self.table(entity).filter(|table| (row as usize) < table.len()).and_then(|t| t.key(row).uuid());
        id.map_or_else(|| format!("{entity} #{row}"), |id| format!("{entity} {id}"))
    }

    /// The id behind a number.
    pub(super) fn uuid(&self, id: u32) -> Uuid {
        self.ids.uuid(id)
    }
}

/// The records of one entity.
#[derive(Clone, Copy)]
pub(super) struct Of<'d> {
    pub(super) entity: &'static str,
    pub(super) table: &'d Table,
}

impl<'d> Of<'d> {
    /// A column.
    ///
    /// # Errors
    /// When the snapshot does not keep it.
    pub(super) fn column(&self, path: &str) -> Result<&'d Column, CheckError> {
        self.table.column(path).ok_or_else(|| CheckError::Other(format!("{}.{path} is not kept", self.entity)))
    }

    /// Rows in the order of reading.
    pub(super) fn rows(&self) -> std::ops::Range<u32> {
        self.table.rows()
    }

    /// The row that a reference leads to.
    pub(super) fn row(&self, reference: Cell) -> Option<u32> {
        let Cell::Id(id) = reference else { return None };
        self.table.row_of(id)
    }

    /// A record as a place.
    pub(super) fn at(&self, row: u32) -> (&'static str, u32) {
        (self.entity, row)
    }
}

/// Whether a cell holds this text.
pub(super) fn is(cell: Cell, text: &str) -> bool {
    cell == Cell::Text(text_hash(text))
}

/// Whether a cell holds one of these texts.
pub(super) fn is_among(cell: Cell, texts: &[&str]) -> bool {
    texts.iter().any(|text| is(cell, text))
}

/// Days from one to another, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Period {
    pub(super) from: i32,
    pub(super) to: i32,
}

impl Period {
    /// Of two dates; an absent one leaves its end open. None when one cannot be read or they run backwards.
    pub(super) fn of(from: Cell, to: Cell) -> Option<Period> {
        let from = match from {
            Cell::Day(day) => day,
            Cell::Missing => i32::MIN,
            _ => return None,
        };
        let to = match to {
            Cell::Day(day) => day,
            Cell::Missing => i32::MAX,
            _ => return None,
        };
        (from <= to).then_some(Period { from, to })
    }

    /// The days that both have.
    pub(super) fn and(self, other: Period) -> Option<Period> {
        let both = Period { from: self.from.max(other.from), to: self.to.min(other.to) };
        (both.from <= both.to).then_some(both)
    }

    /// Whether what is stated of it lies inside another. Open ends are those of the other.
    pub(super) fn is_inside(self, outer: Period) -> bool {
        let from = if self.from == i32::MIN { outer.from } else { self.from };
        let to = if self.to == i32::MAX { outer.to } else { self.to };
        outer.from <= from && from <= outer.to && outer.from <= to && to <= outer.to
    }

    /// Whether a day lies inside.
    pub(super) fn holds(self, day: i32) -> bool {
        self.from <= day && day <= self.to
    }
}

/// Nanoseconds of a day.
const DAY: i64 = 86_400_000_000_000;
/// Nanoseconds of an hour.
const HOUR: i64 = 3_600_000_000_000;

/// The days that an instant can belong to in Sweden: it is one day in winter time and may be the next in summer time.
pub(super) fn days_of(instant: i64) -> (i32, i32) {
    let day = |offset: i64| i32::try_from((instant + offset * HOUR).div_euclid(DAY)).unwrap_or(0);
    (day(1), day(2))
}
