//! Faults of what has been deleted.

use jiff::{SignedDuration, Timestamp};
use samspel_contract::{Envelope, Operation};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::fault::{Fault, Hook, Level, Title};
use crate::provider::{Answer, Asked, MistakeKind, Pairs};

pub(super) const FAULTS: &[Fault] = &[
    Fault {
        id: "deleted-as-list",
        requirements: &["SS12K-DEL-001"],
        level: Level::Must,
        title: Title { sv: "Borttagningar kommer som en platt lista", en: "Deletions come as a flat list" },
        hooks: &[Hook::Answer(|asked, answer| {
            change(asked, answer, |data| {
                let keys = data.as_object().cloned().unwrap_or_default();
                let ids = keys.into_iter().flat_map(|(key, ids)| {
                    let ids = ids.as_array().cloned().unwrap_or_default();
                    ids.into_iter().map(move |id| json!({ "entityType": key, "id": id }))
                });
                *data = Value::Array(ids.collect());
            });
        })],
    },
    Fault {
        id: "deleted-ids-as-objects",
        requirements: &["SS12K-DEL-001"],
        level: Level::Must,
        title: Title { sv: "Borttagna id:n kommer som objekt", en: "Deleted ids come as objects" },
        hooks: &[Hook::Answer(|asked, answer| {
            change(asked, answer, |data| {
                for ids in data.as_object_mut().into_iter().flat_map(|keys| keys.values_mut()) {
                    for id in ids.as_array_mut().into_iter().flatten() {
                        *id = json!({ "id": id.clone() });
                    }
                }
            });
        })],
    },
    Fault {
        id: "deleted-activities-renamed",
        requirements: &["SS12K-DEL-002"],
        level: Level::Must,
        title: Title {
            sv: "Borttagna aktiviteter står under nyckeln activity",
            en: "Deleted activities stand under the key activity",
        },
        hooks: &[Hook::Answer(|asked, answer| {
            change(asked, answer, |data| {
                if let Some(keys) = data.as_object_mut()
                    && let Some(ids) = keys.remove("activitites")
                {
                    keys.insert("activity".to_owned(), ids);
                }
            });
        })],
    },
    Fault {
        id: "deleted-after-ignored",
        requirements: &["SS12K-DEL-003"],
        level: Level::Must,
        title: Title { sv: "after har ingen verkan på borttagningar", en: "after has no effect on deletions" },
        hooks: &[Hook::Query(|operation, query, _| {
            if is_deletions(operation) {
                query.retain(|(name, _)| name != "after");
            }
        })],
    },
    Fault {
        id: "deleted-after-inclusive",
        requirements: &["SS12K-DEL-003"],
        level: Level::Must,
        title: Title {
            sv: "after tar med borttagningar vid själva tidpunkten",
            en: "after includes deletions at the instant itself",
        },
        hooks: &[Hook::Query(|operation, query, _| {
            after(operation, query, |at| at.checked_sub(SignedDuration::from_millis(1)).unwrap_or(at));
        })],
    },
    Fault {
        id: "deleted-after-without-offset",
        requirements: &["SS12K-DEL-003"],
        level: Level::Must,
        title: Title {
            sv: "after läses som UTC vilken tidszon som än anges",
            en: "after is read as UTC whatever offset is given",
        },
        hooks: &[Hook::Query(|operation, query, _| {
            if is_deletions(operation) {
                for (_, value) in query.iter_mut().filter(|(name, _)| name == "after") {
                    if let Some(local) = value.get(..19) {
                        *value = format!("{local}Z");
                    }
                }
            }
        })],
    },
    Fault {
        id: "deleted-entities-ignored",
        requirements: &["SS12K-DEL-004"],
        level: Level::Must,
        title: Title { sv: "entities har ingen verkan", en: "entities has no effect" },
        hooks: &[Hook::Query(|operation, query, _| {
            if is_deletions(operation) {
                query.retain(|(name, _)| name != "entities");
            }
        })],
    },
    Fault {
        id: "deleted-entities-last-only",
        requirements: &["SS12K-DEL-004"],
        level: Level::Must,
        title: Title {
            sv: "Av flera entities används bara den sista",
            en: "Of several entities only the last is used",
        },
        hooks: &[Hook::Query(|operation, query, _| {
            if is_deletions(operation)
                && let Some(last) = query.iter().rposition(|(name, _)| name == "entities")
            {
                let mut at = 0;
                query.retain(|(name, _)| {
                    at += 1;
                    name != "entities" || at == last + 1
                });
            }
        })],
    },
    Fault {
        id: "deleted-still-served",
        requirements: &["SS12K-DEL-005"],
        level: Level::Must,
        title: Title { sv: "Levande objekt uppges vara borttagna", en: "Living objects are said to be deleted" },
        hooks: &[Hook::Waive(|rule| rule == crate::provider::Rule::OnlyTheDead)],
    },
    Fault {
        id: "deleted-lost-between-pages",
        requirements: &["SS12K-DEL-006"],
        level: Level::Must,
        title: Title { sv: "Borttagningar faller bort mellan sidorna", en: "Deletions are lost between pages" },
        hooks: &[Hook::Page(|cut| {
            if cut.operation == "listDeletedEntities" && cut.limit.is_some() {
                cut.next = cut.next.map(|next| next + 1).filter(|next| *next < cut.total);
            }
        })],
    },
    Fault {
        id: "deleted-limit-per-type",
        requirements: &["SS12K-DEL-007"],
        level: Level::Should,
        title: Title { sv: "limit räknas för varje resurstyp", en: "limit is counted for each resource type" },
        hooks: &[Hook::Page(|cut| {
            if cut.operation == "listDeletedEntities" && cut.limit.is_some() {
                // Two types side by side on each page.
                cut.end = (cut.end + cut.limit.unwrap_or(0)).min(cut.total);
                cut.next = Some(cut.end).filter(|next| *next < cut.total);
            }
        })],
    },
    Fault {
        id: "deleted-forgotten-without-after",
        requirements: &["SS12K-DEL-008"],
        level: Level::Should,
        title: Title {
            sv: "Utan after kommer bara den senaste tidens borttagningar",
            en: "Without after only recent deletions come",
        },
        hooks: &[Hook::Query(|operation, query, _| {
            if is_deletions(operation) && query.iter().all(|(name, _)| name != "after") {
                query.push(("after".to_owned(), "2026-08-01T00:00:00Z".to_owned()));
            }
        })],
    },
    Fault {
        id: "deleted-not-remembered",
        requirements: &["SS12K-DEL-009", "SS12K-SUB-009"],
        level: Level::Must,
        title: Title {
            sv: "Det som tas bort syns inte bland borttagningarna, fast det flaggas",
            en: "What is removed does not show among the deletions, though it is flagged",
        },
        hooks: &[Hook::Removed(|removal| removal.remembered = None)],
    },
    Fault {
        id: "deleted-meta-filter",
        requirements: &["SS12K-DEL-011"],
        level: Level::Must,
        title: Title { sv: "Metafilter påverkar borttagningarna", en: "Meta filters affect the deletions" },
        hooks: &[Hook::Answer(|asked, answer| {
            if !asked.incoming.values("meta.modified.after").is_empty() {
                change(asked, answer, |data| *data = json!({}));
            }
        })],
    },
    Fault {
        id: "deleted-subscriptions-too",
        requirements: &["SS12K-DEL-011"],
        level: Level::Must,
        title: Title { sv: "Prenumerationer finns bland borttagningarna", en: "Subscriptions are among the deletions" },
        hooks: &[
            Hook::Overlook(|mistake| mistake.parameter == "entities" && mistake.kind == MistakeKind::NotInEnumeration),
            Hook::Answer(|asked, answer| {
                if asked.incoming.values("entities").contains(&"Subscription") {
                    let id = Uuid::new_v5(&Uuid::NAMESPACE_URL, b"samspel-sandbox/gone").to_string();
                    change(asked, answer, |data| *data = json!({ "subscriptions": [id] }));
                }
            }),
        ],
    },
];

fn is_deletions(operation: &Operation) -> bool {
    operation.success.envelope == Envelope::DeletedEntities
}

/// Changes the ids by key in a list of deletions.
fn change(asked: &Asked<'_>, answer: &mut Answer, with: impl FnOnce(&mut Value)) {
    if asked.operation.is_some_and(is_deletions) && answer.is_success() {
        with(&mut answer.json()["data"]);
    }
}

/// Moves the instant of `after`.
fn after(operation: &Operation, query: &mut Pairs, moved: impl Fn(Timestamp) -> Timestamp) {
    if is_deletions(operation) {
        for (_, value) in query.iter_mut().filter(|(name, _)| name == "after") {
            if let Ok(at) = value.parse::<Timestamp>() {
                *value = moved(at).to_string();
            }
        }
    }
}
