//! What can go wrong between Samspel and a system, told apart.

use serde::{Deserialize, Serialize};

/// Why a request got no usable answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Fault {
    /// The host name has no address.
    #[error("host name {host} not found")]
    Dns {
        /// Host.
        host: String,
    },
    /// Nothing listens there.
    #[error("connection to {address} failed: {what}")]
    Connect {
        /// Host and port.
        address: String,
        /// What the network says.
        what: String,
    },
    /// TLS failed: chain, host name, protocol version.
    #[error("TLS failed: {what}")]
    Tls {
        /// What TLS says.
        what: String,
    },
    /// No complete answer in time.
    #[error("no complete answer in {seconds} s")]
    Timeout {
        /// The limit.
        seconds: u64,
    },
    /// The body is larger than the ceiling; the rest was not read.
    #[error("the body is larger than {limit} bytes")]
    BodyTooLarge {
        /// The ceiling in bytes.
        limit: u64,
    },
    /// The connection broke in the middle of the answer, also after asking once more on a fresh one.
    #[error("the answer broke off: {what}")]
    Broken {
        /// What HTTP says.
        what: String,
    },
    /// The request cannot be put into HTTP: a method, path or header with characters that HTTP forbids.
    #[error("the request cannot be sent: {what}")]
    Unsendable {
        /// What HTTP forbids.
        what: String,
    },
    /// The token endpoint gave no token.
    #[error("no token for principal {principal}: {what}")]
    NoToken {
        /// Principal.
        principal: String,
        /// Status and error code of the token endpoint.
        what: String,
    },
}

/// Why a request was not sent at all. The run has to stop or go on without it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Halt {
    /// `limits.max_requests` is used up.
    #[error("the request budget of {budget} is used up")]
    Budget {
        /// The budget.
        budget: u64,
    },
    /// The run is being stopped.
    #[error("interrupted")]
    Interrupted,
    /// The target file has no such principal.
    #[error("the target has no principal {0}")]
    NoPrincipal(String),
    /// The recording holds no such request.
    #[error("the recording holds no answer to {0}")]
    NotRecorded(String),
    /// The system is only read, and the request would write.
    #[error("the system is only read: {method} {path} was not sent")]
    ReadOnly {
        /// Method of the request.
        method: String,
        /// Its path.
        path: String,
    },
    /// Evidence could not be written.
    #[error("evidence cannot be written: {0}")]
    Evidence(String),
}

/// Why a client could not be made.
#[derive(Debug, thiserror::Error)]
pub enum SetupError {
    /// The base URL is unusable.
    #[error("base_url {url} is not usable: {what}")]
    BaseUrl {
        /// As given.
        url: String,
        /// Why.
        what: String,
    },
    /// A secret could not be read.
    #[error("the secret of principal {principal} could not be read: {what}")]
    Secret {
        /// Principal.
        principal: String,
        /// Why, without the secret.
        what: String,
    },
    /// A certificate file could not be read.
    #[error("certificate file {path}: {what}")]
    Certificate {
        /// Path.
        path: String,
        /// Why.
        what: String,
    },
    /// A proxy setting is unusable.
    #[error("proxy {url}: {what}")]
    Proxy {
        /// As given.
        url: String,
        /// Why.
        what: String,
    },
    /// Something in the HTTP stack.
    #[error("HTTP client: {0}")]
    Http(String),
    /// The evidence folder or file.
    #[error("evidence: {0}")]
    Evidence(String),
}
