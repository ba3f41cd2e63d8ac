//! Filters: which records a query selects. Different parameters must all hold; of the values of one parameter one is enough.

use std::collections::HashSet;
use std::sync::Arc;

use samspel_contract::{Operation, Parameter};
use uuid::Uuid;

use super::joins;
use crate::store::{Cell, Record, RelationKind, Store, Table};

/// A condition on one record.
type Condition<'s> = Box<dyn Fn(&Record) -> bool + 's>;

/// The records of a list operation's entity that satisfy every filter of the query.
pub(crate) fn select(store: &Store, operation: &Operation, query: &[(String, String)]) -> Vec<Arc<Record>> {
    let Some(entity) = &operation.entity else { return Vec::new() };
    let table = store.table(entity);
    let mut conditions: Vec<Condition<'_>> = Vec::new();
    for parameter in &operation.parameters {
        let values: Vec<&str> =
            query.iter().filter(|(name, _)| *name == parameter.name).map(|(_, value)| value.as_str()).collect();
        if !values.is_empty() {
            conditions.extend(condition(store, table, entity, parameter, &values));
        }
    }
    conditions.extend(identifier(table, query));
    conditions.extend(relationship(store, query));
    table.records().iter().filter(|record| conditions.iter().all(|condition| condition(record))).cloned().collect()
}

fn condition<'s>(
    store: &'s Store,
    table: &'s Table,
    entity: &str,
    parameter: &Parameter,
    values: &[&str],
) -> Option<Condition<'s>> {
    let semantics = &parameter.semantics;
    let field = semantics.field.as_deref().unwrap_or_default();
    // Conditions that have to hold for the same element are built elsewhere.
    if parameter.name.starts_with("relationship.") || parameter.name.starts_with("identifier.") {
        return None;
    }
    let wanted: HashSet<Cell> = values.iter().map(|value| Cell::read(value)).collect();
    match semantics.op.as_str() {
        "eq" | "in" | "anyEq" | "overlaps" => {
            let column = table.column(field)?;
            Some(Box::new(move |record| record.cells[column].iter().any(|cell| wanted.contains(cell))))
        }
        "le" | "ge" | "gt" => {
            let column = table.column(field)?;
            let bound = wanted.into_iter().next()?;
            let op = semantics.op.clone();
            let missing = semantics.missing.as_deref() == Some("included");
            Some(Box::new(move |record| match record.cells[column].first() {
                Some(cell) => holds(&op, cell, &bound),
                None => missing,
            }))
        }
        "allValuesSubstringCI" => {
            let parts: Vec<String> = values.iter().map(|value| value.to_lowercase()).collect();
            Some(Box::new(move |record| {
                let names: Vec<String> = ["givenName", "middleName", "familyName"]
                    .iter()
                    .flat_map(|field| table.cells(record, field))
                    .filter_map(Cell::text)
                    .map(str::to_lowercase)
                    .collect();
                parts.iter().all(|part| names.iter().any(|name| name.contains(part)))
            }))
        }
        "inSubtree" | "join" => {
            let ids: Vec<Uuid> = wanted.iter().filter_map(Cell::id).collect();
            let rows = joins::matching(store, entity, &parameter.name, &ids);
            Some(Box::new(move |record| record.id.is_some_and(|id| rows.contains(&id))))
        }
        _ => None,
    }
}

fn holds(op: &str, cell: &Cell, bound: &Cell) -> bool {
    match op {
        "le" => cell <= bound,
        "ge" => cell >= bound,
        _ => cell > bound,
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
    Some(Box::new(move |record| {
        let values = table.cells(record, "externalIdentifiers[].value");
        let contexts = table.cells(record, "externalIdentifiers[].context");
        values.iter().zip(contexts).any(|(a, b)| {
            value.as_ref().is_none_or(|value| value == a) && context.as_ref().is_none_or(|context| context == b)
        })
    }))
}

/// Every `relationship.*` parameter looks at one and the same relation. Without a type any kind of relation counts.
fn relationship(store: &Store, query: &[(String, String)]) -> Option<Condition<'static>> {
    if !query.iter().any(|(name, _)| name.starts_with("relationship.")) {
        return None;
    }
    let kind = one(query, "relationship.entity.type").and_then(RelationKind::named);
    let organisation = one(query, "relationship.organisation").and_then(|id| Uuid::try_parse(id).ok());
    let bound = |name: &str| one(query, name);
    let start = (bound("relationship.startDate.onOrBefore"), bound("relationship.startDate.onOrAfter"));
    let end = (bound("relationship.endDate.onOrBefore"), bound("relationship.endDate.onOrAfter"));
    // A relation without that date always matches.
    let within = |day: Option<&str>, (before, after): (Option<&str>, Option<&str>)| {
        day.is_none_or(|day| before.is_none_or(|before| day <= before) && after.is_none_or(|after| day >= after))
    };
    let persons: HashSet<Uuid> = store
        .relations
        .iter()
        .filter(|relation| kind.is_none_or(|kind| relation.kind == kind))
        .filter(|relation| organisation.is_none_or(|organisation| relation.organisation == Some(organisation)))
        .filter(|relation| within(relation.start.as_deref(), start) && within(relation.end.as_deref(), end))
        .map(|relation| relation.person)
        .collect();
    Some(Box::new(move |record| record.id.is_some_and(|id| persons.contains(&id))))
}
