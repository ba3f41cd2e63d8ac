//! What can go wrong when a report is projected or written.

use std::path::PathBuf;

/// Why a report could not be projected or written.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// A template is broken. A test of this crate renders every one.
    #[error("the template of the HTML report is broken: {0:#}")]
    Template(#[from] minijinja::Error),
    /// The report cannot be written as JSON.
    #[error("the report cannot be written as JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// The report cannot be written as JUnit XML.
    #[error("the report cannot be written as JUnit XML: {0}")]
    Junit(#[from] quick_junit::SerializeError),
    /// A file or folder cannot be written.
    #[error("cannot write {}: {source}", path.display())]
    Write {
        /// The file or folder.
        path: PathBuf,
        /// What the operating system said.
        source: std::io::Error,
    },
}
