//! What faults need to get at the entities in an answer.

use std::collections::BTreeMap;

use samspel_contract::{Kind, Operation, Property, Shape};
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::provider::{Answer, Asked, Body};
use crate::store::Store;

/// Changes every entity that an answer to a reading operation carries, and tells the entity's name.
pub(super) fn each(asked: &Asked<'_>, answer: &mut Answer, mut change: impl FnMut(&str, &mut Value)) {
    let Some(operation) = asked.operation else { return };
    let Some(entity) = operation.success.entity.as_deref() else { return };
    if !answer.is_success() || matches!(answer.body, Body::Empty) {
        return;
    }
    let value = answer.json();
    match operation.kind {
        Kind::List => match value.get_mut("data") {
            Some(Value::Array(entries)) => entries.iter_mut().for_each(|entry| change(entity, entry)),
            // Deletions: one object with the ids of all kinds.
            Some(data) => change(entity, data),
            None => {}
        },
        Kind::Lookup => value.as_array_mut().into_iter().flatten().for_each(|entry| change(entity, entry)),
        Kind::ById | Kind::Create | Kind::Update => change(entity, value),
        Kind::Delete | Kind::Report => {}
    }
}

/// Changes every object and value inside a value, itself included; the name is that of the field it stands in.
pub(super) fn everywhere(name: &str, value: &mut Value, change: &mut impl FnMut(&str, &mut Value)) {
    change(name, value);
    match value {
        Value::Array(elements) => elements.iter_mut().for_each(|element| everywhere(name, element, change)),
        Value::Object(fields) => fields.iter_mut().for_each(|(name, field)| everywhere(name, field, change)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Changes an entity and every sub-object that the contract declares, with the name of its schema.
pub(super) fn declared(
    asked: &Asked<'_>,
    entity: &str,
    value: &mut Value,
    change: &mut impl FnMut(&BTreeMap<String, Property>, &str, &mut Map<String, Value>),
) {
    let (Some(shape), Value::Object(fields)) = (asked.contract.entity(entity), value) else { return };
    for (name, property) in &shape.properties {
        if let Some(field) = fields.get_mut(name) {
            inside(asked, &property.shape, field, change);
        }
    }
    change(&shape.properties, entity, fields);
}

fn inside(
    asked: &Asked<'_>,
    shape: &Shape,
    value: &mut Value,
    change: &mut impl FnMut(&BTreeMap<String, Property>, &str, &mut Map<String, Value>),
) {
    match shape {
        Shape::Object(entity) => declared(asked, entity, value, change),
        Shape::Array { items, .. } => {
            value.as_array_mut().into_iter().flatten().for_each(|element| inside(asked, items, element, change))
        }
        Shape::Scalar { .. } | Shape::Reference { .. } | Shape::Inline(_) => {}
    }
}

/// Changes everything that is embedded in the entities of an answer, and tells the entity and the key.
pub(super) fn each_embedded(asked: &Asked<'_>, answer: &mut Answer, mut change: impl FnMut(&str, &str, &mut Value)) {
    each(asked, answer, |entity, value| {
        if let Some(Value::Object(inside)) = value.get_mut("_embedded") {
            inside.iter_mut().for_each(|(name, content)| change(entity, name, content));
        }
    });
}

/// The record that follows in its table; the first follows the last.
pub(super) fn next_of(store: &Store, entity: &str, value: &Value) -> Option<Value> {
    let id = value.get("id").and_then(Value::as_str).and_then(|id| Uuid::try_parse(id).ok())?;
    let records = store.table(entity).records();
    let at = records.iter().position(|record| record.id == Some(id))?;
    records.get((at + 1) % records.len()).map(|record| record.value())
}

/// Whether a path leads to a lookup.
pub(super) fn lookup_path(path: &str) -> bool {
    path.ends_with("/lookup")
}

/// Whether a path leads to a single object.
pub(super) fn single_path(path: &str) -> bool {
    path.trim_matches('/').contains('/') && !lookup_path(path)
}

/// Whether an operation reads.
pub(super) fn reads(operation: &Operation) -> bool {
    matches!(operation.kind, Kind::List | Kind::Lookup | Kind::ById)
}

/// Whether a request was answered with success by a reading operation of this kind.
pub(super) fn succeeded(asked: &Asked<'_>, answer: &Answer, kind: Kind) -> bool {
    answer.is_success() && asked.operation.is_some_and(|operation| operation.kind == kind)
}
