//! Sort orders: Swedish letters after z, moments by instant, missing values last.

use std::cmp::Ordering;
use std::sync::Arc;

use samspel_contract::Operation;
use serde_json::Value;

use super::compare::{By, Rank};
use crate::fault::Hooks;
use crate::store::{Cell, Record, Table};

/// What a list is put in order by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Order {
    /// Which list it is.
    pub(crate) operation: String,
    /// The sort key as it was asked for.
    pub(crate) sortkey: String,
    pub(crate) field: String,
    pub(crate) descending: bool,
    pub(crate) by: By,
    /// Whether records without a value are left out.
    pub(crate) drops_missing: bool,
    /// Whether records that tie stand in another order on each page.
    pub(crate) shuffles_ties: bool,
}

impl Order {
    /// The order of a sort key; None when the operation does not have it.
    pub(super) fn asked(operation: &Operation, sortkey: &str, hooks: &Hooks) -> Option<Order> {
        let sorting = operation.parameters.iter().find(|parameter| parameter.semantics.op == "sort")?;
        let order = sorting.semantics.order.get(sortkey)?;
        let mut order = Order {
            operation: operation.id.clone(),
            sortkey: sortkey.to_owned(),
            field: order.get("field").and_then(Value::as_str).unwrap_or_default().to_owned(),
            descending: order.get("dir").and_then(Value::as_str) == Some("desc"),
            by: By::Value,
            drops_missing: false,
            shuffles_ties: false,
        };
        hooks.order(&mut order);
        Some(order)
    }
}

/// Puts records in order. Records that tie keep the order in which they stood. `page` counts pages served before.
pub(super) fn sort(records: &mut Vec<Arc<Record>>, table: &Table, order: &Order, page: usize) {
    if order.drops_missing {
        records.retain(|record| key(table, record, order).is_some());
    }
    if order.shuffles_ties {
        records
            .sort_by_key(|record| record.id.map(|id| id.as_u128().rotate_left(u32::try_from(page).unwrap_or(0) * 17)));
    }
    records.sort_by_cached_key(|record| Key { value: key(table, record, order), descending: order.descending });
}

fn key(table: &Table, record: &Record, order: &Order) -> Option<SortValue> {
    let field = order.field.as_str();
    if order.by != By::Value {
        let written = written_at(record, field)?;
        return Some(SortValue::Rank(order.by.stored(&written)));
    }
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

/// The text of a field as the record writes it.
pub(super) fn written_at(record: &Record, field: &str) -> Option<String> {
    let value = record.value();
    field.split('.').try_fold(&value, |value, name| value.get(name)).and_then(Value::as_str).map(str::to_owned)
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
    Rank(Rank),
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
