//! Requests and answers in the terms of the provider.

use axum::body::Body;
use axum::http::{Response, StatusCode, header};
use serde_json::{Value, json};

/// Name of the session cookie.
pub(crate) const COOKIE: &str = "samspel_session";

/// Names with their values, in order.
pub(crate) type Pairs = Vec<(String, String)>;

/// A request, read.
#[derive(Debug, Default)]
pub(crate) struct Message {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) query: Pairs,
    pub(crate) form: Pairs,
    /// A body is announced by its media type, and there is none.
    pub(crate) is_hollow: bool,
    pub(crate) authorization: Option<String>,
    pub(crate) session: Option<String>,
}

/// The first value of a name; an empty one counts as left out (RFC 6749, 3.1).
pub(crate) fn value<'p>(pairs: &'p Pairs, name: &str) -> Option<&'p str> {
    pairs.iter().find(|(n, v)| n == name && !v.is_empty()).map(|(_, v)| v.as_str())
}

/// Pairs of a query or a form.
pub(crate) fn pairs(text: &[u8]) -> Pairs {
    url::form_urlencoded::parse(text).into_owned().collect()
}

/// JSON.
pub(crate) fn json_answer(status: u16, body: &Value) -> Response<Body> {
    answer(status, "application/json", body.to_string())
}

/// An error of a token endpoint (RFC 6749, 5.2).
pub(crate) fn token_error(status: u16, error: &str) -> Response<Body> {
    with(json_answer(status, &json!({ "error": error })), "cache-control", "no-store")
}

/// A page that tells a person what went wrong.
pub(crate) fn error_page(what: &str) -> Response<Body> {
    let what = escaped(what);
    answer(
        400,
        "text/html; charset=utf-8",
        format!("<!doctype html><html lang=\"en\"><title>Error</title><p>{what}</p></html>"),
    )
}

/// Any answer.
pub(crate) fn answer(status: u16, media_type: &str, body: String) -> Response<Body> {
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    with(response, header::CONTENT_TYPE.as_str(), media_type)
}

/// A redirect.
pub(crate) fn redirect(to: &str) -> Response<Body> {
    with(with(answer(303, "text/plain", String::new()), "location", to), "cache-control", "no-store")
}

/// With one more header.
pub(crate) fn with(mut response: Response<Body>, name: &str, value: &str) -> Response<Body> {
    if let (Ok(name), Ok(value)) = (header::HeaderName::try_from(name), header::HeaderValue::from_str(value)) {
        response.headers_mut().append(name, value);
    }
    response
}

/// Text for HTML.
pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
