//! All entities of one kind.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use serde_json::Value;
use uuid::Uuid;

use super::{Cell, Record};

/// Rows by the values found in one column.
type Index = Arc<HashMap<Cell, Vec<u32>>>;

/// Entities in the order in which they came.
pub(crate) struct Table {
    columns: Vec<String>,
    records: Vec<Arc<Record>>,
    by_id: HashMap<Uuid, u32>,
    /// Made when first asked for, forgotten when the table changes.
    indexes: Mutex<HashMap<String, Index>>,
}

impl Table {
    pub(super) fn new(columns: Vec<String>) -> Table {
        Table { columns, records: Vec::new(), by_id: HashMap::new(), indexes: Mutex::default() }
    }

    /// Adds an entity at the end.
    pub(crate) fn add(&mut self, value: &Value) -> Arc<Record> {
        let record = Arc::new(Record::new(value, &self.columns));
        if let (Some(id), Ok(row)) = (record.id, u32::try_from(self.records.len())) {
            self.by_id.entry(id).or_insert(row);
        }
        self.records.push(Arc::clone(&record));
        self.forget_indexes();
        record
    }

    /// Puts an entity in the place of the one with the same id; false when there is none.
    pub(crate) fn replace(&mut self, id: Uuid, value: &Value) -> bool {
        let Some(place) = self.by_id.get(&id).and_then(|row| self.records.get_mut(*row as usize)) else { return false };
        *place = Arc::new(Record::new(value, &self.columns));
        self.forget_indexes();
        true
    }

    /// Removes an entity; false when it is not there.
    pub(crate) fn remove(&mut self, id: Uuid) -> bool {
        let before = self.records.len();
        self.records.retain(|record| record.id != Some(id));
        self.by_id = self.records.iter().zip(0..).filter_map(|(record, row)| Some((record.id?, row))).collect();
        self.forget_indexes();
        self.records.len() < before
    }

    pub(crate) fn records(&self) -> &[Arc<Record>] {
        &self.records
    }

    pub(crate) fn get(&self, id: Uuid) -> Option<&Arc<Record>> {
        self.at(self.row(id)?)
    }

    /// Where the entity with an id stands.
    pub(crate) fn row(&self, id: Uuid) -> Option<u32> {
        self.by_id.get(&id).copied()
    }

    /// The entity in a row.
    pub(crate) fn at(&self, row: u32) -> Option<&Arc<Record>> {
        self.records.get(row as usize)
    }

    /// Where a column stands in [`Record::cells`].
    pub(crate) fn column(&self, path: &str) -> Option<usize> {
        self.columns.iter().position(|column| column == path)
    }

    /// The values of a record in a column.
    pub(crate) fn cells<'r>(&self, record: &'r Record, path: &str) -> &'r [Cell] {
        self.column(path).and_then(|column| record.cells.get(column)).map_or(&[], |cells| cells)
    }

    /// The first id of a record in a column.
    pub(crate) fn first_id(&self, record: &Record, path: &str) -> Option<Uuid> {
        self.cells(record, path).iter().find_map(Cell::id)
    }

    /// Records that have this id in this column.
    pub(crate) fn with(&self, path: &str, id: Uuid) -> Vec<&Arc<Record>> {
        self.rows(path, [&Cell::Id(id)]).into_iter().filter_map(|row| self.at(row)).collect()
    }

    /// The rows that have one of these values in this column, each once and in order.
    pub(crate) fn rows<'c>(&self, path: &str, values: impl IntoIterator<Item = &'c Cell>) -> Vec<u32> {
        let index = self.index(path);
        let mut rows: Vec<u32> = values.into_iter().filter_map(|value| index.get(value)).flatten().copied().collect();
        rows.sort_unstable();
        rows.dedup();
        rows
    }

    fn index(&self, path: &str) -> Index {
        let mut indexes = self.indexes.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(index) = indexes.get(path) {
            return Arc::clone(index);
        }
        let mut rows: HashMap<Cell, Vec<u32>> = HashMap::new();
        let column = self.column(path);
        for (record, row) in self.records.iter().zip(0_u32..) {
            for value in column.and_then(|column| record.cells.get(column)).into_iter().flatten() {
                match rows.get_mut(value) {
                    Some(rows) if rows.last() == Some(&row) => {}
                    Some(rows) => rows.push(row),
                    None => {
                        rows.insert(value.clone(), vec![row]);
                    }
                }
            }
        }
        let index = Arc::new(rows);
        indexes.insert(path.to_owned(), Arc::clone(&index));
        index
    }

    fn forget_indexes(&mut self) {
        self.indexes.get_mut().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn rows_come_in_order_and_each_once_even_after_a_change() {
        let mut table = Table::new(vec!["codes[]".to_owned()]);
        for codes in [json!(["b", "a"]), json!(["c"]), json!(["a", "a"])] {
            table.add(&json!({ "codes": codes }));
        }
        let wanted = [Cell::read("a"), Cell::read("b")];
        assert_eq!(table.rows("codes[]", &wanted), [0, 2]);
        table.add(&json!({ "codes": ["b"] }));
        assert_eq!(table.rows("codes[]", &wanted), [0, 2, 3]);
        assert_eq!(table.rows("other", &wanted), [0_u32; 0]);
    }
}
