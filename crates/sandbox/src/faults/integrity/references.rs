//! References that lead nowhere, or to the wrong thing, and relations that differ from side to side.

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::{elements, id, is, must, reference, references, remove, should};
use crate::fault::{Fault, Hook};
use crate::faults::entities::each;
use crate::provider::Answer;

pub(in crate::faults) const FAULTS: &[Fault] = &[
    must(
        "dangling-references",
        &["SS12K-INT-001"],
        "Varannan post hänvisar till poster som inte finns",
        "Every other record refers to records that do not exist",
        &[
            Hook::Data(|_, value| {
                if !is_odd(id(value)) {
                    references(value, &mut |_, reference| {
                        if let Some(id) = reference.get("id").and_then(Value::as_str) {
                            let other = nowhere(id);
                            reference.insert("id".to_owned(), other);
                        }
                    });
                }
            }),
            Hook::Answer(|asked, answer| {
                each(asked, answer, |entity, value| {
                    if entity == "AggregatedAttendance" {
                        for field in ["activity", "student"] {
                            lead_astray(&mut value[field], &nowhere);
                        }
                    }
                    expanded(value, &nowhere);
                });
            }),
        ],
    ),
    must(
        "references-to-other-kinds",
        &["SS12K-INT-002", "SS12K-INT-020", "SS12K-ACT-002"],
        "Referenser leder till posten själv, fast det ska stå en post av annat slag där",
        "References lead to the record itself although a record of another kind belongs there",
        &[
            Hook::Data(|entity, value| {
                let own = id(value).to_owned();
                references(value, &mut |name, reference| {
                    // Where a record may refer to one of its own kind the own id is no fault of this sort.
                    let own_kind = match entity {
                        "Organisation" => "parentOrganisation",
                        "Programme" => "parentProgramme",
                        "Activity" => "parentActivity",
                        "Person" => "person",
                        _ => "",
                    };
                    if name != own_kind && is_odd(&own) {
                        reference.insert("id".to_owned(), json!(own));
                    }
                });
            }),
            Hook::Answer(|asked, answer| {
                each(asked, answer, |entity, value| {
                    match entity {
                        "AggregatedAttendance" => {
                            let (activity, student) = (value["activity"].take(), value["student"].take());
                            (value["activity"], value["student"]) = (student, activity);
                        }
                        // A person's own id would be of the right kind beside responsibleFor.
                        "Group" => {
                            let own = id(value).to_owned();
                            expanded(value, &|_| json!(own));
                        }
                        _ => {}
                    }
                });
            }),
        ],
    ),
    must(
        "teachers-by-person",
        &["SS12K-INT-020", "SS12K-ACT-002", "SS12K-INT-002"],
        "Lärare i aktiviteter och undantag anges med personens id i stället för tjänstgöringens",
        "Teachers in activities and exceptions are given by the id of the person instead of the duty",
        &[Hook::Among(|made, entity, value| {
            let field = match entity {
                "Activity" => "teachers",
                "CalendarEvent" => "teacherExceptions",
                _ => return,
            };
            for element in elements(value, field) {
                let duty = element.get("duty").map(id).unwrap_or_default().to_owned();
                let person = made.find("Duty", |made| id(made) == duty).and_then(|duty| duty.get("person"));
                if let Some(person) = person {
                    element["duty"] = reference(person);
                }
            }
        })],
    ),
    must(
        "enrolments-at-schools",
        &["SS12K-INT-003"],
        "Inskrivningar, placeringar och betyg pekar på en skola i stället för en skolenhet",
        "Enrolments, placements and grades point at a school instead of a school unit",
        &[Hook::Data(|entity, value| {
            if entity == "Organisation" && is(value, "organisationType", "Skolenhet") {
                value["organisationType"] = json!("Skola");
                remove(value, "schoolTypes");
                remove(value, "schoolUnitCode");
            }
        })],
    ),
    must(
        "markings-only-on-persons",
        &["SS12K-INT-028", "SS12K-NAME-005"],
        "Referenser till skyddade personer säger Ingen om säkerhetsmarkeringen",
        "References to protected persons say Ingen of the security marking",
        &[Hook::Data(|_, value| {
            references(value, &mut |_, reference| {
                if let Some(marking) = reference.get_mut("securityMarking") {
                    *marking = json!("Ingen");
                }
            });
        })],
    ),
    must(
        "names-of-references-outdated",
        &["SS12K-INT-029", "SS12K-NAME-003"],
        "Namn i referenser är gamla namn",
        "Names in references are old names",
        &[Hook::Answer(|asked, answer| {
            each(asked, answer, |_, value| {
                references(value, &mut |_, reference| {
                    if let Some(name) = reference.get("displayName").and_then(Value::as_str) {
                        let old = format!("{name} (f.d.)");
                        reference.insert("displayName".to_owned(), json!(old));
                    }
                });
            });
        })],
    ),
    must(
        "mirrors-lack-the-last",
        &["SS12K-INT-030", "SS12K-EXP-006", "SS12K-EXP-007"],
        "Relationer som visas från andra sidan saknar den sista",
        "Relations shown from the other side lack the last one",
        &[Hook::Answer(|asked, answer| {
            each(asked, answer, |entity, value| {
                if !matches!(entity, "Person" | "Group") {
                    return;
                }
                for (_, part) in value.get_mut("_embedded").and_then(Value::as_object_mut).into_iter().flatten() {
                    if let Value::Array(relations) = part {
                        relations.pop();
                    }
                }
            });
        })],
    ),
    must(
        "deleted-but-alive",
        &["SS12K-INT-035"],
        "Personer som finns kvar rapporteras som borttagna",
        "Persons that are still there are reported as deleted",
        &[Hook::Ids(|kind| if kind == "Deletion" { "Person" } else { kind })],
    ),
    should(
        "rooms-not-given-out",
        &["SS12K-OPT-005"],
        "Lektioner hänvisar till lokaler, men lokalerna lämnas inte ut",
        "Lessons refer to rooms, but rooms are not given out",
        &[Hook::Answer(|asked, answer| {
            let entity = asked.operation.and_then(|operation| operation.entity.as_deref());
            if entity == Some("Room") && asked.refusal.is_none() {
                *answer = Answer::error(StatusCode::NOT_FOUND, "unknown_path", "there is no such path");
            }
        })],
    ),
    should(
        "unsupported-attributes-empty",
        &["SS12K-OPT-003"],
        "Fält som inte stöds skickas med tomma",
        "Attributes that are not supported are sent empty",
        &[Hook::Data(|entity, value| match entity {
            "Organisation" => value["email"] = json!(""),
            "Activity" => value["comment"] = json!(""),
            _ => {}
        })],
    ),
];

/// Whether the last digit of an id is odd.
fn is_odd(id: &str) -> bool {
    id.bytes().last().is_some_and(|digit| digit % 2 == 1)
}

/// An id that nobody has, the same for the same id.
fn nowhere(id: &str) -> Value {
    json!(format!("0badf00d{}", id.get(8..).unwrap_or_default()))
}

/// Changes the id of a reference.
fn lead_astray(reference: &mut Value, other: &dyn Fn(&str) -> Value) {
    if let Some(id) = reference.get("id").and_then(Value::as_str) {
        let other = other(id);
        reference["id"] = other;
    }
}

/// Changes the references that only come with an expansion.
fn expanded(value: &mut Value, other: &dyn Fn(&str) -> Value) {
    let Some(embedded) = value.get_mut("_embedded") else { return };
    for (part, field) in [("responsibleFor", "person"), ("assignmentRoles", "duty")] {
        for relation in elements(embedded, part) {
            if let Some(reference) = relation.get_mut(field) {
                lead_astray(reference, other);
            }
        }
    }
}
