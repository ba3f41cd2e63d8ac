//! One value of a column.

use std::hash::{DefaultHasher, Hash, Hasher};

use jiff::Timestamp;
use jiff::civil::{Date, date};
use serde_json::Value;
use uuid::Uuid;

use super::Interner;

/// The day that days are counted from.
const EPOCH: Date = date(1970, 1, 1);

/// A value as filters see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Cell {
    /// The record does not have it.
    Missing,
    /// The record has something else there than the standard says; nothing can be expected of it.
    Unreadable,
    /// An id, as numbered by the [`Interner`] of the run.
    Id(u32),
    /// A day, counted from 1970-01-01.
    Day(i32),
    /// An instant, in nanoseconds from 1970-01-01T00:00:00Z.
    Instant(i64),
    /// The hash of a text, see [`text_hash`].
    Text(u64),
}

/// What the cells of a column hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Id,
    Day,
    Instant,
    Text,
}

impl Kind {
    /// By the name of the field. The standard names alike what is of the same kind.
    pub(super) fn of(path: &str) -> Kind {
        let field = path.rsplit('.').next().unwrap_or_default();
        if field == "id" {
            Kind::Id
        } else if field.ends_with("Date") {
            Kind::Day
        } else if matches!(field, "created" | "modified" | "startTime" | "endTime") || field.starts_with("timeOf") {
            Kind::Instant
        } else {
            Kind::Text
        }
    }

    pub(super) fn read(self, value: &Value, interner: &mut super::interner::Numbers) -> Cell {
        match (self, value) {
            (Kind::Id, Value::String(text)) => {
                Uuid::try_parse(text).map_or(Cell::Unreadable, |id| Cell::Id(interner.number(id.as_u128())))
            }
            (Kind::Day, Value::String(text)) => day(text).unwrap_or(Cell::Unreadable),
            (Kind::Instant, Value::String(text)) => instant(text).unwrap_or(Cell::Unreadable),
            (Kind::Text, Value::String(text)) => Cell::Text(text_hash(text)),
            (Kind::Text, Value::Bool(_) | Value::Number(_)) => Cell::Text(text_hash(&value.to_string())),
            _ => Cell::Unreadable,
        }
    }
}

impl Cell {
    /// The cell that a value of a parameter would be equal to. `format` as in the contract; None for an unknown id or an
    /// unreadable value.
    pub(crate) fn wanted(text: &str, format: Option<&str>, interner: &Interner) -> Option<Cell> {
        match format {
            Some("uuid") => interner.find(Uuid::try_parse(text).ok()?.as_u128()).map(Cell::Id),
            Some("date") => day(text),
            Some("date-time") => instant(text),
            _ => Some(Cell::Text(text_hash(text))),
        }
    }

    /// A day or an instant as a parameter takes it; none for what is kept as a number that stands for it.
    pub(crate) fn written(self) -> Option<String> {
        match self {
            Cell::Day(day) => Some(EPOCH.checked_add(jiff::Span::new().try_days(day).ok()?).ok()?.to_string()),
            Cell::Instant(at) => Some(Timestamp::from_nanosecond(i128::from(at)).ok()?.to_string()),
            Cell::Missing | Cell::Unreadable | Cell::Id(_) | Cell::Text(_) => None,
        }
    }

    /// Whether the record has a readable value there.
    pub(crate) fn is_known(self) -> bool {
        !matches!(self, Cell::Missing | Cell::Unreadable)
    }
}

/// A calendar day as the standard writes it (`2024-08-15`).
pub(crate) fn day(text: &str) -> Option<Cell> {
    if text.len() != 10 {
        return None;
    }
    let day: Date = text.parse().ok()?;
    day.since(EPOCH).ok().map(|span| Cell::Day(span.get_days()))
}

/// An instant as RFC 3339 writes it, with its offset.
pub(crate) fn instant(text: &str) -> Option<Cell> {
    let instant: Timestamp = text.parse().ok()?;
    i64::try_from(instant.as_nanosecond()).ok().map(Cell::Instant)
}

/// The number that stands for a text in [`Cell::Text`]: the same within a run, different for different texts but for one chance in 2⁶⁴.
pub(crate) fn text_hash(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_from_the_epoch_and_nothing_else_is_a_day() {
        assert_eq!(day("1970-01-01"), Some(Cell::Day(0)));
        assert_eq!(day("2024-02-29"), Some(Cell::Day(19_782)));
        assert_eq!(day("1969-12-31"), Some(Cell::Day(-1)));
        for not in ["2023-02-29", "2024-2-29", "2024-02-29T00:00:00Z", "20240229", ""] {
            assert_eq!(day(not), None, "{not}");
        }
    }

    #[test]
    fn one_instant_in_two_offsets_is_one_instant_and_without_offset_it_is_none() {
        assert_eq!(instant("2024-01-01T01:00:00+01:00"), instant("2024-01-01T00:00:00Z"));
        assert_eq!(instant("1970-01-01T00:00:00.5Z"), Some(Cell::Instant(500_000_000)));
        assert_eq!(instant("2024-01-01T00:00:00"), None);
    }

    #[test]
    fn the_kind_of_a_field_shows_in_its_name() {
        for (path, kind) in [
            ("dutyAt.id", Kind::Id),
            ("id", Kind::Id),
            ("enrolments[].startDate", Kind::Day),
            ("birthDate", Kind::Day),
            ("meta.modified", Kind::Instant),
            ("startTime", Kind::Instant),
            ("civicNo.value", Kind::Text),
            ("schoolTypes[]", Kind::Text),
        ] {
            assert_eq!(Kind::of(path), kind, "{path}");
        }
    }
}
