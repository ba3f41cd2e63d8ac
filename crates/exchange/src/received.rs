//! Calls that the system makes to us, and how they go on record: `received.ndjson`, redacted as everything else.

use serde::Serialize;
use serde_json::value::RawValue;
use sha2::{Digest as _, Sha256};

use crate::redaction::RedactedExchange;
use crate::{EvidenceLevel, Response};

/// A call as it came.
#[derive(Debug, Clone)]
pub(crate) struct Received {
    /// Id in the evidence.
    pub(crate) id: String,
    /// When it came, RFC 3339.
    pub(crate) at: String,
    pub(crate) method: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
    /// What it was answered.
    pub(crate) answered: u16,
}

/// One line of `received.ndjson`.
#[derive(Serialize)]
pub(crate) struct ReceivedLine<'a> {
    id: &'a str,
    at: &'a str,
    method: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    headers: Vec<(String, String)>,
    #[serde(skip_serializing_if = "Option::is_none")]
    body: Option<Box<RawValue>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    body_sha256: Option<String>,
    bytes: usize,
    answered: u16,
}

impl<'a> ReceivedLine<'a> {
    /// The line of a call, with as much as the level allows.
    pub(crate) fn of(received: &'a Received, level: EvidenceLevel, redacted: &RedactedExchange<'_>) -> Self {
        // Whoever calls us sends a body as an answer would carry it: the same redaction holds.
        let as_answer = Response { status: 200, headers: received.headers.clone(), body: received.body.clone() };
        let body = match level {
            EvidenceLevel::None => None,
            EvidenceLevel::Shape => redacted.shape(&as_answer).ok(),
            EvidenceLevel::Pseudonymised => redacted.json(&as_answer).ok(),
        };
        let told = level != EvidenceLevel::None;
        ReceivedLine {
            id: &received.id,
            at: &received.at,
            method: &received.method,
            headers: if told { redacted.headers(&received.headers, false) } else { Vec::new() },
            body: body.and_then(|text| RawValue::from_string(text).ok()),
            body_sha256: told.then(|| hex::encode(Sha256::digest(&received.body))),
            bytes: received.body.len(),
            answered: received.answered,
        }
    }
}
