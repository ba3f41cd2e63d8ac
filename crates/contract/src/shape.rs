//! Reads the structural view of an entity out of its JSON Schema.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::{Entity, Property, Shape};

/// Keyword that names the entity which a reference object points at.
pub(crate) const REFERENCE_TARGET: &str = "x-reference-target";

/// A definition that the structural view cannot express, with its place.
#[derive(Debug)]
pub(crate) struct Unreadable {
    /// Path below the definition, for example `/properties/groups/items`.
    pub(crate) at: String,
    /// What is wrong.
    pub(crate) problem: String,
}

/// Whether a definition is an enumeration of strings, and if so its values.
pub(crate) fn enumeration(definition: &Value) -> Option<Vec<String>> {
    let values = definition.get("enum")?.as_array()?;
    values.iter().map(|value| value.as_str().map(str::to_owned)).collect()
}

/// Reads one entity. `definitions` tells enumerations from entities behind `$ref`.
pub(crate) fn entity(name: &str, definition: &Value, definitions: &Map<String, Value>) -> Result<Entity, Unreadable> {
    Ok(Entity { name: name.to_owned(), properties: properties(definition, definitions, "")? })
}

fn properties(
    object: &Value,
    definitions: &Map<String, Value>,
    at: &str,
) -> Result<BTreeMap<String, Property>, Unreadable> {
    let required: Vec<&str> = match object.get("required") {
        None => Vec::new(),
        Some(list) => list
            .as_array()
            .and_then(|list| list.iter().map(Value::as_str).collect())
            .ok_or_else(|| unreadable(at, "`required` is not a list of names"))?,
    };
    let declared = object
        .get("properties")
        .and_then(Value::as_object)
        .ok_or_else(|| unreadable(at, "neither an enumeration nor an object with `properties`"))?;
    if let Some(missing) = required.iter().find(|name| !declared.contains_key(**name)) {
        return Err(unreadable(at, format!("required lists {missing:?}, which is not among the properties")));
    }
    declared
        .iter()
        .map(|(name, schema)| {
            let here = format!("{at}/properties/{name}");
            let property = Property {
                required: required.contains(&name.as_str()),
                read_only: schema.get("readOnly").and_then(Value::as_bool).unwrap_or(false),
                shape: shape(schema, definitions, &here)?,
            };
            Ok((name.clone(), property))
        })
        .collect()
}

fn shape(schema: &Value, definitions: &Map<String, Value>, at: &str) -> Result<Shape, Unreadable> {
    if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
        let name = reference
            .strip_prefix("#/$defs/")
            .ok_or_else(|| unreadable(at, format!("{reference:?} points outside the file")))?;
        let definition =
            definitions.get(name).ok_or_else(|| unreadable(at, format!("{reference:?} points at nothing")))?;
        if let Some(target) = schema.get(REFERENCE_TARGET).and_then(Value::as_str) {
            return Ok(Shape::Reference { target: target.to_owned() });
        }
        return Ok(if enumeration(definition).is_some() { named_values(name) } else { Shape::Object(name.to_owned()) });
    }
    match data_type(schema) {
        Some("array") => {
            let items = schema.get("items").ok_or_else(|| unreadable(at, "an array without `items`"))?;
            Ok(Shape::Array {
                items: Box::new(shape(items, definitions, &format!("{at}/items"))?),
                unique: schema.get("uniqueItems").and_then(Value::as_bool).unwrap_or(false),
                min_items: schema.get("minItems").and_then(Value::as_u64).unwrap_or(0),
            })
        }
        Some("object") => Ok(Shape::Inline(properties(schema, definitions, at)?)),
        Some(data_type @ ("string" | "integer" | "number" | "boolean")) => Ok(Shape::Scalar {
            data_type: data_type.to_owned(),
            format: text(schema, "format"),
            enumeration: None,
            minimum: schema.get("minimum").and_then(Value::as_i64),
            maximum: schema.get("maximum").and_then(Value::as_i64),
            pattern: text(schema, "pattern"),
        }),
        _ => Err(unreadable(at, "neither `$ref` nor a known `type`")),
    }
}

fn named_values(name: &str) -> Shape {
    Shape::Scalar {
        data_type: "string".to_owned(),
        format: None,
        enumeration: Some(name.to_owned()),
        minimum: None,
        maximum: None,
        pattern: None,
    }
}

/// The type, or the first of several: the first is the meant one, the others are tolerated.
fn data_type(schema: &Value) -> Option<&str> {
    match schema.get("type")? {
        Value::String(one) => Some(one),
        Value::Array(several) => several.first()?.as_str(),
        _ => None,
    }
}

fn text(schema: &Value, keyword: &str) -> Option<String> {
    schema.get(keyword).and_then(Value::as_str).map(str::to_owned)
}

fn unreadable(at: &str, problem: impl Into<String>) -> Unreadable {
    Unreadable { at: at.to_owned(), problem: problem.into() }
}
