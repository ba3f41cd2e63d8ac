//! Faults of the filters of organisations.

use std::sync::Arc;

use super::selecting::{all_values, either, first_only, has, ids, ignore, like};
use crate::fault::{Fault, Hook, Level, Title};
use crate::store::Record;

pub(super) const FAULTS: &[Fault] = &[
    Fault {
        id: "organisation-parent-ignored",
        requirements: &["SS12K-FILT-001"],
        level: Level::Must,
        title: Title { sv: "parent på /organisations har ingen verkan", en: "parent on /organisations has no effect" },
        hooks: &[Hook::Query(|operation, query, _| ignore(operation, query, "listOrganisations", &["parent"]))],
    },
    Fault {
        id: "organisation-parent-included",
        requirements: &["SS12K-FILT-001"],
        level: Level::Must,
        title: Title {
            sv: "parent på /organisations ger även de angivna enheterna själva",
            en: "parent on /organisations gives the given units themselves as well",
        },
        hooks: &[Hook::Select(|selection| {
            let parents = ids(selection, "listOrganisations", "parent")?;
            let below = selection.of(selection.query);
            let is_parent = |record: &Arc<Record>| record.id.is_some_and(|id| parents.contains(&id));
            Some(either(selection, |record| is_parent(record) || has(&below, record)))
        })],
    },
    Fault {
        id: "organisation-codes-ignored",
        requirements: &["SS12K-FILT-002"],
        level: Level::Must,
        title: Title {
            sv: "Koder som filter på /organisations har ingen verkan",
            en: "Codes as filters on /organisations have no effect",
        },
        hooks: &[Hook::Query(|operation, query, _| {
            ignore(operation, query, "listOrganisations", &["schoolUnitCode", "organisationCode", "municipalityCode"]);
        })],
    },
    Fault {
        id: "organisation-type-first-value-only",
        requirements: &["SS12K-FILT-002", "SS12K-HTTP-007"],
        level: Level::Must,
        title: Title {
            sv: "Av flera organisationstyper räknas bara den första",
            en: "Of several organisation types only the first counts",
        },
        hooks: &[Hook::Query(|operation, query, _| first_only(operation, query, "listOrganisations", "type"))],
    },
    Fault {
        id: "organisation-school-types-all-wanted",
        requirements: &["SS12K-FILT-002", "SS12K-HTTP-007"],
        level: Level::Must,
        title: Title {
            sv: "En enhet måste ha alla efterfrågade skolformer, inte bara någon",
            en: "A unit must have all school types that are asked for, not just one of them",
        },
        hooks: &[Hook::Select(|selection| all_values(selection, "listOrganisations", "schoolTypes"))],
    },
    Fault {
        id: "codes-match-beginnings",
        requirements: &["SS12K-FILT-002", "SS12K-FILT-015"],
        level: Level::Must,
        title: Title {
            sv: "Koder träffar alla värden som börjar så", en: "Codes hit all values that begin with them"
        },
        hooks: &[Hook::Select(|selection| {
            let names = ["schoolUnitCode", "organisationCode", "municipalityCode", "code"];
            names.into_iter().find_map(|name| like(selection, name, |text, value| text.starts_with(value)))
        })],
    },
];
