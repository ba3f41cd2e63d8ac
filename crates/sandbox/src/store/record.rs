//! One entity, ready to be sent.

use serde::de::DeserializeOwned;
use serde_json::Value;
use uuid::Uuid;

use super::Cell;

/// An entity: its JSON, and the unpacked cells of its table's columns.
#[derive(Debug, Clone)]
pub(crate) struct Record {
    /// Its id, when it has a proper one.
    pub(crate) id: Option<Uuid>,
    /// The whole object.
    pub(crate) json: Box<str>,
    /// Per column of the table: the values found there.
    pub(crate) cells: Box<[Box<[Cell]>]>,
}

impl Record {
    pub(super) fn new(value: &Value, columns: &[String]) -> Record {
        let cells = columns.iter().map(|path| cells_at(value, path).into_boxed_slice()).collect();
        let id = value.get("id").and_then(Value::as_str).and_then(|id| Uuid::try_parse(id).ok());
        Record { id, json: value.to_string().into(), cells }
    }

    /// The object as a tree. Null never happens: the text was made from a tree.
    pub(crate) fn value(&self) -> Value {
        self.part()
    }

    /// Some fields of the object, without building the rest of the tree.
    pub(crate) fn part<T: DeserializeOwned + Default>(&self) -> T {
        serde_json::from_str(&self.json).unwrap_or_default()
    }
}

/// The values found at a path.
pub(crate) fn cells_at(value: &Value, path: &str) -> Vec<Cell> {
    let mut found = Vec::new();
    collect(value, path, &mut found);
    found
}

/// Values at a path such as `groups[].id`.
fn collect(value: &Value, path: &str, into: &mut Vec<Cell>) {
    let (step, rest) = path.split_once('.').unwrap_or((path, ""));
    let (name, each) = match step.strip_suffix("[]") {
        Some(name) => (name, true),
        None => (step, false),
    };
    let Some(found) = value.get(name) else { return };
    let mut go_on = |value: &Value| {
        if rest.is_empty() {
            into.extend(Cell::of(value));
        } else {
            collect(value, rest, into);
        }
    };
    match found {
        Value::Array(elements) if each => elements.iter().for_each(go_on),
        found => go_on(found),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn values_are_found_inside_arrays_of_objects() {
        let value = json!({ "groups": [{ "id": "a" }, { "id": "b" }, {}], "meta": { "modified": "2026-01-01T00:00:00+01:00" } });
        let record =
            Record::new(&value, &["groups[].id".to_owned(), "meta.modified".to_owned(), "absent.id".to_owned()]);
        assert_eq!(record.cells[0].len(), 2);
        assert_eq!(record.cells[1][0], Cell::read("2025-12-31T23:00:00Z"));
        assert!(record.cells[2].is_empty());
    }
}
