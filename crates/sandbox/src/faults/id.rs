//! Faults of ids and of fetching by id.

use std::sync::atomic::{AtomicU32, Ordering};

use axum::http::StatusCode;
use samspel_contract::Kind;
use serde_json::{Value, json};

use super::entities::{each, everywhere, succeeded};
use crate::fault::{Fault, Hook, Level, Title};
use crate::provider::{Answer, Asked, Body};

pub(super) const FAULTS: &[Fault] = &[
    Fault {
        id: "ids-are-numbers",
        requirements: &["SS12K-ID-001"],
        level: Level::Must,
        title: Title { sv: "Id:n är löpnummer i stället för UUID", en: "Ids are serial numbers instead of UUIDs" },
        hooks: &[Hook::Answer(|asked, answer| ids(asked, answer, |id| serial(id).to_string()))],
    },
    Fault {
        id: "ids-in-braces",
        requirements: &["SS12K-ID-001"],
        level: Level::Must,
        title: Title { sv: "Id:n är UUID inom klammerparenteser", en: "Ids are UUIDs in braces" },
        hooks: &[Hook::Answer(|asked, answer| ids(asked, answer, |id| format!("{{{id}}}")))],
    },
    Fault {
        id: "shared-uuids",
        requirements: &["SS12K-ID-003"],
        level: Level::Should,
        title: Title { sv: "Resurser och salar delar UUID", en: "Resources and rooms share UUIDs" },
        hooks: &[Hook::Ids(|kind| if kind == "Resource" { "Room" } else { kind })],
    },
    Fault {
        id: "by-id-gives-another",
        requirements: &["SS12K-ID-004"],
        level: Level::Must,
        title: Title { sv: "Hämtning med id ger ett annat objekt", en: "Fetching by id gives another object" },
        hooks: &[Hook::Answer(|asked, answer| {
            if succeeded(asked, answer, Kind::ById) {
                answer.json()["id"] = json!("00000000-0000-4000-8000-000000000001");
            }
        })],
    },
    Fault {
        id: "by-id-lacks-fields",
        requirements: &["SS12K-ID-004"],
        level: Level::Must,
        title: Title {
            sv: "Hämtning med id utelämnar frivilliga fält som listan har",
            en: "Fetching by id leaves out optional fields that the list has",
        },
        hooks: &[Hook::Answer(|asked, answer| {
            if succeeded(asked, answer, Kind::ById) {
                only_required(asked, answer);
            }
        })],
    },
    Fault {
        id: "by-id-shows-old-values",
        requirements: &["SS12K-ID-004"],
        level: Level::Must,
        title: Title {
            sv: "Hämtning med id visar ett annat innehåll än listan för samma meta.modified",
            en: "Fetching by id shows other content than the list for the same meta.modified",
        },
        hooks: &[Hook::Answer(|asked, answer| {
            if succeeded(asked, answer, Kind::ById) {
                change_something(answer.json());
            }
        })],
    },
    Fault {
        id: "lookup-lacks-fields",
        requirements: &["SS12K-ID-004"],
        level: Level::Must,
        title: Title {
            sv: "Uppslag utelämnar frivilliga fält som listan har",
            en: "Lookups leave out optional fields that the list has",
        },
        hooks: &[Hook::Answer(|asked, answer| {
            if succeeded(asked, answer, Kind::Lookup) {
                only_required(asked, answer);
            }
        })],
    },
    Fault {
        id: "lookup-shows-old-values",
        requirements: &["SS12K-ID-004"],
        level: Level::Must,
        title: Title {
            sv: "Uppslag visar ett annat innehåll än listan för samma meta.modified",
            en: "Lookups show other content than the list for the same meta.modified",
        },
        hooks: &[Hook::Answer(|asked, answer| {
            if succeeded(asked, answer, Kind::Lookup) {
                each(asked, answer, |_, entity| change_something(entity));
            }
        })],
    },
    Fault {
        id: "by-id-lacks-fields-for-a-few",
        requirements: &["SS12K-ID-004"],
        level: Level::Must,
        title: Title {
            sv: "Hämtning med id utelämnar frivilliga fält för någon enstaka post",
            en: "Fetching by id leaves out optional fields for a few entries",
        },
        hooks: &[Hook::Answer(|asked, answer| {
            if succeeded(asked, answer, Kind::ById) && is_one_of_a_few(answer.json()) {
                only_required(asked, answer);
            }
        })],
    },
    Fault {
        id: "by-id-fails-for-a-few",
        requirements: &["SS12K-ID-004"],
        level: Level::Must,
        title: Title {
            sv: "Hämtning med id ger ett serverfel för någon enstaka post",
            en: "Fetching by id gives a server error for a few entries",
        },
        hooks: &[Hook::Answer(|asked, answer| {
            if succeeded(asked, answer, Kind::ById) && is_one_of_a_few(answer.json()) {
                *answer = Answer::error(StatusCode::INTERNAL_SERVER_ERROR, "internal_error", "something went wrong");
            }
        })],
    },
    Fault {
        id: "lookup-shows-old-values-for-a-few",
        requirements: &["SS12K-ID-004"],
        level: Level::Must,
        title: Title {
            sv: "Uppslag visar ett annat innehåll än listan för någon enstaka post",
            en: "Lookups show other content than the list for a few entries",
        },
        hooks: &[Hook::Answer(|asked, answer| {
            if succeeded(asked, answer, Kind::Lookup) {
                each(asked, answer, |_, entity| {
                    if is_one_of_a_few(entity) {
                        change_something(entity);
                    }
                });
            }
        })],
    },
    Fault {
        id: "unknown-id-as-null",
        requirements: &["SS12K-ID-005"],
        level: Level::Must,
        title: Title { sv: "Ett okänt id ger 200 med null", en: "An unknown id gives 200 with null" },
        hooks: &[Hook::Answer(|asked, answer| {
            if is_unknown_id(asked, answer) {
                *answer = Answer::ok(Body::Json(Value::Null));
            }
        })],
    },
    Fault {
        id: "unknown-id-as-400",
        requirements: &["SS12K-ID-005"],
        level: Level::Must,
        title: Title { sv: "Ett okänt id ger 400", en: "An unknown id gives 400" },
        hooks: &[Hook::Answer(|asked, answer| {
            if is_unknown_id(asked, answer) {
                *answer = Answer::error(StatusCode::BAD_REQUEST, "unknown_id", "there is nothing with this id");
            }
        })],
    },
    Fault {
        id: "ids-change",
        requirements: &["SS12K-ID-006"],
        level: Level::Should,
        title: Title { sv: "Id:n är nya vid varje hämtning", en: "Ids are new at every fetch" },
        hooks: &[Hook::Answer(|asked, answer| {
            static FETCHES: AtomicU32 = AtomicU32::new(0);
            let fetch = FETCHES.fetch_add(1, Ordering::Relaxed);
            each(asked, answer, |_, entity| {
                if let Some(id) = entity.get("id").and_then(Value::as_str) {
                    let changed = format!("{fetch:08x}{}", id.get(8..).unwrap_or_default());
                    entity["id"] = json!(changed);
                }
            });
        })],
    },
    Fault {
        id: "offerings-without-identity",
        requirements: &["SS12K-ID-007"],
        level: Level::Must,
        title: Title { sv: "SchoolUnitOffering saknar id och meta", en: "SchoolUnitOffering lacks id and meta" },
        hooks: &[Hook::Answer(|asked, answer| {
            each(asked, answer, |entity, value| {
                if let (true, Some(fields)) = (entity == "SchoolUnitOffering", value.as_object_mut()) {
                    fields.remove("id");
                    fields.remove("meta");
                }
            });
        })],
    },
];

/// Whether this is one of about forty entities.
fn is_one_of_a_few(entity: &Value) -> bool {
    entity.get("id").and_then(Value::as_str).is_some_and(|id| id.bytes().map(u32::from).sum::<u32>() % 40 == 0)
}

/// Changes every id, in references as well, and the ids of deleted entities.
fn ids(asked: &Asked<'_>, answer: &mut Answer, change: impl Fn(&str) -> String) {
    each(asked, answer, |entity, value| {
        let deletions = entity == "DeletedEntitiesData";
        everywhere("", value, &mut |name, value| {
            if let (true, Some(id)) = (name == "id" || deletions, value.as_str()) {
                *value = json!(change(id));
            }
        });
    });
}

/// A serial number made of an id: the same for the same id.
fn serial(id: &str) -> u32 {
    id.get(..8).and_then(|head| u32::from_str_radix(head, 16).ok()).unwrap_or(0)
}

fn only_required(asked: &Asked<'_>, answer: &mut Answer) {
    each(asked, answer, |entity, value| {
        let Some(shape) = asked.contract.entity(entity) else { return };
        if let Some(fields) = value.as_object_mut() {
            fields.retain(|name, _| {
                name == "id" || name == "meta" || shape.properties.get(name).is_some_and(|property| property.required)
            });
        }
    });
}

/// Changes one value that is neither id nor meta, so that the entity still looks like what it is.
fn change_something(entity: &mut Value) {
    let Some(fields) = entity.as_object_mut() else { return };
    for name in ["displayName", "familyName", "name", "subjectName", "adaptedStudyPlan", "target"] {
        if let Some(text) = fields.get_mut(name) {
            *text = json!("Föråldrad");
            return;
        }
    }
    let day = fields.iter_mut().find(|(name, _)| matches!(name.as_str(), "startDate" | "startTime" | "time"));
    if let Some((_, Value::String(text))) = day {
        *text = text.replacen("20", "19", 1);
        return;
    }
    if let Some(reported) = fields.get_mut("isReported") {
        *reported = json!(reported != &json!(true));
    }
}

fn is_unknown_id(asked: &Asked<'_>, answer: &Answer) -> bool {
    answer.status == StatusCode::NOT_FOUND && asked.operation.is_some_and(|operation| operation.kind == Kind::ById)
}
