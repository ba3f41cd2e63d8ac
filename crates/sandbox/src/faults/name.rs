//! Faults of the names in references.

use std::collections::BTreeMap;

use samspel_contract::{Contract, Property, Shape};
use serde_json::{Map, Value, json};

use super::entities::{each, lookup_path, single_path};
use crate::fault::{Fault, Hook, Level, Title};
use crate::provider::{Answer, Asked, Incoming};

pub(super) const FAULTS: &[Fault] = &[
    Fault {
        id: "names-without-asking",
        requirements: &["SS12K-NAME-001"],
        level: Level::Must,
        title: Title {
            sv: "Referenser har med namn utan att någon bett om det",
            en: "References carry names although nobody asked for them",
        },
        hooks: &[Hook::Answer(|asked, answer| {
            if asked.incoming.values("expandReferenceNames").is_empty() {
                references(asked, answer, |_, reference| {
                    reference.insert("displayName".to_owned(), json!("Kim Larsson"));
                });
            }
        })],
    },
    Fault {
        id: "names-despite-false",
        requirements: &["SS12K-NAME-001"],
        level: Level::Must,
        title: Title {
            sv: "expandReferenceNames=false ger ändå namn",
            en: "expandReferenceNames=false gives names all the same",
        },
        hooks: &[Hook::Request(|incoming| {
            for (_, value) in incoming.query.iter_mut().flatten().filter(|(name, _)| name == "expandReferenceNames") {
                *value = "true".to_owned();
            }
        })],
    },
    Fault {
        id: "members-named-without-asking",
        requirements: &["SS12K-NAME-001"],
        level: Level::Must,
        title: Title {
            sv: "Personreferenser i listor har alltid namn",
            en: "Person references in lists always have names",
        },
        hooks: &[Hook::Answer(|asked, answer| {
            if !single_path(&asked.incoming.path) && asked.incoming.values("expandReferenceNames").is_empty() {
                references(asked, answer, |target, reference| {
                    if target == "Person" {
                        reference.insert("displayName".to_owned(), json!("Kim Larsson"));
                    }
                });
            }
        })],
    },
    Fault {
        id: "names-ignored",
        requirements: &["SS12K-NAME-002"],
        level: Level::Must,
        title: Title { sv: "expandReferenceNames har ingen verkan", en: "expandReferenceNames has no effect" },
        hooks: &[Hook::Request(drop_names)],
    },
    Fault {
        id: "names-ignored-by-id",
        requirements: &["SS12K-NAME-002"],
        level: Level::Must,
        title: Title {
            sv: "expandReferenceNames har ingen verkan när ett enskilt objekt hämtas",
            en: "expandReferenceNames has no effect when a single object is fetched",
        },
        hooks: &[Hook::Request(|incoming| {
            if single_path(&incoming.path) {
                drop_names(incoming);
            }
        })],
    },
    Fault {
        id: "names-ignored-in-lookups",
        requirements: &["SS12K-NAME-002", "SS12K-LOOK-009"],
        level: Level::Must,
        title: Title {
            sv: "expandReferenceNames har ingen verkan i uppslag",
            en: "expandReferenceNames has no effect in lookups",
        },
        hooks: &[Hook::Request(|incoming| {
            if lookup_path(&incoming.path) {
                drop_names(incoming);
            }
        })],
    },
    Fault {
        id: "names-only-at-the-top",
        requirements: &["SS12K-NAME-002"],
        level: Level::Must,
        title: Title {
            sv: "Referenser inuti listor saknar namn trots expandReferenceNames=true",
            en: "References inside arrays lack names despite expandReferenceNames=true",
        },
        hooks: &[Hook::Answer(|asked, answer| {
            each(asked, answer, |_, value| {
                for (_, field) in value.as_object_mut().into_iter().flatten().filter(|(name, _)| *name != "_embedded") {
                    for element in field.as_array_mut().into_iter().flatten() {
                        nameless(element);
                    }
                }
            });
        })],
    },
    Fault {
        id: "names-not-in-embedded",
        requirements: &["SS12K-NAME-002"],
        level: Level::Must,
        title: Title {
            sv: "Referenser i det inbäddade saknar namn trots expandReferenceNames=true",
            en: "References in what is embedded lack names despite expandReferenceNames=true",
        },
        hooks: &[Hook::Answer(|asked, answer| {
            references_inside(asked, answer, |reference| {
                reference.remove("displayName");
            });
        })],
    },
    Fault {
        id: "names-blank",
        requirements: &["SS12K-NAME-002"],
        level: Level::Must,
        title: Title {
            sv: "displayName i referenser är en tom text",
            en: "displayName in references is an empty text",
        },
        hooks: &[Hook::Answer(|asked, answer| {
            references(asked, answer, |_, reference| {
                if let Some(name) = reference.get_mut("displayName") {
                    *name = json!("");
                }
            });
        })],
    },
    Fault {
        id: "names-are-ids",
        requirements: &["SS12K-NAME-003"],
        level: Level::Should,
        title: Title {
            sv: "displayName i referenser är målets id",
            en: "displayName in references is the target's id",
        },
        hooks: &[Hook::Answer(|asked, answer| {
            references(asked, answer, |target, reference| {
                // A person's name is nobody's hexadecimal digits.
                if let (true, Some(id)) = (target != "Person", reference.get("id").cloned())
                    && reference.contains_key("displayName")
                {
                    reference.insert("displayName".to_owned(), id);
                }
            });
        })],
    },
    Fault {
        id: "names-of-another",
        requirements: &["SS12K-NAME-003"],
        level: Level::Should,
        title: Title {
            sv: "Referenser har namnet på en annan post", en: "References carry the name of another entry"
        },
        hooks: &[Hook::Answer(|asked, answer| {
            references(asked, answer, |_, reference| {
                if let Some(name) = reference.get_mut("displayName") {
                    *name = json!("Quintus Qvarnström");
                }
            });
        })],
    },
    Fault {
        id: "markings-out-of-date",
        requirements: &["SS12K-NAME-005"],
        level: Level::Must,
        title: Title {
            sv: "Personreferenser har en annan skyddsmarkering än personen",
            en: "Person references have another protection marking than the person",
        },
        hooks: &[Hook::Answer(|asked, answer| {
            references(asked, answer, |target, reference| {
                if target == "Person" {
                    let marking = match reference.get("securityMarking").and_then(Value::as_str) {
                        Some("Sekretessmarkering") => "Skyddad folkbokföring",
                        _ => "Sekretessmarkering",
                    };
                    reference.insert("securityMarking".to_owned(), json!(marking));
                }
            });
        })],
    },
];

fn drop_names(incoming: &mut Incoming) {
    if let Some(query) = &mut incoming.query {
        query.retain(|(name, _)| name != "expandReferenceNames");
    }
}

/// Takes every name out of the references in a value that is no reference itself.
fn nameless(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.remove("displayName");
            fields.values_mut().for_each(nameless);
        }
        Value::Array(elements) => elements.iter_mut().for_each(nameless),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Changes every reference in the entities of an answer, what is embedded included; the first argument is what it leads to.
fn references(asked: &Asked<'_>, answer: &mut Answer, change: impl Fn(&str, &mut Map<String, Value>)) {
    each(asked, answer, |entity, value| of_entity(asked.contract, entity, value, &change));
}

/// The same for what is embedded only.
fn references_inside(asked: &Asked<'_>, answer: &mut Answer, change: impl Fn(&mut Map<String, Value>)) {
    each(asked, answer, |entity, value| {
        let declared = asked.contract.entity(entity).and_then(|entity| entity.properties.get("_embedded"));
        if let (Some(property), Some(inside)) = (declared, value.get_mut("_embedded")) {
            of_shape(asked.contract, &property.shape, inside, &|_, reference| change(reference));
        }
    });
}

/// What is done to a reference.
type Change<'c> = &'c dyn Fn(&str, &mut Map<String, Value>);

fn of_entity(contract: &Contract, entity: &str, value: &mut Value, change: Change<'_>) {
    if let Some(entity) = contract.entity(entity) {
        of_properties(contract, &entity.properties, value, change);
    }
}

fn of_properties(contract: &Contract, declared: &BTreeMap<String, Property>, value: &mut Value, change: Change<'_>) {
    for (name, field) in value.as_object_mut().into_iter().flatten() {
        if let Some(property) = declared.get(name) {
            of_shape(contract, &property.shape, field, change);
        }
    }
}

fn of_shape(contract: &Contract, shape: &Shape, value: &mut Value, change: Change<'_>) {
    match shape {
        Shape::Scalar { .. } => {}
        Shape::Reference { target } => {
            if let Value::Object(reference) = value {
                change(target, reference);
            }
        }
        Shape::Object(name) => of_entity(contract, name, value, change),
        Shape::Inline(declared) => of_properties(contract, declared, value, change),
        Shape::Array { items, .. } => {
            value.as_array_mut().into_iter().flatten().for_each(|element| of_shape(contract, items, element, change));
        }
    }
}
