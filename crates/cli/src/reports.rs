//! Reading reports and writing what is made of them.

use std::io::Write;
use std::path::Path;

use samspel_model::{Report, SCHEMA_ID};

use crate::problem::Problem;
use crate::terminal::say_bytes;

/// Reads a report. A folder stands for the `report.json` in it.
pub(crate) fn read(path: &Path) -> Result<Report, Problem> {
    let path = if path.is_dir() { path.join("report.json") } else { path.to_owned() };
    let text = std::fs::read_to_string(&path).map_err(|e| {
        Problem::usage(
            format!("{}: {e}", path.display()),
            "name a report.json, or the folder that `samspel run --out` wrote it to",
        )
    })?;
    let not_a_report = |what: String| {
        Problem::usage(
            format!("{} is not a report: {what}", path.display()),
            "reports are the files report.json that `samspel run` writes",
        )
    };
    let value: serde_json::Value = serde_json::from_str(&text).map_err(|e| not_a_report(e.to_string()))?;
    match value.get("schema").and_then(serde_json::Value::as_str) {
        Some(SCHEMA_ID) => serde_json::from_value(value).map_err(|e| not_a_report(e.to_string())),
        Some(other) => Err(not_a_report(format!("its schema is {other}, this version reads {SCHEMA_ID}"))),
        None => Err(not_a_report("it names no schema".to_owned())),
    }
}

/// Writes to a file, whole or not at all, or to standard output when no file is named.
pub(crate) fn write(out: Option<&Path>, content: &str) -> Result<(), Problem> {
    let Some(path) = out else {
        say_bytes(content.as_bytes());
        return Ok(());
    };
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let write = || -> std::io::Result<()> {
        let mut file = tempfile::Builder::new().prefix(".samspel-").suffix(".tmp").tempfile_in(folder)?;
        file.write_all(content.as_bytes())?;
        file.as_file().sync_all()?;
        file.persist(path).map_err(|refused| refused.error)?;
        Ok(())
    };
    write().map_err(|e| Problem::file(path, &e))
}
