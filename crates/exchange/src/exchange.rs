//! What was sent and what came back.

use std::sync::Arc;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::{Fault, Request};

/// One request with its answer. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Exchange {
    /// Id in the evidence: the session's scope and a number, `ss12000/page/complete[listPersons]#3`.
    pub id: String,
    /// What was sent, without secrets.
    pub request: Arc<Request>,
    /// The full URL that was asked, without secrets.
    pub url: String,
    /// The answer, or why there is none.
    pub outcome: Result<Arc<Response>, Fault>,
    /// Time until the whole body was read.
    pub elapsed: Duration,
}

/// An HTTP response whose body was read whole.
#[derive(Debug, Clone)]
pub struct Response {
    /// Status code.
    pub status: u16,
    /// Headers in order, names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

/// Why a body is not JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum JsonFault {
    /// No body at all.
    #[error("the body is empty")]
    Empty,
    /// A byte order mark in front.
    #[error("the body starts with a byte order mark")]
    ByteOrderMark,
    /// Not UTF-8.
    #[error("the body is not UTF-8 at byte {at}")]
    NotUtf8 {
        /// Offset of the first bad byte.
        at: usize,
    },
    /// Not JSON.
    #[error("the body is not JSON: {what}")]
    Syntax {
        /// What the parser says, without any of the body's text.
        what: String,
    },
}

impl Response {
    /// The first header with this name (lower case).
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str())
    }

    /// The media type without parameters, in lower case.
    #[must_use]
    pub fn media_type(&self) -> Option<String> {
        self.header("content-type").map(|v| v.split(';').next().unwrap_or_default().trim().to_ascii_lowercase())
    }

    /// Whether the status is 2xx.
    #[must_use]
    pub fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// The body as JSON, strictly: UTF-8, no byte order mark, nothing after the value.
    ///
    /// # Errors
    /// Says what is wrong with the body without quoting it.
    pub fn json<T: serde::de::DeserializeOwned>(&self) -> Result<T, JsonFault> {
        if self.body.is_empty() {
            return Err(JsonFault::Empty);
        }
        if self.body.starts_with(b"\xEF\xBB\xBF") {
            return Err(JsonFault::ByteOrderMark);
        }
        let text = std::str::from_utf8(&self.body).map_err(|e| JsonFault::NotUtf8 { at: e.valid_up_to() })?;
        serde_json::from_str(text).map_err(|e| JsonFault::Syntax {
            what: format!("{:?} error at line {} column {}", e.classify(), e.line(), e.column()),
        })
    }
}
