//! What the provider serves: each entity as finished JSON, with only those fields unpacked that filters, orders and joins need.

mod cell;
mod columns;
mod record;
mod relations;
mod table;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::OnceLock;

use jiff::Timestamp;
use serde_json::Value;
use uuid::Uuid;

pub(crate) use self::cell::Cell;
pub(crate) use self::columns::columns_of;
pub(crate) use self::record::{Record, cells_at};
pub(crate) use self::relations::{Relation, RelationKind};
pub(crate) use self::table::Table;
use crate::municipality::Deletion;

/// Everything of one municipality.
pub(crate) struct Store {
    tables: BTreeMap<String, Table>,
    /// What has been removed, oldest first.
    pub(crate) deletions: Vec<Deletion>,
    /// Worked out when first asked for: changes come often, questions about relations seldom.
    relations: OnceLock<Vec<Relation>>,
    children_of: HashMap<Uuid, Vec<Uuid>>,
    changes: u64,
}

impl Store {
    /// Empty tables for these entities with these columns.
    pub(crate) fn new(columns: BTreeMap<String, Vec<String>>) -> Store {
        let tables = columns.into_iter().map(|(entity, columns)| (entity, Table::new(columns))).collect();
        Store { tables, deletions: Vec::new(), relations: OnceLock::new(), children_of: HashMap::new(), changes: 0 }
    }

    /// Adds an entity as it is.
    pub(crate) fn load(&mut self, entity: &str, value: &Value) {
        if let Some(table) = self.tables.get_mut(entity) {
            table.add(value);
        }
    }

    /// To be called once everything is loaded.
    pub(crate) fn finish(&mut self, deletions: Vec<Deletion>) {
        self.deletions = deletions;
        self.relate();
    }

    /// Works out anew who is related to what, and what lies below what; to be called when data has changed.
    pub(crate) fn relate(&mut self) {
        let mut below: HashMap<Uuid, Vec<Uuid>> = HashMap::new();
        let organisations = self.table("Organisation");
        for record in organisations.records() {
            if let (Some(id), Some(parent)) = (record.id, organisations.first_id(record, "parentOrganisation.id")) {
                below.entry(parent).or_default().push(id);
            }
        }
        self.children_of = below;
        self.relations = OnceLock::new();
        self.changes += 1;
    }

    /// Every relation of a person to an organisation.
    pub(crate) fn relations(&self) -> &[Relation] {
        self.relations.get_or_init(|| relations::relations(self))
    }

    /// How often anything in the tables may have changed. As long as this stays, every list stays.
    pub(crate) fn changes(&self) -> u64 {
        self.changes
    }

    /// The table of an entity. An entity without table has an empty one.
    pub(crate) fn table(&self, entity: &str) -> &Table {
        static EMPTY: std::sync::LazyLock<Table> = std::sync::LazyLock::new(|| Table::new(Vec::new()));
        self.tables.get(entity).unwrap_or(&EMPTY)
    }

    /// The table of an entity, to change it.
    pub(crate) fn table_mut(&mut self, entity: &str) -> Option<&mut Table> {
        self.changes += 1;
        self.tables.get_mut(entity)
    }

    /// Remembers that an entity was removed.
    pub(crate) fn remember(&mut self, entity: &'static str, id: Uuid, now: Timestamp) {
        self.deletions.push(Deletion { entity, id, at: now });
    }

    /// The entities that have a table.
    pub(crate) fn entities(&self) -> impl Iterator<Item = &str> {
        self.tables.keys().map(String::as_str)
    }

    /// An organisation element and everything below it.
    pub(crate) fn subtree(&self, root: Uuid) -> HashSet<Uuid> {
        let mut found = HashSet::from([root]);
        let mut open = vec![root];
        while let Some(element) = open.pop() {
            for child in self.children_of.get(&element).into_iter().flatten() {
                if found.insert(*child) {
                    open.push(*child);
                }
            }
        }
        found
    }
}
