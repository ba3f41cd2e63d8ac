//! What the answers of a token endpoint mean.

use samspel_exchange::Exchange;
use samspel_model::{Gap, Message, Observation};
use serde_json::Value;

use super::requests::{Form, UNKNOWN_SCOPE};
use samspel_suite::observe::{against, answer, undecided, witness};

/// Whether a token came.
pub(super) fn is_token(exchange: &Exchange) -> bool {
    let success = exchange.outcome.as_ref().is_ok_and(|response| response.is_success());
    success && text(exchange, "access_token").is_some_and(|token| !token.is_empty())
}

/// The right request: a token, how long it lives, and nothing to renew it with (RFC 6749, 4.4.3 and 5.1).
pub(super) fn good(requirement: &str, exchange: &Exchange) -> Vec<Observation> {
    let found = |id: &str, expected: &str| {
        let seen = against(requirement, Message::new(id)).expected(expected).observed(answer(exchange));
        seen.exchange(exchange).contradiction()
    };
    if !is_token(exchange) {
        // The same login gets the tests in: without it there would be no run.
        let reason = Message::new("oauth-good-login-refused").with("answer", answer(exchange));
        return vec![undecided(requirement, Gap::NoAnswer, reason)];
    }
    let mut told = Vec::new();
    if !text(exchange, "token_type").is_some_and(|kind| kind.eq_ignore_ascii_case("bearer")) {
        told.push(found("oauth-token-type", "token_type: Bearer"));
    }
    if !field(exchange, "expires_in").is_some_and(|life| life.as_f64().is_some_and(|seconds| seconds > 0.0)) {
        told.push(found("oauth-no-lifetime", "expires_in: number > 0"));
    }
    if field(exchange, "refresh_token").is_some() {
        told.push(found("oauth-refresh-token", "no refresh_token"));
    }
    if told.is_empty() {
        told.push(witness(requirement, 1, Message::new("oauth-good-login")));
    }
    told
}

/// A request that must get no token.
pub(super) fn refused(requirement: &str, kind: &str, form: Form, exchange: &Exchange) -> Vec<Observation> {
    let what = form.label();
    let found = |id: String, expected: &str| {
        let seen = against(requirement, Message::new(id.as_str())).expected(expected).observed(told(exchange));
        seen.sample(what).exchange(exchange)
    };
    let Ok(response) = &exchange.outcome else {
        let reason = Message::new("auth-unclear").with("what", what).with("answer", answer(exchange));
        return vec![undecided(requirement, Gap::NoAnswer, reason)];
    };
    if is_token(exchange) {
        // A token for less than was asked for is lawful, when it says so (RFC 6749, 3.3).
        if form == Form::UnknownScope {
            return match text(exchange, "scope") {
                Some(scope) if !scope.split(' ').any(|one| one == UNKNOWN_SCOPE) => {
                    vec![witness(requirement, 1, Message::new("oauth-scope-narrowed"))]
                }
                _ => vec![found(format!("oauth-token-{kind}"), "error: invalid_scope | scope: …").contradiction()],
            };
        }
        return vec![found(format!("oauth-token-{kind}"), expected(form)).contradiction()];
    }
    let code = text(exchange, "error");
    let code = code.as_deref();
    let right = match form {
        Form::WrongSecret | Form::NoSecret => {
            matches!(response.status, 400 | 401) && matches!(code, Some("invalid_client" | "invalid_request"))
        }
        Form::UnknownScope => response.status == 400 && code == Some("invalid_scope"),
        Form::Get => matches!(response.status, 400..=499),
        Form::JsonBody => matches!(response.status, 400 | 401 | 405 | 415),
        Form::Password | Form::Implicit => {
            matches!(code, Some("unsupported_grant_type" | "unauthorized_client" | "invalid_grant" | "invalid_request"))
        }
        Form::SecretInQuery => matches!(response.status, 400..=499),
        Form::Good => true,
    };
    match (right, response.status) {
        (true, _) => vec![witness(requirement, 1, Message::new("oauth-refused").with("what", what))],
        (false, 500..=599) => vec![found(format!("oauth-breaks-{kind}"), expected(form)).contradiction()],
        // No token came, which is what matters most; the words of the refusal are told.
        (false, _) => vec![
            witness(requirement, 1, Message::new("oauth-refused").with("what", what)),
            found("oauth-refused-otherwise".to_owned(), expected(form)).note(),
        ],
    }
}

fn expected(form: Form) -> &'static str {
    match form {
        Form::WrongSecret | Form::NoSecret => "HTTP 401, error: invalid_client",
        Form::UnknownScope => "HTTP 400, error: invalid_scope",
        Form::Get => "HTTP 405 | HTTP 400",
        Form::JsonBody => "HTTP 400",
        Form::Password | Form::Implicit => "HTTP 400, error: unsupported_grant_type",
        Form::SecretInQuery => "HTTP 401 | HTTP 400",
        Form::Good => "HTTP 200",
    }
}

/// Status and error code, when it is one: other text of an endpoint is not ours to repeat.
fn told(exchange: &Exchange) -> String {
    let is_code = |code: &String| code.len() < 40 && code.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
    match text(exchange, "error").filter(is_code) {
        Some(code) => format!("{}, error: {code}", answer(exchange)),
        None => answer(exchange),
    }
}

fn field(exchange: &Exchange, name: &str) -> Option<Value> {
    let body: Value = exchange.outcome.as_ref().ok()?.json().ok()?;
    body.get(name).cloned().filter(|value| !value.is_null())
}

fn text(exchange: &Exchange, name: &str) -> Option<String> {
    field(exchange, name)?.as_str().map(str::to_owned)
}
