//! Faults of the filters of persons and placements.

use super::selecting::{KIND, NAMES, PLACE, TODAY, any_value, apart, has, ids, ignore, like, members_only, named};
use crate::fault::{Fault, Hook, Level, Title};

pub(super) const FAULTS: &[Fault] = &[
    Fault {
        id: "names-in-their-letter-case",
        requirements: &["SS12K-FILT-003"],
        level: Level::Must,
        title: Title {
            sv: "nameContains skiljer på stora och små bokstäver",
            en: "nameContains tells upper from lower case",
        },
        hooks: &[Hook::Select(|selection| named(selection, NAMES, str::to_owned))],
    },
    Fault {
        id: "names-of-ascii",
        requirements: &["SS12K-FILT-003"],
        level: Level::Must,
        title: Title {
            sv: "nameContains hittar inte å, ä och ö i annan storlek",
            en: "nameContains does not find å, ä, and ö in other letter case",
        },
        hooks: &[Hook::Select(|selection| named(selection, NAMES, str::to_ascii_lowercase))],
    },
    Fault {
        id: "given-names-only",
        requirements: &["SS12K-FILT-003"],
        level: Level::Must,
        title: Title { sv: "nameContains söker bara i förnamn", en: "nameContains searches given names only" },
        hooks: &[Hook::Select(|selection| named(selection, &["givenName"], str::to_lowercase))],
    },
    Fault {
        id: "middle-names-left-out",
        requirements: &["SS12K-FILT-003"],
        level: Level::Must,
        title: Title { sv: "nameContains söker inte i mellannamn", en: "nameContains does not search middle names" },
        hooks: &[Hook::Select(|selection| named(selection, &["givenName", "familyName"], str::to_lowercase))],
    },
    Fault {
        id: "any-part-of-names",
        requirements: &["SS12K-FILT-003"],
        level: Level::Must,
        title: Title {
            sv: "Av flera nameContains räcker det att ett stämmer",
            en: "Of several nameContains one that fits is enough",
        },
        hooks: &[Hook::Select(|selection| any_value(selection, "listPersons", "nameContains"))],
    },
    Fault {
        id: "civic-number-in-part",
        requirements: &["SS12K-FILT-004"],
        level: Level::Must,
        title: Title {
            sv: "civicNo träffar alla nummer som börjar så",
            en: "civicNo hits all numbers that begin with it",
        },
        hooks: &[Hook::Select(|selection| like(selection, "civicNo", |text, value| text.starts_with(value)))],
    },
    Fault {
        id: "account-in-part",
        requirements: &["SS12K-FILT-004"],
        level: Level::Must,
        title: Title {
            sv: "eduPersonPrincipalName träffar även en del av namnet",
            en: "eduPersonPrincipalName hits a part of the name as well",
        },
        hooks: &[Hook::Select(|selection| {
            like(selection, "eduPersonPrincipalName", |text, value| text.contains(value))
        })],
    },
    Fault {
        id: "identifiers-mixed",
        requirements: &["SS12K-FILT-005"],
        level: Level::Must,
        title: Title {
            sv: "identifier.value och identifier.context får stämma för olika identifierare",
            en: "identifier.value and identifier.context may fit different identifiers",
        },
        hooks: &[Hook::Select(|selection| apart(selection, "identifier.", &[]))],
    },
    Fault {
        id: "identifier-context-ignored",
        requirements: &["SS12K-FILT-005"],
        level: Level::Must,
        title: Title { sv: "identifier.context har ingen verkan", en: "identifier.context has no effect" },
        hooks: &[Hook::Query(|operation, query, _| ignore(operation, query, "listPersons", &["identifier.context"]))],
    },
    Fault {
        id: "relation-kind-ignored",
        requirements: &["SS12K-FILT-006", "SS12K-FILT-007"],
        level: Level::Must,
        title: Title { sv: "relationship.entity.type har ingen verkan", en: "relationship.entity.type has no effect" },
        hooks: &[Hook::Query(|operation, query, _| ignore(operation, query, "listPersons", &[KIND]))],
    },
    Fault {
        id: "ended-relations-left-out",
        requirements: &["SS12K-FILT-006"],
        level: Level::Must,
        title: Title {
            sv: "relationship.entity.type ger bara dem vars relation pågår",
            en: "relationship.entity.type gives only those whose relation is current",
        },
        hooks: &[Hook::Query(|operation, query, _| {
            let dated = query.iter().any(|(name, _)| name.starts_with("relationship.") && name.contains("Date"));
            if operation.id == "listPersons" && !dated && query.iter().any(|(name, _)| name == KIND) {
                query.push(("relationship.endDate.onOrAfter".to_owned(), TODAY.to_owned()));
            }
        })],
    },
    Fault {
        id: "organisation-of-another-relation",
        requirements: &["SS12K-FILT-007"],
        level: Level::Must,
        title: Title {
            sv: "relationship.organisation får stämma för en annan relation än den angivna",
            en: "relationship.organisation may fit another relation than the given one",
        },
        hooks: &[Hook::Select(|selection| {
            let given = |name: &str| selection.query.iter().any(|(other, _)| other == name);
            (selection.operation.id == "listPersons" && given(KIND) && given(PLACE)).then(|| {
                let (with_kind, at) =
                    (selection.of(&selection.without(&[PLACE])), selection.of(&selection.without(&[KIND])));
                with_kind.into_iter().filter(|record| has(&at, record)).collect()
            })
        })],
    },
    Fault {
        id: "relation-organisation-ignored",
        requirements: &["SS12K-FILT-007", "SS12K-FILT-008", "SS12K-FILT-010"],
        level: Level::Must,
        title: Title {
            sv: "relationship.organisation har ingen verkan",
            en: "relationship.organisation has no effect",
        },
        hooks: &[Hook::Query(|operation, query, _| ignore(operation, query, "listPersons", &[PLACE]))],
    },
    Fault {
        id: "no-kind-means-enrolment",
        requirements: &["SS12K-FILT-008"],
        level: Level::Should,
        title: Title {
            sv: "relationship.organisation utan slag ger bara elever",
            en: "relationship.organisation without a kind gives pupils only",
        },
        hooks: &[Hook::Query(|operation, query, _| {
            let given = |name: &str| query.iter().any(|(other, _)| other == name);
            if operation.id == "listPersons" && given(PLACE) && !given(KIND) {
                query.push((KIND.to_owned(), "enrolment".to_owned()));
            }
        })],
    },
    Fault {
        id: "group-roles-left-out",
        requirements: &["SS12K-FILT-009"],
        level: Level::Should,
        title: Title {
            sv: "groupMembership ger inte personal med en roll i gruppen",
            en: "groupMembership does not give staff with a role in the group",
        },
        hooks: &[Hook::Select(members_only)],
    },
    Fault {
        id: "relation-conditions-apart",
        requirements: &["SS12K-FILT-010"],
        level: Level::Must,
        title: Title {
            sv: "Organisation och datum får stämma för olika relationer",
            en: "Organisation and date may fit different relations",
        },
        hooks: &[Hook::Select(|selection| apart(selection, "relationship.", &[KIND]))],
    },
    Fault {
        id: "placement-filters-ignored",
        requirements: &["SS12K-FILT-011"],
        level: Level::Must,
        title: Title {
            sv: "organisation, group och child på /placements har ingen verkan",
            en: "organisation, group, and child on /placements have no effect",
        },
        hooks: &[Hook::Query(|operation, query, _| {
            ignore(operation, query, "listPlacements", &["organisation", "group", "child"]);
        })],
    },
    Fault {
        id: "first-owner-only",
        requirements: &["SS12K-FILT-011"],
        level: Level::Must,
        title: Title {
            sv: "owner på /placements prövas bara mot den första ägaren",
            en: "owner on /placements is tried on the first owner only",
        },
        hooks: &[Hook::Select(|selection| {
            let owners = ids(selection, "listPlacements", "owner")?;
            let table = selection.table();
            let mut records = selection.of(selection.query);
            records.retain(|record| table.first_id(record, "owners[].id").is_some_and(|id| owners.contains(&id)));
            Some(records)
        })],
    },
];
