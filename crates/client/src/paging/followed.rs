//! A list is read to its end: as long as a page token comes, more entries wait.

use std::collections::BTreeMap;

use samspel_contract::Kind;
use samspel_model::Observation;
use samspel_suite::Check;

use super::chains::Chains;
use crate::scene::{Ask, Scene, judged};
use crate::tally::{Fact, Tally};

pub(super) const CHECK: Check =
    Check { id: "ss12000-client/pages-followed", run: |context| judged(context, pages_followed) };

/// Who asks for so few only wants to know whether there is anything.
const A_GLANCE: u64 = 5;

fn pages_followed(scene: &Scene<'_>) -> Vec<Observation> {
    let mut tally = Tally::of("SS12K-CLI-010");
    let chains = Chains::of(scene);
    let mut lists: BTreeMap<&str, (usize, Vec<&Ask<'_>>)> = BTreeMap::new();
    for (ask, operation) in scene.of_kind(Kind::List).filter(|(ask, _)| ask.call.answer.page_token.is_some()) {
        let (followed, left) = lists.entry(&operation.id).or_default();
        if chains.is_followed(ask) {
            *followed += 1;
        } else if !is_glance(ask) && scene.after(ask).next().is_some() {
            // The last call of all may be followed after the watch has ended.
            left.push(ask);
        }
    }
    for (followed, left) in lists.into_values() {
        tally.keep(followed);
        for ask in left {
            let fact =
                |summary| Fact { summary, expected: "GET …?pageToken=…".to_owned(), observed: "-".to_owned() };
            // A client that follows this list otherwise may have found what it looked for.
            if followed == 0 {
                tally.breach(scene, ask, fact("cli-first-page-only"));
            } else {
                tally.note(scene, ask, fact("cli-chain-left"));
            }
        }
    }
    tally.come_to("cli-pages-followed", "cli-one-page-only")
}

fn is_glance(ask: &Ask<'_>) -> bool {
    ask.value("limit").and_then(|limit| limit.parse::<u64>().ok()).is_some_and(|limit| limit <= A_GLANCE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scripted::{finds, get, keeps, nothing, said};

    #[test]
    fn a_list_that_is_read_to_its_end_is_kept() {
        let calls = vec![
            get("/persons?limit=10").hands("t1"),
            get("/persons?pageToken=t1").hands("t2"),
            get("/persons?pageToken=t2"),
            get("/groups"),
        ];
        keeps(pages_followed, calls, 2);
    }

    #[test]
    fn a_client_that_only_ever_reads_the_first_page_is_found() {
        finds(pages_followed, vec![get("/persons?limit=100").hands("t"), get("/groups")], "cli-first-page-only");
        let one_list_only = vec![
            get("/persons?limit=100").hands("t"),
            get("/persons?pageToken=t"),
            get("/groups?limit=100").hands("u"),
            get("/duties"),
        ];
        finds(pages_followed, one_list_only, "cli-first-page-only");
    }

    #[test]
    fn a_reading_that_is_left_once_is_told_and_fails_nobody() {
        let calls = vec![
            get("/persons?limit=10").hands("t1"),
            get("/persons?pageToken=t1"),
            get("/persons?limit=10&nameContains=A").hands("t2"),
            get("/groups"),
        ];
        let said = said(pages_followed, calls);
        assert_eq!((said.kept, said.against.len()), (1, 0));
        assert_eq!(said.notes, ["cli-chain-left"]);
    }

    #[test]
    fn single_pages_glances_and_the_end_of_the_watch_show_nothing() {
        nothing(pages_followed, vec![get("/persons"), get("/groups")]);
        nothing(pages_followed, vec![get("/persons?limit=1").hands("t"), get("/groups")]);
        nothing(pages_followed, vec![get("/persons?limit=10").hands("t")]);
    }
}
