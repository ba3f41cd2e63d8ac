//! Faults that show when data is changed behind the interface.

use serde_json::Value;

use crate::fault::{Fault, Hook, Level, Title};

pub(super) const FAULTS: &[Fault] = &[
    Fault {
        id: "modified-stands-still",
        requirements: &["SS12K-META-004", "SS12K-META-016"],
        level: Level::Must,
        title: Title {
            sv: "meta.modified står stilla när ett fält ändras",
            en: "meta.modified stands still when a field changes",
        },
        hooks: &[Hook::Stored(|storing, value| {
            if let (Some(before), None) = (storing.before, storing.field) {
                value["meta"] = before["meta"].clone();
            }
        })],
    },
    Fault {
        id: "modified-goes-back",
        requirements: &["SS12K-META-004"],
        level: Level::Must,
        title: Title {
            sv: "meta.modified flyttas bakåt när ett fält ändras",
            en: "meta.modified moves backwards when a field changes",
        },
        hooks: &[Hook::Stored(|storing, value| {
            if storing.before.is_some() {
                value["meta"]["modified"] = Value::from("2001-01-01T00:00:00Z");
            }
        })],
    },
    Fault {
        id: "modified-ignores-parts",
        requirements: &["SS12K-META-014"],
        level: Level::Should,
        title: Title {
            sv: "Ett nytt medlemskap eller en ny inskrivning flyttar inte meta.modified",
            en: "A new membership or enrolment does not move meta.modified",
        },
        hooks: &[Hook::Stored(|storing, value| {
            if let (Some(before), Some(_)) = (storing.before, storing.field) {
                value["meta"] = before["meta"].clone();
            }
        })],
    },
    Fault {
        id: "modified-moves-with-references",
        requirements: &["SS12K-META-005", "SS12K-META-014"],
        level: Level::Must,
        title: Title {
            sv: "En ändring flyttar meta.modified också för allt som hör ihop med posten",
            en: "A change moves meta.modified of everything that belongs to the entry as well",
        },
        hooks: &[Hook::Ripple],
    },
    Fault {
        id: "creation-backdated",
        requirements: &["SS12K-META-016"],
        level: Level::Should,
        title: Title { sv: "Nya poster får en gammal tidpunkt i meta", en: "New entries get an old time in meta" },
        hooks: &[Hook::Stored(|storing, value| {
            if storing.before.is_none() && storing.sent.is_none() {
                value["meta"]["created"] = Value::from("2024-01-01T00:00:00Z");
                value["meta"]["modified"] = Value::from("2024-01-01T00:00:00Z");
            }
        })],
    },
    Fault {
        id: "deletion-behind-unremembered",
        requirements: &["SS12K-META-016"],
        level: Level::Should,
        title: Title {
            sv: "Personer och grupper som tas bort syns inte bland borttagningarna",
            en: "Persons and groups that are removed do not show among the deletions",
        },
        hooks: &[Hook::Removed(|removal| {
            if matches!(removal.entity, "Person" | "Group") {
                removal.remembered = None;
            }
        })],
    },
];
