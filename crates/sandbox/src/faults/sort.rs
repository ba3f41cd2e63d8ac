//! Faults of sort orders.

use axum::http::StatusCode;
use samspel_contract::{Kind, Operation};

use super::entities::succeeded;
use crate::fault::{Fault, Hook, Level, Title};
use crate::provider::{Answer, Asked, By, MistakeKind, Order};

/// Lists without a sort key.
const WITHOUT_KEY: [&str; 6] = [
    "listAttendances",
    "listAttendanceEvents",
    "listAttendanceSchedule",
    "listAggregatedAttendance",
    "listSubscriptions",
    "listDeletedEntities",
];

pub(super) const FAULTS: &[Fault] = &[
    Fault {
        id: "sortkey-ignored",
        requirements: &["SS12K-SORT-002", "SS12K-SORT-003", "SS12K-SORT-004"],
        level: Level::Must,
        title: Title { sv: "sortkey har ingen verkan", en: "sortkey has no effect" },
        hooks: &[Hook::Query(|_, query, _| query.retain(|(name, _)| name != "sortkey"))],
    },
    Fault {
        id: "sort-reversed",
        requirements: &["SS12K-SORT-002", "SS12K-SORT-003", "SS12K-SORT-004"],
        level: Level::Must,
        title: Title { sv: "Listor sorteras åt fel håll", en: "Lists are sorted in the wrong direction" },
        hooks: &[Hook::Order(|order| order.descending = !order.descending)],
    },
    Fault {
        id: "sort-always-ascending",
        requirements: &["SS12K-SORT-003", "SS12K-SORT-004"],
        level: Level::Must,
        title: Title {
            sv: "Sortkey på Desc sorterar stigande, utom ModifiedDesc",
            en: "Sortkeys in Desc sort ascending, except ModifiedDesc",
        },
        hooks: &[Hook::Order(|order| order.descending &= order.field == "meta.modified")],
    },
    Fault {
        id: "next-page-forgets-sortkey",
        requirements: &["SS12K-SORT-002", "SS12K-SORT-003", "SS12K-SORT-004", "SS12K-PAGE-008"],
        level: Level::Must,
        title: Title { sv: "Följande sidor glömmer sorteringen", en: "Following pages forget the sort order" },
        hooks: &[Hook::Query(|_, query, continues| {
            if continues {
                query.retain(|(name, _)| name != "sortkey");
            }
        })],
    },
    Fault {
        id: "sort-modified-by-created",
        requirements: &["SS12K-SORT-002"],
        level: Level::Must,
        title: Title {
            sv: "ModifiedDesc sorterar på när posten skapades",
            en: "ModifiedDesc sorts by when the entry was created",
        },
        hooks: &[Hook::Order(|order| {
            if order.field == "meta.modified" {
                order.field = "meta.created".to_owned();
            }
        })],
    },
    Fault {
        id: "sort-modified-as-text",
        requirements: &["SS12K-SORT-002"],
        level: Level::Must,
        title: Title {
            sv: "ModifiedDesc sorterar tiderna som text, utan hänsyn till tidszonen",
            en: "ModifiedDesc sorts the times as text, without regard to the offset",
        },
        hooks: &[Hook::Order(|order| {
            if order.field == "meta.modified" {
                order.by = By::Written;
            }
        })],
    },
    Fault {
        id: "sort-by-day-only",
        requirements: &["SS12K-SORT-002", "SS12K-SORT-003"],
        level: Level::Must,
        title: Title { sv: "Tidpunkter sorteras bara på dagen", en: "Instants are sorted by their day only" },
        hooks: &[Hook::Order(|order| {
            if order.field.ends_with("Time") || order.field.starts_with("meta.") {
                order.by = By::Day;
            }
        })],
    },
    Fault {
        id: "sort-end-by-start",
        requirements: &["SS12K-SORT-003"],
        level: Level::Must,
        title: Title {
            sv: "EndDateAsc och EndDateDesc sorterar på startdatum",
            en: "EndDateAsc and EndDateDesc sort by start date",
        },
        hooks: &[Hook::Order(|order| {
            if order.field == "endDate" {
                order.field = "startDate".to_owned();
            }
        })],
    },
    Fault {
        id: "sort-drops-entries-without-value",
        requirements: &["SS12K-SORT-003", "SS12K-SORT-004"],
        level: Level::Must,
        title: Title {
            sv: "Poster utan värde i sorteringsfältet försvinner när listan sorteras",
            en: "Entries without a value in the sort field disappear when the list is sorted",
        },
        hooks: &[Hook::Order(|order| order.drops_missing = has_field(order))],
    },
    Fault {
        id: "sort-ties-shuffled",
        requirements: &["SS12K-PAGE-009"],
        level: Level::Must,
        title: Title {
            sv: "Poster med samma sorteringsvärde byter plats från sida till sida",
            en: "Entries with the same sort value change places from page to page",
        },
        hooks: &[Hook::Order(|order| order.shuffles_ties = true)],
    },
    Fault {
        id: "sort-text-by-length",
        requirements: &["SS12K-SORT-004"],
        level: Level::Should,
        title: Title {
            sv: "Namn och koder sorteras på hur långa de är",
            en: "Names and codes are sorted by their length",
        },
        hooks: &[Hook::Order(|order| {
            if is_text(order) {
                order.by = By::Length;
            }
        })],
    },
    Fault {
        id: "sort-names-mixed-up",
        requirements: &["SS12K-SORT-004"],
        level: Level::Should,
        title: Title {
            sv: "FamilyName sorterar på förnamn och CourseName på ämne",
            en: "FamilyName sorts by given name and CourseName by subject",
        },
        hooks: &[Hook::Order(|order| {
            let other = match order.field.as_str() {
                "familyName" => "givenName",
                "courseName" => "subjectName",
                other => other,
            };
            order.field = other.to_owned();
        })],
    },
    Fault {
        id: "sort-codes-ignored",
        requirements: &["SS12K-SORT-004"],
        level: Level::Should,
        title: Title {
            sv: "Sortering på koder och personnummer har ingen verkan",
            en: "Sorting by codes and civic numbers has no effect",
        },
        hooks: &[Hook::Query(|_, query, _| {
            query.retain(|(name, value)| name != "sortkey" || !(value.contains("Code") || value.contains("Civic")));
        })],
    },
    Fault {
        id: "sortkey-desc-refused",
        requirements: &["SS12K-SORT-001"],
        level: Level::Must,
        title: Title { sv: "Sortkey på Desc nekas", en: "Sortkeys in Desc are refused" },
        hooks: &[Hook::Answer(|asked, answer| {
            if sorted_by(asked, |key| key.ends_with("Desc")) && answer.is_success() {
                *answer = Answer::error(StatusCode::BAD_REQUEST, "invalid_parameter", "sortkey is not supported");
            }
        })],
    },
    Fault {
        id: "sortkey-breaks-server",
        requirements: &["SS12K-SORT-001"],
        level: Level::Must,
        title: Title { sv: "sortkey ger ett serverfel", en: "sortkey gives a server error" },
        hooks: &[Hook::Answer(|asked, answer| {
            if sorted_by(asked, |_| true) && answer.is_success() {
                *answer = Answer::error(StatusCode::INTERNAL_SERVER_ERROR, "internal_error", "something went wrong");
            }
        })],
    },
    Fault {
        id: "person-display-name-refused",
        requirements: &["SS12K-SORT-005"],
        level: Level::Should,
        title: Title { sv: "/persons nekar DisplayNameAsc", en: "/persons refuses DisplayNameAsc" },
        hooks: &[Hook::Answer(|asked, answer| refuse(asked, answer, "listPersons", "DisplayNameAsc"))],
    },
    Fault {
        id: "offering-modified-refused",
        requirements: &["SS12K-SORT-006"],
        level: Level::Should,
        title: Title { sv: "/schoolUnitOfferings nekar ModifiedDesc", en: "/schoolUnitOfferings refuses ModifiedDesc" },
        hooks: &[Hook::Answer(|asked, answer| refuse(asked, answer, "listSchoolUnitOfferings", "ModifiedDesc"))],
    },
    Fault {
        id: "unknown-sortkey-accepted",
        requirements: &["SS12K-SORT-007"],
        level: Level::Should,
        title: Title { sv: "En påhittad sortkey godtas", en: "A made-up sortkey is accepted" },
        hooks: &[Hook::Overlook(|mistake| {
            mistake.parameter == "sortkey" && mistake.kind == MistakeKind::NotInEnumeration
        })],
    },
    Fault {
        id: "foreign-sortkey-accepted",
        requirements: &["SS12K-SORT-007"],
        level: Level::Should,
        title: Title {
            sv: "En sortkey som hör till en annan lista godtas",
            en: "A sortkey that belongs to another list is accepted",
        },
        hooks: &[
            Hook::Overlook(|mistake| mistake.parameter == "sortkey" && mistake.kind == MistakeKind::NotInEnumeration),
            Hook::Answer(|asked, answer| {
                let known = |key: &str| asked.contract.operations().iter().any(|operation| has_key(operation, key));
                if answer.is_success() && sorted_by(asked, |key| !known(key)) {
                    *answer = Answer::error(StatusCode::BAD_REQUEST, "invalid_parameter", "sortkey is unknown");
                }
            }),
        ],
    },
    Fault {
        id: "sortkey-in-any-case-accepted",
        requirements: &["SS12K-SORT-007"],
        level: Level::Should,
        title: Title {
            sv: "En sortkey som börjar med en annan bokstavsstorlek godtas",
            en: "A sortkey that begins in the other letter case is accepted",
        },
        hooks: &[Hook::Request(|incoming| {
            for (_, value) in incoming.query.iter_mut().flatten().filter(|(name, _)| name == "sortkey") {
                let (first, rest) = value.split_at(value.chars().next().map_or(0, char::len_utf8));
                let dated = rest.starts_with("egisteredDate");
                *value = if dated { format!("r{rest}") } else { format!("{}{rest}", first.to_uppercase()) };
            }
        })],
    },
    Fault {
        id: "unknown-sortkey-breaks-server",
        requirements: &["SS12K-SORT-007"],
        level: Level::Should,
        title: Title { sv: "En okänd sortkey ger ett serverfel", en: "An unknown sortkey gives a server error" },
        hooks: &[Hook::Answer(|asked, answer| {
            let own = |key: &str| asked.operation.is_some_and(|operation| has_key(operation, key));
            if asked.operation.is_some_and(|operation| operation.kind == Kind::List)
                && sorted_by(asked, |key| !own(key))
            {
                *answer = Answer::error(StatusCode::INTERNAL_SERVER_ERROR, "internal_error", "something went wrong");
            }
        })],
    },
    Fault {
        id: "sortkey-demanded",
        requirements: &["SS12K-SORT-008"],
        level: Level::Must,
        title: Title {
            sv: "Listor som saknar sortkey svarar 400 utan en",
            en: "Lists that have no sortkey answer 400 without one",
        },
        hooks: &[Hook::Answer(|asked, answer| {
            let without = asked.operation.is_some_and(|operation| WITHOUT_KEY.contains(&operation.id.as_str()));
            if without && succeeded(asked, answer, Kind::List) && asked.incoming.values("sortkey").is_empty() {
                *answer = Answer::error(StatusCode::BAD_REQUEST, "invalid_parameter", "sortkey is required");
            }
        })],
    },
];

fn sorted_by(asked: &Asked<'_>, is: impl Fn(&str) -> bool) -> bool {
    asked.incoming.values("sortkey").into_iter().any(is)
}

fn has_key(operation: &Operation, key: &str) -> bool {
    let sort = operation.parameters.iter().find(|parameter| parameter.name == "sortkey");
    sort.and_then(|sort| sort.values.as_ref()).is_some_and(|values| values.iter().any(|value| value == key))
}

fn refuse(asked: &Asked<'_>, answer: &mut Answer, operation: &str, key: &str) {
    let of_it = asked.operation.is_some_and(|asked| asked.id == operation);
    if of_it && answer.is_success() && sorted_by(asked, |given| given == key) {
        *answer = Answer::error(StatusCode::BAD_REQUEST, "invalid_parameter", "sortkey is not supported");
    }
}

fn is_text(order: &Order) -> bool {
    !(order.field.ends_with("Date") || order.field.ends_with("Time") || order.field.starts_with("meta."))
}

/// Persons have no display name: sorting by it must not empty the list.
fn has_field(order: &Order) -> bool {
    !(order.operation == "listPersons" && order.field == "displayName")
}
