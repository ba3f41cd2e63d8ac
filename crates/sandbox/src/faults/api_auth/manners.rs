//! How tokens may be shown, and how refusals are told.

use axum::http::{HeaderValue, StatusCode, header};
use samspel_contract::Kind;

use super::of;
use crate::access::Refusal;
use crate::fault::{Fault, Hook, Level, Title};
use crate::provider::{Answer, Body, Incoming};

/// Whether the token is no three parts of base64url.
fn is_garbled(incoming: &Incoming) -> bool {
    let token =
        incoming.authorization.as_deref().and_then(|value| value.split_once(' ')).map_or("", |(_, token)| token);
    token.split('.').count() != 3 || token.contains('%')
}

pub(super) const FAULTS: &[Fault] = &[
    of(
        "lets-callers-without-token-in",
        &["API-AUTH-MISS-1", "API-AUTH-MISS-4"],
        Level::Must,
        Title { sv: "Den som inte visar någon token släpps in", en: "Whoever shows no token is let in" },
        &[Hook::Forgive(|refusal| refusal == Refusal::NoToken)],
    ),
    of(
        "knows-one-spelling-of-bearer",
        &["API-AUTH-POS-2"],
        Level::Should,
        Title { sv: "Schemat måste skrivas Bearer", en: "The scheme has to be written Bearer" },
        &[Hook::Request(|incoming| {
            if incoming.authorization.as_deref().is_some_and(|value| !value.starts_with("Bearer ")) {
                incoming.authorization = None;
            }
        })],
    ),
    of(
        "no-challenge-for-missing-token",
        &["API-AUTH-MISS-1"],
        Level::Must,
        Title {
            sv: "401 utan token saknar WWW-Authenticate, medan andra nekanden har det",
            en: "401 without a token lacks WWW-Authenticate, while other refusals have it",
        },
        &[Hook::Answer(|asked, answer| {
            if asked.refusal == Some(Refusal::NoToken) {
                answer.headers.remove(header::WWW_AUTHENTICATE);
            }
        })],
    ),
    of(
        "takes-second-authorization",
        &["API-AUTH-MISS-2"],
        Level::Must,
        Title {
            sv: "Av två Authorization-huvuden används det sista",
            en: "Of two Authorization headers the last one is used",
        },
        &[Hook::Request(|incoming| {
            if let Some(other) = incoming.other_authorization.take() {
                incoming.authorization = Some(other);
            }
        })],
    ),
    of(
        "takes-token-without-scheme",
        &["API-AUTH-MISS-2"],
        Level::Must,
        Title { sv: "En token utan schema godtas", en: "A token without a scheme is accepted" },
        &[Hook::Request(|incoming| {
            if let Some(bare) = incoming.authorization.clone().filter(|value| !value.contains(' ')) {
                incoming.authorization = Some(format!("Bearer {bare}"));
            }
        })],
    ),
    of(
        "takes-token-from-query",
        &["API-AUTH-MISS-3"],
        Level::Must,
        Title {
            sv: "En token i adressens frågesträng godtas", en: "A token in the query of the address is accepted"
        },
        &[Hook::Forgive(|refusal| refusal == Refusal::TokenInQuery)],
    ),
    of(
        "forgets-lookups",
        &["API-AUTH-MISS-4"],
        Level::Must,
        Title {
            sv: "Uppslagen prövar frågan innan de prövar vem som frågar",
            en: "Lookups look at the question before they look at who asks",
        },
        &[Hook::Answer(|asked, answer| {
            if asked.refusal == Some(Refusal::NoToken)
                && asked.operation.is_some_and(|operation| operation.kind == Kind::Lookup)
            {
                *answer = Answer::ok(Body::Array(Vec::new()));
            }
        })],
    ),
    of(
        "examines-writes-first",
        &["API-AUTH-MISS-4"],
        Level::Must,
        Title {
            sv: "Det som ska sparas prövas innan den som sparar",
            en: "What is to be stored is looked at before whoever stores it",
        },
        &[Hook::Answer(|asked, answer| {
            if asked.refusal == Some(Refusal::NoToken)
                && asked.operation.is_some_and(|operation| operation.kind == Kind::Create)
            {
                *answer = Answer::error(StatusCode::BAD_REQUEST, "invalid_body", "the body is not right");
            }
        })],
    ),
    of(
        "breaks-at-garbled-tokens",
        &["API-AUTH-MAL-1"],
        Level::Must,
        Title { sv: "En text som inte är en token ger 500", en: "A text that is no token gives 500" },
        &[Hook::Answer(|asked, answer| {
            if answer.status == StatusCode::UNAUTHORIZED
                && asked.incoming.authorization.is_some()
                && is_garbled(asked.incoming)
            {
                *answer = Answer::error(StatusCode::INTERNAL_SERVER_ERROR, "internal_error", "something went wrong");
            }
        })],
    ),
    of(
        "breaks-at-tokens-without-json",
        &["API-AUTH-MAL-2"],
        Level::Must,
        Title { sv: "En token vars delar inte är JSON ger 500", en: "A token whose parts are not JSON gives 500" },
        &[Hook::Answer(|asked, answer| {
            let is_form = asked.incoming.vouched == Some(Err(crate::access::Flaw::Form)) && !is_garbled(asked.incoming);
            if is_form {
                *answer = Answer::error(StatusCode::INTERNAL_SERVER_ERROR, "internal_error", "something went wrong");
            }
        })],
    ),
    of(
        "breaks-without-access",
        &["API-AUTH-LOC-6"],
        Level::Must,
        Title { sv: "En token utan requested_access ger 500", en: "A token without requested_access gives 500" },
        &[Hook::Answer(|asked, answer| {
            if asked.incoming.vouched == Some(Err(crate::access::Flaw::OddAccess)) {
                *answer = Answer::error(StatusCode::INTERNAL_SERVER_ERROR, "internal_error", "something went wrong");
            }
        })],
    ),
    of(
        "refuses-in-plain-text",
        &["API-AUTH-ERR-1"],
        Level::Should,
        Title { sv: "Nekanden är ren text", en: "Refusals are plain text" },
        &[Hook::Answer(|asked, answer| {
            if asked.refusal.is_some() {
                answer.body = Body::Bytes(b"no".to_vec());
                answer.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/plain"));
            }
        })],
    ),
    of(
        "refuses-with-trace",
        &["API-AUTH-ERR-1"],
        Level::Should,
        Title { sv: "Nekanden visar var i koden det hände", en: "Refusals show where in the code it happened" },
        &[Hook::Answer(|asked, answer| {
            if asked.refusal == Some(Refusal::Untrusted) {
                let trace = "java.lang.IllegalStateException: token\n\tat se.skola.Auth.check(Auth.java:17)";
                *answer = Answer::error(StatusCode::UNAUTHORIZED, "unauthorised", trace);
            }
        })],
    ),
    of(
        "open-to-every-origin",
        &["API-AUTH-ERR-3"],
        Level::Should,
        Title {
            sv: "Sidor från vilken plats som helst får läsa med inloggning",
            en: "Pages of any origin may read with credentials",
        },
        &[Hook::Answer(|asked, answer| {
            if let Some(origin) = asked.incoming.origin.as_deref().and_then(|origin| HeaderValue::from_str(origin).ok())
            {
                answer.headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
                answer.headers.insert(header::ACCESS_CONTROL_ALLOW_CREDENTIALS, HeaderValue::from_static("true"));
            }
        })],
    ),
];
