//! The token endpoint: OAuth 2.0 client credentials (RFC 6749), secret in the header or in the form.

use axum::http::{StatusCode, header};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use percent_encoding::percent_decode_str;
use serde_json::json;

use super::Access;
use crate::provider::{Answer, Body, decode_query};

/// Answers a POST to the token endpoint.
pub(crate) fn token_endpoint(
    access: &Access,
    authorization: Option<&str>,
    content_type: Option<&str>,
    body: &[u8],
) -> Answer {
    let is_form = content_type.is_some_and(|kind| {
        kind.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/x-www-form-urlencoded"))
    });
    let form = std::str::from_utf8(body).ok().filter(|_| is_form).and_then(decode_query);
    let Some(form) = form else { return refuse(StatusCode::BAD_REQUEST, "invalid_request", "the body must be a form") };
    let field = |name: &str| form.iter().find(|(given, _)| given == name).map(|(_, value)| value.clone());
    if form.iter().enumerate().any(|(at, (name, _))| form[..at].iter().any(|(earlier, _)| earlier == name)) {
        return refuse(StatusCode::BAD_REQUEST, "invalid_request", "a field is given twice");
    }
    match field("grant_type").as_deref() {
        None => return refuse(StatusCode::BAD_REQUEST, "invalid_request", "grant_type is missing"),
        Some("client_credentials") => {}
        Some(_) => {
            return refuse(StatusCode::BAD_REQUEST, "unsupported_grant_type", "only client_credentials is offered");
        }
    }
    let basic = authorization.and_then(basic_credentials);
    let posted = field("client_id").zip(field("client_secret"));
    let (id, secret) = match (basic, posted) {
        (Some(_), Some(_)) => {
            return refuse(StatusCode::BAD_REQUEST, "invalid_request", "the client authenticates in two ways");
        }
        (Some(credentials), None) | (None, Some(credentials)) => credentials,
        (None, None) => return unknown_client(),
    };
    let client = access.client(&id).filter(|client| client.secret == secret && !client.revoked);
    let Some(client) = client else { return unknown_client() };
    match access.sign(&access.claims(client)) {
        Ok(token) => Answer::ok(Body::Json(
            json!({ "access_token": token, "token_type": "Bearer", "expires_in": access.lifetime }),
        )),
        Err(_) => refuse(StatusCode::INTERNAL_SERVER_ERROR, "server_error", "the token could not be signed"),
    }
}

fn refuse(status: StatusCode, error: &str, description: &str) -> Answer {
    Answer::new(status, Body::Json(json!({ "error": error, "error_description": description })))
}

fn unknown_client() -> Answer {
    refuse(StatusCode::UNAUTHORIZED, "invalid_client", "unknown client or wrong secret")
        .with_header(header::WWW_AUTHENTICATE, r#"Basic realm="samspel-sandbox""#)
}

/// Id and secret of a Basic header; both are form-encoded inside (RFC 6749 §2.3.1).
fn basic_credentials(authorization: &str) -> Option<(String, String)> {
    let (scheme, encoded) = authorization.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let pair = String::from_utf8(STANDARD.decode(encoded.trim()).ok()?).ok()?;
    let (id, secret) = pair.split_once(':')?;
    let decode =
        |text: &str| percent_decode_str(&text.replace('+', " ")).decode_utf8().ok().map(|text| text.into_owned());
    Some((decode(id)?, decode(secret)?))
}
