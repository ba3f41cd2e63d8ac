//! Faults of creating and removing attendance and absence.

use axum::http::StatusCode;
use samspel_contract::Kind;
use serde_json::{Value, json};

use crate::fault::{Fault, Hook, Level, Title};
use crate::provider::{Answer, Asked, Body, Rule};

pub(super) const FAULTS: &[Fault] = &[
    Fault {
        id: "created-with-202",
        requirements: &["SS12K-WRITE-001"],
        level: Level::Must,
        title: Title { sv: "Ett nytt objekt besvaras med 202", en: "A new object is answered with 202" },
        hooks: &[Hook::Answer(|asked, answer| {
            if creates(asked) && answer.is_success() {
                answer.status = StatusCode::ACCEPTED;
            }
        })],
    },
    Fault {
        id: "created-answers-otherwise",
        requirements: &["SS12K-WRITE-001"],
        level: Level::Must,
        title: Title {
            sv: "Svaret på ett nytt objekt har tappat referenser",
            en: "The answer to a new object has lost references",
        },
        hooks: &[Hook::Answer(|asked, answer| {
            if creates(asked)
                && answer.is_success()
                && let Some(fields) = answer.json().as_object_mut()
            {
                fields.retain(|_, value| value.get("id").is_none());
            }
        })],
    },
    Fault {
        id: "created-object-refused",
        requirements: &["SS12K-WRITE-001"],
        level: Level::Must,
        title: Title { sv: "Korrekta nya objekt nekas", en: "Correct new objects are refused" },
        hooks: &[Hook::Answer(|asked, answer| {
            if creates(asked) {
                *answer = Answer::error(StatusCode::BAD_REQUEST, "invalid_body", "the object is not wanted");
            }
        })],
    },
    Fault {
        id: "created-without-object",
        requirements: &["SS12K-WRITE-001"],
        level: Level::Must,
        title: Title {
            sv: "Svaret på ett nytt objekt säger bara att det är mottaget",
            en: "The answer to a new object says only that it is received",
        },
        hooks: &[Hook::Answer(|asked, answer| {
            if creates(asked) && answer.is_success() {
                *answer = Answer::ok(Body::Json(json!({ "status": "ok" })));
            }
        })],
    },
    Fault {
        id: "id-demanded-of-client",
        requirements: &["SS12K-WRITE-002"],
        level: Level::Must,
        title: Title { sv: "Klienten måste skicka id", en: "The client has to send an id" },
        hooks: &[Hook::Answer(|asked, answer| {
            let has_id = serde_json::from_slice::<Value>(&asked.incoming.body).is_ok_and(|body| body["id"].is_string());
            if creates(asked) && !has_id {
                *answer = Answer::error(StatusCode::BAD_REQUEST, "invalid_body", "id is required");
            }
        })],
    },
    Fault {
        id: "client-id-used",
        requirements: &["SS12K-WRITE-002"],
        level: Level::Must,
        title: Title { sv: "Klientens id används", en: "The client's id is used" },
        hooks: &[Hook::Stored(|storing, value| {
            if let Some(id) = storing.sent.and_then(|sent| sent.get("id")) {
                value["id"] = id.clone();
            }
        })],
    },
    Fault {
        id: "client-meta-used",
        requirements: &["SS12K-META-015"],
        level: Level::Must,
        title: Title { sv: "Klientens meta används", en: "The client's meta is used" },
        hooks: &[Hook::Stored(|storing, value| {
            if let Some(meta) = storing.sent.and_then(|sent| sent.get("meta")) {
                value["meta"] = meta.clone();
            }
        })],
    },
    Fault {
        id: "created-not-by-id",
        requirements: &["SS12K-WRITE-003"],
        level: Level::Must,
        title: Title {
            sv: "Ett nytt objekt går inte att hämta på id förrän nästa dag",
            en: "A new object cannot be fetched by its id until the next day",
        },
        hooks: &[Hook::Answer(|asked, answer| {
            if about_writable(asked, Kind::ById) && answer.is_success() && is_new(answer.json()) {
                *answer = Answer::new(StatusCode::NOT_FOUND, Body::Empty);
            }
        })],
    },
    Fault {
        id: "created-not-listed",
        requirements: &["SS12K-WRITE-003"],
        level: Level::Must,
        title: Title { sv: "Ett nytt objekt saknas i listan", en: "A new object is missing from the list" },
        hooks: &[Hook::Answer(|asked, answer| {
            if about_writable(asked, Kind::List)
                && answer.is_success()
                && let Some(entries) = answer.json()["data"].as_array_mut()
            {
                entries.retain(|entry| !is_new(entry));
            }
        })],
    },
    Fault {
        id: "created-loses-values",
        requirements: &["SS12K-WRITE-003"],
        level: Level::Must,
        title: Title {
            sv: "Ett nytt objekt hämtas med tappade tider och texter",
            en: "A new object is fetched with times and texts lost",
        },
        hooks: &[Hook::Answer(|asked, answer| {
            if about_writable(asked, Kind::ById)
                && answer.is_success()
                && is_new(answer.json())
                && let Some(fields) = answer.json().as_object_mut()
            {
                fields.retain(|name, value| name == "id" || value.is_object() || value.is_array());
            }
        })],
    },
    Fault {
        id: "removed-with-200",
        requirements: &["SS12K-WRITE-004"],
        level: Level::Must,
        title: Title { sv: "DELETE besvaras med 200 och en kropp", en: "DELETE is answered with 200 and a body" },
        hooks: &[Hook::Answer(|asked, answer| {
            if about_writable(asked, Kind::Delete) && answer.is_success() {
                *answer = Answer::ok(Body::Json(json!({ "deleted": true })));
            }
        })],
    },
    Fault {
        id: "removed-stays",
        requirements: &["SS12K-WRITE-004"],
        level: Level::Must,
        title: Title { sv: "Det som tas bort finns kvar", en: "What is removed is still there" },
        hooks: &[Hook::Removed(|removal| removal.goes &= removal.entity == "Subscription")],
    },
    Fault {
        id: "absence-removable",
        requirements: &["SS12K-WRITE-004"],
        level: Level::Must,
        title: Title { sv: "Frånvaro går att ta bort", en: "An absence can be removed" },
        hooks: &[Hook::Answer(|asked, answer| {
            if asked.incoming.method == axum::http::Method::DELETE
                && asked.incoming.path.starts_with("/absences/")
                && asked.refusal.is_none()
            {
                *answer = Answer::new(StatusCode::NO_CONTENT, Body::Empty);
            }
        })],
    },
    Fault {
        id: "removed-twice",
        requirements: &["SS12K-WRITE-004", "SS12K-WRITE-005"],
        level: Level::Must,
        title: Title {
            sv: "Borttagning av något som inte finns besvaras med 204",
            en: "Removing something that is not there is answered with 204",
        },
        hooks: &[Hook::Answer(|asked, answer| {
            if about_writable(asked, Kind::Delete) && answer.status == StatusCode::NOT_FOUND {
                *answer = Answer::new(StatusCode::NO_CONTENT, Body::Empty);
            }
        })],
    },
    Fault {
        id: "removal-of-bad-id-as-404",
        requirements: &["SS12K-WRITE-004"],
        level: Level::Must,
        title: Title {
            sv: "Borttagning av något som inte är ett id ger 404",
            en: "Removing something that is no id gives 404",
        },
        hooks: &[Hook::Answer(|asked, answer| {
            if about_writable(asked, Kind::Delete) && answer.status == StatusCode::BAD_REQUEST {
                *answer = Answer::new(StatusCode::NOT_FOUND, Body::Empty);
            }
        })],
    },
    Fault {
        id: "created-in-any-form",
        requirements: &["SS12K-WRITE-006"],
        level: Level::Must,
        title: Title {
            sv: "Nya objekt utan obligatoriska fält godtas",
            en: "New objects without required fields are accepted",
        },
        hooks: &[Hook::Waive(|rule| rule == Rule::Form)],
    },
    Fault {
        id: "created-referring-to-nothing",
        requirements: &["SS12K-WRITE-006"],
        level: Level::Must,
        title: Title {
            sv: "Nya objekt som pekar på något okänt godtas",
            en: "New objects that point to something unknown are accepted",
        },
        hooks: &[Hook::Waive(|rule| rule == Rule::References)],
    },
    Fault {
        id: "bad-object-breaks",
        requirements: &["SS12K-WRITE-006"],
        level: Level::Must,
        title: Title { sv: "Felaktiga nya objekt ger ett serverfel", en: "Wrong new objects give a server error" },
        hooks: &[Hook::Answer(|asked, answer| {
            if creates(asked) && answer.status == StatusCode::BAD_REQUEST {
                *answer = Answer::error(StatusCode::INTERNAL_SERVER_ERROR, "internal_error", "something went wrong");
            }
        })],
    },
    Fault {
        id: "same-attendance-breaks",
        requirements: &["SS12K-WRITE-007"],
        level: Level::Should,
        title: Title {
            sv: "Samma närvaro en gång till ger ett serverfel",
            en: "The same attendance once more gives a server error",
        },
        hooks: &[Hook::Waive(|rule| rule == Rule::Repetition)],
    },
];

/// Whether a request creates attendance or absence and is let in.
fn creates(asked: &Asked<'_>) -> bool {
    about_writable(asked, Kind::Create)
}

/// Whether a request of this kind is about something that clients may create.
fn about_writable(asked: &Asked<'_>, kind: Kind) -> bool {
    const WRITABLE: &[&str] = &["Attendance", "AttendanceEvent", "AttendanceSchedule", "Absence"];
    asked.refusal.is_none()
        && asked.operation.is_some_and(|operation| {
            operation.kind == kind && operation.entity.as_deref().is_some_and(|entity| WRITABLE.contains(&entity))
        })
}

/// Whether an object was created through the interface: all others are older than the export.
fn is_new(value: &Value) -> bool {
    value["meta"]["created"].as_str().is_some_and(|created| created > "2026-09-14T05")
}
