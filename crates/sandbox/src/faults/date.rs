//! Faults of filters on days and times.

use axum::http::StatusCode;
use jiff::ToSpan;
use jiff::civil::Date;
use samspel_contract::Operation;

use crate::fault::{Fault, Hook, Level, Title};
use crate::provider::{Answer, Asked, Bound, By, MistakeKind, Pairs};

pub(super) const FAULTS: &[Fault] = &[
    Fault {
        id: "start-bounds-exclusive",
        requirements: &["SS12K-DATE-001"],
        level: Level::Must,
        title: Title {
            sv: "startDate-filtren tar inte med gränsdagen",
            en: "The startDate filters leave out the boundary day",
        },
        hooks: &[Hook::Bound(|bound| exclude(bound, "startDate"))],
    },
    Fault {
        id: "start-on-or-before-exclusive",
        requirements: &["SS12K-DATE-001", "SS12K-DATE-004"],
        level: Level::Must,
        title: Title {
            sv: "startDate.onOrBefore tar inte med gränsdagen",
            en: "startDate.onOrBefore leaves out the boundary day",
        },
        hooks: &[Hook::Bound(|bound| {
            if bound.op == "le" {
                exclude(bound, "startDate");
            }
        })],
    },
    Fault {
        id: "start-filters-ignored",
        requirements: &["SS12K-DATE-001", "SS12K-DATE-004"],
        level: Level::Must,
        title: Title { sv: "startDate-filtren har ingen verkan", en: "The startDate filters have no effect" },
        hooks: &[Hook::Bound(|bound| bound.heeded &= bound.field != "startDate")],
    },
    Fault {
        id: "end-bounds-exclusive",
        requirements: &["SS12K-DATE-002", "SS12K-DATE-004", "SS12K-DATE-014"],
        level: Level::Must,
        title: Title {
            sv: "endDate-filtren tar inte med gränsdagen",
            en: "The endDate filters leave out the boundary day",
        },
        hooks: &[Hook::Bound(|bound| exclude(bound, "endDate"))],
    },
    Fault {
        id: "missing-end-dropped",
        requirements: &["SS12K-DATE-002", "SS12K-DATE-004"],
        level: Level::Must,
        title: Title {
            sv: "endDate-filtren utesluter poster som saknar slutdatum",
            en: "The endDate filters drop entries without an end date",
        },
        hooks: &[Hook::Bound(|bound| bound.missing &= bound.field != "endDate")],
    },
    Fault {
        id: "missing-end-dropped-on-or-before",
        requirements: &["SS12K-DATE-002"],
        level: Level::Must,
        title: Title {
            sv: "endDate.onOrBefore utesluter poster som saknar slutdatum",
            en: "endDate.onOrBefore drops entries without an end date",
        },
        hooks: &[Hook::Bound(|bound| bound.missing &= bound.field != "endDate" || bound.op != "le")],
    },
    Fault {
        id: "end-filters-look-at-start",
        requirements: &["SS12K-DATE-002", "SS12K-DATE-004", "SS12K-DATE-014"],
        level: Level::Must,
        title: Title {
            sv: "endDate-filtren jämför med startdatum",
            en: "The endDate filters compare with the start date",
        },
        hooks: &[Hook::Bound(|bound| {
            if bound.field == "endDate" {
                bound.field = "startDate".to_owned();
            }
        })],
    },
    Fault {
        id: "relationship-dates-ignored",
        requirements: &["SS12K-DATE-003"],
        level: Level::Must,
        title: Title {
            sv: "relationship-filtrens datum har ingen verkan",
            en: "The dates of the relationship filters have no effect",
        },
        hooks: &[Hook::Bound(|bound| bound.heeded &= !bound.field.starts_with("relation."))],
    },
    Fault {
        id: "relationship-missing-end-dropped",
        requirements: &["SS12K-DATE-003"],
        level: Level::Must,
        title: Title {
            sv: "En relation utan slutdatum faller bort ur relationship.endDate-frågor",
            en: "A relation without an end date drops out of relationship.endDate requests",
        },
        hooks: &[Hook::Bound(|bound| bound.missing &= bound.field != "relation.end")],
    },
    Fault {
        id: "relationship-bounds-exclusive",
        requirements: &["SS12K-DATE-003"],
        level: Level::Must,
        title: Title {
            sv: "relationship-filtrens datum tar inte med gränsdagen",
            en: "The dates of the relationship filters leave out the boundary day",
        },
        hooks: &[Hook::Bound(|bound| {
            exclude(bound, "relation.start");
            exclude(bound, "relation.end");
        })],
    },
    Fault {
        id: "relationship-start-for-end",
        requirements: &["SS12K-DATE-003"],
        level: Level::Must,
        title: Title {
            sv: "relationship.endDate jämför med relationens startdatum",
            en: "relationship.endDate compares with the relation's start date",
        },
        hooks: &[Hook::Bound(|bound| {
            if bound.field == "relation.end" {
                bound.field = "relation.start".to_owned();
            }
        })],
    },
    Fault {
        id: "second-date-filter-wins",
        requirements: &["SS12K-DATE-004"],
        level: Level::Must,
        title: Title {
            sv: "När både start- och slutdatum begränsas gäller bara slutdatumet",
            en: "When both start and end date are bounded only the end date counts",
        },
        hooks: &[Hook::Query(|_, query, _| {
            if query.iter().any(|(name, _)| name.starts_with("endDate.")) {
                query.retain(|(name, _)| !name.starts_with("startDate."));
            }
        })],
    },
    Fault {
        id: "start-missing-treated-two-ways",
        requirements: &["SS12K-DATE-005"],
        level: Level::Should,
        title: Title {
            sv: "Organisationer utan startdatum är med i startDate.onOrBefore men inte i startDate.onOrAfter",
            en: "Organisations without a start date are in startDate.onOrBefore but not in startDate.onOrAfter",
        },
        hooks: &[Hook::Bound(|bound| {
            if bound.operation == "listOrganisations" && bound.field == "startDate" {
                bound.missing = bound.op == "le";
            }
        })],
    },
    Fault {
        id: "loose-dates-ignored",
        requirements: &["SS12K-DATE-006"],
        level: Level::Must,
        title: Title {
            sv: "Ett felskrivet datum gör att filtret hoppas över",
            en: "A malformed date makes the filter be skipped",
        },
        hooks: &[Hook::Overlook(|mistake| mistake.kind == MistakeKind::NotDate)],
    },
    Fault {
        id: "short-dates-accepted",
        requirements: &["SS12K-DATE-006"],
        level: Level::Must,
        title: Title {
            sv: "Datum utan inledande nollor eller bindestreck tolkas",
            en: "Dates without leading zeros or hyphens are interpreted",
        },
        hooks: &[Hook::Request(|incoming| {
            for (name, value) in incoming.query.iter_mut().flatten() {
                if name.contains("Date") {
                    *value = lengthened(value);
                }
            }
        })],
    },
    Fault {
        id: "malformed-dates-422",
        requirements: &["SS12K-DATE-006"],
        level: Level::Must,
        title: Title { sv: "Felskrivna datum ger 422", en: "Malformed dates give 422" },
        hooks: &[Hook::Answer(|asked, answer| {
            let dated = asked.incoming.query.iter().flatten().any(|(name, _)| name.contains("Date"));
            if dated && answer.status == StatusCode::BAD_REQUEST {
                answer.status = StatusCode::UNPROCESSABLE_ENTITY;
            }
        })],
    },
    Fault {
        id: "activities-lack-date-filters",
        requirements: &["SS12K-DATE-007"],
        level: Level::Must,
        title: Title { sv: "/activities bortser från datumfiltren", en: "/activities disregards the date filters" },
        hooks: &[Hook::Bound(|bound| {
            bound.heeded &= bound.operation != "listActivities" || !bound.field.ends_with("Date");
        })],
    },
    Fault {
        id: "calendar-window-optional",
        requirements: &["SS12K-DATE-008"],
        level: Level::Must,
        title: Title {
            sv: "/calendarEvents besvaras utan gränser för startTime",
            en: "/calendarEvents is answered without bounds on startTime",
        },
        hooks: &[Hook::Overlook(|mistake| {
            mistake.kind == MistakeKind::Missing && mistake.parameter.starts_with("startTime.")
        })],
    },
    Fault {
        id: "calendar-window-missing-422",
        requirements: &["SS12K-DATE-008"],
        level: Level::Must,
        title: Title { sv: "/calendarEvents utan gränser ger 422", en: "/calendarEvents without bounds gives 422" },
        hooks: &[Hook::Answer(|asked, answer| {
            if is(asked, "listCalendarEvents") && answer.status == StatusCode::BAD_REQUEST {
                answer.status = StatusCode::UNPROCESSABLE_ENTITY;
            }
        })],
    },
    Fault {
        id: "calendar-bounds-exclusive",
        requirements: &["SS12K-DATE-009"],
        level: Level::Must,
        title: Title {
            sv: "Tidsgränserna på /calendarEvents räknas inte med",
            en: "The time bounds of /calendarEvents are excluded",
        },
        hooks: &[Hook::Bound(|bound| {
            if bound.operation == "listCalendarEvents" {
                exclude(bound, "startTime");
                exclude(bound, "endTime");
            }
        })],
    },
    Fault {
        id: "calendar-window-whole-days",
        requirements: &["SS12K-DATE-009"],
        level: Level::Must,
        title: Title {
            sv: "Tidsgränserna på /calendarEvents rundas till hela dagar",
            en: "The time bounds of /calendarEvents are rounded to whole days",
        },
        hooks: &[Hook::Bound(|bound| by(bound, "listCalendarEvents", By::Day))],
    },
    Fault {
        id: "calendar-offset-ignored",
        requirements: &["SS12K-DATE-009"],
        level: Level::Must,
        title: Title {
            sv: "/calendarEvents bortser från tidszonen i tidsgränserna",
            en: "/calendarEvents disregards the offset of the time bounds",
        },
        hooks: &[Hook::Bound(|bound| by(bound, "listCalendarEvents", By::Clock))],
    },
    Fault {
        id: "calendar-end-time-ignored",
        requirements: &["SS12K-DATE-009"],
        level: Level::Must,
        title: Title {
            sv: "endTime-filtren på /calendarEvents har ingen verkan",
            en: "The endTime filters of /calendarEvents have no effect",
        },
        hooks: &[Hook::Bound(|bound| {
            bound.heeded &= bound.operation != "listCalendarEvents" || bound.field != "endTime";
        })],
    },
    Fault {
        id: "aggregated-last-day-left-out",
        requirements: &["SS12K-DATE-010"],
        level: Level::Must,
        title: Title {
            sv: "/aggregatedAttendance summerar inte periodens sista dag",
            en: "/aggregatedAttendance does not add up the last day of the period",
        },
        hooks: &[Hook::Query(|operation, query, continues| {
            if !continues {
                shift(operation, query, "endDate", -1);
            }
        })],
    },
    Fault {
        id: "aggregated-first-day-left-out",
        requirements: &["SS12K-DATE-010"],
        level: Level::Must,
        title: Title {
            sv: "/aggregatedAttendance summerar inte periodens första dag",
            en: "/aggregatedAttendance does not add up the first day of the period",
        },
        hooks: &[Hook::Query(|operation, query, continues| {
            if !continues {
                shift(operation, query, "startDate", 1);
            }
        })],
    },
    Fault {
        id: "aggregated-window-ignored",
        requirements: &["SS12K-DATE-010"],
        level: Level::Must,
        title: Title {
            sv: "/aggregatedAttendance summerar allt, oavsett period",
            en: "/aggregatedAttendance adds up everything, whatever the period",
        },
        hooks: &[Hook::Query(|operation, query, _| {
            if operation.id == "listAggregatedAttendance" {
                query.retain(|(name, _)| name != "startDate" && name != "endDate");
            }
        })],
    },
    Fault {
        id: "aggregated-window-optional",
        requirements: &["SS12K-DATE-010"],
        level: Level::Must,
        title: Title {
            sv: "/aggregatedAttendance besvaras utan startDate och endDate",
            en: "/aggregatedAttendance is answered without startDate and endDate",
        },
        hooks: &[Hook::Overlook(|mistake| {
            mistake.kind == MistakeKind::Missing && matches!(mistake.parameter.as_str(), "startDate" | "endDate")
        })],
    },
    Fault {
        id: "grades-bounds-exclusive",
        requirements: &["SS12K-DATE-011"],
        level: Level::Must,
        title: Title {
            sv: "registeredDate-filtren tar inte med gränsdagen",
            en: "The registeredDate filters leave out the boundary day",
        },
        hooks: &[Hook::Bound(|bound| exclude(bound, "registeredDate"))],
    },
    Fault {
        id: "grades-date-filters-ignored",
        requirements: &["SS12K-DATE-011"],
        level: Level::Must,
        title: Title { sv: "registeredDate-filtren har ingen verkan", en: "The registeredDate filters have no effect" },
        hooks: &[Hook::Bound(|bound| bound.heeded &= bound.field != "registeredDate")],
    },
    Fault {
        id: "absences-bounds-exclusive",
        requirements: &["SS12K-DATE-012"],
        level: Level::Should,
        title: Title {
            sv: "/absences räknar inte med någon av tidsgränserna",
            en: "/absences excludes every time bound",
        },
        hooks: &[Hook::Bound(|bound| {
            if bound.operation == "listAbsences" {
                exclude(bound, "startTime");
                exclude(bound, "endTime");
            }
        })],
    },
    Fault {
        id: "reversed-window-breaks-server",
        requirements: &["SS12K-DATE-013"],
        level: Level::Should,
        title: Title {
            sv: "Ett omvänt datumintervall ger ett serverfel",
            en: "A reversed date range gives a server error",
        },
        hooks: &[Hook::Answer(|asked, answer| {
            let value = |name: String| asked.incoming.values(&name).first().map(|value| (*value).to_owned());
            let reversed = ["startDate", "endDate", "startTime", "endTime", "registeredDate"].iter().any(|field| {
                let (after, before) = (value(format!("{field}.onOrAfter")), value(format!("{field}.onOrBefore")));
                matches!((after, before), (Some(after), Some(before)) if after > before)
            });
            if reversed {
                *answer = Answer::error(StatusCode::INTERNAL_SERVER_ERROR, "internal_error", "something went wrong");
            }
        })],
    },
];

/// Makes an inclusive bound on a field exclusive.
fn exclude(bound: &mut Bound, field: &str) {
    if bound.field == field {
        bound.op = if bound.op == "le" { "lt" } else { "gt" }.to_owned();
    }
}

/// Has the times of a list compared in another way.
fn by(bound: &mut Bound, operation: &str, by: By) {
    if bound.operation == operation && bound.field.ends_with("Time") {
        bound.by = by;
    }
}

fn is(asked: &Asked<'_>, operation: &str) -> bool {
    asked.operation.is_some_and(|asked| asked.id == operation)
}

/// Moves a bound of the aggregation window.
fn shift(operation: &Operation, query: &mut Pairs, name: &str, days: i64) {
    if operation.id != "listAggregatedAttendance" {
        return;
    }
    for (_, value) in query.iter_mut().filter(|(given, _)| given == name) {
        if let Ok(day) = value.parse::<Date>() {
            *value = day.saturating_add(days.days()).to_string();
        }
    }
}

/// A day as the standard writes it, from one that lacks zeros, hyphens or more.
fn lengthened(value: &str) -> String {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if value.len() == 8 && digits(value) {
        return format!("{}-{}-{}", &value[..4], &value[4..6], &value[6..]);
    }
    match value.split('-').collect::<Vec<_>>().as_slice() {
        [year, month, day] if [year, month, day].iter().all(|part| digits(part)) => {
            format!("{year:0>4}-{month:0>2}-{day:0>2}")
        }
        _ => value.to_owned(),
    }
}
