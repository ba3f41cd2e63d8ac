//! Faults of envelopes, types, literals and formats.

use axum::http::StatusCode;
use samspel_contract::{Kind, Property, Shape};
use serde_json::{Value, json};

use super::entities::{declared, each, everywhere, succeeded};
use crate::fault::{Fault, Hook, Level, Title};
use crate::provider::{Answer, Asked, Body};

pub(super) const FAULTS: &[Fault] = &[
    Fault {
        id: "list-as-bare-array",
        requirements: &["SS12K-ENV-001"],
        level: Level::Must,
        title: Title {
            sv: "Listsvar är en ren array utan omslag",
            en: "List responses are a plain array without a wrapper",
        },
        hooks: &[Hook::Answer(|asked, answer| {
            if succeeded(asked, answer, Kind::List) {
                let page = answer.json();
                *page = page["data"].take();
            }
        })],
    },
    Fault {
        id: "other-list-key",
        requirements: &["SS12K-ENV-001"],
        level: Level::Must,
        title: Title {
            sv: "Posterna ligger under items i stället för data",
            en: "Entries stand under items instead of data",
        },
        hooks: &[Hook::Answer(|asked, answer| {
            if succeeded(asked, answer, Kind::List) {
                rename(answer.json(), "data", "items");
            }
        })],
    },
    Fault {
        id: "lookup-wrapped",
        requirements: &["SS12K-ENV-002"],
        level: Level::Must,
        title: Title { sv: "Uppslag svarar med ett listomslag", en: "Lookups answer with a list wrapper" },
        hooks: &[Hook::Answer(|asked, answer| {
            if succeeded(asked, answer, Kind::Lookup) {
                let found = answer.json();
                *found = json!({ "data": found.take(), "pageToken": null });
            }
        })],
    },
    Fault {
        id: "entity-wrapped",
        requirements: &["SS12K-ENV-003"],
        level: Level::Must,
        title: Title {
            sv: "Objekt som hämtas med id ligger under data",
            en: "Entities fetched by id stand under data",
        },
        hooks: &[Hook::Answer(|asked, answer| {
            if succeeded(asked, answer, Kind::ById) {
                let entity = answer.json();
                *entity = json!({ "data": entity.take() });
            }
        })],
    },
    Fault {
        id: "null-for-absent",
        requirements: &["SS12K-ENV-004"],
        level: Level::Must,
        title: Title { sv: "Fält utan värde skickas som null", en: "Fields without a value are sent as null" },
        hooks: &[Hook::Answer(|asked, answer| {
            each(asked, answer, |entity, value| {
                declared(asked, entity, value, &mut |properties, _, fields| {
                    for name in properties.keys().filter(|name| *name != "_embedded") {
                        fields.entry(name.clone()).or_insert(Value::Null);
                    }
                });
                // Where every field has a value, one more shows the habit.
                if let Some(fields) = value.as_object_mut() {
                    fields.entry("comment").or_insert(Value::Null);
                }
            });
        })],
    },
    Fault {
        id: "no-hits-as-404",
        requirements: &["SS12K-ENV-005"],
        level: Level::Must,
        title: Title { sv: "En fråga utan träffar ger 404", en: "A question without hits gives 404" },
        hooks: &[Hook::Answer(|asked, answer| {
            if is_empty(asked, answer) {
                *answer = Answer::error(StatusCode::NOT_FOUND, "not_found", "nothing matches");
            }
        })],
    },
    Fault {
        id: "no-hits-as-204",
        requirements: &["SS12K-ENV-005"],
        level: Level::Must,
        title: Title { sv: "En fråga utan träffar ger 204", en: "A question without hits gives 204" },
        hooks: &[Hook::Answer(|asked, answer| {
            if is_empty(asked, answer) {
                *answer = Answer::new(StatusCode::NO_CONTENT, Body::Empty);
            }
        })],
    },
    Fault {
        id: "types-mixed-up",
        requirements: &["SS12K-ENV-006"],
        level: Level::Must,
        title: Title {
            sv: "Tal och sanningsvärden skickas som strängar, tidpunkter som tal",
            en: "Numbers and booleans are sent as strings, points in time as numbers",
        },
        hooks: &[Hook::Answer(|asked, answer| {
            each(asked, answer, |_, entity| {
                everywhere("", entity, &mut |name, value| match value {
                    Value::Number(number) => *value = json!(number.to_string()),
                    Value::Bool(truth) => *value = json!(truth.to_string()),
                    Value::String(_) if matches!(name, "created" | "modified" | "expires") => {
                        *value = json!(1_789_358_400)
                    }
                    _ => {}
                });
            });
        })],
    },
    Fault {
        id: "literals-in-lower-case",
        requirements: &["SS12K-ENV-007"],
        level: Level::Must,
        title: Title { sv: "Fasta värden skrivs med gemener", en: "Fixed values are written in lower case" },
        hooks: &[Hook::Answer(|asked, answer| literals(asked, answer, |literal| literal.to_lowercase()))],
    },
    Fault {
        id: "own-literals",
        requirements: &["SS12K-ENV-007"],
        level: Level::Must,
        title: Title {
            sv: "Fasta värden är systemets egna, som Grundskola och Kommun",
            en: "Fixed values are the system's own, such as Grundskola and Kommun",
        },
        hooks: &[Hook::Answer(|asked, answer| {
            literals(asked, answer, |literal| {
                match literal {
                    "GR" => "Grundskola",
                    "GY" => "Gymnasium",
                    "FS" => "FSK",
                    "Huvudman" => "Kommun",
                    "Klass" => "ClassGroup",
                    "Undervisning" => "TeachingGroup",
                    "Lärare" => "Teacher",
                    "Rektor" => "Principal",
                    same => same,
                }
                .to_owned()
            });
        })],
    },
    Fault {
        id: "literals-of-other-edition",
        requirements: &["SS12K-ENV-007"],
        level: Level::Must,
        title: Title {
            sv: "Fasta värden är den andra utgåvans, som Stadsdel och KOMVUX i 2.1",
            en: "Fixed values are those of the other edition, such as Stadsdel and KOMVUX in 2.1",
        },
        hooks: &[Hook::Answer(|asked, answer| {
            let corrected = asked.contract.edition() == "2.1";
            literals(asked, answer, |literal| {
                match (literal, corrected) {
                    ("Förvaltning" | "Verksamhetsområde", true) => "Stadsdel",
                    ("Stadsdel", false) => "Förvaltning",
                    ("VUX", true) => "KOMVUX",
                    ("KOMVUX", false) => "VUX",
                    ("Omsorgsbehov", true) => "Omsorg",
                    ("Omsorg", false) => "Omsorgsbehov",
                    ("Särskild postadress", true) => "Särskildpostadress",
                    ("Särskildpostadress", false) => "Särskild postadress",
                    (same, _) => same,
                }
                .to_owned()
            });
        })],
    },
    Fault {
        id: "duplicates-in-sets",
        requirements: &["SS12K-ENV-008"],
        level: Level::Must,
        title: Title {
            sv: "schoolTypes och eduPersonPrincipalNames innehåller dubbletter",
            en: "schoolTypes and eduPersonPrincipalNames contain duplicates",
        },
        hooks: &[Hook::Data(|_, entity| {
            for set in ["schoolTypes", "eduPersonPrincipalNames"] {
                if let Some(Value::Array(elements)) = entity.get_mut(set) {
                    elements.extend(elements.first().cloned());
                }
            }
        })],
    },
    Fault {
        id: "activities-without-groups",
        requirements: &["SS12K-ENV-008"],
        level: Level::Must,
        title: Title { sv: "Aktiviteter har en tom lista med grupper", en: "Activities have an empty list of groups" },
        hooks: &[Hook::Data(|entity, value| {
            if entity == "Activity" {
                value["groups"] = json!([]);
            }
        })],
    },
    Fault {
        id: "undeclared-properties",
        requirements: &["SS12K-ENV-009"],
        level: Level::Should,
        title: Title {
            sv: "Poster har fält som schemat inte känner, med snarlika namn",
            en: "Entities have fields that the schema does not know, with similar names",
        },
        hooks: &[Hook::Answer(|asked, answer| {
            each(asked, answer, |_, entity| {
                if let Some(fields) = entity.as_object_mut() {
                    fields.insert("display_name".to_owned(), json!("Åsa"));
                    fields.insert("startdate".to_owned(), json!("2026-08-17"));
                }
            });
        })],
    },
    Fault {
        id: "entity-listed-twice",
        requirements: &["SS12K-ENV-010"],
        level: Level::Must,
        title: Title {
            sv: "Samma post kommer två gånger i en lista, på första och sista sidan",
            en: "The same entity comes twice in a list, on the first and the last page",
        },
        hooks: &[Hook::Answer(|asked, answer| {
            if succeeded(asked, answer, Kind::List) {
                let page = answer.json();
                let is_last = page["pageToken"].is_null();
                if let Some(Value::Array(entries)) = page.get_mut("data").filter(|_| is_last) {
                    entries.extend(entries.first().cloned());
                }
            }
        })],
    },
    Fault {
        id: "date-times-without-offset",
        requirements: &["SS12K-ENV-011"],
        level: Level::Must,
        title: Title { sv: "Tidpunkter saknar tidszon", en: "Points in time lack an offset" },
        hooks: &[Hook::Answer(|asked, answer| {
            each(asked, answer, |_, entity| {
                texts(entity, |text| {
                    let is_moment = text.len() >= 20 && text.as_bytes().get(10) == Some(&b'T');
                    is_moment.then(|| text.get(..19).unwrap_or(text).to_owned())
                });
            });
        })],
    },
    Fault {
        id: "dates-with-time",
        requirements: &["SS12K-ENV-011"],
        level: Level::Must,
        title: Title { sv: "Datum skickas med klockslag", en: "Dates are sent with a time of day" },
        hooks: &[Hook::Answer(|asked, answer| {
            each(asked, answer, |_, entity| {
                texts(entity, |text| {
                    text.parse::<jiff::civil::Date>()
                        .is_ok_and(|_| text.len() == 10)
                        .then(|| format!("{text}T00:00:00Z"))
                });
            });
        })],
    },
    Fault {
        id: "blank-names",
        requirements: &["SS12K-ENV-012"],
        level: Level::Should,
        title: Title { sv: "Obligatoriska namn är tomma", en: "Required names are blank" },
        hooks: &[Hook::Answer(|asked, answer| {
            each(asked, answer, |_, entity| {
                for name in ["displayName", "givenName", "familyName", "name", "subjectName", "gradeValue"] {
                    if let Some(text) = entity.get_mut(name) {
                        *text = json!(" ");
                    }
                }
            });
        })],
    },
];

fn rename(value: &mut Value, from: &str, to: &str) {
    if let Some(fields) = value.as_object_mut()
        && let Some(content) = fields.remove(from)
    {
        fields.insert(to.to_owned(), content);
    }
}

fn is_empty(asked: &Asked<'_>, answer: &mut Answer) -> bool {
    if succeeded(asked, answer, Kind::Lookup) {
        return answer.json().as_array().is_some_and(Vec::is_empty);
    }
    succeeded(asked, answer, Kind::List)
        && match answer.json().get("data") {
            Some(Value::Array(entries)) => entries.is_empty(),
            Some(Value::Object(kinds)) => kinds.is_empty(),
            _ => false,
        }
}

/// Changes every text; None leaves it.
fn texts(value: &mut Value, change: impl Fn(&str) -> Option<String>) {
    everywhere("", value, &mut |_, value| {
        if let Some(changed) = value.as_str().and_then(&change) {
            *value = json!(changed);
        }
    });
}

/// Changes every literal of an enumeration.
fn literals(asked: &Asked<'_>, answer: &mut Answer, change: impl Fn(&str) -> String) {
    let literal = |property: &Property, value: &mut Value| match &property.shape {
        Shape::Scalar { enumeration: Some(_), .. } => respell(value, &change),
        Shape::Array { items, .. } if matches!(**items, Shape::Scalar { enumeration: Some(_), .. }) => {
            value.as_array_mut().into_iter().flatten().for_each(|value| respell(value, &change));
        }
        _ => {}
    };
    each(asked, answer, |entity, value| {
        declared(asked, entity, value, &mut |properties, _, fields| {
            for (name, property) in properties {
                if let Some(field) = fields.get_mut(name) {
                    literal(property, field);
                }
            }
        });
    });
}

fn respell(value: &mut Value, change: &impl Fn(&str) -> String) {
    if let Some(literal) = value.as_str() {
        *value = json!(change(literal));
    }
}
