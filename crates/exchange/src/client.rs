//! The client and its sessions.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use crate::id_stand_ins::IdStandIns;
use crate::live::Live;
use crate::received::Received;
use crate::recording::Recording;
use crate::replay::Replay;
use crate::tokens::TokenError;
use crate::{EvidenceLevel, Exchange, Fault, Halt, Limits, PrincipalMethod, Request, Secret, SetupError};

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
    /// Whether requests that write are refused before they are sent.
    pub read_only: bool,
}

/// An HTTP client for one interface of one target. Cheap to clone.
#[derive(Clone)]
pub struct Client {
    inner: Arc<Inner>,
}

struct Inner {
    principals: BTreeSet<String>,
    read_only: bool,
    ids: IdStandIns,
    counterpart: Counterpart,
    scopes: Mutex<BTreeMap<String, Arc<Scope>>>,
}

/// Who answers.
enum Counterpart {
    Live(Live),
    Replay(Replay),
}

/// The numbering of one scope, shared by all its sessions.
#[derive(Default)]
struct Scope {
    last: AtomicU64,
    done: Mutex<BTreeSet<u64>>,
}

impl Client {
    /// A client that talks to the system.
    ///
    /// Reads the secrets at once (commands are run), so call it before the run starts.
    ///
    /// # Errors
    /// When the base URL, a secret, a certificate or the evidence folder is unusable.
    pub fn live(settings: Settings) -> Result<Self, SetupError> {
        let live = Live::new(&settings)?;
        Ok(Client::new(Counterpart::Live(live), settings.principals.into_keys().collect(), settings.read_only))
    }

    /// A client that gets the answers of a recorded run, without any system. The same requests get the same answers, with stand-ins
    /// where the system sent personal data.
    ///
    /// # Errors
    /// When the recording names no usable base URL.
    pub fn replay(recording: Recording) -> Result<Self, SetupError> {
        let principals = recording.interface.principals.keys().cloned().collect();
        Ok(Client::new(Counterpart::Replay(Replay::new(recording)?), principals, false))
    }

    fn new(counterpart: Counterpart, principals: BTreeSet<String>, read_only: bool) -> Self {
        let scopes = Mutex::default();
        Client { inner: Arc::new(Inner { principals, read_only, ids: IdStandIns::new(), counterpart, scopes }) }
    }

    /// The text with a keyed pseudonym in place of each UUID: the same id gets the same one throughout the life of the client.
    #[must_use]
    pub fn without_ids(&self, text: &str) -> String {
        self.inner.ids.replace(text)
    }

    /// Whether the answers come from a recording. Stand-ins keep the form of personal values but neither their order nor their
    /// parts: a check about the order of names or about parts of names cannot be repeated.
    #[must_use]
    pub fn is_replay(&self) -> bool {
        matches!(self.inner.counterpart, Counterpart::Replay(_))
    }

    /// A session for one test: its exchanges get ids `scope#1`, `scope#2` … Sessions of the same scope share the numbering.
    #[must_use]
    pub fn session(&self, scope: &str) -> Session {
        let mut scopes = self.inner.scopes.lock().unwrap_or_else(PoisonError::into_inner);
        let numbering = scopes.entry(scope.to_owned()).or_default().clone();
        Session { client: self.clone(), scope: scope.to_owned(), numbering }
    }

    /// Whether the target has this principal.
    #[must_use]
    pub fn has_principal(&self, name: &str) -> bool {
        self.inner.principals.contains(name)
    }

    /// The base URL of the interface, without a trailing slash.
    #[must_use]
    pub fn base_url(&self) -> &str {
        match &self.inner.counterpart {
            Counterpart::Live(live) => live.base_url.as_str(),
            Counterpart::Replay(replay) => replay.base_url.as_str(),
        }
    }

    /// The token that the principal sends at this moment, fetched if need be; None when the principal sends none.
    ///
    /// # Errors
    /// The outer error when nothing may be sent (budget, interruption, no such principal), the inner one when the token endpoint
    /// gave no token.
    pub async fn token(&self, principal: &str) -> Result<Result<Option<Secret>, Fault>, Halt> {
        let live = match &self.inner.counterpart {
            Counterpart::Live(live) => live,
            Counterpart::Replay(replay) => return replay.token(principal),
        };
        match live.token(principal).await {
            Ok(token) => Ok(Ok(token.map(|token| token.value))),
            Err(TokenError::Fault(fault)) => Ok(Err(fault)),
            Err(TokenError::Halt(halt)) => Err(halt),
        }
    }

    /// Has a secret struck out of everything that is written from now on: one that a check puts where the client does not look for it.
    pub fn keep_secret(&self, secret: &Secret) {
        if let Counterpart::Live(live) = &self.inner.counterpart {
            live.keep_secret(secret);
        }
    }

    /// Requests sent so far, token requests and repetitions included; in a replay requests answered so far.
    #[must_use]
    pub fn requests_sent(&self) -> u64 {
        match &self.inner.counterpart {
            Counterpart::Live(live) => live.pace.started(),
            Counterpart::Replay(replay) => replay.answered(),
        }
    }

    /// Lets nothing more be sent: later sends, and those that wait for their turn, end with [`Halt::Interrupted`]. Requests under
    /// way may finish.
    pub fn stop(&self) {
        match &self.inner.counterpart {
            Counterpart::Live(live) => live.pace.stop(),
            Counterpart::Replay(replay) => replay.stop(),
        }
    }

    /// Lets requests be sent again after [`Client::stop`] or a used-up budget, `extra` of them beyond the budget: what a run has
    /// created has to be removed however it ended. Call it when no test runs any more.
    pub fn reopen(&self, extra: u64) {
        match &self.inner.counterpart {
            Counterpart::Live(live) => live.pace.reopen(extra),
            Counterpart::Replay(_) => {}
        }
    }

    /// Puts a call that the system made on record.
    pub(crate) async fn received(&self, received: Received) -> Result<(), Halt> {
        match &self.inner.counterpart {
            Counterpart::Live(live) => live.received(received).await,
            Counterpart::Replay(_) => Ok(()),
        }
    }

    /// Waits until all evidence is written. Call it at the end of a run, also of an interrupted one.
    ///
    /// # Errors
    /// [`Halt::Evidence`] when something could not be written.
    pub async fn finish(&self) -> Result<(), Halt> {
        match &self.inner.counterpart {
            Counterpart::Live(live) => live.finish().await,
            Counterpart::Replay(_) => Ok(()),
        }
    }
}

/// A sequence of exchanges that belong to one test. Cheap to clone; clones share the numbering.
#[derive(Clone)]
pub struct Session {
    client: Client,
    scope: String,
    numbering: Arc<Scope>,
}

impl Session {
    /// Sends a request and records the exchange.
    ///
    /// # Errors
    /// [`Halt`] when the request was not sent: budget used up, run interrupted, no such principal, a system that is only read. What happens on the network is
    /// no error here but stands in [`Exchange::outcome`].
    pub async fn send(&self, request: Request) -> Result<Exchange, Halt> {
        if self.client.inner.read_only && request.writes() {
            return Err(Halt::ReadOnly { method: request.method, path: request.path });
        }
        let number = self.numbering.last.fetch_add(1, Ordering::AcqRel) + 1;
        let id = format!("{}#{number}", self.scope);
        let exchange = match &self.client.inner.counterpart {
            Counterpart::Live(live) => live.exchange(id, request).await?,
            Counterpart::Replay(replay) => replay.exchange(id, request)?,
        };
        self.numbering.done.lock().unwrap_or_else(PoisonError::into_inner).insert(number);
        Ok(exchange)
    }

    /// Ids of the exchanges so far, in order. Those of other sessions with the same scope are among them.
    #[must_use]
    pub fn exchanges(&self) -> Vec<String> {
        let done = self.numbering.done.lock().unwrap_or_else(PoisonError::into_inner);
        done.iter().map(|number| format!("{}#{number}", self.scope)).collect()
    }

    /// The client behind this session.
    #[must_use]
    pub fn client(&self) -> &Client {
        &self.client
    }
}
