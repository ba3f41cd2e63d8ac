//! Filters: which records a query selects. Different parameters must all hold; of the values of one parameter one is enough.

use std::collections::HashSet;
use std::sync::Arc;

use samspel_contract::{Operation, Parameter};
use uuid::Uuid;

use super::compare::By;
use super::joins;
use super::order::written_at;
use crate::fault::Hooks;
use crate::store::{Cell, Record, Relation, RelationKind, Store, Table};

/// A condition on records.
enum Condition<'s> {
    /// The rows of the table for which it holds, in order.
    Rows(Vec<u32>),
    /// To be tried on each record.
    Test(Box<dyn Fn(&Record) -> bool + 's>),
}

impl<'s> Condition<'s> {
    fn test(holds: impl Fn(&Record) -> bool + 's) -> Condition<'s> {
        Condition::Test(Box::new(holds))
    }

    fn holds(&self, row: u32, record: &Record) -> bool {
        match self {
            Condition::Rows(rows) => rows.binary_search(&row).is_ok(),
            Condition::Test(test) => test(record),
        }
    }
}

/// A bound on a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Bound {
    /// Which list it is.
    pub(crate) operation: String,
    pub(crate) parameter: String,
    pub(crate) field: String,
    /// `le`, `lt`, `ge` or `gt`.
    pub(crate) op: String,
    /// Whether a record without the field is selected.
    pub(crate) missing: bool,
    pub(crate) by: By,
    /// Whether the bound is heeded at all.
    pub(crate) heeded: bool,
}

impl Bound {
    fn of(operation: &Operation, parameter: &Parameter, hooks: &Hooks) -> Bound {
        let semantics = &parameter.semantics;
        let mut bound = Bound {
            operation: operation.id.clone(),
            parameter: parameter.name.clone(),
            field: semantics.field.clone().unwrap_or_default(),
            op: semantics.op.clone(),
            missing: semantics.missing.as_deref() == Some("included"),
            by: By::Value,
            heeded: true,
        };
        hooks.bound(&mut bound);
        bound
    }
}

/// A list query about to be answered.
pub(crate) struct Selection<'a> {
    pub(crate) store: &'a Store,
    pub(crate) operation: &'a Operation,
    pub(crate) query: &'a [(String, String)],
    pub(crate) hooks: &'a Hooks,
}

impl Selection<'_> {
    /// The records that other parameters would select.
    pub(crate) fn of(&self, pairs: &[(String, String)]) -> Vec<Arc<Record>> {
        select(self.store, self.operation, pairs, self.hooks)
    }

    /// The query without these parameters.
    pub(crate) fn without(&self, names: &[&str]) -> Vec<(String, String)> {
        self.query.iter().filter(|(name, _)| !names.contains(&name.as_str())).cloned().collect()
    }

    /// The table that is selected from.
    pub(crate) fn table(&self) -> &Table {
        self.store.table(self.operation.entity.as_deref().unwrap_or_default())
    }
}

/// The records of a list operation's entity that satisfy every filter of the query.
fn select(store: &Store, operation: &Operation, query: &[(String, String)], hooks: &Hooks) -> Vec<Arc<Record>> {
    let Some(entity) = &operation.entity else { return Vec::new() };
    let table = store.table(entity);
    let mut conditions: Vec<Condition<'_>> = Vec::new();
    for parameter in &operation.parameters {
        let values: Vec<&str> =
            query.iter().filter(|(name, _)| *name == parameter.name).map(|(_, value)| value.as_str()).collect();
        if !values.is_empty() {
            conditions.extend(condition(store, table, operation, parameter, &values, hooks));
        }
    }
    conditions.extend(identifier(table, query));
    conditions.extend(relationship(store, operation, query, hooks));
    let rows = conditions.iter().filter_map(|one| if let Condition::Rows(rows) = one { Some(rows) } else { None });
    let selected = |row: u32| {
        let record = table.at(row)?;
        conditions.iter().all(|condition| condition.holds(row, record)).then(|| Arc::clone(record))
    };
    match rows.min_by_key(|rows| rows.len()) {
        Some(fewest) => fewest.iter().copied().filter_map(selected).collect(),
        None => (0..).take(table.records().len()).filter_map(selected).collect(),
    }
}

fn condition<'s>(
    store: &'s Store,
    table: &'s Table,
    operation: &Operation,
    parameter: &Parameter,
    values: &[&str],
    hooks: &Hooks,
) -> Option<Condition<'s>> {
    let semantics = &parameter.semantics;
    let entity = operation.entity.as_deref().unwrap_or_default();
    let field = semantics.field.as_deref().unwrap_or_default();
    // Conditions that have to hold for the same element are built elsewhere.
    if parameter.name.starts_with("relationship.") || parameter.name.starts_with("identifier.") {
        return None;
    }
    let wanted: HashSet<Cell> = values.iter().map(|value| Cell::read(value)).collect();
    match semantics.op.as_str() {
        "eq" | "in" | "anyEq" | "overlaps" => {
            table.column(field)?;
            Some(Condition::Rows(table.rows(field, &wanted)))
        }
        "le" | "ge" | "gt" => {
            let bound = Bound::of(operation, parameter, hooks);
            let column = table.column(&bound.field)?;
            let at = wanted.into_iter().next()?;
            let written = bound.by.rank(values.first()?);
            if !bound.heeded {
                return None;
            }
            Some(Condition::test(move |record| match (bound.by, record.cells[column].first()) {
                (_, None) => bound.missing,
                (By::Value, Some(cell)) => holds(&bound.op, cell, &at),
                (by, Some(_)) => {
                    let stored = written_at(record, &bound.field).map(|text| by.stored(&text));
                    stored.is_some_and(|stored| holds(&bound.op, &stored, &written))
                }
            }))
        }
        "allValuesSubstringCI" => {
            let parts: Vec<String> = values.iter().map(|value| value.to_lowercase()).collect();
            let columns = ["givenName", "middleName", "familyName"].map(|field| table.column(field));
            Some(Condition::test(move |record| {
                let names: Vec<String> = columns
                    .iter()
                    .flatten()
                    .flat_map(|column| &record.cells[*column])
                    .filter_map(Cell::text)
                    .map(str::to_lowercase)
                    .collect();
                parts.iter().all(|part| names.iter().any(|name| name.contains(part)))
            }))
        }
        "inSubtree" | "join" => {
            let ids: Vec<Uuid> = wanted.iter().filter_map(Cell::id).collect();
            let rows = joins::matching(store, entity, &parameter.name, &ids);
            Some(Condition::test(move |record| record.id.is_some_and(|id| rows.contains(&id))))
        }
        _ => None,
    }
}

fn holds<T: PartialOrd>(op: &str, value: &T, bound: &T) -> bool {
    match op {
        "le" => value <= bound,
        "lt" => value < bound,
        "ge" => value >= bound,
        _ => value > bound,
    }
}

fn one<'q>(query: &'q [(String, String)], name: &str) -> Option<&'q str> {
    query.iter().find(|(given, _)| given == name).map(|(_, value)| value.as_str())
}

/// `identifier.value` and `identifier.context` look at the same external identifier.
fn identifier<'s>(table: &'s Table, query: &[(String, String)]) -> Option<Condition<'s>> {
    let (value, context) =
        (one(query, "identifier.value").map(Cell::read), one(query, "identifier.context").map(Cell::read));
    if value.is_none() && context.is_none() {
        return None;
    }
    Some(Condition::test(move |record| {
        let values = table.cells(record, "externalIdentifiers[].value");
        let contexts = table.cells(record, "externalIdentifiers[].context");
        values.iter().zip(contexts).any(|(a, b)| {
            value.as_ref().is_none_or(|value| value == a) && context.as_ref().is_none_or(|context| context == b)
        })
    }))
}

/// Every `relationship.*` parameter looks at one and the same relation. Without a type any kind of relation counts.
fn relationship(
    store: &Store,
    operation: &Operation,
    query: &[(String, String)],
    hooks: &Hooks,
) -> Option<Condition<'static>> {
    if !query.iter().any(|(name, _)| name.starts_with("relationship.")) {
        return None;
    }
    let kind = one(query, "relationship.entity.type").and_then(RelationKind::named);
    let organisation = one(query, "relationship.organisation").and_then(|id| Uuid::try_parse(id).ok());
    let bounds: Vec<(Bound, &str)> = operation
        .parameters
        .iter()
        .filter(|parameter| parameter.semantics.field.as_deref().is_some_and(|field| field.starts_with("relation.")))
        .filter_map(|parameter| Some((Bound::of(operation, parameter, hooks), one(query, &parameter.name)?)))
        .filter(|(bound, day)| bound.heeded && day.len() == 10)
        .collect();
    let within = |relation: &Relation| {
        bounds.iter().all(|(bound, at)| {
            let day = if bound.field == "relation.start" { &relation.start } else { &relation.end };
            day.as_deref().map_or(bound.missing, |day| holds(&bound.op, &day, at))
        })
    };
    let persons: HashSet<Uuid> = store
        .relations()
        .iter()
        .filter(|relation| kind.is_none_or(|kind| relation.kind == kind))
        .filter(|relation| organisation.is_none_or(|organisation| relation.organisation == Some(organisation)))
        .filter(|relation| within(relation))
        .map(|relation| relation.person)
        .collect();
    Some(Condition::test(move |record| record.id.is_some_and(|id| persons.contains(&id))))
}
