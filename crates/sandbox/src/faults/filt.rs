//! Faults of filters.

use std::collections::HashSet;
use std::sync::Arc;

use axum::http::StatusCode;
use samspel_contract::{Kind, Operation};
use serde_json::Value;
use uuid::Uuid;

use super::entities::succeeded;
use crate::fault::{Fault, Hook, Level, Title};
use crate::provider::{Answer, Asked, Body, Incoming, MistakeKind, Pairs, Selection};
use crate::store::{Cell, Record};

/// A day in the school year of the municipality.
const TODAY: &str = "2026-09-01";

/// The records that a fault selects instead; None where it has nothing to do with the query.
type Selected = Option<Vec<Arc<Record>>>;

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
    Fault {
        id: "duties-without-what-lies-below",
        requirements: &["SS12K-FILT-012"],
        level: Level::Must,
        title: Title {
            sv: "organisation på /duties ger inte enheterna under den",
            en: "organisation on /duties does not give the units below it",
        },
        hooks: &[Hook::Select(|selection| direct(selection, "listDuties", "dutyAt.id"))],
    },
    Fault {
        id: "duty-role-and-person-ignored",
        requirements: &["SS12K-FILT-012"],
        level: Level::Must,
        title: Title {
            sv: "dutyRole och person på /duties har ingen verkan",
            en: "dutyRole and person on /duties have no effect",
        },
        hooks: &[Hook::Query(|operation, query, _| ignore(operation, query, "listDuties", &["dutyRole", "person"]))],
    },
    Fault {
        id: "groups-with-what-lies-below",
        requirements: &["SS12K-FILT-013"],
        level: Level::Must,
        title: Title {
            sv: "organisation på /groups ger även grupper på enheterna under",
            en: "organisation on /groups gives groups of the units below as well",
        },
        hooks: &[Hook::Select(|selection| {
            let roots = ids(selection, "listGroups", "organisation")?;
            let below: HashSet<Uuid> = roots.iter().flat_map(|root| selection.store.subtree(*root)).collect();
            let mut pairs = selection.without(&["organisation"]);
            pairs.extend(below.iter().map(|id| ("organisation".to_owned(), id.to_string())));
            Some(selection.of(&pairs))
        })],
    },
    Fault {
        id: "group-type-first-value-only",
        requirements: &["SS12K-FILT-013", "SS12K-HTTP-007"],
        level: Level::Must,
        title: Title {
            sv: "Av flera grupptyper räknas bara den första",
            en: "Of several group types only the first counts",
        },
        hooks: &[Hook::Query(|operation, query, _| first_only(operation, query, "listGroups", "groupType"))],
    },
    Fault {
        id: "group-school-type-in-singular",
        requirements: &["SS12K-FILT-014"],
        level: Level::Must,
        title: Title {
            sv: "/groups filtrerar på schoolType; schoolTypes har ingen verkan",
            en: "/groups filters by schoolType; schoolTypes has no effect",
        },
        hooks: &[Hook::Query(|operation, query, _| ignore(operation, query, "listGroups", &["schoolTypes"]))],
    },
    Fault {
        id: "programme-code-in-any-case",
        requirements: &["SS12K-FILT-015"],
        level: Level::Must,
        title: Title {
            sv: "code på /programmes skiljer inte på stora och små bokstäver",
            en: "code on /programmes does not tell upper from lower case",
        },
        hooks: &[Hook::Select(|selection| like(selection, "code", |text, value| text.eq_ignore_ascii_case(value)))],
    },
    Fault {
        id: "programme-filters-ignored",
        requirements: &["SS12K-FILT-015"],
        level: Level::Must,
        title: Title {
            sv: "schoolType och parentProgramme på /programmes har ingen verkan",
            en: "schoolType and parentProgramme on /programmes have no effect",
        },
        hooks: &[Hook::Query(|operation, query, _| {
            ignore(operation, query, "listProgrammes", &["schoolType", "parentProgramme"]);
        })],
    },
    Fault {
        id: "studyplan-student-last-value-only",
        requirements: &["SS12K-FILT-016", "SS12K-HTTP-007"],
        level: Level::Must,
        title: Title {
            sv: "Av flera elever på /studyplans räknas bara den sista",
            en: "Of several students on /studyplans only the last counts",
        },
        hooks: &[Hook::Query(|operation, query, _| {
            query.reverse();
            first_only(operation, query, "listStudyplans", "student");
            query.reverse();
        })],
    },
    Fault {
        id: "offering-organisation-ignored",
        requirements: &["SS12K-FILT-018"],
        level: Level::Must,
        title: Title {
            sv: "/schoolUnitOfferings filtrerar bara på offeredAt; organisation har ingen verkan",
            en: "/schoolUnitOfferings filters by offeredAt only; organisation has no effect",
        },
        hooks: &[Hook::Query(|operation, query, _| {
            ignore(operation, query, "listSchoolUnitOfferings", &["organisation"]);
        })],
    },
    Fault {
        id: "ended-members-left-out",
        requirements: &["SS12K-FILT-019", "SS12K-FILT-020"],
        level: Level::Must,
        title: Title {
            sv: "Aktiviteter och lektioner hittas inte genom medlemskap som har upphört",
            en: "Activities and lessons are not found through memberships that have ended",
        },
        hooks: &[Hook::Select(current_members)],
    },
    Fault {
        id: "activities-without-what-lies-below",
        requirements: &["SS12K-FILT-019"],
        level: Level::Must,
        title: Title {
            sv: "organisation på /activities ger inte enheterna under den",
            en: "organisation on /activities does not give the units below it",
        },
        hooks: &[Hook::Select(|selection| direct(selection, "listActivities", "organisation.id"))],
    },
    Fault {
        id: "activity-teacher-as-person",
        requirements: &["SS12K-FILT-019", "SS12K-FILT-020"],
        level: Level::Must,
        title: Title {
            sv: "teacher tas för ett person-id, så en tjänstgörings id ger ingenting",
            en: "teacher is taken for a person's id, so a duty's id gives nothing",
        },
        hooks: &[Hook::Select(|selection| {
            let asked = ["listActivities", "listCalendarEvents"].contains(&selection.operation.id.as_str());
            (asked && selection.query.iter().any(|(name, _)| name == "teacher")).then(Vec::new)
        })],
    },
    Fault {
        id: "event-exceptions-left-out",
        requirements: &["SS12K-FILT-020"],
        level: Level::Must,
        title: Title {
            sv: "student och teacher på /calendarEvents hittar inte lektionens undantag",
            en: "student and teacher on /calendarEvents do not find the lesson's exceptions",
        },
        hooks: &[Hook::Select(without_exceptions)],
    },
    Fault {
        id: "event-filters-ignored",
        requirements: &["SS12K-FILT-020"],
        level: Level::Must,
        title: Title {
            sv: "activity, group och organisation på /calendarEvents har ingen verkan",
            en: "activity, group, and organisation on /calendarEvents have no effect",
        },
        hooks: &[Hook::Query(|operation, query, _| {
            ignore(operation, query, "listCalendarEvents", &["activity", "group", "organisation"]);
        })],
    },
    Fault {
        id: "attendance-organisation-ignored",
        requirements: &["SS12K-FILT-021"],
        level: Level::Must,
        title: Title {
            sv: "organisation på /attendances har ingen verkan",
            en: "organisation on /attendances has no effect",
        },
        hooks: &[Hook::Query(|operation, query, _| ignore(operation, query, "listAttendances", &["organisation"]))],
    },
    Fault {
        id: "attendance-filters-ored",
        requirements: &["SS12K-FILT-021"],
        level: Level::Must,
        title: Title {
            sv: "student och calendarEvent på /attendances läses som ELLER",
            en: "student and calendarEvent on /attendances are read as OR",
        },
        hooks: &[Hook::Select(|selection| ored(selection, "listAttendances", &["student", "calendarEvent"]))],
    },
    Fault {
        id: "check-in-group-first-value-only",
        requirements: &["SS12K-FILT-022", "SS12K-HTTP-007"],
        level: Level::Must,
        title: Title {
            sv: "Av flera grupper på /attendanceEvents räknas bara den första",
            en: "Of several groups on /attendanceEvents only the first counts",
        },
        hooks: &[Hook::Query(|operation, query, _| first_only(operation, query, "listAttendanceEvents", "group"))],
    },
    Fault {
        id: "check-in-person-ignored",
        requirements: &["SS12K-FILT-022"],
        level: Level::Must,
        title: Title {
            sv: "person på /attendanceEvents har ingen verkan",
            en: "person on /attendanceEvents has no effect",
        },
        hooks: &[Hook::Query(|operation, query, _| ignore(operation, query, "listAttendanceEvents", &["person"]))],
    },
    Fault {
        id: "schedule-filters-ignored",
        requirements: &["SS12K-FILT-023"],
        level: Level::Must,
        title: Title {
            sv: "placement och group på /attendanceSchedule har ingen verkan",
            en: "placement and group on /attendanceSchedule have no effect",
        },
        hooks: &[Hook::Query(|operation, query, _| {
            ignore(operation, query, "listAttendanceSchedule", &["placement", "group"]);
        })],
    },
    Fault {
        id: "grade-teachers-mixed-up",
        requirements: &["SS12K-FILT-024"],
        level: Level::Must,
        title: Title {
            sv: "gradingTeacher på /grades prövas mot den som registrerade betyget",
            en: "gradingTeacher on /grades is tried on whoever registered the grade",
        },
        hooks: &[Hook::Query(|operation, query, _| {
            for (name, _) in
                query.iter_mut().filter(|(name, _)| operation.id == "listGrades" && name == "gradingTeacher")
            {
                "registeredBy".clone_into(name);
            }
        })],
    },
    Fault {
        id: "grade-filters-ignored",
        requirements: &["SS12K-FILT-024"],
        level: Level::Must,
        title: Title {
            sv: "organisation, student och registeredBy på /grades har ingen verkan",
            en: "organisation, student, and registeredBy on /grades have no effect",
        },
        hooks: &[Hook::Query(|operation, query, _| {
            ignore(operation, query, "listGrades", &["organisation", "student", "registeredBy"]);
        })],
    },
    Fault {
        id: "absence-filters-ored",
        requirements: &["SS12K-FILT-025"],
        level: Level::Must,
        title: Title { sv: "Filtren på /absences läses som ELLER", en: "The filters on /absences are read as OR" },
        hooks: &[Hook::Select(|selection| {
            ored(selection, "listAbsences", &["organisation", "student", "registeredBy", "type"])
        })],
    },
    Fault {
        id: "absence-filters-ignored",
        requirements: &["SS12K-FILT-025"],
        level: Level::Must,
        title: Title { sv: "Filtren på /absences har ingen verkan", en: "The filters on /absences have no effect" },
        hooks: &[Hook::Query(|operation, query, _| {
            ignore(operation, query, "listAbsences", &["organisation", "student", "registeredBy", "type"]);
        })],
    },
    Fault {
        id: "aggregate-filters-ignored",
        requirements: &["SS12K-FILT-026"],
        level: Level::Must,
        title: Title {
            sv: "organisation och schoolType på /aggregatedAttendance har ingen verkan",
            en: "organisation and schoolType on /aggregatedAttendance have no effect",
        },
        hooks: &[Hook::Query(|operation, query, _| {
            ignore(operation, query, "listAggregatedAttendance", &["organisation", "schoolType"]);
        })],
    },
    Fault {
        id: "aggregate-student-first-value-only",
        requirements: &["SS12K-FILT-026", "SS12K-HTTP-007"],
        level: Level::Must,
        title: Title {
            sv: "Av flera elever på /aggregatedAttendance räknas bara den första",
            en: "Of several students on /aggregatedAttendance only the first counts",
        },
        hooks: &[Hook::Query(|operation, query, _| {
            first_only(operation, query, "listAggregatedAttendance", "student");
        })],
    },
    Fault {
        id: "owner-ignored",
        requirements: &["SS12K-FILT-027"],
        level: Level::Must,
        title: Title {
            sv: "organisation på /resources och /rooms har ingen verkan",
            en: "organisation on /resources and /rooms has no effect",
        },
        hooks: &[Hook::Query(|operation, query, _| {
            ignore(operation, query, "listResources", &["organisation"]);
            ignore(operation, query, "listRooms", &["organisation"]);
        })],
    },
    Fault {
        id: "no-uuid-overlooked",
        requirements: &["SS12K-FILT-028"],
        level: Level::Must,
        title: Title {
            sv: "Ett filtervärde som inte är ett UUID ignoreras",
            en: "A filter value that is no UUID is ignored",
        },
        hooks: &[Hook::Overlook(|mistake| mistake.kind == MistakeKind::NotUuid && mistake.parameter != "id")],
    },
    Fault {
        id: "unknown-uuid-not-found",
        requirements: &["SS12K-FILT-028", "SS12K-ENV-005"],
        level: Level::Must,
        title: Title { sv: "Ett okänt UUID som filter ger 404", en: "An unknown UUID as a filter gives 404" },
        hooks: &[Hook::Answer(not_found)],
    },
    Fault {
        id: "unknown-literal-overlooked",
        requirements: &["SS12K-FILT-029"],
        level: Level::Must,
        title: Title {
            sv: "Ett filtervärde utanför värdelistan ignoreras",
            en: "A filter value outside the enumeration is ignored",
        },
        hooks: &[Hook::Overlook(|mistake| {
            mistake.kind == MistakeKind::NotInEnumeration && !matches!(mistake.parameter.as_str(), "sortkey" | "expand")
        })],
    },
    Fault {
        id: "literals-in-any-case",
        requirements: &["SS12K-FILT-029"],
        level: Level::Must,
        title: Title {
            sv: "Värden ur värdelistor tas emot med andra stora och små bokstäver",
            en: "Values of enumerations are accepted in other letter case",
        },
        hooks: &[Hook::Request(in_proper_case)],
    },
];

const KIND: &str = "relationship.entity.type";
const PLACE: &str = "relationship.organisation";
const NAMES: &[&str] = &["givenName", "middleName", "familyName"];

fn ignore(operation: &Operation, query: &mut Pairs, list: &str, names: &[&str]) {
    query.retain(|(name, _)| operation.id != list || !names.contains(&name.as_str()));
}

fn first_only(operation: &Operation, query: &mut Pairs, list: &str, name: &str) {
    let mut seen = operation.id != list;
    query.retain(|(other, _)| other != name || operation.id != list || !std::mem::replace(&mut seen, true));
}

/// The ids that a parameter of a list is given; None when it is not.
fn ids(selection: &Selection<'_>, list: &str, name: &str) -> Option<HashSet<Uuid>> {
    let values = selection.query.iter().filter(|(other, _)| other == name);
    let ids: HashSet<Uuid> = values.filter_map(|(_, value)| Uuid::try_parse(value).ok()).collect();
    (selection.operation.id == list && !ids.is_empty()).then_some(ids)
}

fn has(records: &[Arc<Record>], record: &Arc<Record>) -> bool {
    records.iter().any(|other| Arc::ptr_eq(other, record))
}

/// The records of the whole table that fit.
fn either(selection: &Selection<'_>, fits: impl Fn(&Arc<Record>) -> bool) -> Vec<Arc<Record>> {
    selection.table().records().iter().filter(|record| fits(record)).cloned().collect()
}

/// What each value of a parameter selects by itself.
fn by_value(selection: &Selection<'_>, list: &str, name: &str) -> Option<Vec<Vec<Arc<Record>>>> {
    let values: Vec<_> = selection.query.iter().filter(|(other, _)| other == name).cloned().collect();
    (selection.operation.id == list && values.len() > 1).then(|| {
        let alone = |value: (String, String)| {
            let mut pairs = selection.without(&[name]);
            pairs.push(value);
            selection.of(&pairs)
        };
        values.into_iter().map(alone).collect()
    })
}

fn all_values(selection: &Selection<'_>, list: &str, name: &str) -> Selected {
    let each = by_value(selection, list, name)?;
    Some(either(selection, |record| each.iter().all(|records| has(records, record))))
}

fn any_value(selection: &Selection<'_>, list: &str, name: &str) -> Selected {
    let each = by_value(selection, list, name)?;
    Some(either(selection, |record| each.iter().any(|records| has(records, record))))
}

/// Several of these parameters read as OR.
fn ored(selection: &Selection<'_>, list: &str, names: &[&str]) -> Selected {
    let (some, rest): (Pairs, Pairs) =
        selection.query.iter().cloned().partition(|(name, _)| names.contains(&name.as_str()));
    (selection.operation.id == list && some.len() > 1).then(|| {
        let each: Vec<_> =
            some.into_iter().map(|pair| selection.of(&rest.iter().cloned().chain([pair]).collect::<Pairs>())).collect();
        either(selection, |record| each.iter().any(|records| has(records, record)))
    })
}

/// Conditions of one family, each tried by itself, beside those that belong to each.
fn apart(selection: &Selection<'_>, family: &str, with_each: &[&str]) -> Selected {
    let is_one = |name: &str| name.starts_with(family) && !with_each.contains(&name);
    let (some, rest): (Pairs, Pairs) = selection.query.iter().cloned().partition(|(name, _)| is_one(name));
    (selection.operation.id == "listPersons" && some.len() > 1).then(|| {
        let each: Vec<_> =
            some.into_iter().map(|pair| selection.of(&rest.iter().cloned().chain([pair]).collect::<Pairs>())).collect();
        either(selection, |record| each.iter().all(|records| has(records, record)))
    })
}

/// A parameter that also hits values which are only like the given ones.
fn like(selection: &Selection<'_>, name: &str, is_like: fn(&str, &str) -> bool) -> Selected {
    let parameter = selection.operation.parameters.iter().find(|parameter| parameter.name == name)?;
    let given: Vec<&str> =
        selection.query.iter().filter(|(other, _)| other == name).map(|(_, value)| value.as_str()).collect();
    if given.is_empty() {
        return None;
    }
    let (table, field) = (selection.table(), parameter.semantics.field.as_deref()?);
    let texts = table.records().iter().flat_map(|record| table.cells(record, field)).filter_map(Cell::text);
    let hit: HashSet<&str> = texts.filter(|text| given.iter().any(|value| is_like(text, value))).collect();
    let mut pairs: Pairs = selection.without(&[name]);
    let values = given.into_iter().chain(hit);
    pairs.extend(values.map(|value| (name.to_owned(), value.to_owned())));
    Some(selection.of(&pairs))
}

/// `nameContains` over these fields, with letters made alike by `fold`.
fn named(selection: &Selection<'_>, fields: &[&str], fold: fn(&str) -> String) -> Selected {
    const NAME: &str = "nameContains";
    let parts: Vec<String> =
        selection.query.iter().filter(|(name, _)| name == NAME).map(|(_, value)| fold(value)).collect();
    if selection.operation.id != "listPersons" || parts.is_empty() {
        return None;
    }
    let table = selection.table();
    let mut records = selection.of(&selection.without(&[NAME]));
    records.retain(|record| {
        let texts = fields.iter().flat_map(|field| table.cells(record, field)).filter_map(Cell::text);
        let names: Vec<String> = texts.map(fold).collect();
        parts.iter().all(|part| names.iter().any(|name| name.contains(part)))
    });
    Some(records)
}

/// An organisation without what lies below it.
fn direct(selection: &Selection<'_>, list: &str, column: &str) -> Selected {
    let given = ids(selection, list, "organisation")?;
    let table = selection.table();
    let mut records = selection.of(selection.query);
    records.retain(|record| table.first_id(record, column).is_some_and(|id| given.contains(&id)));
    Some(records)
}

/// Activities and lessons found through memberships, without those that have ended.
fn current_members(selection: &Selection<'_>) -> Selected {
    let (list, name) = match selection.operation.id.as_str() {
        "listActivities" => ("listActivities", "member"),
        "listCalendarEvents" => ("listCalendarEvents", "student"),
        _ => return None,
    };
    let persons = ids(selection, list, name)?;
    let of_person = |membership: &Value| {
        let id = membership.pointer("/person/id").and_then(Value::as_str).and_then(|id| Uuid::try_parse(id).ok());
        let lasts = membership.get("endDate").and_then(Value::as_str).is_none_or(|end| end >= TODAY);
        lasts && id.is_some_and(|id| persons.contains(&id))
    };
    let groups = selection.store.table("Group").records().iter().filter(|group| {
        let value = group.value();
        value.get("groupMemberships").and_then(Value::as_array).into_iter().flatten().any(of_person)
    });
    let groups: HashSet<Uuid> = groups.filter_map(|group| group.id).collect();
    let activities = selection.store.table("Activity");
    let in_group = |activity: &Arc<Record>| {
        activities.cells(activity, "groups[].id").iter().filter_map(Cell::id).any(|id| groups.contains(&id))
    };
    let events = selection.store.table("CalendarEvent");
    let mut records = selection.of(selection.query);
    records.retain(|record| {
        if list == "listActivities" {
            return in_group(record);
        }
        let excepted = events.cells(record, "studentExceptions[].student.id").iter().filter_map(Cell::id);
        let activity = events.first_id(record, "activity.id").and_then(|id| activities.get(id));
        activity.is_some_and(in_group) || excepted.into_iter().any(|id| persons.contains(&id))
    });
    Some(records)
}

/// Lessons of a pupil or a teacher by their activity only.
fn without_exceptions(selection: &Selection<'_>) -> Selected {
    let by_student = ids(selection, "listCalendarEvents", "student");
    let by_teacher = ids(selection, "listCalendarEvents", "teacher");
    let groups = selection.store.table("Group");
    let activities = selection.store.table("Activity");
    let events = selection.store.table("CalendarEvent");
    let of_student = |activity: &Record, wanted: &HashSet<Uuid>| {
        let of_activity = activities.cells(activity, "groups[].id").iter().filter_map(Cell::id);
        let members = of_activity
            .filter_map(|id| groups.get(id))
            .flat_map(|group| groups.cells(group, "groupMemberships[].person.id"));
        members.filter_map(Cell::id).any(|id| wanted.contains(&id))
    };
    let of_teacher = |activity: &Record, wanted: &HashSet<Uuid>| {
        activities.cells(activity, "teachers[].duty.id").iter().filter_map(Cell::id).any(|id| wanted.contains(&id))
    };
    (by_student.is_some() || by_teacher.is_some()).then(|| {
        let mut records = selection.of(selection.query);
        records.retain(|record| {
            events.first_id(record, "activity.id").and_then(|id| activities.get(id)).is_some_and(|activity| {
                by_student.as_ref().is_none_or(|wanted| of_student(activity, wanted))
                    && by_teacher.as_ref().is_none_or(|wanted| of_teacher(activity, wanted))
            })
        });
        records
    })
}

/// Persons in a group by the group's own members, within the dates that are asked for.
fn members_only(selection: &Selection<'_>) -> Selected {
    let given = |name: &str| selection.query.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str());
    if selection.operation.id != "listPersons" || given(KIND) != Some("groupMembership") {
        return None;
    }
    let (before, after) = (given("relationship.startDate.onOrBefore"), given("relationship.endDate.onOrAfter"));
    let within = |membership: &Value| {
        let day = |name: &str| membership.get(name).and_then(Value::as_str);
        let begun = day("startDate").is_none_or(|start| before.is_none_or(|before| start <= before));
        begun && day("endDate").is_none_or(|end| after.is_none_or(|after| end >= after))
    };
    let mut members = HashSet::new();
    for group in selection.store.table("Group").records() {
        let value = group.value();
        let memberships = value.get("groupMemberships").and_then(Value::as_array).into_iter().flatten();
        let ids = memberships.filter(|one| within(one)).filter_map(|one| one.pointer("/person/id")?.as_str());
        members.extend(ids.filter_map(|id| Uuid::try_parse(id).ok()));
    }
    let mut records = selection.of(selection.query);
    records.retain(|record| record.id.is_some_and(|id| members.contains(&id)));
    Some(records)
}

/// An empty list for an id becomes 404.
fn not_found(asked: &Asked<'_>, answer: &mut Answer) {
    let by_id = |(_, value): &(String, String)| Uuid::try_parse(value).is_ok() && value.len() == 36;
    if succeeded(asked, answer, Kind::List)
        && asked.incoming.query.iter().flatten().any(by_id)
        && answer.json()["data"].as_array().is_some_and(Vec::is_empty)
    {
        *answer = Answer::new(StatusCode::NOT_FOUND, Body::Empty);
    }
}

/// Some literals, by the parameter that takes them.
const LITERALS: &[(&str, &[&str])] = &[
    ("groupType", &["Undervisning", "Klass", "Mentor", "Provgrupp", "Schema", "Avdelning", "Personalgrupp", "Övrigt"]),
    ("dutyRole", &["Rektor", "Lärare", "Förskollärare", "Barnskötare"]),
    ("type", &["Huvudman", "Skola", "Skolenhet", "Frånvaro", "Frånvaroanmälan", "Ledighet"]),
    (KIND, &["enrolment", "duty", "groupMembership"]),
    ("schoolTypes", &["FS", "GR", "GY"]),
    ("schoolType", &["FS", "GR", "GY"]),
];

fn in_proper_case(incoming: &mut Incoming) {
    for (name, value) in incoming.query.iter_mut().flatten() {
        let literals =
            LITERALS.iter().find(|(parameter, _)| parameter == name).map_or(&[][..], |(_, literals)| *literals);
        if let Some(literal) = literals.iter().find(|literal| literal.to_lowercase() == value.to_lowercase()) {
            (*literal).clone_into(value);
        }
    }
}
