//! Metadata of the sandbox as files: the document, the federation's certificate, and a target file beside them.

use std::path::{Path, PathBuf};

use samspel_sandbox::{MetadataDocument, MetadataFault, metadata_faults};

use crate::nearest::{nearest, suggestion};
use crate::problem::Problem;

/// What was written.
pub(crate) struct Published {
    /// The target file.
    pub(crate) target: PathBuf,
    /// All files, the target file last.
    pub(crate) files: Vec<PathBuf>,
}

/// Writes a document to `out`, and beside it what it takes to test it.
///
/// # Errors
/// When a file cannot be written.
pub(crate) fn publish(document: &MetadataDocument, out: &Path) -> Result<Published, Problem> {
    let mut files = vec![save(out.to_owned(), &document.bytes)?];
    let name = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut interface = format!("file: {}, edition: \"2.0\"", quoted(&name(out)));
    if let Some(certificate) = &document.federation_certificate {
        let path = save(out.with_extension("federation.pem"), certificate.as_bytes())?;
        interface.push_str(&format!(
            ", entity_id: {}, federation_certificate: {}",
            quoted(&document.entity_id),
            quoted(&name(&path))
        ));
        files.push(path);
    }
    let text = format!(
        "# Written by `samspel sandbox saml-metadata`. Everything in it is synthetic.\nsamspel: 1\nname: Samspel sandbox, SAML metadata\n\
         environment: test\ninterfaces:\n  saml-metadata: {{ {interface} }}\n"
    );
    let target = save(out.with_extension("target.yaml"), text.as_bytes())?;
    files.push(target.clone());
    Ok(Published { target, files })
}

/// Faults by id; all when none is named.
///
/// # Errors
/// When a fault does not exist; names the nearest.
pub(crate) fn chosen_faults(ids: &[String]) -> Result<Vec<&'static MetadataFault>, Problem> {
    let known = || metadata_faults().iter().map(|fault| fault.id);
    if let Some(id) = ids.iter().find(|id| !known().any(|fault| fault == id.as_str())) {
        return Err(Problem::usage(
            format!("metadata has no fault {id}"),
            suggestion(&nearest(id, known()), "`samspel sandbox saml-metadata --faults`"),
        ));
    }
    Ok(metadata_faults().iter().filter(|fault| ids.is_empty() || ids.iter().any(|id| id == fault.id)).collect())
}

fn save(path: PathBuf, bytes: &[u8]) -> Result<PathBuf, Problem> {
    std::fs::write(&path, bytes).map_err(|error| Problem::file(&path, &error))?;
    Ok(path)
}

/// A YAML double-quoted scalar; JSON strings are a subset of them.
fn quoted(value: &str) -> String {
    serde_json::Value::from(value).to_string()
}
