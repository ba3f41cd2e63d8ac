//! From a case to its tests: one for each row of its matrix.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::Case;

/// A test to be: its id and its arguments.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// `case` or `case[row]`.
    pub id: String,
    /// `with:` and the row, merged.
    pub with: Map<String, Value>,
}

/// Every row of a case, in the order of its lists; the last key changes fastest.
pub(crate) fn rows(case: &Case, sets: &BTreeMap<String, Vec<Value>>) -> Vec<Row> {
    let mut rows: Vec<(Vec<String>, Map<String, Value>)> = vec![(Vec::new(), case.with.clone())];
    for (name, values) in &case.matrix {
        let values = values_of(values, sets);
        rows = rows
            .into_iter()
            .flat_map(|(words, with)| {
                values.iter().map(move |value| {
                    let mut words = words.clone();
                    words.push(word(value));
                    let mut with = with.clone();
                    with.insert(name.clone(), value.clone());
                    (words, with)
                })
            })
            .collect();
    }
    rows.into_iter()
        .map(|(words, with)| {
            let id = if words.is_empty() { case.id.clone() } else { format!("{}[{}]", case.id, words.join(",")) };
            Row { id, with }
        })
        .collect()
}

/// The values of a matrix key. An unknown set has none; loading and lint tell.
pub(crate) fn values_of<'a>(values: &'a Value, sets: &'a BTreeMap<String, Vec<Value>>) -> &'a [Value] {
    match values {
        Value::Array(values) => values,
        Value::String(set) => set.strip_prefix('$').and_then(|name| sets.get(name)).map_or(&[], Vec::as_slice),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_) => &[],
    }
}

/// How a value stands in a test id: text as it is, the values of a mapping joined by `.`, anything else as JSON.
fn word(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Object(members) => members.values().map(word).collect::<Vec<_>>().join("."),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) => value.to_string(),
    }
}
