//! Writes every format into a folder, each file whole or not at all.

use std::io::Write;
use std::path::{Path, PathBuf};

use samspel_model::{Lang, Report};
use tempfile::NamedTempFile;

use crate::{ReportError, html, json, junit, markdown};

/// Writes `report.sv.html`, `report.en.html`, `junit.xml`, `summary.md` (in `lang`) and `report.json` into `dir`, which is
/// made when it does not exist. Returns the files in that order.
///
/// Every format is rendered and every file stands complete on the disk under a temporary name before the first of them
/// gets its own name. `report.json` is last: when it is there, so are the others. Nothing half written is left behind.
///
/// # Errors
/// [`ReportError`] when a format cannot be rendered or a file cannot be written; temporary files are then removed.
pub fn write_all(report: &Report, dir: &Path, lang: Lang) -> Result<Vec<PathBuf>, ReportError> {
    let contents = [
        ("report.sv.html", html(report, Lang::Sv)?),
        ("report.en.html", html(report, Lang::En)?),
        ("junit.xml", junit(report)?),
        ("summary.md", markdown(report, lang)?),
        ("report.json", json(report)?),
    ];
    std::fs::create_dir_all(dir).map_err(|source| ReportError::Write { path: dir.to_owned(), source })?;
    let mut staged = Vec::new();
    for (name, content) in contents {
        let path = dir.join(name);
        let file = stage(dir, &path, &content).map_err(|source| ReportError::Write { path: path.clone(), source })?;
        staged.push((path, file));
    }
    let mut written = Vec::new();
    for (path, file) in staged {
        file.persist(&path).map_err(|refused| ReportError::Write { path: path.clone(), source: refused.error })?;
        written.push(path);
    }
    sync_folder(dir).map_err(|source| ReportError::Write { path: dir.to_owned(), source })?;
    Ok(written)
}

/// The content under a temporary name, on the disk.
fn stage(dir: &Path, path: &Path, content: &str) -> std::io::Result<NamedTempFile> {
    if path.is_dir() {
        return Err(std::io::Error::new(std::io::ErrorKind::IsADirectory, "a folder has this name"));
    }
    let mut builder = tempfile::Builder::new();
    builder.prefix(".samspel-").suffix(".tmp");
    // Temporary files are private by default; a report is to be read by whoever may read the folder.
    #[cfg(unix)]
    let permissions = std::os::unix::fs::PermissionsExt::from_mode(0o666);
    #[cfg(unix)]
    builder.permissions(permissions);
    let mut file = builder.tempfile_in(dir)?;
    file.write_all(content.as_bytes())?;
    file.as_file().sync_all()?;
    Ok(file)
}

/// A rename is safe from a power cut only when the folder is on the disk too.
#[cfg(unix)]
fn sync_folder(dir: &Path) -> std::io::Result<()> {
    std::fs::File::open(dir)?.sync_all()
}

/// Other systems do not open folders as files.
#[cfg(not(unix))]
fn sync_folder(_dir: &Path) -> std::io::Result<()> {
    Ok(())
}
