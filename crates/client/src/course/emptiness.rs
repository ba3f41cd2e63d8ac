//! A list that is suddenly empty is no order to delete everything.

use samspel_contract::{Envelope, Kind, Operation};
use samspel_model::Observation;
use samspel_suite::Check;
use serde::Deserialize;

use crate::scene::{Ask, Scene, judged};
use crate::tally::{Fact, Tally};

pub(super) const CHECK: Check = Check { id: "ss12000-client/emptiness", run: |context| judged(context, emptiness) };

fn emptiness(scene: &Scene<'_>) -> Vec<Observation> {
    let mut tally = Tally::of("SS12K-CLI-020");
    for (ask, operation) in
        scene.of_kind(Kind::List).filter(|(ask, operation)| is_suddenly_empty(scene, ask, operation))
    {
        for later in scene.after(ask) {
            if looks_again(later, operation) {
                tally.keep(1);
                break;
            }
            if reports_deletions(later, operation) {
                let fact = Fact {
                    summary: "cli-emptiness-believed",
                    expected: "the same list again".to_owned(),
                    observed: "POST /statistics/: deletedCount > 0".to_owned(),
                };
                tally.breach(scene, later, fact);
                break;
            }
        }
    }
    tally.come_to("cli-emptiness-doubted", "cli-no-emptiness")
}

/// An empty answer to a question that had entries before. Questions for changes are rightly empty most of the time.
fn is_suddenly_empty(scene: &Scene<'_>, ask: &Ask<'_>, operation: &Operation) -> bool {
    let about_changes = operation.success.envelope == Envelope::DeletedEntities
        || ask.pairs.iter().any(|pair| pair.name.starts_with("meta.") || pair.name == "pageToken");
    !about_changes
        && ask.call.answer.entries == Some(0)
        && scene.of_kind(Kind::List).any(|(earlier, other)| {
            other.id == operation.id
                && earlier.number() < ask.number()
                && earlier.client() == ask.client()
                && earlier.call.query == ask.call.query
                && earlier.call.answer.entries.is_some_and(|entries| entries > 0)
        })
}

/// Asks for the same kind again, in whatever way.
fn looks_again(later: &Ask<'_>, operation: &Operation) -> bool {
    later.operation.is_some_and(|other| {
        other.entity == operation.entity && matches!(other.kind, Kind::List | Kind::Lookup | Kind::ById)
    })
}

/// Tells the provider that it has deleted entities of this kind.
fn reports_deletions(later: &Ask<'_>, operation: &Operation) -> bool {
    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Statistics {
        resource_type: String,
        deleted_count: i64,
    }
    later.operation.is_some_and(|other| other.id == "postStatisticsEntry")
        && serde_json::from_slice::<Statistics>(&later.call.body).is_ok_and(|told| {
            told.deleted_count > 0 && Some(told.resource_type.as_str()) == operation.entity.as_deref()
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scripted::{Scripted, finds, get, keeps, nothing, post};

    fn emptied() -> Vec<Scripted> {
        vec![get("/persons?limit=100").entries(40), get("/persons?limit=100").entries(0)]
    }

    fn statistics(kind: &str, deleted: u32) -> Scripted {
        let body = format!(r#"{{"resourceType":"{kind}","newCount":0,"updatedCount":0,"deletedCount":{deleted}}}"#);
        post("/statistics/", &body).status(201)
    }

    fn and(mut calls: Vec<Scripted>, more: Vec<Scripted>) -> Vec<Scripted> {
        calls.extend(more);
        calls
    }

    #[test]
    fn looking_again_is_kept() {
        keeps(emptiness, and(emptied(), vec![get("/persons?limit=1"), statistics("Person", 40)]), 1);
    }

    #[test]
    fn deleting_at_once_is_found() {
        finds(emptiness, and(emptied(), vec![statistics("Person", 40)]), "cli-emptiness-believed");
    }

    #[test]
    fn what_cannot_be_seen_shows_nothing() {
        nothing(emptiness, emptied());
        nothing(emptiness, and(emptied(), vec![get("/groups"), statistics("Group", 1), statistics("Person", 0)]));
        nothing(emptiness, vec![get("/persons").entries(0), statistics("Person", 3)]);
        let changes = "/persons?meta.modified.after=2026-08-17T08:00:00Z";
        nothing(emptiness, vec![get(changes).entries(3), get(changes).entries(0), statistics("Person", 3)]);
    }
}
