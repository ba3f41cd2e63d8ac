//! Parts of names, in any letter case.

use super::expected::{Expected, Fit};
use super::predicate::Undecidable;
use super::tables::Tables;
use crate::snapshot::{Cell, Column};

/// How letters are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Letters {
    /// In any case, å, ä and ö as well.
    AnyCase,
    /// As they are written.
    AsWritten,
    /// In any case, but only those of ASCII.
    AsciiAnyCase,
}

impl Letters {
    fn fold(self, text: &str) -> String {
        match self {
            Letters::AnyCase => text.to_lowercase(),
            Letters::AsWritten => text.to_owned(),
            Letters::AsciiAnyCase => text.to_ascii_lowercase(),
        }
    }
}

/// The rows where each value is part of one of these fields.
pub(super) fn containing(
    tables: &Tables,
    fields: &[&str],
    values: &[&str],
    letters: Letters,
) -> Result<Expected, Undecidable> {
    let columns: Vec<&Column> = fields.iter().filter_map(|field| tables.table().column(field)).collect();
    if columns.len() != fields.len() {
        return Err(Undecidable::NoField);
    }
    let parts: Vec<String> = values.iter().map(|value| letters.fold(value)).collect();
    Ok(Expected::of(tables.rows(), |row| {
        let mut names = Vec::new();
        let mut unknown = false;
        for column in &columns {
            match column.cell(row) {
                Cell::Text(hash) => match column.text(hash) {
                    Some(text) => names.push(letters.fold(text)),
                    None => unknown = true,
                },
                Cell::Missing => {}
                _ => unknown = true,
            }
        }
        let has = |part: &String| names.iter().any(|name| name.contains(part));
        let absent = if unknown { Fit::Either } else { Fit::Out };
        parts.iter().map(|part| if has(part) { Fit::In } else { absent }).min().unwrap_or(Fit::In)
    }))
}
