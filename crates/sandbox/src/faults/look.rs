//! Faults of lookups.

use std::collections::HashSet;
use std::sync::Arc;

use axum::http::StatusCode;
use samspel_contract::Kind;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::entities::{lookup_path, succeeded};
use crate::fault::{Fault, Hook, Level, Title};
use crate::provider::{Answer, Asked, Body, Incoming};

pub(super) const FAULTS: &[Fault] = &[
    Fault {
        id: "lookup-knows-only-ids",
        requirements: &["SS12K-LOOK-001"],
        level: Level::Must,
        title: Title {
            sv: "Uppslag förstår bara nyckeln ids; andra nycklar ger inget",
            en: "Lookups understand only the key ids; other keys give nothing",
        },
        hooks: &[Hook::Request(|incoming| {
            body(incoming, |keys| keys.retain(|key, _| key == "ids"));
        })],
    },
    Fault {
        id: "lookup-demands-ids",
        requirements: &["SS12K-LOOK-001"],
        level: Level::Must,
        title: Title { sv: "Uppslag utan nyckeln ids nekas", en: "Lookups without the key ids are refused" },
        hooks: &[Hook::Answer(|asked, answer| {
            if succeeded(asked, answer, Kind::Lookup) && asked_for(asked, "ids").is_none() {
                *answer = Answer::error(StatusCode::BAD_REQUEST, "invalid_body", "ids is missing");
            }
        })],
    },
    Fault {
        id: "lookup-takes-one-value",
        requirements: &["SS12K-LOOK-002"],
        level: Level::Must,
        title: Title {
            sv: "Av flera värden i ett uppslag följs bara det första",
            en: "Of several values in a lookup only the first is honoured",
        },
        hooks: &[Hook::Request(|incoming| {
            body(incoming, |keys| {
                keys.values_mut().filter_map(Value::as_array_mut).for_each(|values| values.truncate(1));
            });
        })],
    },
    Fault {
        id: "lookup-gives-neighbours",
        requirements: &["SS12K-LOOK-002"],
        level: Level::Must,
        title: Title {
            sv: "Uppslag ger även en post som inte efterfrågats",
            en: "Lookups also give an entry that was not asked for",
        },
        hooks: &[Hook::Found(|finding| {
            if finding.found.is_empty() {
                return;
            }
            let given: HashSet<Option<Uuid>> = finding.found.iter().map(|record| record.id).collect();
            let records = finding.store.table(finding.entity).records();
            finding.found.extend(records.iter().find(|record| !given.contains(&record.id)).cloned());
        })],
    },
    Fault {
        id: "lookup-gives-everything",
        requirements: &["SS12K-LOOK-002"],
        level: Level::Must,
        title: Title { sv: "Uppslag med värden ger alla poster", en: "Lookups with values give every entry" },
        hooks: &[Hook::Found(|finding| {
            if !asks_for_nothing(finding.body) {
                finding.found = finding.store.table(finding.entity).records().to_vec();
            }
        })],
    },
    Fault {
        id: "lookup-unknown-as-null",
        requirements: &["SS12K-LOOK-002"],
        level: Level::Must,
        title: Title {
            sv: "Ett okänt id i ett uppslag ger null i svaret",
            en: "An unknown id in a lookup gives null in the answer",
        },
        hooks: &[Hook::Answer(|asked, answer| {
            if succeeded(asked, answer, Kind::Lookup) {
                let missing = unknown(asked, answer);
                if let Some(entries) = answer.json().as_array_mut() {
                    entries.extend(std::iter::repeat_n(Value::Null, missing));
                }
            }
        })],
    },
    Fault {
        id: "lookup-unknown-as-404",
        requirements: &["SS12K-LOOK-002"],
        level: Level::Must,
        title: Title { sv: "Ett okänt id i ett uppslag ger 404", en: "An unknown id in a lookup gives 404" },
        hooks: &[Hook::Answer(|asked, answer| {
            if succeeded(asked, answer, Kind::Lookup) && unknown(asked, answer) > 0 {
                *answer = Answer::error(StatusCode::NOT_FOUND, "not_found", "one of the ids does not exist");
            }
        })],
    },
    Fault {
        id: "lookup-honours-one-key",
        requirements: &["SS12K-LOOK-003"],
        level: Level::Should,
        title: Title {
            sv: "Av flera nycklar i ett uppslag följs bara en",
            en: "Of several keys in a lookup only one is honoured",
        },
        hooks: &[Hook::Request(|incoming| {
            body(incoming, |keys| {
                let first = keys.keys().next().cloned();
                keys.retain(|key, _| Some(key) == first.as_ref());
            });
        })],
    },
    Fault {
        id: "lookup-refuses-two-keys",
        requirements: &["SS12K-LOOK-003"],
        level: Level::Should,
        title: Title { sv: "Två nycklar i samma uppslag nekas", en: "Two keys in one lookup are refused" },
        hooks: &[Hook::Answer(|asked, answer| {
            let filled = |value: &Value| value.as_array().is_some_and(|values| !values.is_empty());
            let keys = sent(asked).map_or(0, |keys| keys.values().filter(|value| filled(value)).count());
            if succeeded(asked, answer, Kind::Lookup) && keys > 1 {
                *answer = Answer::error(StatusCode::BAD_REQUEST, "invalid_body", "give one key");
            }
        })],
    },
    Fault {
        id: "lookup-answers-twice",
        requirements: &["SS12K-LOOK-004"],
        level: Level::Should,
        title: Title {
            sv: "Ett id som står två gånger i ett uppslag ger posten två gånger",
            en: "An id that stands twice in a lookup gives the entry twice",
        },
        hooks: &[Hook::Found(|finding| {
            let ids = ids_of(finding.body);
            let again: Vec<_> = finding
                .found
                .iter()
                .filter(|record| ids.iter().filter(|id| record.id == Some(**id)).count() > 1)
                .map(Arc::clone)
                .collect();
            finding.found.extend(again);
        })],
    },
    Fault {
        id: "empty-lookup-gives-everything",
        requirements: &["SS12K-LOOK-005"],
        level: Level::Must,
        title: Title {
            sv: "Ett uppslag som inte frågar efter något ger alla poster",
            en: "A lookup that asks for nothing gives every entry",
        },
        hooks: &[Hook::Found(|finding| {
            if asks_for_nothing(finding.body) {
                finding.found = finding.store.table(finding.entity).records().to_vec();
            }
        })],
    },
    Fault {
        id: "malformed-lookup-accepted",
        requirements: &["SS12K-LOOK-006"],
        level: Level::Must,
        title: Title {
            sv: "Ett uppslag med id som inte är UUID eller med fel typ godtas",
            en: "A lookup with ids that are no UUIDs or of a wrong type is accepted",
        },
        hooks: &[Hook::Answer(|asked, answer| {
            if is_lookup(asked) && answer.status == StatusCode::BAD_REQUEST && asked.incoming.query.is_some() {
                *answer = Answer::ok(Body::Array(Vec::new()));
            }
        })],
    },
    Fault {
        id: "malformed-lookup-breaks",
        requirements: &["SS12K-LOOK-006"],
        level: Level::Must,
        title: Title { sv: "Ett felaktigt uppslag ger ett serverfel", en: "A malformed lookup gives a server error" },
        hooks: &[Hook::Answer(|asked, answer| {
            if is_lookup(asked) && answer.status == StatusCode::BAD_REQUEST {
                *answer = Answer::error(StatusCode::INTERNAL_SERVER_ERROR, "internal_error", "something went wrong");
            }
        })],
    },
    Fault {
        id: "lookup-loses-last",
        requirements: &["SS12K-LOOK-007", "SS12K-LOOK-002"],
        level: Level::Must,
        title: Title {
            sv: "Den sista av flera träffar saknas i uppslaget",
            en: "The last of several hits is missing in the lookup",
        },
        hooks: &[Hook::Found(|finding| {
            if finding.found.len() > 1 {
                finding.found.pop();
            }
        })],
    },
    Fault {
        id: "lookup-stops-at-six",
        requirements: &["SS12K-LOOK-007"],
        level: Level::Must,
        title: Title { sv: "Uppslag ger högst sex poster", en: "Lookups give six entries at most" },
        hooks: &[Hook::Found(|finding| finding.found.truncate(6))],
    },
    Fault {
        id: "lookup-says-less-than-by-id",
        requirements: &["SS12K-LOOK-008"],
        level: Level::Must,
        title: Title {
            sv: "Uppslag lämnar ut ett fält mindre än hämtning med id",
            en: "Lookups give one field less than fetching by id",
        },
        hooks: &[Hook::Answer(|asked, answer| {
            if succeeded(asked, answer, Kind::Lookup) {
                for entry in answer.json().as_array_mut().into_iter().flatten().filter_map(Value::as_object_mut) {
                    let last =
                        entry.keys().rfind(|name| !matches!(name.as_str(), "id" | "meta" | "_embedded")).cloned();
                    last.and_then(|name| entry.remove(&name));
                }
            }
        })],
    },
    Fault {
        id: "lookup-embeds-other-than-by-id",
        requirements: &["SS12K-LOOK-008"],
        level: Level::Must,
        title: Title {
            sv: "I uppslag saknar inbäddade listor sin första rad",
            en: "In lookups embedded arrays lack their first row",
        },
        hooks: &[Hook::Answer(|asked, answer| {
            if succeeded(asked, answer, Kind::Lookup) {
                for entry in answer.json().as_array_mut().into_iter().flatten() {
                    let inside = entry.get_mut("_embedded").and_then(Value::as_object_mut);
                    for rows in inside.into_iter().flat_map(|map| map.values_mut()).filter_map(Value::as_array_mut) {
                        if !rows.is_empty() {
                            rows.remove(0);
                        }
                    }
                }
            }
        })],
    },
    Fault {
        id: "civic-numbers-need-hyphen",
        requirements: &["SS12K-LOOK-010"],
        level: Level::Must,
        title: Title {
            sv: "Personnummer hittas bara med bindestreck",
            en: "Civic numbers are found only with a hyphen",
        },
        hooks: &[Hook::Request(|incoming| {
            body(incoming, |keys| {
                for value in keys.get_mut("civicNos").and_then(Value::as_array_mut).into_iter().flatten() {
                    if let Some(text) = value.as_str() {
                        *value = match text.split_once('-') {
                            Some((day, rest)) => json!(format!("{day}{rest}")),
                            None => json!("-"),
                        };
                    }
                }
            });
        })],
    },
    Fault {
        id: "lessons-looked-up-as-activities",
        requirements: &["SS12K-LOOK-011"],
        level: Level::Must,
        title: Title {
            sv: "Uppslag av lektioner och vistelsescheman ger aktiviteter",
            en: "Looking up lessons and care schedules gives activities",
        },
        hooks: &[Hook::Answer(|asked, answer| {
            let entity = asked.operation.and_then(|operation| operation.entity.as_deref());
            if succeeded(asked, answer, Kind::Lookup) && matches!(entity, Some("CalendarEvent" | "AttendanceSchedule"))
            {
                answer.json().as_array_mut().into_iter().flatten().for_each(into_activity);
            }
        })],
    },
    Fault {
        id: "lookup-keys-corrected",
        requirements: &["SS12K-LOOK-013"],
        level: Level::Should,
        title: Title {
            sv: "Uppslagens nycklar tas bara emot i rättad stavning",
            en: "Lookup keys are taken only in a corrected spelling",
        },
        hooks: &[Hook::Request(|incoming| {
            body(incoming, |keys| {
                let documented = ["calendareEvents", "student", "teacher", "person", "group", "placement"];
                let corrected = ["calendarEvents", "students", "teachers", "persons", "groups", "placements"];
                keys.retain(|key, _| !documented.contains(&key.as_str()));
                for (documented, corrected) in documented.into_iter().zip(corrected) {
                    if let Some(values) = keys.get(corrected).cloned() {
                        keys.insert(documented.to_owned(), values);
                    }
                }
            });
        })],
    },
    Fault {
        id: "lookup-teachers-by-person",
        requirements: &["SS12K-LOOK-014"],
        level: Level::Should,
        title: Title {
            sv: "Nyckeln teachers tar personers id i stället för tjänstgöringars",
            en: "The key teachers takes ids of persons instead of duties",
        },
        hooks: &[Hook::Found(|finding| {
            let Some(wanted) = values_of(finding.body, "teachers") else { return };
            if finding.entity != "Activity" {
                return;
            }
            let duties: HashSet<Uuid> = wanted
                .iter()
                .flat_map(|person| finding.store.table("Duty").with("person.id", *person))
                .filter_map(|duty| duty.id)
                .collect();
            let activities = finding.store.table("Activity");
            let mut rows: Vec<_> =
                duties.iter().flat_map(|duty| activities.with("teachers[].duty.id", *duty)).cloned().collect();
            rows.sort_by_key(|record| record.id);
            rows.dedup_by_key(|record| record.id);
            finding.found = rows;
        })],
    },
];

fn is_lookup(asked: &Asked<'_>) -> bool {
    asked.operation.is_some_and(|operation| operation.kind == Kind::Lookup)
}

/// Changes the object in the body of a lookup.
fn body(incoming: &mut Incoming, change: impl Fn(&mut Map<String, Value>)) {
    if !lookup_path(&incoming.path) {
        return;
    }
    if let Ok(Value::Object(mut keys)) = serde_json::from_slice(&incoming.body) {
        change(&mut keys);
        incoming.body = Value::Object(keys).to_string().into_bytes();
    }
}

/// The object that a client sent.
fn sent(asked: &Asked<'_>) -> Option<Map<String, Value>> {
    serde_json::from_slice(&asked.incoming.body).ok()
}

fn asked_for(asked: &Asked<'_>, key: &str) -> Option<Value> {
    sent(asked)?.get(key).cloned()
}

/// How many of the ids that were asked for did not come.
fn unknown(asked: &Asked<'_>, answer: &mut Answer) -> usize {
    let Some(body) = sent(asked).map(Value::Object) else { return 0 };
    let came: HashSet<Uuid> =
        answer.json().as_array().into_iter().flatten().filter_map(|e| uuid(e.get("id")?)).collect();
    ids_of(&body).into_iter().collect::<HashSet<Uuid>>().difference(&came).count()
}

fn uuid(value: &Value) -> Option<Uuid> {
    value.as_str().and_then(|id| Uuid::try_parse(id).ok())
}

fn ids_of(body: &Value) -> Vec<Uuid> {
    values_of(body, "ids").unwrap_or_default()
}

fn values_of(body: &Value, key: &str) -> Option<Vec<Uuid>> {
    Some(body.get(key)?.as_array()?.iter().filter_map(uuid).collect())
}

fn asks_for_nothing(body: &Value) -> bool {
    body.as_object().is_some_and(|keys| keys.values().all(|value| value.as_array().is_some_and(Vec::is_empty)))
}

/// Something with the same id that looks like an activity.
fn into_activity(entry: &mut Value) {
    let reference = json!({ "id": "00000000-0000-4000-8000-000000000001" });
    *entry = json!({
        "id": entry.get("id"), "meta": entry.get("meta"), "displayName": "Matematik", "calendarEventsRequired": true,
        "startDate": "2025-08-18", "groups": [reference], "organisation": reference,
    });
}
