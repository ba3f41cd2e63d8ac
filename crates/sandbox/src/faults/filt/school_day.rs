//! Faults of the filters of lessons, attendance, schedules, grades and absences.

use super::selecting::{first_only, ignore, ored, without_exceptions};
use crate::fault::{Fault, Hook, Level, Title};

pub(super) const FAULTS: &[Fault] = &[
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
];
