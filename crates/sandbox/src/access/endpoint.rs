//! The token endpoint: OAuth 2.0 client credentials (RFC 6749), secret in the header or in the form.

use axum::http::{Method, StatusCode, header};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use percent_encoding::percent_decode_str;
use serde_json::{Value, json};

use super::{Access, Lapse};
use crate::fault::Hooks;
use crate::provider::{Answer, Body, decode_query};

/// The scope that every client has.
const SCOPE: &str = "ss12000";

/// A request to the token endpoint.
pub(crate) struct TokenRequest<'r> {
    pub(crate) method: &'r Method,
    pub(crate) query: &'r str,
    pub(crate) authorization: Option<&'r str>,
    pub(crate) content_type: Option<&'r str>,
    pub(crate) body: &'r [u8],
}

/// Answers a request to the token endpoint.
pub(crate) fn token_endpoint(access: &Access, hooks: &Hooks, request: &TokenRequest<'_>) -> Answer {
    let authorization = request.authorization;
    let query = decode_query(request.query).unwrap_or_default();
    let is_post = request.method == Method::POST;
    if !(is_post || request.method == Method::GET && hooks.lapses(Lapse::Get)) {
        let answer =
            Answer::error(StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed", "tokens are asked for with POST");
        return answer.with_header(header::ALLOW, "POST");
    }
    let is = |wanted: &str| {
        let kind = request.content_type.and_then(|kind| kind.split(';').next());
        kind.is_some_and(|kind| kind.trim().eq_ignore_ascii_case(wanted))
    };
    let form = if !is_post {
        Some(query.clone())
    } else if hooks.lapses(Lapse::JsonBody) && is("application/json") {
        fields(request.body)
    } else {
        let is_form = is("application/x-www-form-urlencoded");
        std::str::from_utf8(request.body).ok().filter(|_| is_form).and_then(decode_query)
    };
    let Some(form) = form else { return refuse(StatusCode::BAD_REQUEST, "invalid_request", "the body must be a form") };
    let field = |name: &str| form.iter().find(|(given, _)| given == name).map(|(_, value)| value.clone());
    if form.iter().enumerate().any(|(at, (name, _))| form[..at].iter().any(|(earlier, _)| earlier == name)) {
        return refuse(StatusCode::BAD_REQUEST, "invalid_request", "a field is given twice");
    }
    match field("grant_type").as_deref() {
        None => return refuse(StatusCode::BAD_REQUEST, "invalid_request", "grant_type is missing"),
        Some("client_credentials") => {}
        Some(_) if hooks.lapses(Lapse::AnyGrant) => {}
        Some(_) => {
            return refuse(StatusCode::BAD_REQUEST, "unsupported_grant_type", "only client_credentials is offered");
        }
    }
    let basic = authorization.and_then(basic_credentials);
    let any_secret = hooks.lapses(Lapse::AnySecret);
    let posted = field("client_id").zip(field("client_secret").or_else(|| any_secret.then(String::new)));
    let in_query = |name: &str| query.iter().find(|(given, _)| given == name).map(|(_, value)| value.clone());
    let posted = match posted {
        None if hooks.lapses(Lapse::SecretInQuery) => in_query("client_id").zip(in_query("client_secret")),
        posted => posted,
    };
    let (id, secret) = match (basic, posted) {
        (Some(_), Some(_)) => {
            return refuse(StatusCode::BAD_REQUEST, "invalid_request", "the client authenticates in two ways");
        }
        (Some(credentials), None) | (None, Some(credentials)) => credentials,
        (None, None) => return unknown_client(),
    };
    let client = access.client(&id).filter(|client| (client.secret == secret || any_secret) && !client.revoked);
    let Some(client) = client else { return unknown_client() };
    match access.sign(&access.claims(client)) {
        Ok(token) => {
            let mut body = json!({ "access_token": token, "token_type": "Bearer", "expires_in": access.lifetime });
            // A client gets the one scope that there is, and is told so when it asked for another (RFC 6749, 3.3).
            if let Some(scope) = field("scope") {
                body["scope"] = json!(if hooks.lapses(Lapse::AnyScope) { scope.as_str() } else { SCOPE });
            }
            if hooks.lapses(Lapse::RefreshToken) {
                body["refresh_token"] = json!(token);
            }
            if hooks.lapses(Lapse::NoLifetime)
                && let Some(fields) = body.as_object_mut()
            {
                fields.remove("expires_in");
            }
            Answer::ok(Body::Json(body))
        }
        Err(_) => refuse(StatusCode::INTERNAL_SERVER_ERROR, "server_error", "the token could not be signed"),
    }
}

/// Metadata of the authorisation server (RFC 8414); None when there is none.
pub(crate) fn metadata(access: &Access, hooks: &Hooks, token_url: &str) -> Option<Answer> {
    if hooks.lapses(Lapse::NoMetadata) {
        return None;
    }
    let issuer =
        if hooks.lapses(Lapse::OtherMetadata) { "https://annan-utfardare.example/" } else { access.issuer.as_str() };
    Some(Answer::ok(Body::Json(json!({
        "issuer": issuer,
        "token_endpoint": token_url,
        "grant_types_supported": ["client_credentials"],
        "response_types_supported": [],
        "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
        "scopes_supported": [SCOPE],
    }))))
}

/// The text members of a JSON object.
fn fields(body: &[u8]) -> Option<Vec<(String, String)>> {
    let object: serde_json::Map<String, Value> = serde_json::from_slice(body).ok()?;
    Some(object.into_iter().filter_map(|(name, value)| Some((name, value.as_str()?.to_owned()))).collect())
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
