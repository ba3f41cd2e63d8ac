//! The simulated HTTPS server as a target: its authority, and a target file beside it.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use samspel_sandbox::{TlsFault, TlsRunning, start_tls, tls_faults};

use super::not_started;
use crate::nearest::{nearest, suggestion};
use crate::problem::Problem;

/// Starts the server.
///
/// # Errors
/// When a fault does not exist, or the address cannot be listened on.
pub(crate) async fn start(listen: SocketAddr, faults: &[String]) -> Result<TlsRunning, Problem> {
    chosen_faults(faults)?;
    start_tls(listen, faults).await.map_err(|error| not_started(&error))
}

/// Faults by id; all when none is named.
///
/// # Errors
/// When a fault does not exist; names the nearest.
pub(crate) fn chosen_faults(ids: &[String]) -> Result<Vec<&'static TlsFault>, Problem> {
    let known = || tls_faults().iter().map(|fault| fault.id);
    if let Some(id) = ids.iter().find(|id| !known().any(|fault| fault == id.as_str())) {
        return Err(Problem::usage(
            format!("the HTTPS server has no fault {id}"),
            suggestion(&nearest(id, known()), "`samspel sandbox tls --faults`"),
        ));
    }
    Ok(tls_faults().iter().filter(|fault| ids.is_empty() || ids.iter().any(|id| id == fault.id)).collect())
}

/// Writes the target file to `out`, and the authority that it names beside it. Returns where that is.
///
/// # Errors
/// When a file cannot be written.
pub(crate) fn publish(running: &TlsRunning, out: &Path) -> Result<PathBuf, Problem> {
    let authority = out.with_extension("ca.pem");
    let name = authority.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let text = format!(
        "# Written by `samspel sandbox tls`. Everything in it is synthetic, and the authority has no key any more.\nsamspel: 1\n\
         name: Samspel sandbox, TLS\nenvironment: test\ninterfaces:\n  tls:\n    endpoints:\n      - {{ url: {}, kind: web, http_port: {} }}\n\
         ca_file: {}\nlimits: {{ requests_per_second: 0 }}\n",
        quoted(&running.url),
        running.http_port,
        quoted(&name)
    );
    for (path, content) in [(authority.as_path(), &running.authority), (out, &text)] {
        std::fs::write(path, content).map_err(|error| Problem::file(path, &error))?;
    }
    Ok(authority)
}

/// A YAML double-quoted scalar; JSON strings are a subset of them.
fn quoted(value: &str) -> String {
    serde_json::Value::from(value).to_string()
}
