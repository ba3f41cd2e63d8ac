//! `report.json`: the record that every other format is a projection of.

use samspel_model::Report;
use sha2::{Digest, Sha256};

use crate::ReportError;

/// The bytes of `report.json`: indented JSON with a newline at the end.
///
/// # Errors
/// [`ReportError::Json`] if the report cannot be serialised.
pub fn json(report: &Report) -> Result<String, ReportError> {
    let mut text = serde_json::to_string_pretty(report)?;
    text.push('\n');
    Ok(text)
}

/// SHA-256 over the bytes of `report.json`, in hex. The HTML reports print it, so that it shows which record they are of.
///
/// # Errors
/// [`ReportError::Json`] if the report cannot be serialised.
pub fn digest(report: &Report) -> Result<String, ReportError> {
    Ok(hex::encode(Sha256::digest(json(report)?.as_bytes())))
}
