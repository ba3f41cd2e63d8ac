//! Requests as checks write them.

use crate::Credentials;

/// Methods that are safe by definition (RFC 9110, 9.2.1, and the IANA registry of methods), as far as tests need them.
const SAFE: [&str; 4] = ["GET", "HEAD", "OPTIONS", "PROPFIND"];

/// A request to the system under test.
#[derive(Debug, Clone, PartialEq)]
pub struct Request {
    /// Operation of the interface that it exercises.
    pub operation: String,
    /// HTTP method, upper case.
    pub method: String,
    /// Path below the base URL, starting with `/`, already percent-encoded; or an absolute URL, when something beside the interface is
    /// asked, such as a token endpoint.
    pub path: String,
    /// Query parameters, encoded when sent.
    pub query: Vec<(String, String)>,
    /// Extra headers.
    pub headers: Vec<(String, String)>,
    /// Body.
    pub body: Option<RequestBody>,
    /// Who sends it.
    pub credentials: Credentials,
}

/// A request body.
#[derive(Debug, Clone, PartialEq)]
pub enum RequestBody {
    /// `application/json`.
    Json(serde_json::Value),
    /// Any bytes with a media type.
    Raw {
        /// Value of `Content-Type`.
        media_type: String,
        /// The bytes.
        bytes: Vec<u8>,
    },
}

impl Request {
    /// A GET as the principal `full`.
    #[must_use]
    pub fn get(operation: &str, path: impl Into<String>) -> Self {
        Request {
            operation: operation.to_owned(),
            method: "GET".to_owned(),
            path: path.into(),
            query: Vec::new(),
            headers: Vec::new(),
            body: None,
            credentials: Credentials::Principal("full".to_owned()),
        }
    }

    /// A POST of JSON as the principal `full`.
    #[must_use]
    pub fn post(operation: &str, path: impl Into<String>, body: serde_json::Value) -> Self {
        Request { method: "POST".to_owned(), body: Some(RequestBody::Json(body)), ..Request::get(operation, path) }
    }

    /// Whether the request may change something in the system: everything but safe methods and lookups.
    #[must_use]
    pub fn writes(&self) -> bool {
        let path = self.path.split(['?', '#']).next().unwrap_or_default();
        let looks_up = self.method == "POST" && path.trim_end_matches('/').ends_with("/lookup");
        !(SAFE.contains(&self.method.as_str()) || looks_up)
    }

    /// With one more query parameter.
    #[must_use]
    pub fn query(mut self, name: &str, value: impl Into<String>) -> Self {
        self.query.push((name.to_owned(), value.into()));
        self
    }

    /// With one more header.
    #[must_use]
    pub fn header(mut self, name: &str, value: impl Into<String>) -> Self {
        self.headers.push((name.to_owned(), value.into()));
        self
    }

    /// Sent by someone else.
    #[must_use]
    pub fn credentials(mut self, credentials: Credentials) -> Self {
        self.credentials = credentials;
        self
    }

    /// With another method.
    #[must_use]
    pub fn method(mut self, method: &str) -> Self {
        self.method = method.to_owned();
        self
    }
}
