//! What the provider answers.

use std::sync::Arc;

use axum::body::Body as HttpBody;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Response, StatusCode, header};
use serde_json::{Value, json};

use super::present;
use crate::store::Record;

/// An entity on its way out: as stored, or made for this answer.
#[derive(Debug, Clone)]
pub(crate) enum Item {
    Stored(Arc<Record>),
    Made(Value),
}

impl Item {
    pub(crate) fn into_value(self) -> Value {
        match self {
            Item::Stored(record) => record.value(),
            Item::Made(value) => value,
        }
    }

    fn write(&self, into: &mut Vec<u8>) {
        match self {
            Item::Stored(record) => into.extend_from_slice(record.json.as_bytes()),
            Item::Made(value) => into.extend_from_slice(value.to_string().as_bytes()),
        }
    }
}

/// A body in the making.
#[derive(Debug)]
pub(crate) enum Body {
    Empty,
    /// A list page.
    Page {
        items: Vec<Item>,
        token: Option<String>,
    },
    /// A bare array.
    Array(Vec<Item>),
    /// One object.
    Object(Item),
    /// Anything else in JSON.
    Json(Value),
    /// Bytes as they are: only faults send these.
    Bytes(Vec<u8>),
}

/// An answer in the making.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Body,
}

/// An answer that ends the handling of a request early.
pub(crate) type Refused = Box<Answer>;

impl Answer {
    pub(crate) fn new(status: StatusCode, body: Body) -> Answer {
        let mut headers = HeaderMap::new();
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if !matches!(body, Body::Empty) {
            headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
        }
        Answer { status, headers, body }
    }

    pub(crate) fn ok(body: Body) -> Answer {
        Answer::new(StatusCode::OK, body)
    }

    /// An error with the body that the standard prescribes.
    pub(crate) fn error(status: StatusCode, code: &str, message: impl Into<String>) -> Answer {
        Answer::new(status, Body::Json(json!({ "code": code, "message": message.into() })))
    }

    /// An error, boxed as [`Refused`].
    pub(crate) fn refuse(status: StatusCode, code: &str, message: impl Into<String>) -> Refused {
        Box::new(Answer::error(status, code, message))
    }

    pub(crate) fn with_header(mut self, name: HeaderName, value: &str) -> Answer {
        if let Ok(value) = HeaderValue::from_str(value) {
            self.headers.insert(name, value);
        }
        self
    }

    pub(crate) fn is_success(&self) -> bool {
        self.status.is_success()
    }

    /// The body as a tree, to be changed. Null for an empty body.
    pub(crate) fn json(&mut self) -> &mut Value {
        let value = match std::mem::replace(&mut self.body, Body::Empty) {
            Body::Empty => Value::Null,
            Body::Page { items, token } => {
                json!({ "data": items.into_iter().map(Item::into_value).collect::<Vec<_>>(), "pageToken": token })
            }
            Body::Array(items) => Value::Array(items.into_iter().map(Item::into_value).collect()),
            Body::Object(item) => item.into_value(),
            Body::Json(value) => value,
            Body::Bytes(bytes) => serde_json::from_slice(&bytes).unwrap_or_default(),
        };
        self.body = Body::Json(value);
        match &mut self.body {
            Body::Json(value) => value,
            _ => unreachable!("the body was set to a tree one line above"),
        }
    }

    /// The body as bytes.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        match &self.body {
            Body::Empty => {}
            Body::Page { items, token } => {
                bytes.extend_from_slice(br#"{"data":"#);
                write_array(items, &mut bytes);
                bytes.extend_from_slice(br#","pageToken":"#);
                bytes.extend_from_slice(json!(token).to_string().as_bytes());
                bytes.push(b'}');
            }
            Body::Array(items) => write_array(items, &mut bytes),
            Body::Object(item) => item.write(&mut bytes),
            Body::Json(value) => bytes.extend_from_slice(value.to_string().as_bytes()),
            Body::Bytes(raw) => bytes.extend_from_slice(raw),
        }
        bytes
    }

    pub(crate) fn into_response(self) -> Response<HttpBody> {
        let date = present().strftime("%a, %d %b %Y %H:%M:%S GMT").to_string();
        let answer = self.with_header(header::DATE, &date);
        let mut response = Response::new(HttpBody::from(answer.bytes()));
        *response.status_mut() = answer.status;
        *response.headers_mut() = answer.headers;
        response
    }
}

fn write_array(items: &[Item], into: &mut Vec<u8>) {
    into.push(b'[');
    for (at, item) in items.iter().enumerate() {
        if at > 0 {
            into.push(b',');
        }
        item.write(into);
    }
    into.push(b']');
}
