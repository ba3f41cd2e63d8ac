//! Faults that only input shows which nobody means well.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use axum::http::StatusCode;
use samspel_contract::Kind;

use crate::fault::{Fault, Hook, Level, Title};
use crate::provider::{Answer, Asked, Cut};

/// A fault that makes the provider break on some requests.
const fn breaks(id: &'static str, title: Title, hooks: &'static [Hook]) -> Fault {
    Fault { id, requirements: &["SS12K-ERR-007"], level: Level::Must, title, hooks }
}

pub(super) const FAULTS: &[Fault] = &[
    breaks(
        "long-value-breaks",
        Title { sv: "Långa parametervärden ger serverfel", en: "Long parameter values give server errors" },
        &[Hook::Answer(|asked, answer| {
            if values(asked).any(|value| value.len() > 1000) {
                *answer = broken();
            }
        })],
    ),
    breaks(
        "quote-breaks",
        Title {
            sv: "Ett citattecken i ett parametervärde ger serverfel",
            en: "A quotation mark in a parameter value gives a server error",
        },
        &[Hook::Answer(|asked, answer| {
            if values(asked).any(|value| value.contains('\'')) {
                *answer = broken();
            }
        })],
    ),
    breaks(
        "deep-body-breaks",
        Title { sv: "Djupt nästlade anrop ger serverfel", en: "Deeply nested bodies give server errors" },
        &[Hook::Answer(|asked, answer| {
            let is_lookup = asked.operation.is_some_and(|operation| operation.kind == Kind::Lookup);
            if is_lookup && asked.incoming.body.windows(20).any(|bytes| bytes == b"[[[[[[[[[[[[[[[[[[[[") {
                *answer = broken();
            }
        })],
    ),
    Fault {
        id: "one-cursor-for-all-readers",
        requirements: &["SS12K-PAGE-009"],
        level: Level::Must,
        title: Title {
            sv: "Läsare som bläddrar i samma lista samtidigt flyttar varandras plats",
            en: "Readers who page through the same list at the same time move each other's place",
        },
        hooks: &[Hook::Page(share_cursor)],
    },
];

/// Where each list stands that is read with a limit, whoever reads it.
static CURSORS: Mutex<BTreeMap<(String, usize), usize>> = Mutex::new(BTreeMap::new());

/// Right for one reader at a time, wrong for two.
fn share_cursor(cut: &mut Cut) {
    let Some(limit) = cut.limit else { return };
    let mut cursors = CURSORS.lock().unwrap_or_else(PoisonError::into_inner);
    let cursor = cursors.entry((cut.operation.clone(), limit)).or_default();
    if cut.pages > 0 {
        cut.start = (*cursor).min(cut.total);
        cut.end = cut.start.saturating_add(limit).min(cut.total);
        cut.next = (cut.end < cut.total).then_some(cut.end);
    }
    *cursor = cut.end;
}

fn values<'a>(asked: &'a Asked<'_>) -> impl Iterator<Item = &'a str> {
    asked.incoming.query.iter().flatten().map(|(_, value)| value.as_str())
}

fn broken() -> Answer {
    Answer::error(StatusCode::INTERNAL_SERVER_ERROR, "internal_error", "something went wrong")
}
