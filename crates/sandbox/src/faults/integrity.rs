//! Faults of what is held: data that does not hang together, though each answer is well formed.

mod care;
mod groups;
mod organisations;
mod persons;
mod references;
mod teaching;

use serde_json::{Map, Value, json};

use crate::fault::{Fault, Hook, Level, Title};

/// By what goes wrong.
pub(super) const FAMILIES: &[&[Fault]] =
    &[references::FAULTS, organisations::FAULTS, persons::FAULTS, groups::FAULTS, teaching::FAULTS, care::FAULTS];

/// A fault that a MUST forbids.
const fn must(
    id: &'static str,
    requirements: &'static [&'static str],
    sv: &'static str,
    en: &'static str,
    hooks: &'static [Hook],
) -> Fault {
    Fault { id, requirements, level: Level::Must, title: Title { sv, en }, hooks }
}

/// A fault that a SHOULD advises against.
const fn should(
    id: &'static str,
    requirements: &'static [&'static str],
    sv: &'static str,
    en: &'static str,
    hooks: &'static [Hook],
) -> Fault {
    Fault { id, requirements, level: Level::Should, title: Title { sv, en }, hooks }
}

/// Whether an object has this text in a field.
fn is(value: &Value, field: &str, text: &str) -> bool {
    value.get(field).and_then(Value::as_str) == Some(text)
}

/// Puts a text where the record has a value already.
fn replace(value: &mut Value, field: &str, with: impl Into<Value>) {
    if let Some(found) = value.get_mut(field) {
        *found = with.into();
    }
}

/// Takes a field away.
fn remove(value: &mut Value, field: &str) {
    if let Value::Object(fields) = value {
        fields.remove(field);
    }
}

/// The elements of an array, to be changed.
fn elements<'v>(value: &'v mut Value, field: &str) -> impl Iterator<Item = &'v mut Value> {
    value.get_mut(field).and_then(Value::as_array_mut).into_iter().flatten()
}

/// A record's own id.
fn id(value: &Value) -> &str {
    value.get("id").and_then(Value::as_str).unwrap_or_default()
}

/// A reference to a record.
fn reference(to: &Value) -> Value {
    json!({ "id": id(to) })
}

/// Changes every reference below a record: an object of an id and what is told beside it. The name is that of the field.
fn references(value: &mut Value, change: &mut impl FnMut(&str, &mut Map<String, Value>)) {
    fn below(name: &str, value: &mut Value, change: &mut impl FnMut(&str, &mut Map<String, Value>)) {
        match value {
            Value::Object(fields) => {
                let known = |name: &String| matches!(name.as_str(), "id" | "displayName" | "securityMarking");
                if fields.contains_key("id") && fields.keys().all(known) {
                    change(name, fields);
                } else {
                    fields.iter_mut().for_each(|(name, field)| below(name, field, change));
                }
            }
            Value::Array(elements) => elements.iter_mut().for_each(|element| below(name, element, change)),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }
    for (name, field) in value.as_object_mut().into_iter().flatten() {
        below(name, field, change);
    }
}
