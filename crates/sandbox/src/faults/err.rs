//! Faults of error answers.

use axum::http::{HeaderValue, StatusCode, header};
use samspel_contract::{Envelope, Kind};
use serde_json::{Value, json};

use super::entities::succeeded;
use crate::fault::{Fault, Hook, Level, Title};
use crate::provider::{Answer, Asked, Body, Mistake, MistakeKind};

/// A fault that puts something into error texts.
const fn leaks(id: &'static str, title: Title, hooks: &'static [Hook]) -> Fault {
    Fault { id, requirements: &["SS12K-ERR-008"], level: Level::Should, title, hooks }
}

pub(super) const FAULTS: &[Fault] = &[
    Fault {
        id: "error-wrapped",
        requirements: &["SS12K-ERR-001", "SS12K-ERR-002", "SS12K-ERR-003"],
        level: Level::Must,
        title: Title { sv: "Felobjektet är inlindat i error", en: "The error object is wrapped in error" },
        hooks: &[Hook::Answer(|_, answer| error_body(answer, |error| json!({ "error": error })))],
    },
    Fault {
        id: "error-without-message",
        requirements: &["SS12K-ERR-001"],
        level: Level::Must,
        title: Title { sv: "Felobjektet saknar message", en: "The error object lacks message" },
        hooks: &[Hook::Answer(|_, answer| error_body(answer, |error| json!({ "code": error["code"] })))],
    },
    Fault {
        id: "error-code-as-number",
        requirements: &["SS12K-ERR-002"],
        level: Level::Must,
        title: Title { sv: "code i felobjektet är ett tal", en: "code in the error object is a number" },
        hooks: &[Hook::Answer(|_, answer| {
            let status = answer.status.as_u16();
            error_body(answer, |error| json!({ "code": status, "message": error["message"] }));
        })],
    },
    Fault {
        id: "error-as-html",
        requirements: &["SS12K-ERR-003", "SS12K-HTTP-002"],
        level: Level::Must,
        title: Title { sv: "Felsvar är HTML-sidor", en: "Error responses are HTML pages" },
        hooks: &[Hook::Answer(|_, answer| {
            if is_error(answer) {
                answer.body = Body::Bytes(b"<!doctype html><html><body><h1>Fel</h1></body></html>".to_vec());
                answer.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
            }
        })],
    },
    Fault {
        id: "error-as-text",
        requirements: &["SS12K-ERR-003", "SS12K-HTTP-002"],
        level: Level::Must,
        title: Title { sv: "Felsvar är ren text", en: "Error responses are plain text" },
        hooks: &[Hook::Answer(|_, answer| {
            if is_error(answer) {
                answer.body = Body::Bytes(b"Bad Request".to_vec());
                answer.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/plain"));
            }
        })],
    },
    Fault {
        id: "error-without-body",
        requirements: &["SS12K-ERR-003"],
        level: Level::Must,
        title: Title { sv: "Felsvar saknar innehåll", en: "Error responses have no body" },
        hooks: &[Hook::Answer(|_, answer| {
            if is_error(answer) {
                answer.body = Body::Empty;
                answer.headers.remove(header::CONTENT_TYPE);
            }
        })],
    },
    Fault {
        id: "not-found-with-other-body",
        requirements: &["SS12K-ERR-004"],
        level: Level::Must,
        title: Title {
            sv: "404 för ett okänt id har ett annat innehåll än ett felobjekt",
            en: "404 for an unknown id has another body than an error object",
        },
        hooks: &[Hook::Answer(|asked, answer| {
            if answer.status == StatusCode::NOT_FOUND && asked.operation.is_some() {
                *answer = Answer::new(StatusCode::NOT_FOUND, Body::Json(json!({ "detail": "Not Found" })));
            }
        })],
    },
    Fault {
        id: "bad-id-as-404",
        requirements: &["SS12K-ERR-005"],
        level: Level::Must,
        title: Title { sv: "Ett id som inte är ett UUID ger 404", en: "An id that is not a UUID gives 404" },
        hooks: &[Hook::Answer(|asked, answer| {
            if is_bad_id(asked, answer) {
                *answer = Answer::error(StatusCode::NOT_FOUND, "not_found", "there is nothing with this id");
            }
        })],
    },
    Fault {
        id: "bad-id-as-500",
        requirements: &["SS12K-ERR-005"],
        level: Level::Must,
        title: Title { sv: "Ett id som inte är ett UUID ger 500", en: "An id that is not a UUID gives 500" },
        hooks: &[Hook::Answer(|asked, answer| {
            if is_bad_id(asked, answer) {
                *answer = Answer::error(StatusCode::INTERNAL_SERVER_ERROR, "internal_error", "something went wrong");
            }
        })],
    },
    Fault {
        id: "lookup-cut-short",
        requirements: &["SS12K-ERR-006"],
        level: Level::Must,
        title: Title {
            sv: "Stora uppslag kortas av utan att det märks",
            en: "Large lookups are cut short without notice",
        },
        hooks: &[Hook::Answer(|asked, answer| {
            if succeeded(asked, answer, Kind::Lookup)
                && values_in_body(asked) > 50
                && let Some(found) = answer.json().as_array_mut()
            {
                found.truncate(found.len() / 2);
            }
        })],
    },
    Fault {
        id: "large-lookup-fails",
        requirements: &["SS12K-ERR-006"],
        level: Level::Must,
        title: Title { sv: "Stora uppslag ger 500 i stället för 503", en: "Large lookups give 500 instead of 503" },
        hooks: &[Hook::Answer(|asked, answer| {
            let is_lookup = asked.operation.is_some_and(|operation| operation.kind == Kind::Lookup);
            if is_lookup && asked.refusal.is_none() && values_in_body(asked) > 200 {
                *answer = Answer::error(StatusCode::INTERNAL_SERVER_ERROR, "internal_error", "something went wrong");
            }
        })],
    },
    Fault {
        id: "unknown-path-served",
        requirements: &["SS12K-ERR-007"],
        level: Level::Must,
        title: Title {
            sv: "En sökväg som inte finns besvaras som om allt vore väl",
            en: "A path that does not exist is answered as if all were well",
        },
        hooks: &[Hook::Answer(|asked, answer| {
            if asked.operation.is_none() && answer.status == StatusCode::NOT_FOUND {
                answer.status = StatusCode::OK;
            }
        })],
    },
    Fault {
        id: "mistakes-as-500",
        requirements: &["SS12K-ERR-007"],
        level: Level::Must,
        title: Title { sv: "Felaktiga anrop ger serverfel", en: "Faulty calls give server errors" },
        hooks: &[Hook::Answer(|_, answer| {
            if matches!(answer.status, StatusCode::BAD_REQUEST | StatusCode::UNSUPPORTED_MEDIA_TYPE) {
                *answer = Answer::error(StatusCode::INTERNAL_SERVER_ERROR, "internal_error", "something went wrong");
            }
        })],
    },
    Fault {
        id: "mistakes-passed-over",
        requirements: &["SS12K-ERR-007"],
        level: Level::Must,
        title: Title {
            sv: "Parametrar med felaktiga värden förbigås, och allt lämnas ut",
            en: "Parameters with faulty values are passed over, and everything is handed out",
        },
        hooks: &[Hook::Overlook(is_bad_value)],
    },
    Fault {
        id: "mistakes-as-no-hits",
        requirements: &["SS12K-ERR-007"],
        level: Level::Must,
        title: Title {
            sv: "Felaktiga anrop besvaras som om ingenting fanns",
            en: "Faulty calls are answered as if there were nothing",
        },
        hooks: &[Hook::Answer(|asked, answer| {
            let envelope = asked.operation.map(|operation| operation.success.envelope);
            let refused = matches!(answer.status, StatusCode::BAD_REQUEST | StatusCode::UNSUPPORTED_MEDIA_TYPE);
            match envelope {
                Some(Envelope::Page) if refused => {
                    *answer = Answer::ok(Body::Json(json!({ "data": [], "pageToken": null })))
                }
                Some(Envelope::DeletedEntities) if refused => {
                    *answer = Answer::ok(Body::Json(json!({ "data": {}, "pageToken": null })))
                }
                Some(Envelope::Array) if refused => *answer = Answer::ok(Body::Json(json!([]))),
                _ => {}
            }
        })],
    },
    leaks(
        "error-shows-stack-trace",
        Title { sv: "Felsvar visar en stackspårning", en: "Error responses show a stack trace" },
        &[Hook::Answer(|_, answer| {
            error_says(
                answer,
                "java.lang.NullPointerException\n\tat se.example.ss12000.PersonDao.find(PersonDao.java:117)",
            );
        })],
    ),
    leaks(
        "error-shows-sql",
        Title { sv: "Felsvar visar frågor till databasen", en: "Error responses show database queries" },
        &[Hook::Answer(|_, answer| {
            error_says(answer, "ERROR: syntax error in SELECT id, given_name FROM person WHERE id = 'x'")
        })],
    ),
    leaks(
        "error-shows-civic-number",
        Title { sv: "Felsvar visar ett personnummer", en: "Error responses show a civic number" },
        // The Tax Agency's own printed example: nobody's number.
        &[Hook::Answer(|_, answer| error_says(answer, "cannot read the record of 19811228-9874 (198112289874)"))],
    ),
];

fn is_error(answer: &Answer) -> bool {
    (answer.status.is_client_error() || answer.status.is_server_error()) && !matches!(answer.body, Body::Empty)
}

fn error_body(answer: &mut Answer, change: impl Fn(&Value) -> Value) {
    if is_error(answer) {
        let error = answer.json();
        *error = change(error);
    }
}

fn error_says(answer: &mut Answer, message: &str) {
    error_body(answer, |error| json!({ "code": error["code"], "message": message }));
}

fn is_bad_id(asked: &Asked<'_>, answer: &Answer) -> bool {
    let has_id = asked.operation.is_some_and(|operation| operation.path.ends_with("{id}"));
    has_id && answer.status == StatusCode::BAD_REQUEST
}

fn is_bad_value(mistake: &Mistake) -> bool {
    match mistake.kind {
        MistakeKind::NotUuid
        | MistakeKind::NotDate
        | MistakeKind::NotDateTime
        | MistakeKind::NotBoolean
        | MistakeKind::NotInteger
        | MistakeKind::BelowMinimum
        | MistakeKind::NotInEnumeration => true,
        MistakeKind::GivenTwice | MistakeKind::Missing | MistakeKind::BesideToken | MistakeKind::UnknownToken => false,
    }
}

/// How many values a lookup's body asks for.
fn values_in_body(asked: &Asked<'_>) -> usize {
    let body: Value = serde_json::from_slice(&asked.incoming.body).unwrap_or_default();
    body.as_object().into_iter().flatten().filter_map(|(_, values)| values.as_array()).map(Vec::len).sum()
}
