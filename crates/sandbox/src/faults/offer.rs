//! Faults of what a system offers.

use axum::http::StatusCode;
use samspel_contract::Kind;

use crate::fault::{Fault, Hook, Level, Title};
use crate::provider::Answer;

pub(super) const FAULTS: &[Fault] = &[
    Fault {
        id: "unsupported-as-500",
        requirements: &["SS12K-OPT-002"],
        level: Level::Should,
        title: Title {
            sv: "Betyg stöds inte, vilket visar sig som ett serverfel",
            en: "Grades are not supported, which shows as a server error",
        },
        hooks: &[Hook::Answer(|asked, answer| {
            let entity = asked.operation.and_then(|operation| operation.entity.as_deref());
            if entity == Some("Grade") && asked.refusal.is_none() {
                *answer = Answer::error(StatusCode::INTERNAL_SERVER_ERROR, "internal_error", "something went wrong");
            }
        })],
    },
    Fault {
        id: "no-lookups",
        requirements: &["SS12K-OPT-004"],
        level: Level::Should,
        title: Title {
            sv: "Listor och hämtning med id finns, men inga uppslag",
            en: "There are lists and fetching by id, but no lookups",
        },
        hooks: &[Hook::Answer(|asked, answer| {
            let is_lookup = asked.operation.is_some_and(|operation| operation.kind == Kind::Lookup);
            if is_lookup && asked.refusal.is_none() {
                *answer = Answer::error(StatusCode::NOT_FOUND, "unknown_path", "there is no such path");
            }
        })],
    },
];
