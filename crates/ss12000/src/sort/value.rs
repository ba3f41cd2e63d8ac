//! What a record is put in order by.

use serde_json::Value;

use super::collation;
use crate::snapshot::{Cell, day, instant};

/// A value that orders records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum SortValue {
    /// None there, or not what the standard says: it may stand anywhere.
    None,
    /// A day or an instant, as a number that grows with time.
    Time(i64),
    /// A text.
    Text(String),
}

impl SortValue {
    /// The value of a record at a path like `meta.modified`.
    pub(super) fn of(record: &Value, path: &str) -> SortValue {
        let found = path.split('.').try_fold(record, |value, name| value.get(name)).and_then(Value::as_str);
        let Some(text) = found else { return SortValue::None };
        let time = if path.ends_with("Date") {
            day(text)
        } else if is_time(path) {
            instant(text)
        } else if text.is_empty() {
            // Some databases keep no difference between no text and an empty one.
            return SortValue::None;
        } else {
            return SortValue::Text(text.to_owned());
        };
        match time {
            Some(Cell::Day(day)) => SortValue::Time(i64::from(day)),
            Some(Cell::Instant(instant)) => SortValue::Time(instant),
            _ => SortValue::None,
        }
    }

    /// Whether there is a value.
    pub(super) fn is_known(&self) -> bool {
        *self != SortValue::None
    }

    /// Whether this comes after the other in every order that the standard allows; false when either has no value.
    pub(super) fn is_after(&self, other: &SortValue) -> bool {
        match (self, other) {
            (SortValue::Time(this), SortValue::Time(that)) => this > that,
            (SortValue::Text(this), SortValue::Text(that)) => collation::is_after(this, that),
            _ => false,
        }
    }
}

/// Whether a path leads to a day or an instant.
pub(super) fn is_time(path: &str) -> bool {
    path.ends_with("Date") || path.ends_with("Time") || path.starts_with("meta.")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn times_are_ordered_by_instant_and_texts_by_alphabet() {
        let value = |record: Value, path: &str| SortValue::of(&record, path);
        let early = value(json!({"meta": {"modified": "2026-01-01T01:30:00+02:00"}}), "meta.modified");
        let late = value(json!({"meta": {"modified": "2026-01-01T00:00:00Z"}}), "meta.modified");
        assert!(late.is_after(&early) && !early.is_after(&late));
        let (a, b) = (value(json!({"name": "Ask"}), "name"), value(json!({"name": "Berg"}), "name"));
        assert!(b.is_after(&a) && !a.is_after(&b));
        for absent in [json!({}), json!({"endDate": null}), json!({"endDate": "soon"})] {
            assert_eq!(value(absent, "endDate"), SortValue::None);
        }
        assert!(!SortValue::None.is_after(&a) && !a.is_after(&SortValue::None));
    }
}
