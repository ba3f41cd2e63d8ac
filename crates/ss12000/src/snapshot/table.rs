//! The records of one list.

use std::collections::BTreeMap;
use std::sync::Arc;

use samspel_contract::Contract;
use samspel_suite::CheckError;
use serde_json::Value;

use super::archive::{Archive, ArchiveBuilder};
use super::cell::{Cell, Kind, text_hash};
use super::{Column, Interner, layout};
use crate::harvest::Key;

/// The records of one list, by row in the order of reading.
#[derive(Debug)]
pub(crate) struct Table {
    keys: Vec<Key>,
    /// Interned id and row, sorted by id.
    rows: Vec<(u32, u32)>,
    digests: Vec<u64>,
    columns: BTreeMap<String, Column>,
    archive: Archive,
}

impl Table {
    /// How many records.
    pub(crate) fn len(&self) -> usize {
        self.keys.len()
    }

    /// Rows, in the order of reading.
    pub(crate) fn rows(&self) -> std::ops::Range<u32> {
        0..u32::try_from(self.len()).unwrap_or(u32::MAX)
    }

    /// Identity of every record, in the order of reading.
    pub(crate) fn keys(&self) -> &[Key] {
        &self.keys
    }

    /// Identity of a record. The row must be one of this table's.
    pub(crate) fn key(&self, row: u32) -> Key {
        self.keys[row as usize]
    }

    /// The row of an interned id; the first that was read when the id came twice.
    pub(crate) fn row_of(&self, id: u32) -> Option<u32> {
        let at = self.rows.partition_point(|(other, _)| *other < id);
        self.rows.get(at).filter(|(other, _)| *other == id).map(|(_, row)| *row)
    }

    /// A hash of the whole content of a record, the same in any order of properties.
    pub(crate) fn digest(&self, row: u32) -> u64 {
        self.digests[row as usize]
    }

    /// The column of a path, written as the contract writes it: `groupMemberships[].person.id`. None when it is not kept.
    pub(crate) fn column(&self, path: &str) -> Option<&Column> {
        self.columns.get(path)
    }

    /// A whole record.
    ///
    /// # Errors
    /// When the file behind it cannot be read.
    pub(crate) fn record(&self, row: u32) -> Result<Value, CheckError> {
        let bytes = self.archive.record(row).map_err(unreadable)?;
        serde_json::from_slice(&bytes).map_err(unreadable)
    }

    /// Hands out every record in the order of reading; holds one at a time.
    ///
    /// # Errors
    /// When the file behind it cannot be read.
    pub(crate) fn scan(&self, mut each: impl FnMut(u32, &Value)) -> Result<(), CheckError> {
        let scanned = self.archive.scan(|row, bytes| {
            each(row, &serde_json::from_slice(bytes)?);
            Ok(())
        });
        scanned.map_err(unreadable)
    }
}

/// A table under construction.
#[derive(Debug)]
pub(crate) struct TableBuilder {
    interner: Arc<Interner>,
    keys: Vec<Key>,
    rows: Vec<(u32, u32)>,
    digests: Vec<u64>,
    columns: Vec<(String, Vec<String>, Kind, Column)>,
    archive: ArchiveBuilder,
    /// Why the table cannot be finished.
    broken: Option<CheckError>,
}

impl TableBuilder {
    /// An empty table for an entity.
    ///
    /// # Errors
    /// When no file can be made for the records.
    pub(crate) fn new(contract: &Contract, entity: &str, interner: Arc<Interner>) -> Result<Self, CheckError> {
        let columns = layout::paths(contract, entity)
            .into_iter()
            .map(|path| {
                let segments = path.split('.').map(str::to_owned).collect();
                let kind = Kind::of(&path);
                let column = Column::new(kind, path.contains("[]"));
                (path, segments, kind, column)
            })
            .collect();
        let archive = ArchiveBuilder::new().map_err(unreadable)?;
        Ok(TableBuilder {
            interner,
            keys: Vec::new(),
            rows: Vec::new(),
            digests: Vec::new(),
            columns,
            archive,
            broken: None,
        })
    }

    /// Adds a record.
    pub(crate) fn push(&mut self, key: Key, record: &Value) {
        let row = u32::try_from(self.keys.len()).unwrap_or(u32::MAX);
        let mut numbers = self.interner.lock();
        for (_, segments, kind, column) in &mut self.columns {
            layout::visit(record, segments, &mut |value| {
                let cell = value.map_or(Cell::Missing, |value| kind.read(value, &mut numbers));
                if let (Cell::Text(_), Some(Value::String(text))) = (cell, value) {
                    column.remember(text);
                }
                column.push(cell);
            });
            column.end_row(row);
        }
        if key.own {
            self.rows.push((numbers.number(key.value), row));
        }
        drop(numbers);
        self.keys.push(key);
        // Objects are written in the order of their names, so that the text does not depend on the system's order.
        let text = record.to_string();
        self.digests.push(text_hash(&text));
        if self.broken.is_none() {
            self.broken = self.archive.push(text.as_bytes()).err().map(unreadable);
        }
    }

    /// The table with everything that was added.
    ///
    /// # Errors
    /// When a record could not be written.
    pub(crate) fn finish(mut self) -> Result<Table, CheckError> {
        if let Some(broken) = self.broken {
            return Err(broken);
        }
        self.rows.sort_unstable();
        self.keys.shrink_to_fit();
        self.rows.shrink_to_fit();
        self.digests.shrink_to_fit();
        self.columns.iter_mut().for_each(|(.., column)| column.shrink_to_fit());
        Ok(Table {
            keys: self.keys,
            rows: self.rows,
            digests: self.digests,
            columns: self.columns.into_iter().map(|(path, _, _, column)| (path, column)).collect(),
            archive: self.archive.finish().map_err(unreadable)?,
        })
    }
}

fn unreadable(error: impl std::fmt::Display) -> CheckError {
    CheckError::Other(format!("the records read from the system cannot be kept on disk: {error}"))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::harvest::key;

    fn table(records: &[Value]) -> (Table, Arc<Interner>) {
        let contract = Contract::embedded("2.1").unwrap();
        let interner = Arc::new(Interner::default());
        let mut builder = TableBuilder::new(&contract, "Group", Arc::clone(&interner)).unwrap();
        for record in records {
            builder.push(key(record), record);
        }
        (builder.finish().unwrap(), interner)
    }

    const A: &str = "00000000-0000-4000-8000-00000000000a";
    const B: &str = "00000000-0000-4000-8000-00000000000b";

    #[test]
    fn records_are_found_by_id_and_columns_of_one_array_run_in_parallel() {
        let records = [
            json!({"id": A, "groupType": "Klass", "groupMemberships": [{"person": {"id": B}, "startDate": "2024-08-15"}, {"person": {"id": A}}]}),
            json!({"id": B, "groupType": 7, "startDate": "nonsense"}),
        ];
        let (table, interner) = table(&records);
        let number = |id: &str| interner.find(uuid::Uuid::try_parse(id).unwrap().as_u128()).unwrap();
        assert_eq!(table.row_of(number(B)), Some(1));
        let cells = |path: &str, row| table.column(path).unwrap().cells(row).collect::<Vec<_>>();
        assert_eq!(cells("groupMemberships[].person.id", 0), [Cell::Id(number(B)), Cell::Id(number(A))]);
        assert_eq!(cells("groupMemberships[].startDate", 0), [Cell::Day(19_950), Cell::Missing]);
        assert!(cells("groupMemberships[].startDate", 1).is_empty());
        assert_eq!(cells("startDate", 1), [Cell::Unreadable]);
        assert_eq!(cells("endDate", 0), [Cell::Missing]);
        assert_eq!(table.column("groupType").unwrap().text(text_hash("Klass")), Some("Klass"));
        assert_eq!(table.record(1).unwrap(), records[1]);
        let mut seen = 0;
        table
            .scan(|row, record| {
                assert_eq!(*record, records[row as usize]);
                seen += 1;
            })
            .unwrap();
        assert_eq!(seen, 2);
    }

    #[test]
    fn the_digest_changes_with_the_content_and_not_with_the_order_of_properties() {
        let one: Value = serde_json::from_str(&format!(r#"{{"id":"{A}","displayName":"x"}}"#)).unwrap();
        let two: Value = serde_json::from_str(&format!(r#"{{"displayName":"x","id":"{A}"}}"#)).unwrap();
        let three = json!({"id": A, "displayName": "y"});
        let (table, _) = table(&[one, two, three]);
        assert_eq!(table.digest(0), table.digest(1));
        assert_ne!(table.digest(0), table.digest(2));
    }
}
