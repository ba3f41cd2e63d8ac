//! Who follows changes asks for deletions too: a change query never shows what is gone.

use std::collections::{BTreeMap, BTreeSet};

use samspel_contract::{Envelope, Kind};
use samspel_model::Observation;
use samspel_suite::Check;

use super::is_whole;
use crate::scene::{Ask, Scene, judged};
use crate::tally::{Fact, Tally};

pub(super) const CHECK: Check = Check { id: "ss12000-client/deletions", run: |context| judged(context, deletions) };

fn deletions(scene: &Scene<'_>) -> Vec<Observation> {
    let mut tally = Tally::of("SS12K-CLI-019");
    let mut followed: BTreeMap<(Option<&str>, &str), Vec<&Ask<'_>>> = BTreeMap::new();
    let mut asked: BTreeSet<Option<&str>> = BTreeSet::new();
    for (ask, operation) in scene.of_kind(Kind::List) {
        if operation.success.envelope == Envelope::DeletedEntities {
            asked.insert(ask.client());
        } else if ask.has("meta.modified.after") && ask.is_answered() {
            followed.entry((ask.client(), &operation.id)).or_default().push(ask);
        }
    }
    for ((client, operation), asks) in &followed {
        // Reading everything again shows what is gone as well.
        let whole = || {
            scene.of_kind(Kind::List).any(|(ask, other)| {
                other.id == *operation
                    && ask.client() == *client
                    && is_whole(ask)
                    && asks.first().is_some_and(|first| ask.number() > first.number())
            })
        };
        if asked.contains(client) || whole() {
            tally.keep(1);
        } else if let [_, .., last] = asks.as_slice() {
            let fact = Fact {
                summary: "cli-deletions-not-asked-for",
                expected: "GET /deletedEntities".to_owned(),
                observed: "meta.modified.after".to_owned(),
            };
            tally.breach(scene, last, fact);
        }
    }
    tally.come_to("cli-deletions-asked-for", "cli-no-changes-followed")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scripted::{finds, get, keeps, nothing};

    fn changes() -> crate::scripted::Scripted {
        get("/persons?meta.modified.after=2026-08-17T08:00:00Z")
    }

    #[test]
    fn asking_for_deletions_or_reading_everything_again_is_kept() {
        keeps(deletions, vec![changes(), get("/deletedEntities?after=2026-08-17T08:00:00Z")], 1);
        keeps(deletions, vec![changes(), changes(), get("/persons")], 1);
    }

    #[test]
    fn following_changes_without_deletions_is_found() {
        finds(deletions, vec![get("/persons"), changes(), changes()], "cli-deletions-not-asked-for");
    }

    #[test]
    fn one_look_at_changes_or_none_shows_nothing() {
        nothing(deletions, vec![changes()]);
        nothing(deletions, vec![get("/persons")]);
    }
}
