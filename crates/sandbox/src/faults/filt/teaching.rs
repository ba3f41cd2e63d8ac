//! Faults of the filters of duties, groups, programmes, study plans, offerings and activities.

use std::collections::HashSet;

use uuid::Uuid;

use super::selecting::{current_members, direct, first_only, ids, ignore, like};
use crate::fault::{Fault, Hook, Level, Title};

pub(super) const FAULTS: &[Fault] = &[
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
];
