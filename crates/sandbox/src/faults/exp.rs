//! Faults of what `expand` embeds.

use axum::http::StatusCode;
use samspel_contract::Shape;
use serde_json::{Map, Value, json};

use super::entities::{each, each_embedded, lookup_path, next_of, single_path};
use crate::access::Refusal;
use crate::fault::{Fault, Hook, Level, Title};
use crate::provider::{Answer, Asked, Incoming};

pub(super) const FAULTS: &[Fault] = &[
    Fault {
        id: "expand-ignored",
        requirements: &[
            "SS12K-EXP-006",
            "SS12K-EXP-007",
            "SS12K-EXP-008",
            "SS12K-EXP-009",
            "SS12K-EXP-010",
            "SS12K-EXP-011",
            "SS12K-EXP-012",
        ],
        level: Level::Must,
        title: Title { sv: "expand har ingen verkan", en: "expand has no effect" },
        hooks: &[Hook::Request(drop_expand)],
    },
    Fault {
        id: "expand-ignored-by-id",
        requirements: &["SS12K-EXP-006", "SS12K-EXP-015"],
        level: Level::Must,
        title: Title {
            sv: "expand har ingen verkan när ett enskilt objekt hämtas",
            en: "expand has no effect when a single object is fetched",
        },
        hooks: &[Hook::Request(|incoming| {
            if single_path(&incoming.path) {
                drop_expand(incoming);
            }
        })],
    },
    Fault {
        id: "expand-ignored-in-lookups",
        requirements: &["SS12K-EXP-006", "SS12K-LOOK-009"],
        level: Level::Must,
        title: Title { sv: "expand har ingen verkan i uppslag", en: "expand has no effect in lookups" },
        hooks: &[Hook::Request(|incoming| {
            if lookup_path(&incoming.path) {
                drop_expand(incoming);
            }
        })],
    },
    Fault {
        id: "expand-takes-first-value",
        requirements: &["SS12K-EXP-001"],
        level: Level::Must,
        title: Title {
            sv: "Av flera expand-värden följs bara det första",
            en: "Of several expand values only the first is honoured",
        },
        hooks: &[Hook::Request(|incoming| {
            let mut seen = false;
            if let Some(query) = &mut incoming.query {
                query.retain(|(name, _)| name != "expand" || !std::mem::replace(&mut seen, true));
            }
        })],
    },
    Fault {
        id: "several-expand-values-refused",
        requirements: &["SS12K-EXP-001"],
        level: Level::Must,
        title: Title {
            sv: "Flera expand-värden i samma anrop nekas",
            en: "Several expand values in one request are refused",
        },
        hooks: &[Hook::Answer(|asked, answer| {
            if asked.incoming.values("expand").len() > 1 && answer.is_success() {
                *answer = Answer::error(StatusCode::BAD_REQUEST, "invalid_parameter", "expand can be given once");
            }
        })],
    },
    Fault {
        id: "embedded-without-asking",
        requirements: &["SS12K-EXP-002"],
        level: Level::Should,
        title: Title {
            sv: "Inbäddade poster kommer med utan att någon bett om dem",
            en: "Embedded entries come along although nobody asked for them",
        },
        hooks: &[Hook::Request(|incoming| {
            if incoming.values("expand").is_empty() && incoming.values("pageToken").is_empty() {
                add_expand(incoming);
            }
        })],
    },
    Fault {
        id: "embedded-beyond-asking",
        requirements: &["SS12K-EXP-014"],
        level: Level::Should,
        title: Title {
            sv: "Med ett expand-värde kommer även andra inbäddade poster",
            en: "With one expand value other embedded entries come as well",
        },
        hooks: &[Hook::Request(|incoming| {
            if !incoming.values("expand").is_empty() {
                add_expand(incoming);
            }
        })],
    },
    Fault {
        id: "embedded-under-other-key",
        requirements: &["SS12K-EXP-003"],
        level: Level::Must,
        title: Title {
            sv: "Det inbäddade ligger under en annan nyckel än expand-värdet",
            en: "What is embedded stands under another key than the expand value",
        },
        hooks: &[Hook::Answer(|asked, answer| {
            embedded(asked, answer, |map| {
                *map = std::mem::take(map).into_iter().map(|(k, v)| (k + "Data", v)).collect()
            });
        })],
    },
    Fault {
        id: "embedded-in-other-form",
        requirements: &["SS12K-EXP-003"],
        level: Level::Must,
        title: Title {
            sv: "En enda inbäddad post kommer utan lista, och en ensam som lista",
            en: "A single row comes without its list, and a lone entity as a list",
        },
        hooks: &[Hook::Answer(|asked, answer| {
            each_embedded(asked, answer, |_, _, content| {
                *content = match content.take() {
                    Value::Array(mut rows) if !rows.is_empty() => rows.remove(0),
                    Value::Array(_) => json!({}),
                    one => json!([one]),
                };
            });
        })],
    },
    Fault {
        id: "expand-thins-the-record",
        requirements: &["SS12K-EXP-003"],
        level: Level::Must,
        title: Title {
            sv: "Med expand försvinner frivilliga fält ur själva posten",
            en: "With expand optional fields vanish from the record itself",
        },
        hooks: &[Hook::Answer(|asked, answer| {
            if asked.incoming.values("expand").is_empty() {
                return;
            }
            each(asked, answer, |entity, value| thin(asked, entity, value));
        })],
    },
    Fault {
        id: "embedded-lacks-required",
        requirements: &["SS12K-EXP-004"],
        level: Level::Must,
        title: Title {
            sv: "Inbäddade poster saknar obligatoriska fält", en: "Embedded entries lack required fields"
        },
        hooks: &[Hook::Answer(|asked, answer| {
            entities_inside(asked, answer, |entity, value| {
                let Some(shape) = asked.contract.entity(entity) else { return };
                if let Some(fields) = value.as_object_mut() {
                    fields.retain(|name, _| {
                        name == "id" || shape.properties.get(name).is_none_or(|property| !property.required)
                    });
                }
            });
        })],
    },
    Fault {
        id: "embedded-lacks-optional",
        requirements: &["SS12K-EXP-004"],
        level: Level::Must,
        title: Title {
            sv: "Inbäddade poster saknar frivilliga fält som deras egen lista har",
            en: "Embedded entries lack optional fields that their own list has",
        },
        hooks: &[Hook::Answer(|asked, answer| {
            entities_inside(asked, answer, |entity, value| thin(asked, entity, value));
        })],
    },
    Fault {
        id: "embedded-shows-old-values",
        requirements: &["SS12K-EXP-004"],
        level: Level::Must,
        title: Title {
            sv: "Inbäddade poster visar ett äldre innehåll än deras egen lista",
            en: "Embedded entries show older content than their own list",
        },
        hooks: &[Hook::Answer(|asked, answer| {
            entities_inside(asked, answer, |_, value| {
                for name in ["displayName", "familyName", "startDate", "subjectName"] {
                    if let Some(text) = value.get_mut(name) {
                        *text = if name == "startDate" { json!("2001-01-01") } else { json!("Föråldrad") };
                        return;
                    }
                }
                if let Some(reported) = value.get_mut("isReported") {
                    *reported = json!(reported != &json!(true));
                }
            });
        })],
    },
    Fault {
        id: "embedded-row-missing",
        requirements: &["SS12K-EXP-005", "SS12K-EXP-006", "SS12K-EXP-007", "SS12K-EXP-009"],
        level: Level::Must,
        title: Title {
            sv: "Den sista inbäddade raden saknas i varje post",
            en: "The last embedded row is missing in each record",
        },
        hooks: &[Hook::Answer(|asked, answer| {
            each_embedded(asked, answer, |_, _, content| {
                if let Value::Array(rows) = content {
                    rows.pop();
                }
            });
        })],
    },
    Fault {
        id: "embedded-row-twice",
        requirements: &["SS12K-EXP-005", "SS12K-EXP-006", "SS12K-EXP-007", "SS12K-EXP-009"],
        level: Level::Must,
        title: Title {
            sv: "Den första inbäddade raden kommer två gånger i varje post",
            en: "The first embedded row comes twice in each record",
        },
        hooks: &[Hook::Answer(|asked, answer| {
            each_embedded(asked, answer, |_, _, content| {
                if let Value::Array(rows) = content
                    && let Some(first) = rows.first().cloned()
                {
                    rows.push(first);
                }
            });
        })],
    },
    Fault {
        id: "embedded-belongs-to-another",
        requirements: &["SS12K-EXP-005", "SS12K-EXP-006", "SS12K-EXP-007", "SS12K-EXP-009"],
        level: Level::Must,
        title: Title { sv: "Det inbäddade hör till en annan post", en: "What is embedded belongs to another record" },
        hooks: &[Hook::Carrier(|store, entity, value| {
            let Some(next) = next_of(store, entity, value) else {
                // Rows of a summary stand in no table: what they refer to does.
                let mut other = value.clone();
                for (part, kind) in [("activity", "Activity"), ("student", "Person")] {
                    other[part] = next_of(store, kind, value.get(part)?)?;
                }
                return Some(other);
            };
            Some(next)
        })],
    },
    Fault {
        id: "guardians-see-no-relation",
        requirements: &["SS12K-EXP-006"],
        level: Level::Must,
        title: Title {
            sv: "responsibleFor säger att alla är God man",
            en: "responsibleFor says of everybody the same relation",
        },
        hooks: &[Hook::Answer(|asked, answer| {
            rows_of(asked, answer, "responsibleFor", |row| {
                row.insert("relationType".to_owned(), json!("God man"));
            });
        })],
    },
    Fault {
        id: "memberships-without-dates",
        requirements: &["SS12K-EXP-006"],
        level: Level::Must,
        title: Title {
            sv: "Inbäddade gruppmedlemskap saknar datum",
            en: "Embedded group memberships lack their dates",
        },
        hooks: &[Hook::Answer(|asked, answer| {
            rows_of(asked, answer, "groupMemberships", |row| {
                row.remove("startDate");
                row.remove("endDate");
            });
        })],
    },
    Fault {
        id: "assignments-with-other-role",
        requirements: &["SS12K-EXP-007"],
        level: Level::Must,
        title: Title {
            sv: "Inbäddade uppdrag har alla rollen Övrigt",
            en: "Embedded assignments have lost their roles",
        },
        hooks: &[Hook::Answer(|asked, answer| {
            rows_of(asked, answer, "assignmentRoles", |row| {
                row.remove("assignmentRoleType");
            });
        })],
    },
    Fault {
        id: "teachers-embedded-as-persons",
        requirements: &["SS12K-EXP-008"],
        level: Level::Must,
        title: Title {
            sv: "Under teachers ligger personer i stället för tjänstgöringar",
            en: "Under teachers stand persons instead of duties",
        },
        hooks: &[Hook::Answer(|asked, answer| {
            each_embedded(asked, answer, |_, name, content| {
                if name == "teachers" {
                    content.as_array_mut().into_iter().flatten().for_each(into_person);
                }
            });
        })],
    },
    Fault {
        id: "embedded-groups-without-members",
        requirements: &["SS12K-EXP-008"],
        level: Level::Must,
        title: Title {
            sv: "Aktivitetens inbäddade grupper saknar sina medlemmar",
            en: "The groups embedded in an activity lack their members",
        },
        hooks: &[Hook::Answer(|asked, answer| {
            each_embedded(asked, answer, |entity, name, content| {
                if (entity, name) == ("Activity", "groups") {
                    for group in content.as_array_mut().into_iter().flatten().filter_map(Value::as_object_mut) {
                        group.remove("groupMemberships");
                    }
                }
            });
        })],
    },
    Fault {
        id: "fragments-carry-members",
        requirements: &["SS12K-EXP-006", "SS12K-EXP-010"],
        level: Level::Must,
        title: Title {
            sv: "Grupper som ska bäddas in utan medlemmar har dem med sig",
            en: "Groups that are to be embedded without members carry them along",
        },
        hooks: &[Hook::Answer(|asked, answer| {
            each_embedded(asked, answer, |entity, name, content| {
                let members = json!([{ "person": { "id": "00000000-0000-4000-8000-000000000001" } }]);
                if (entity, name) == ("AttendanceEvent", "group") {
                    content["groupMemberships"] = members;
                } else if (entity, name) == ("Person", "groupMemberships") {
                    for row in content.as_array_mut().into_iter().flatten() {
                        row["group"]["groupMemberships"] = members.clone();
                    }
                }
            });
        })],
    },
    Fault {
        id: "embedded-despite-missing-right",
        requirements: &["SS12K-EXP-016"],
        level: Level::Should,
        title: Title {
            sv: "Den som saknar rätt till en posttyp får den ändå inbäddad",
            en: "Whoever lacks the right to a kind of entry gets it embedded all the same",
        },
        hooks: &[Hook::Forgive(|refusal| refusal == Refusal::ForbiddenExpansion)],
    },
    Fault {
        id: "unknown-expand-accepted",
        requirements: &["SS12K-EXP-013"],
        level: Level::Should,
        title: Title {
            sv: "Okända expand-värden förbigås i tysthet",
            en: "Unknown expand values are passed over in silence",
        },
        hooks: &[Hook::Overlook(|mistake| mistake.parameter == "expand")],
    },
    Fault {
        id: "unknown-expand-breaks",
        requirements: &["SS12K-EXP-013"],
        level: Level::Should,
        title: Title {
            sv: "Ett okänt expand-värde ger ett serverfel",
            en: "An unknown expand value gives a server error",
        },
        hooks: &[Hook::Answer(|asked, answer| {
            if answer.status == StatusCode::BAD_REQUEST && !asked.incoming.values("expand").is_empty() {
                *answer = Answer::error(StatusCode::INTERNAL_SERVER_ERROR, "internal_error", "something went wrong");
            }
        })],
    },
];

fn drop_expand(incoming: &mut Incoming) {
    if let Some(query) = &mut incoming.query {
        query.retain(|(name, _)| name != "expand");
    }
}

/// Values of `expand` by the first step of the path: enough for one that was not asked for to be among them.
const VALUES: &[(&str, &[&str])] = &[
    ("persons", &["duties", "placements"]),
    ("placements", &["child", "owners"]),
    ("duties", &["person"]),
    ("groups", &["assignmentRoles"]),
    ("activities", &["groups", "teachers"]),
    ("calendarEvents", &["activity", "attendance"]),
    ("attendanceEvents", &["person", "registeredBy"]),
    ("aggregatedAttendance", &["activity", "student"]),
];

fn add_expand(incoming: &mut Incoming) {
    let first = incoming.path.trim_start_matches('/').split('/').next().unwrap_or_default();
    let values = VALUES.iter().find(|(path, _)| *path == first).map_or(&[][..], |(_, values)| *values);
    let missing: Vec<&str> =
        values.iter().copied().filter(|value| !incoming.values("expand").contains(value)).collect();
    if let Some(query) = &mut incoming.query {
        query.extend(missing.into_iter().map(|value| ("expand".to_owned(), value.to_owned())));
    }
}

/// Changes `_embedded` of every entity in an answer.
fn embedded(asked: &Asked<'_>, answer: &mut Answer, change: impl Fn(&mut Map<String, Value>)) {
    each(asked, answer, |_, value| {
        if let Some(Value::Object(inside)) = value.get_mut("_embedded") {
            change(inside);
        }
    });
}

/// Changes every row of one expansion.
fn rows_of(asked: &Asked<'_>, answer: &mut Answer, part: &str, change: impl Fn(&mut Map<String, Value>)) {
    each_embedded(asked, answer, |_, name, content| {
        if name == part {
            content.as_array_mut().into_iter().flatten().filter_map(Value::as_object_mut).for_each(&change);
        }
    });
}

/// Changes every whole entity that is embedded, and tells its kind.
fn entities_inside(asked: &Asked<'_>, answer: &mut Answer, change: impl Fn(&str, &mut Value)) {
    let contract = asked.contract;
    each_embedded(asked, answer, |entity, name, content| {
        let Some(part) = contract.embedded_entities().iter().find(|e| e.entity == entity && e.name == name) else {
            return;
        };
        if part.holds == "EmbeddedGroupMembership" {
            for row in content.as_array_mut().into_iter().flatten() {
                change("GroupFragment", &mut row["group"]);
            }
        } else if contract.entity(&part.holds).is_some_and(|e| e.properties.contains_key("id")) {
            match content {
                Value::Array(rows) => rows.iter_mut().for_each(|row| change(&part.holds, row)),
                one => change(&part.holds, one),
            }
        }
    });
}

/// Takes away the optional fields of an entity.
fn thin(asked: &Asked<'_>, entity: &str, value: &mut Value) {
    let Some(shape) = asked.contract.entity(entity) else { return };
    if let Some(fields) = value.as_object_mut() {
        fields.retain(|name, _| {
            matches!(name.as_str(), "id" | "meta")
                || shape
                    .properties
                    .get(name)
                    .is_some_and(|property| property.required || matches!(property.shape, Shape::Inline(_)))
        });
    }
}

/// Turns a duty into a person that looks like one.
fn into_person(duty: &mut Value) {
    let id = duty.pointer("/person/id").cloned().unwrap_or_else(|| json!("00000000-0000-4000-8000-000000000001"));
    *duty = json!({ "id": id, "meta": duty.get("meta"), "givenName": "Kim", "familyName": "Larsson" });
}
