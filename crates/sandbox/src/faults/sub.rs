//! Faults of subscriptions and notifications.

use std::time::Duration;

use axum::http::StatusCode;
use samspel_contract::Kind;
use serde_json::{Value, json};

use crate::fault::{Fault, Hook, Level, Title};
use crate::provider::{Answer, Asked, Notice, Rule};

pub(super) const FAULTS: &[Fault] = &[
    Fault {
        id: "subscription-created-with-200",
        requirements: &["SS12K-SUB-001"],
        level: Level::Must,
        title: Title { sv: "En ny prenumeration besvaras med 200", en: "A new subscription is answered with 200" },
        hooks: &[Hook::Answer(|asked, answer| {
            if is_about(asked, Kind::Create) && answer.is_success() {
                answer.status = StatusCode::OK;
            }
        })],
    },
    Fault {
        id: "subscription-without-expiry",
        requirements: &["SS12K-SUB-001"],
        level: Level::Must,
        title: Title { sv: "En ny prenumeration saknar expires", en: "A new subscription lacks expires" },
        hooks: &[Hook::Answer(|asked, answer| {
            change(asked, answer, Kind::Create, |subscription| {
                subscription.as_object_mut().and_then(|fields| fields.remove("expires"));
            });
        })],
    },
    Fault {
        id: "subscription-name-lost",
        requirements: &["SS12K-SUB-001"],
        level: Level::Must,
        title: Title {
            sv: "En ny prenumeration får ett annat namn än det som skickades",
            en: "A new subscription gets another name than the one that was sent",
        },
        hooks: &[Hook::Answer(|asked, answer| {
            change(asked, answer, Kind::Create, |subscription| subscription["name"] = json!("Prenumeration"));
        })],
    },
    Fault {
        id: "subscription-types-as-strings",
        requirements: &["SS12K-SUB-002"],
        level: Level::Should,
        title: Title { sv: "Resurstyper tas emot bara som strängar", en: "Resource types are taken as strings only" },
        hooks: &[Hook::Request(|incoming| {
            if incoming.path != "/subscriptions" || incoming.method != axum::http::Method::POST {
                return;
            }
            let Ok(mut body) = serde_json::from_slice::<Value>(&incoming.body) else { return };
            let Some(types) = body.get_mut("resourceTypes").and_then(Value::as_array_mut) else { return };
            for one in types {
                *one = if one.is_string() { json!({ "resource": one }) } else { json!(0) };
            }
            incoming.body = body.to_string().into_bytes();
        })],
    },
    Fault {
        id: "subscription-expired-at-birth",
        requirements: &["SS12K-SUB-003"],
        level: Level::Must,
        title: Title { sv: "En ny prenumeration har redan gått ut", en: "A new subscription has run out already" },
        hooks: &[Hook::Answer(|asked, answer| {
            change(asked, answer, Kind::Create, |subscription| {
                subscription["expires"] = json!("2021-01-01T00:00:00Z");
            });
        })],
    },
    Fault {
        id: "subscription-renewal-needs-body",
        requirements: &["SS12K-SUB-004"],
        level: Level::Must,
        title: Title { sv: "PATCH utan kropp nekas", en: "PATCH without a body is refused" },
        hooks: &[Hook::Answer(|asked, answer| {
            if is_about(asked, Kind::Update) && asked.incoming.body.is_empty() && asked.refusal.is_none() {
                *answer = Answer::error(StatusCode::BAD_REQUEST, "invalid_body", "a body is required");
            }
        })],
    },
    Fault {
        id: "subscription-renewal-shortens",
        requirements: &["SS12K-SUB-004"],
        level: Level::Must,
        title: Title { sv: "PATCH flyttar sluttiden bakåt", en: "PATCH moves the expiry backwards" },
        hooks: &[Hook::Answer(|asked, answer| {
            change(asked, answer, Kind::Update, |subscription| {
                subscription["expires"] = json!("2021-01-01T00:00:00Z");
            });
        })],
    },
    Fault {
        id: "subscription-not-listed",
        requirements: &["SS12K-SUB-005"],
        level: Level::Must,
        title: Title { sv: "Nya prenumerationer saknas i listan", en: "New subscriptions are missing from the list" },
        hooks: &[Hook::Answer(|asked, answer| {
            change(asked, answer, Kind::List, |page| {
                if let Some(entries) = page["data"].as_array_mut() {
                    entries.retain(|entry| !entry["name"].as_str().is_some_and(|name| name.starts_with("Samspel")));
                }
            });
        })],
    },
    Fault {
        id: "subscription-unknown-id-as-400",
        requirements: &["SS12K-SUB-005"],
        level: Level::Must,
        title: Title {
            sv: "En okänd prenumeration ger 400 i stället för 404",
            en: "An unknown subscription gives 400 instead of 404",
        },
        hooks: &[Hook::Answer(|asked, answer| {
            if is_about(asked, Kind::ById) && answer.status == StatusCode::NOT_FOUND {
                *answer = Answer::error(StatusCode::BAD_REQUEST, "unknown", "there is no such subscription");
            }
        })],
    },
    Fault {
        id: "subscription-removed-with-200",
        requirements: &["SS12K-SUB-005"],
        level: Level::Must,
        title: Title { sv: "DELETE besvaras med 200", en: "DELETE is answered with 200" },
        hooks: &[Hook::Answer(|asked, answer| {
            if is_about(asked, Kind::Delete) && answer.is_success() {
                answer.status = StatusCode::OK;
            }
        })],
    },
    Fault {
        id: "subscription-not-removed",
        requirements: &["SS12K-SUB-005"],
        level: Level::Must,
        title: Title { sv: "En borttagen prenumeration finns kvar", en: "A removed subscription is still there" },
        hooks: &[Hook::Removed(|removal| removal.goes &= removal.entity != "Subscription")],
    },
    Fault {
        id: "notified-after-end",
        requirements: &["SS12K-SUB-005"],
        level: Level::Must,
        title: Title {
            sv: "En borttagen prenumeration aviseras ändå",
            en: "A removed subscription is notified all the same",
        },
        hooks: &[Hook::Notice(|notice| notice.sent |= notice.ended && concerned(notice))],
    },
    Fault {
        id: "subscriptions-shared",
        requirements: &["SS12K-SUB-006"],
        level: Level::Should,
        title: Title {
            sv: "Alla klienter ser och ändrar alla prenumerationer",
            en: "All clients see and change all subscriptions",
        },
        hooks: &[Hook::Waive(|rule| rule == Rule::Owner)],
    },
    Fault {
        id: "notice-as-text",
        requirements: &["SS12K-SUB-007"],
        level: Level::Must,
        title: Title { sv: "Aviseringen skickas som text/plain", en: "The notification is sent as text/plain" },
        hooks: &[Hook::Notice(|notice| notice.content_type = "text/plain")],
    },
    Fault {
        id: "notice-by-put",
        requirements: &["SS12K-SUB-007"],
        level: Level::Must,
        title: Title { sv: "Aviseringen skickas med PUT", en: "The notification is sent by PUT" },
        hooks: &[Hook::Notice(|notice| notice.method = "PUT")],
    },
    Fault {
        id: "notice-flag-as-text",
        requirements: &["SS12K-SUB-007"],
        level: Level::Must,
        title: Title {
            sv: "deletedEntities är en text i aviseringen",
            en: "deletedEntities is a text in the notification",
        },
        hooks: &[Hook::Notice(|notice| {
            let flag = notice.body["deletedEntities"].to_string();
            notice.body["deletedEntities"] = json!(flag);
        })],
    },
    Fault {
        id: "notice-missing",
        requirements: &["SS12K-SUB-008"],
        level: Level::Must,
        title: Title { sv: "Inga aviseringar skickas", en: "No notifications are sent" },
        hooks: &[Hook::Notice(|notice| notice.sent = false)],
    },
    Fault {
        id: "notice-at-night",
        requirements: &["SS12K-SUB-008"],
        level: Level::Must,
        title: Title { sv: "Aviseringar väntar till natten", en: "Notifications wait until night" },
        hooks: &[Hook::Notice(|notice| notice.kept_back = Duration::from_secs(3_600))],
    },
    Fault {
        id: "notice-to-one-only",
        requirements: &["SS12K-SUB-008"],
        level: Level::Must,
        title: Title {
            sv: "Av flera likadana prenumerationer aviseras bara den första",
            en: "Of several subscriptions alike only the first is notified",
        },
        hooks: &[Hook::Notice(|notice| notice.sent &= notice.twins == 0)],
    },
    Fault {
        id: "notice-not-of-deletions",
        requirements: &["SS12K-SUB-008"],
        level: Level::Must,
        title: Title { sv: "Borttagningar aviseras inte", en: "Deletions are not notified" },
        hooks: &[Hook::Removed(|removal| removal.told = false)],
    },
    Fault {
        id: "notice-of-everything",
        requirements: &["SS12K-SUB-009"],
        level: Level::Must,
        title: Title {
            sv: "Aviseringen nämner alla ändrade typer, prenumererade eller inte",
            en: "The notification names all changed types, subscribed to or not",
        },
        hooks: &[Hook::Notice(|notice| {
            notice.body["modifiedEntites"] = json!(notice.modified);
            notice.sent |= !notice.ended && !notice.expired && !notice.modified.is_empty();
        })],
    },
    Fault {
        id: "notice-too-early",
        requirements: &["SS12K-SUB-010"],
        level: Level::Must,
        title: Title {
            sv: "Aviseringen går ut innan ändringen är sparad",
            en: "The notification goes out before the change is stored",
        },
        hooks: &[Hook::Late(700)],
    },
    Fault {
        id: "notice-repeated",
        requirements: &["SS12K-SUB-011"],
        level: Level::Must,
        title: Title {
            sv: "En kvitterad avisering skickas flera gånger till",
            en: "An accepted notification is sent several more times",
        },
        hooks: &[Hook::Notice(|notice| notice.repeats = 4)],
    },
    Fault {
        id: "notice-not-resent",
        requirements: &["SS12K-SUB-012"],
        level: Level::Should,
        title: Title {
            sv: "En avisering som inte togs emot skickas inte om",
            en: "A notification that was not received is not sent again",
        },
        hooks: &[Hook::Notice(|notice| notice.tries = 1)],
    },
    Fault {
        id: "subscription-handshake",
        requirements: &["SS12K-SUB-013"],
        level: Level::Must,
        title: Title {
            sv: "Mottagaren måste svara på en kontrollfråga när prenumerationen skapas",
            en: "The receiver has to answer a challenge when the subscription is created",
        },
        hooks: &[Hook::Waive(|rule| rule == Rule::NoHandshake)],
    },
    Fault {
        id: "notice-with-ids",
        requirements: &["SS12K-SUB-014"],
        level: Level::Should,
        title: Title {
            sv: "Aviseringen innehåller id:n för ändrade poster",
            en: "The notification holds ids of changed entries",
        },
        hooks: &[Hook::Notice(|notice| notice.body["ids"] = json!(["9f6c7a0e-3d7e-4b5a-9a55-0d4c8b1a7f10"]))],
    },
    Fault {
        id: "notified-after-expiry",
        requirements: &["SS12K-SUB-015"],
        level: Level::Should,
        title: Title {
            sv: "En utgången prenumeration aviseras ändå",
            en: "A subscription that has run out is notified all the same",
        },
        hooks: &[Hook::Notice(|notice| notice.sent |= notice.expired && !notice.ended && concerned(notice))],
    },
    Fault {
        id: "subscription-any-target",
        requirements: &["SS12K-SUB-016"],
        level: Level::Should,
        title: Title { sv: "Vilken target som helst godtas", en: "Any target is accepted" },
        hooks: &[Hook::Waive(|rule| rule == Rule::Target)],
    },
    Fault {
        id: "subscription-any-body",
        requirements: &["SS12K-SUB-017"],
        level: Level::Must,
        title: Title {
            sv: "En prenumeration utan namn eller resurstyper godtas",
            en: "A subscription without a name or resource types is accepted",
        },
        hooks: &[Hook::Waive(|rule| rule == Rule::SubscriptionForm)],
    },
    Fault {
        id: "subscription-any-type",
        requirements: &["SS12K-SUB-017"],
        level: Level::Must,
        title: Title {
            sv: "En prenumeration på en okänd resurstyp godtas",
            en: "A subscription to an unknown resource type is accepted",
        },
        hooks: &[Hook::Waive(|rule| rule == Rule::ResourceTypes)],
    },
    Fault {
        id: "subscription-changed-by-patch",
        requirements: &["SS12K-SUB-018"],
        level: Level::Must,
        title: Title { sv: "PATCH ändrar namn och adress", en: "PATCH changes name and target" },
        hooks: &[Hook::Waive(|rule| rule == Rule::Immutable)],
    },
];

/// Whether a request is one of this kind about subscriptions.
fn is_about(asked: &Asked<'_>, kind: Kind) -> bool {
    asked.operation.is_some_and(|operation| operation.kind == kind && operation.path.starts_with("/subscriptions"))
}

/// Changes the body of a success about subscriptions.
fn change(asked: &Asked<'_>, answer: &mut Answer, kind: Kind, with: impl FnOnce(&mut Value)) {
    if is_about(asked, kind) && answer.is_success() {
        with(answer.json());
    }
}

/// Whether something that the subscription names was modified.
fn concerned(notice: &Notice) -> bool {
    notice.modified.iter().any(|entity| notice.subscribed.contains(entity))
}
