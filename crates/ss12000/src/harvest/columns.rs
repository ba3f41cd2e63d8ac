//! For each simple filter of a list, the values that its entries hold: what the filter should return can be computed.

use std::collections::{BTreeMap, HashMap};

use samspel_contract::Operation;
use serde_json::Value;

/// Most distinct values that are remembered for one parameter. Values are remembered in the order they are met, so what is
/// remembered is remembered for every entry.
const DISTINCT: usize = 4096;

/// Operators that compare a field of the entry itself with the value as it is written.
const SIMPLE: [&str; 4] = ["eq", "in", "anyEq", "overlaps"];

/// The values of one parameter over all entries of a list.
#[derive(Debug, Default)]
pub(crate) struct Column {
    values: Vec<String>,
    index: HashMap<String, u32>,
    rows: Vec<(u32, u32)>,
}

impl Column {
    /// Each remembered value with the number of entries that hold it.
    pub(crate) fn values(&self) -> Vec<(&str, u64)> {
        let mut counts = vec![0_u64; self.values.len()];
        for (_, value) in &self.rows {
            if let Some(count) = counts.get_mut(*value as usize) {
                *count += 1;
            }
        }
        self.values.iter().map(String::as_str).zip(counts).collect()
    }

    /// Numbers of the entries (in the order of reading) that hold one of these values.
    pub(crate) fn entries(&self, wanted: &[&str]) -> Vec<u32> {
        let wanted: Vec<u32> = wanted.iter().filter_map(|w| self.index.get(*w).copied()).collect();
        let mut entries: Vec<u32> = self.rows.iter().filter(|(_, v)| wanted.contains(v)).map(|(e, _)| *e).collect();
        entries.dedup();
        entries
    }

    fn add(&mut self, entry: u32, value: &str) {
        let number = match self.index.get(value) {
            Some(number) => *number,
            None if self.values.len() < DISTINCT => {
                let number = u32::try_from(self.values.len()).unwrap_or(u32::MAX);
                self.values.push(value.to_owned());
                self.index.insert(value.to_owned(), number);
                number
            }
            None => return,
        };
        if self.rows.last() != Some(&(entry, number)) {
            self.rows.push((entry, number));
        }
    }
}

/// Fills the columns of an operation.
pub(super) struct Columns {
    paths: Vec<(String, Vec<String>)>,
    columns: BTreeMap<String, Column>,
}

impl Columns {
    pub(super) fn new(operation: &Operation) -> Self {
        let paths: Vec<(String, Vec<String>)> = operation
            .parameters
            .iter()
            .filter(|p| p.place == "query" && SIMPLE.contains(&p.semantics.op.as_str()))
            .filter_map(|p| {
                let field = p.semantics.field.as_deref()?;
                let own = !field.contains(['>', '(', ' ', '/']);
                own.then(|| (p.name.clone(), field.split('.').map(str::to_owned).collect()))
            })
            .collect();
        let columns = paths.iter().map(|(name, _)| (name.clone(), Column::default())).collect();
        Columns { paths, columns }
    }

    pub(super) fn add(&mut self, entry: u32, value: &Value) {
        for (name, path) in &self.paths {
            if let Some(column) = self.columns.get_mut(name) {
                visit(value, path, &mut |found| column.add(entry, found));
            }
        }
    }

    pub(super) fn finish(self) -> BTreeMap<String, Column> {
        self.columns
    }
}

fn visit(value: &Value, path: &[String], found: &mut dyn FnMut(&str)) {
    let Some((segment, rest)) = path.split_first() else {
        match value {
            Value::String(text) => found(text),
            Value::Bool(_) | Value::Number(_) => found(&value.to_string()),
            _ => {}
        }
        return;
    };
    match segment.strip_suffix("[]") {
        Some(name) => {
            value.get(name).and_then(Value::as_array).into_iter().flatten().for_each(|v| visit(v, rest, found))
        }
        None => {
            if let Some(value) = value.get(segment) {
                visit(value, rest, found);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn fields_inside_arrays_and_objects_are_found() {
        let person = json!({"civicNo": {"value": "x"}, "externalIdentifiers": [{"value": "a"}, {"value": "b"}], "tags": ["p", "q"]});
        let all = |path: &str| {
            let mut all = Vec::new();
            visit(&person, &path.split('.').map(str::to_owned).collect::<Vec<_>>(), &mut |v| all.push(v.to_owned()));
            all
        };
        assert_eq!(all("civicNo.value"), ["x"]);
        assert_eq!(all("externalIdentifiers[].value"), ["a", "b"]);
        assert_eq!(all("tags[]"), ["p", "q"]);
        assert!(all("nothing.here").is_empty());
    }

    #[test]
    fn a_column_answers_which_entries_hold_a_value() {
        let mut column = Column::default();
        for (entry, value) in [(0, "a"), (1, "b"), (2, "a"), (2, "b")] {
            column.add(entry, value);
        }
        assert_eq!(column.entries(&["a"]), [0, 2]);
        assert_eq!(column.entries(&["a", "b"]), [0, 1, 2]);
        assert_eq!(column.values(), [("a", 2), ("b", 2)]);
    }
}
