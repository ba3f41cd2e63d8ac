//! Sort orders: Swedish letters after z, moments by instant, missing values last.

use std::cmp::Ordering;
use std::sync::Arc;

use samspel_contract::Operation;
use serde_json::Value;

use crate::store::{Cell, Record, Table};

/// Puts records in the order of a sort key. Records that tie keep the order in which they stood.
pub(crate) fn sort(records: &mut [Arc<Record>], table: &Table, operation: &Operation, sortkey: &str) {
    let order = operation
        .parameters
        .iter()
        .find(|parameter| parameter.semantics.op == "sort")
        .and_then(|parameter| parameter.semantics.order.get(sortkey));
    let Some(order) = order else { return };
    let field = order.get("field").and_then(Value::as_str).unwrap_or_default();
    let descending = order.get("dir").and_then(Value::as_str) == Some("desc");
    records.sort_by_cached_key(|record| Key { value: key(table, record, field), descending });
}

fn key(table: &Table, record: &Record, field: &str) -> Option<SortValue> {
    // Persons have no display name; they are listed by given and family name.
    if field == "displayName" && table.column("givenName").is_some() {
        let names = ["givenName", "familyName"]
            .map(|part| table.cells(record, part).first().and_then(Cell::text).unwrap_or_default());
        return Some(SortValue::Text(collation(&names.join(" "))));
    }
    Some(match table.cells(record, field).first()? {
        Cell::Text(text) => SortValue::Text(collation(text)),
        other => SortValue::Other(other.clone()),
    })
}

/// Lower case, with å, ä, ö after z.
fn collation(text: &str) -> String {
    text.chars()
        .flat_map(char::to_lowercase)
        .map(|letter| match letter {
            'å' => '{',
            'ä' => '|',
            'ö' => '}',
            other => other,
        })
        .collect()
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum SortValue {
    Text(String),
    Other(Cell),
}

#[derive(PartialEq, Eq)]
struct Key {
    value: Option<SortValue>,
    descending: bool,
}

impl Ord for Key {
    fn cmp(&self, other: &Key) -> Ordering {
        match (&self.value, &other.value) {
            (Some(this), Some(that)) if self.descending => that.cmp(this),
            (Some(this), Some(that)) => this.cmp(that),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => Ordering::Equal,
        }
    }
}

impl PartialOrd for Key {
    fn partial_cmp(&self, other: &Key) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn swedish_letters_come_after_z_in_their_own_order() {
        let mut names = ["Öst", "zebra", "Ärlig", "Ask", "Ångström"];
        names.sort_by_key(|name| collation(name));
        assert_eq!(names, ["Ask", "zebra", "Ångström", "Ärlig", "Öst"]);
    }
}
