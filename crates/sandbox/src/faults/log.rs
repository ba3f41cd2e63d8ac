//! Faults of the log and the statistics.

use axum::http::{Method, StatusCode, header};
use samspel_contract::Kind;
use serde_json::json;

use crate::fault::{Fault, Hook, Level, Title};
use crate::provider::{Answer, Asked, Body, Rule};

pub(super) const FAULTS: &[Fault] = &[
    Fault {
        id: "report-answered-with-200",
        requirements: &["SS12K-LOG-001", "SS12K-LOG-002"],
        level: Level::Must,
        title: Title {
            sv: "Logg- och statistikposter besvaras med 200",
            en: "Log and statistics entries are answered with 200",
        },
        hooks: &[Hook::Answer(|asked, answer| {
            if reports(asked) && answer.is_success() {
                answer.status = StatusCode::OK;
            }
        })],
    },
    Fault {
        id: "report-answered-with-body",
        requirements: &["SS12K-LOG-001", "SS12K-LOG-002"],
        level: Level::Must,
        title: Title {
            sv: "Logg- och statistikposter besvaras med en kropp",
            en: "Log and statistics entries are answered with a body",
        },
        hooks: &[Hook::Answer(|asked, answer| {
            if reports(asked) && answer.is_success() {
                *answer = Answer::new(StatusCode::CREATED, Body::Json(json!({ "saved": true })));
            }
        })],
    },
    Fault {
        id: "log-full-entry-refused",
        requirements: &["SS12K-LOG-001"],
        level: Level::Must,
        title: Title { sv: "En loggpost med tidpunkt nekas", en: "A log entry with a time is refused" },
        hooks: &[Hook::Answer(|asked, answer| {
            let text = String::from_utf8_lossy(&asked.incoming.body);
            if reports(asked) && text.contains("severityLevel") && text.contains("timeOfOccurance") {
                *answer = Answer::error(StatusCode::BAD_REQUEST, "invalid_body", "timeOfOccurance is not known");
            }
        })],
    },
    Fault {
        id: "statistics-as-text-only",
        requirements: &["SS12K-LOG-002"],
        level: Level::Must,
        title: Title {
            sv: "Statistikposter med heltal ger ett serverfel",
            en: "Statistics entries with integers give a server error",
        },
        hooks: &[Hook::Answer(|asked, answer| {
            if reports(asked) && asked.incoming.path.starts_with("/statistics") && answer.is_success() {
                *answer = Answer::error(StatusCode::INTERNAL_SERVER_ERROR, "internal_error", "something went wrong");
            }
        })],
    },
    Fault {
        id: "report-anything-accepted",
        requirements: &["SS12K-LOG-003"],
        level: Level::Must,
        title: Title {
            sv: "Felaktiga logg- och statistikposter godtas",
            en: "Wrong log and statistics entries are accepted",
        },
        hooks: &[Hook::Waive(|rule| rule == Rule::ReportForm)],
    },
    Fault {
        id: "log-readable",
        requirements: &["SS12K-LOG-004"],
        level: Level::Should,
        title: Title { sv: "Loggen går att läsa för alla klienter", en: "The log can be read by all clients" },
        hooks: &[Hook::Answer(|asked, answer| {
            let reads = asked.incoming.method == Method::GET && asked.refusal.is_none();
            if reads && matches!(asked.incoming.path.trim_end_matches('/'), "/log" | "/statistics") {
                *answer = Answer::ok(Body::Json(json!({ "data": [{ "message": "Kunde inte läsa in posten" }] })));
            }
        })],
    },
    Fault {
        id: "statistics-negative",
        requirements: &["SS12K-LOG-005"],
        level: Level::Should,
        title: Title { sv: "Negativa antal godtas", en: "Negative counts are accepted" },
        hooks: &[Hook::Waive(|rule| rule == Rule::Counts)],
    },
    Fault {
        id: "report-path-redirects",
        requirements: &["SS12K-HTTP-015"],
        level: Level::Must,
        title: Title {
            sv: "Adresser med avslutande snedstreck omdirigeras",
            en: "Paths with a last slash are redirected",
        },
        hooks: &[Hook::Answer(|asked, answer| {
            let path = &asked.incoming.path;
            if reports(asked) && path.ends_with('/') {
                let bare = format!("/v2.0{}", path.trim_end_matches('/'));
                *answer = Answer::new(StatusCode::MOVED_PERMANENTLY, Body::Empty).with_header(header::LOCATION, &bare);
            }
        })],
    },
    Fault {
        id: "report-path-without-slash-only",
        requirements: &["SS12K-HTTP-015"],
        level: Level::Must,
        title: Title {
            sv: "Rapportadresserna finns bara utan avslutande snedstreck",
            en: "The report paths exist only without their last slash",
        },
        hooks: &[Hook::Answer(|asked, answer| {
            if reports(asked) && asked.incoming.path.ends_with('/') {
                *answer = Answer::error(StatusCode::NOT_FOUND, "unknown_path", "there is no such path");
            }
        })],
    },
];

/// Whether a request reports something and is let in.
fn reports(asked: &Asked<'_>) -> bool {
    asked.refusal.is_none() && asked.operation.is_some_and(|operation| operation.kind == Kind::Report)
}
