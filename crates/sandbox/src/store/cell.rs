//! One unpacked value of a field.

use jiff::Timestamp;
use serde_json::Value;
use uuid::Uuid;

/// A value as filters compare it: ids without regard to case, moments by instant, everything else as text.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Cell {
    Id(Uuid),
    Moment(Timestamp),
    Text(Box<str>),
}

impl Cell {
    /// Unpacks a JSON value; objects and arrays have none.
    pub(crate) fn of(value: &Value) -> Option<Cell> {
        match value {
            Value::String(text) => Some(Cell::read(text)),
            Value::Number(number) => Some(Cell::Text(number.to_string().into())),
            Value::Bool(truth) => Some(Cell::Text(truth.to_string().into())),
            Value::Null | Value::Array(_) | Value::Object(_) => None,
        }
    }

    /// Unpacks text.
    pub(crate) fn read(text: &str) -> Cell {
        if text.len() == 36
            && let Ok(id) = Uuid::try_parse(text)
        {
            return Cell::Id(id);
        }
        if text.len() >= 20
            && text.as_bytes()[10] == b'T'
            && let Ok(moment) = text.parse()
        {
            return Cell::Moment(moment);
        }
        Cell::Text(text.into())
    }

    pub(crate) fn id(&self) -> Option<Uuid> {
        match self {
            Cell::Id(id) => Some(*id),
            Cell::Moment(_) | Cell::Text(_) => None,
        }
    }

    pub(crate) fn text(&self) -> Option<&str> {
        match self {
            Cell::Text(text) => Some(text),
            Cell::Id(_) | Cell::Moment(_) => None,
        }
    }
}
