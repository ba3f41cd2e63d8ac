//! Redaction at capture: what is written to disk holds no secret and nobody's personal data.
//!
//! ```text
//! exchange ─► personal (which properties) ─► replacement ─► pseudonym ─► civic_number, letters ─► permutation (key of the run)
//!                 │ everything else         └► free_text, parameters, page_token
//!                 └ secrets by name; known secrets are struck out of the finished line
//! ```

mod civic_number;
mod free_text;
mod json_text;
mod letters;
mod page_token;
mod parameters;
mod permutation;
mod personal;
mod pseudonym;
mod replacement;

use std::borrow::Cow;

use percent_encoding::percent_decode_str;
pub(crate) use pseudonym::{Pseudonymiser, is_uuid};
use replacement::{Echo, FixedWord, Replacement, Role, StandIns};

use crate::address::encode;
use crate::known_secrets::MASK;
use crate::live::is_secret_header;
use crate::{EvidenceLevel, JsonFault, Request, RequestBody, Response};

/// Redacts the exchanges of one run with one key.
pub(crate) struct Redactor {
    run: Pseudonymiser,
    /// Whether ids and page tokens stay: only where bodies do, whose relations they show.
    ids_stay: bool,
}

impl Redactor {
    /// With a new random key, which is never written anywhere.
    pub(crate) fn new(level: EvidenceLevel) -> Self {
        Redactor { run: Pseudonymiser::new(), ids_stay: level == EvidenceLevel::Pseudonymised }
    }

    /// Redacts one exchange; the request first.
    pub(crate) fn exchange(&self) -> RedactedExchange<'_> {
        RedactedExchange { run: &self.run, ids_stay: self.ids_stay, echo: Echo::default() }
    }
}

/// The parts of one exchange, redacted one by one.
pub(crate) struct RedactedExchange<'a> {
    run: &'a Pseudonymiser,
    ids_stay: bool,
    echo: Echo,
}

impl RedactedExchange<'_> {
    fn stand_ins(&self, role: Role) -> StandIns<'_> {
        StandIns { run: self.run, ids_stay: self.ids_stay, echo: &self.echo, role }
    }

    /// Path and query of a request.
    pub(crate) fn target(&self, request: &Request) -> (String, Vec<(String, String)>) {
        target(request, &self.stand_ins(Role::Request))
    }

    /// Path of a request without its query.
    pub(crate) fn path(&self, request: &Request) -> String {
        let path = request.path.split('?').next().unwrap_or_default();
        self::path(path, &self.stand_ins(Role::Request))
    }

    /// Headers of a request or an answer.
    pub(crate) fn headers(&self, headers: &[(String, String)], error: bool) -> Vec<(String, String)> {
        let instead = self.stand_ins(if error { Role::Error } else { Role::Answer });
        headers
            .iter()
            .map(|(name, value)| {
                let value = if is_secret_header(name) {
                    MASK.to_owned()
                } else {
                    instead.text(value).unwrap_or_else(|| value.clone())
                };
                (name.clone(), value)
            })
            .collect()
    }

    /// A request body that is JSON, as JSON text.
    pub(crate) fn request_body(&self, body: &RequestBody) -> Option<String> {
        json_text::rewrite(&json_candidate(body)?, &self.stand_ins(Role::Request))
    }

    /// The shape of a request body that is JSON.
    pub(crate) fn request_shape(&self, body: &RequestBody) -> Option<String> {
        let text = json_candidate(body)?;
        serde_json::from_str::<json_text::AnyJson>(&text).ok()?;
        json_text::shape_valid(&text, &self.stand_ins(Role::Answer))
    }

    /// The body of an answer as JSON text, or why it is none.
    pub(crate) fn json(&self, response: &Response) -> Result<String, JsonFault> {
        let role = if response.is_success() { Role::Answer } else { Role::Error };
        rewrite_response(response, |text| json_text::rewrite_valid(text, &self.stand_ins(role)))
    }

    /// The shape of an answer's JSON, or why it is none.
    pub(crate) fn shape(&self, response: &Response) -> Result<String, JsonFault> {
        rewrite_response(response, |text| json_text::shape_valid(text, &self.stand_ins(Role::Answer)))
    }

    /// A text that is not JSON.
    pub(crate) fn text(&self, text: &str) -> String {
        self.stand_ins(Role::Error).text(text).unwrap_or_else(|| text.to_owned())
    }
}

/// A URL with one fixed word for everything personal: for `curl` lines, and to recognise a request whatever the key was.
pub(crate) fn impersonal_url(url: &str) -> String {
    let (before, after) = url.split_once('?').unwrap_or((url, ""));
    let before = path(before, &FixedWord);
    if !url.contains('?') {
        return before;
    }
    let after = format!("?{after}");
    format!("{before}{}", FixedWord.text(&after).unwrap_or(after))
}

/// JSON text with one fixed word for everything personal; None when it is not JSON.
pub(crate) fn impersonal_json(text: &str) -> Option<String> {
    json_text::rewrite(text, &FixedWord)
}

/// Any other text with one fixed word for the personal data that can be found in it.
pub(crate) fn impersonal_text(text: &str) -> String {
    FixedWord.text(text).unwrap_or_else(|| text.to_owned())
}

fn target(request: &Request, instead: &dyn Replacement) -> (String, Vec<(String, String)>) {
    let query = request.query.iter().map(|(name, value)| {
        let name_instead = instead.text(name).unwrap_or_else(|| name.clone());
        (name_instead, parameters::value(name, value, instead).unwrap_or_else(|| value.clone()))
    });
    let query = query.collect();
    let (before, after) = request.path.split_once('?').unwrap_or((&request.path, ""));
    let mut path = path(before, instead);
    if request.path.contains('?') {
        let after = format!("?{after}");
        path.push_str(&instead.text(&after).unwrap_or(after));
    }
    (path, query)
}

/// A path, segment by segment; only what has to be changed is decoded and encoded again.
fn path(path: &str, instead: &dyn Replacement) -> String {
    let segment = |raw: &str| {
        let decoded = percent_decode_str(raw).decode_utf8().map_or_else(|_| raw.to_owned(), Cow::into_owned);
        instead.text(&decoded).map_or_else(|| raw.to_owned(), |other| encode(&other))
    };
    path.split('/').map(segment).collect::<Vec<_>>().join("/")
}

/// The text of a request body, which may be JSON.
pub(crate) fn json_candidate(body: &RequestBody) -> Option<String> {
    match body {
        RequestBody::Json(value) => Some(value.to_string()),
        RequestBody::Raw { bytes, .. } => std::str::from_utf8(bytes).ok().map(str::to_owned),
    }
}

fn rewrite_response(response: &Response, with: impl Fn(&str) -> Option<String>) -> Result<String, JsonFault> {
    let _: json_text::AnyJson = response.json()?;
    let text = std::str::from_utf8(&response.body).map_err(|e| JsonFault::NotUtf8 { at: e.valid_up_to() })?;
    with(text).ok_or_else(|| JsonFault::Syntax { what: "it could not be redacted".to_owned() })
}
