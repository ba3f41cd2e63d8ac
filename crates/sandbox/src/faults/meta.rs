//! Faults of the times when entities were created and changed, and of the filters on them.

use axum::http::StatusCode;
use jiff::Timestamp;
use serde_json::{Value, json};

use super::entities::each;
use crate::fault::{Fault, Hook, Level, Title};
use crate::municipality::stamp;
use crate::provider::{Answer, Bound, By, MistakeKind};

pub(super) const FAULTS: &[Fault] = &[
    Fault {
        id: "created-after-modified",
        requirements: &["SS12K-META-002"],
        level: Level::Must,
        title: Title { sv: "created och modified har bytt plats", en: "created and modified have changed places" },
        hooks: &[Hook::Data(|_, value| {
            if let Some(meta) = value.get_mut("meta") {
                let created = meta["created"].take();
                meta["created"] = meta["modified"].take();
                meta["modified"] = created;
            }
        })],
    },
    Fault {
        id: "modified-in-the-future",
        requirements: &["SS12K-META-003"],
        level: Level::Should,
        title: Title {
            sv: "modified ligger för några poster långt fram i tiden",
            en: "modified lies far ahead in time for some entries",
        },
        hooks: &[Hook::Data(|_, value| {
            let chosen =
                value["id"].as_str().is_some_and(|id| id.starts_with(['0', '1', '2', '3', '4', '5', '6', '7']));
            if let Some(meta) = value.get_mut("meta").filter(|_| chosen) {
                meta["modified"] = json!("2097-06-01T12:00:00Z");
            }
        })],
    },
    Fault {
        id: "expand-moves-modified",
        requirements: &["SS12K-META-005"],
        level: Level::Must,
        title: Title {
            sv: "modified blir ett annat när expand eller expandReferenceNames används",
            en: "modified differs when expand or expandReferenceNames is used",
        },
        hooks: &[Hook::Answer(|asked, answer| {
            let given = |name: &str| !asked.incoming.values(name).is_empty();
            if given("expand") || given("expandReferenceNames") {
                each(asked, answer, |_, entity| {
                    if entity["meta"]["modified"].is_string() {
                        entity["meta"]["modified"] = json!("2026-09-14T03:59:59Z");
                    }
                });
            }
        })],
    },
    Fault {
        id: "meta-before-exclusive",
        requirements: &["SS12K-META-006", "SS12K-META-008"],
        level: Level::Must,
        title: Title { sv: "meta.*.before räknar inte med gränsen", en: "meta.*.before excludes the bound" },
        hooks: &[Hook::Bound(|bound| {
            if is_meta(bound) && bound.op == "le" {
                bound.op = "lt".to_owned();
            }
        })],
    },
    Fault {
        id: "meta-after-inclusive",
        requirements: &["SS12K-META-007", "SS12K-META-008", "SS12K-META-010"],
        level: Level::Must,
        title: Title { sv: "meta.*.after räknar med gränsen", en: "meta.*.after includes the bound" },
        hooks: &[Hook::Bound(|bound| {
            if is_meta(bound) && bound.op == "gt" {
                bound.op = "ge".to_owned();
            }
        })],
    },
    Fault {
        id: "only-modified-after",
        requirements: &["SS12K-META-006", "SS12K-META-007", "SS12K-META-008"],
        level: Level::Must,
        title: Title {
            sv: "Av meta-filtren har bara meta.modified.after verkan",
            en: "Of the meta filters only meta.modified.after has an effect",
        },
        hooks: &[Hook::Bound(|bound| bound.heeded &= !is_meta(bound) || bound.parameter == "meta.modified.after")],
    },
    Fault {
        id: "created-filters-look-at-modified",
        requirements: &["SS12K-META-006", "SS12K-META-007"],
        level: Level::Must,
        title: Title {
            sv: "meta.created-filtren jämför med modified",
            en: "The meta.created filters compare with modified",
        },
        hooks: &[Hook::Bound(|bound| {
            if bound.field == "meta.created" {
                bound.field = "meta.modified".to_owned();
            }
        })],
    },
    Fault {
        id: "modified-filters-look-at-created",
        requirements: &["SS12K-META-006", "SS12K-META-007"],
        level: Level::Must,
        title: Title {
            sv: "meta.modified-filtren jämför med created",
            en: "The meta.modified filters compare with created",
        },
        hooks: &[Hook::Bound(|bound| {
            if bound.field == "meta.modified" {
                bound.field = "meta.created".to_owned();
            }
        })],
    },
    Fault {
        id: "meta-offset-ignored",
        requirements: &["SS12K-META-009"],
        level: Level::Must,
        title: Title { sv: "meta-filtren bortser från tidszonen", en: "The meta filters disregard the offset" },
        hooks: &[Hook::Bound(|bound| by(bound, By::Clock))],
    },
    Fault {
        id: "meta-compared-as-text",
        requirements: &["SS12K-META-009"],
        level: Level::Must,
        title: Title { sv: "meta-filtren jämför tider som text", en: "The meta filters compare times as text" },
        hooks: &[Hook::Bound(|bound| by(bound, By::Written))],
    },
    Fault {
        id: "meta-fraction-refused",
        requirements: &["SS12K-META-009"],
        level: Level::Must,
        title: Title {
            sv: "En tid med bråkdelar av sekunder nekas i meta-filtren",
            en: "A time with fractions of seconds is refused in the meta filters",
        },
        hooks: &[Hook::Answer(|asked, answer| {
            let fraction =
                |(name, value): &(String, String)| name.starts_with("meta.") && value.get(19..20) == Some(".");
            if answer.is_success() && asked.incoming.query.iter().flatten().any(fraction) {
                *answer = Answer::error(StatusCode::BAD_REQUEST, "invalid_parameter", "no date-time");
            }
        })],
    },
    Fault {
        id: "meta-stored-finer-than-printed",
        requirements: &["SS12K-META-010", "SS12K-META-016"],
        level: Level::Must,
        title: Title {
            sv: "Tiderna jämförs med större noggrannhet än de skrivs ut med",
            en: "Times are compared with more precision than they are printed with",
        },
        hooks: &[Hook::Bound(|bound| by(bound, By::Finer))],
    },
    Fault {
        id: "meta-cut-to-seconds",
        requirements: &["SS12K-META-010"],
        level: Level::Must,
        title: Title {
            sv: "meta-filtren jämför hela sekunder fast tiderna skrivs med millisekunder",
            en: "The meta filters compare whole seconds although times are printed with milliseconds",
        },
        hooks: &[Hook::Bound(|bound| by(bound, By::Seconds))],
    },
    Fault {
        id: "meta-cut-to-days",
        requirements: &["SS12K-META-007", "SS12K-META-010"],
        level: Level::Must,
        title: Title { sv: "meta-filtren jämför bara dagar", en: "The meta filters compare days only" },
        hooks: &[Hook::Bound(|bound| by(bound, By::Day))],
    },
    Fault {
        id: "last-meta-bound-wins",
        requirements: &["SS12K-META-011"],
        level: Level::Must,
        title: Title {
            sv: "När flera meta-filter ges gäller bara ett",
            en: "When several meta filters are given only one counts",
        },
        hooks: &[Hook::Query(|_, query, _| {
            let last = query.iter().rposition(|(name, _)| name.starts_with("meta."));
            let mut at = 0;
            query.retain(|(name, _)| {
                at += 1;
                !name.starts_with("meta.") || Some(at - 1) == last
            });
        })],
    },
    Fault {
        id: "meta-filter-drops-others",
        requirements: &["SS12K-META-011"],
        level: Level::Must,
        title: Title {
            sv: "När ett meta-filter ges bortses från andra filter",
            en: "When a meta filter is given other filters are disregarded",
        },
        hooks: &[Hook::Query(|operation, query, _| {
            let required =
                |name: &str| operation.parameters.iter().any(|parameter| parameter.required && parameter.name == name);
            if query.iter().any(|(name, _)| name.starts_with("meta.")) {
                query.retain(|(name, _)| {
                    name.starts_with("meta.") || name.starts_with("expand") || name == "sortkey" || required(name)
                });
            }
        })],
    },
    Fault {
        id: "bad-instants-ignored",
        requirements: &["SS12K-META-012"],
        level: Level::Should,
        title: Title {
            sv: "En ogiltig tidpunkt gör att meta-filtret hoppas över",
            en: "An invalid time makes the meta filter be skipped",
        },
        hooks: &[Hook::Overlook(|mistake| {
            mistake.kind == MistakeKind::NotDateTime && mistake.parameter.starts_with("meta.")
        })],
    },
    Fault {
        id: "instants-without-offset-accepted",
        requirements: &["SS12K-META-012"],
        level: Level::Should,
        title: Title {
            sv: "En tidpunkt utan tidszon tolkas som UTC i meta-filtren",
            en: "A time without offset is read as UTC in the meta filters",
        },
        hooks: &[Hook::Request(|incoming| {
            for (name, value) in incoming.query.iter_mut().flatten() {
                if name.starts_with("meta.") && value.len() == 19 && value.as_bytes()[10] == b'T' {
                    value.push('Z');
                }
            }
        })],
    },
    Fault {
        id: "modified-goes-backwards",
        requirements: &["SS12K-META-013"],
        level: Level::Should,
        title: Title {
            sv: "modified blir tidigare för varje gång listan läses",
            en: "modified gets earlier each time the list is read",
        },
        hooks: &[Hook::Answer(|asked, answer| {
            // The clock itself is the counter: a fault has no memory.
            let back = Timestamp::now().as_millisecond().rem_euclid(1_000_000_000);
            each(asked, answer, |_, entity| {
                for name in ["created", "modified"] {
                    let at = entity["meta"][name].as_str().and_then(|at| at.parse::<Timestamp>().ok());
                    if let Some(at) = at {
                        entity["meta"][name] = json!(stamp(at.as_millisecond() - back, false));
                    }
                }
            });
        })],
    },
    Fault {
        id: "new-entries-not-modified",
        requirements: &["SS12K-META-008", "SS12K-META-016"],
        level: Level::Must,
        title: Title {
            sv: "meta.modified.after tar inte med poster som inte ändrats sedan de skapades",
            en: "meta.modified.after leaves out entries that have not changed since they were created",
        },
        hooks: &[Hook::Answer(|asked, answer| {
            if !asked.incoming.values("meta.modified.after").is_empty() && answer.is_success() {
                let untouched = |entity: &Value| entity["meta"]["created"] == entity["meta"]["modified"];
                if let Some(data) = answer.json()["data"].as_array_mut() {
                    data.retain(|entity| !untouched(entity));
                }
            }
        })],
    },
];

fn is_meta(bound: &Bound) -> bool {
    bound.field.starts_with("meta.")
}

fn by(bound: &mut Bound, by: By) {
    if is_meta(bound) {
        bound.by = by;
    }
}
