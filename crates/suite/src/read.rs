//! One way to read every kind of file: YAML with positions, then the JSON Schema, then the Rust type.

use serde::de::DeserializeOwned;

use crate::FileKind;
use crate::diagnostic::{Problem, Source};
use crate::explain;
use crate::yaml::{self, Document};

/// A file that has been read: its content typed, and where everything stands.
pub(crate) struct Read<T> {
    pub(crate) content: T,
    pub(crate) document: Document,
    pub(crate) source: Source,
}

/// Reads a document against its schema and type.
///
/// # Errors
/// All problems that the schema sees, with carets.
pub(crate) fn typed<T: DeserializeOwned>(
    kind: FileKind,
    document: Document,
    source: Source,
) -> Result<Read<T>, Vec<Problem>> {
    // Files are right far more often than wrong, and the type is faster to ask than the schema.
    match serde_json::from_value::<T>(document.value.clone()) {
        Ok(content) if kind.rules().validator.is_valid(&document.value) => Ok(Read { content, document, source }),
        Ok(_) => Err(explained(kind, &document, &source, None)),
        Err(error) => Err(explained(kind, &document, &source, Some(&error))),
    }
}

/// The same for files that are part of the program: a test has held them against the schema.
pub(crate) fn trusted<T: DeserializeOwned>(
    kind: FileKind,
    document: Document,
    source: Source,
) -> Result<Read<T>, Vec<Problem>> {
    match serde_json::from_value::<T>(document.value.clone()) {
        Ok(content) => Ok(Read { content, document, source }),
        Err(error) => Err(explained(kind, &document, &source, Some(&error))),
    }
}

/// Text to document.
///
/// # Errors
/// The place where it stops being YAML of our kind.
pub(crate) fn document(text: &str, source: &Source) -> Result<Document, Vec<Problem>> {
    yaml::parse(text).map_err(|broken| vec![Problem::broken(source, *broken)])
}

fn explained(kind: FileKind, document: &Document, source: &Source, error: Option<&serde_json::Error>) -> Vec<Problem> {
    let rules = kind.rules();
    let mut problems = explain::problems(&rules.schema, &rules.validator, document, source);
    if problems.is_empty() {
        // The type is stricter than its schema; its own words beat silence.
        let what = error.map_or_else(|| "does not fit its schema".to_owned(), ToString::to_string);
        problems.push(Problem::new(what).at(source, 0..0, "in this file"));
    }
    problems
}
