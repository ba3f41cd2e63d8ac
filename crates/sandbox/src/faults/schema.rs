//! Faults of single entities: what is required is missing.

use serde_json::Value;

use super::entities::{declared, each};
use crate::fault::{Fault, Hook, Level, Title};

pub(super) const FAULTS: &[Fault] = &[
    Fault {
        id: "required-property-missing",
        requirements: &[
            "SS12K-ORG-001",
            "SS12K-PLC-001",
            "SS12K-DUTY-001",
            "SS12K-GRP-001",
            "SS12K-PROG-001",
            "SS12K-PLAN-001",
            "SS12K-SYL-001",
            "SS12K-OFFR-001",
            "SS12K-ACT-001",
            "SS12K-CAL-001",
            "SS12K-ATT-001",
            "SS12K-AEV-001",
            "SS12K-ASCH-001",
            "SS12K-GRD-001",
            "SS12K-ABS-001",
            "SS12K-AGG-001",
            "SS12K-RES-001",
        ],
        level: Level::Must,
        title: Title {
            sv: "Varje post saknar ett av sina obligatoriska fält",
            en: "Every entity lacks one of its required fields",
        },
        hooks: &[Hook::Answer(|asked, answer| {
            each(asked, answer, |entity, value| {
                let (Some(shape), Value::Object(fields)) = (asked.contract.entity(entity), value) else { return };
                let mut required = shape
                    .properties
                    .iter()
                    .filter(|(name, property)| property.required && !matches!(name.as_str(), "id" | "meta"));
                if let Some((name, _)) = required.next_back() {
                    fields.remove(name);
                }
            });
        })],
    },
    Fault {
        id: "required-property-missing-inside",
        requirements: &["SS12K-PERS-012", "SS12K-PERS-013", "SS12K-ENR-001", "SS12K-ORG-010"],
        level: Level::Must,
        title: Title {
            sv: "Delobjekt, som adresser och inskrivningar, saknar ett av sina obligatoriska fält",
            en: "Sub-objects, such as addresses and enrolments, lack one of their required fields",
        },
        hooks: &[Hook::Answer(|asked, answer| {
            each(asked, answer, |entity, value| {
                declared(asked, entity, value, &mut |properties, inner, fields| {
                    if inner == entity || inner == "Meta" {
                        return;
                    }
                    if let Some((name, _)) = properties.iter().find(|(_, property)| property.required) {
                        fields.remove(name);
                    }
                });
            });
        })],
    },
    Fault {
        id: "no-meta",
        requirements: &["SS12K-META-001"],
        level: Level::Must,
        title: Title { sv: "Posterna saknar meta", en: "Entities lack meta" },
        hooks: &[Hook::Answer(|asked, answer| {
            each(asked, answer, |_, entity| {
                if let Some(fields) = entity.as_object_mut() {
                    fields.remove("meta");
                }
            });
        })],
    },
    Fault {
        id: "meta-without-modified",
        requirements: &["SS12K-META-001"],
        level: Level::Must,
        title: Title { sv: "meta saknar modified", en: "meta lacks modified" },
        hooks: &[Hook::Answer(|asked, answer| {
            each(asked, answer, |_, entity| {
                if let Some(meta) = entity.get_mut("meta").and_then(Value::as_object_mut) {
                    meta.remove("modified");
                }
            });
        })],
    },
];
