//! The files in the evidence folder: `exchanges.ndjson`, one exchange a line, and `interface.json`, what the exchanges have in
//! common. Written by [`recorder`](crate::recorder), read by [`recording`](crate::recording).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::dispatch::Pause;
use crate::{Credentials, EvidenceLevel, Fault, JsonFault};

/// File with one exchange a line.
pub(crate) const EXCHANGES: &str = "exchanges.ndjson";

/// File with one call of the system a line.
pub(crate) const RECEIVED: &str = "received.ndjson";

/// File with what the exchanges have in common.
pub(crate) const INTERFACE: &str = "interface.json";

/// `interface.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Interface {
    /// Kind and version of the file: `samspel-evidence/1`.
    pub(crate) schema: String,
    pub(crate) base_url: String,
    pub(crate) level: EvidenceLevel,
    pub(crate) principals: BTreeMap<String, RecordedPrincipal>,
}

/// Kind and version of the evidence.
pub(crate) const SCHEMA: &str = "samspel-evidence/1";

/// A principal without its secrets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase", tag = "method")]
pub(crate) enum RecordedPrincipal {
    /// No credentials.
    None,
    /// A ready-made token.
    Bearer {
        /// Kind of token.
        token: TokenKind,
    },
    /// Client credentials; the lines `token/<principal>#n` tell what came of them.
    OAuth2,
}

/// What a token looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum TokenKind {
    /// Three parts with dots between, the first of them JSON.
    Jwt,
    /// Anything else.
    Opaque,
}

impl TokenKind {
    /// Looks at a token.
    pub(crate) fn of(token: &str) -> Self {
        if token.starts_with("eyJ") && token.split('.').count() == 3 { TokenKind::Jwt } else { TokenKind::Opaque }
    }
}

/// One line of `exchanges.ndjson`.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Line {
    pub(crate) id: String,
    /// Who sent it, see [`label`].
    pub(crate) principal: String,
    pub(crate) operation: String,
    pub(crate) request: RequestLine,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) response: Option<ResponseLine>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) fault: Option<Fault>,
    pub(crate) elapsed_ms: f64,
    /// Pauses taken at the system's request before this answer came.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) pauses: Vec<Pause>,
    /// Kind of token that a token request brought.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) token: Option<TokenKind>,
}

/// The request.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct RequestLine {
    pub(crate) method: String,
    pub(crate) url: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) headers: Vec<(String, String)>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) body: Option<Box<RawValue>>,
    /// Instead of a body that is not JSON.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) other_body: Option<OtherBody>,
}

/// A request body that is not JSON, of which nothing is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct OtherBody {
    pub(crate) media_type: String,
    pub(crate) bytes: usize,
}

/// The answer.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct ResponseLine {
    pub(crate) status: u16,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) headers: Vec<(String, String)>,
    /// The body when it is JSON; `null` is left out, see `json_fault`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) body: Option<Box<RawValue>>,
    /// Beginning of a body of text that is not JSON.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) text: Option<String>,
    /// Why the body is not JSON. Without it the body is JSON.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) json_fault: Option<JsonFault>,
    /// Digest of the body as it came, in hexadecimal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) body_sha256: Option<String>,
    /// Size of the body as it came.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) bytes: Option<usize>,
}

/// Who sent a request: the principal, `anonymous`, or `token:` and the label of a token made for the request.
pub(crate) fn label(credentials: &Credentials) -> String {
    match credentials {
        Credentials::Principal(name) => name.clone(),
        Credentials::Anonymous => "anonymous".to_owned(),
        Credentials::Token { label, .. } => format!("token:{label}"),
    }
}
