//! A page token goes back as it came, to the list that it came from.

use samspel_contract::Kind;
use samspel_model::Observation;
use samspel_suite::Check;

use super::chains::Chains;
use crate::scene::{Scene, judged};
use crate::tally::{Fact, Tally};

pub(super) const CHECK: Check =
    Check { id: "ss12000-client/token-unchanged", run: |context| judged(context, token_unchanged) };

fn token_unchanged(scene: &Scene<'_>) -> Vec<Observation> {
    let mut tally = Tally::of("SS12K-CLI-009");
    let chains = Chains::of(scene);
    for (ask, operation) in scene.of_kind(Kind::List).filter(|(ask, _)| ask.has("pageToken")) {
        let fact = |summary, observed: &str| Fact {
            summary,
            expected: "pageToken=(as handed out)".to_owned(),
            observed: observed.to_owned(),
        };
        match chains.source(ask) {
            Some(source) if source.operation.is_some_and(|other| other.id == operation.id) => tally.keep(1),
            Some(source) => {
                let other = source.operation.map_or("…", |other| other.id.as_str());
                tally.breach(scene, ask, fact("cli-token-of-other-list", other));
            }
            None if ask.value("pageToken").is_some_and(|token| matches!(token, "" | "null" | "undefined" | "None")) => {
                tally.breach(scene, ask, fact("cli-token-empty", "pageToken=(nothing)"));
            }
            // Before any token was handed out it may be one that the client kept from before the watch.
            None if chains.any_before(ask) => {
                tally.breach(scene, ask, fact("cli-token-altered", "pageToken=(another)"))
            }
            None => {}
        }
    }
    tally.come_to("cli-tokens-unchanged", "cli-no-token-used")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scripted::{finds, get, keeps, nothing};

    #[test]
    fn a_token_that_goes_back_as_it_came_is_kept() {
        let calls = vec![get("/persons").hands("a+b/c="), get("/persons?pageToken=a%2Bb%2Fc%3D")];
        keeps(token_unchanged, calls, 1);
    }

    #[test]
    fn a_token_that_was_altered_on_the_way_is_found() {
        let calls = vec![get("/persons").hands("a+b"), get("/persons?pageToken=a+b").status(400)];
        finds(token_unchanged, calls, "cli-token-altered");
    }

    #[test]
    fn a_token_of_another_list_is_found() {
        let calls = vec![get("/persons").hands("t"), get("/groups?pageToken=t").status(400)];
        finds(token_unchanged, calls, "cli-token-of-other-list");
    }

    #[test]
    fn no_token_sent_as_a_token_is_found() {
        for nothing in ["", "null", "undefined"] {
            let call = get(&format!("/persons?pageToken={nothing}")).status(400);
            finds(token_unchanged, vec![call], "cli-token-empty");
        }
    }

    #[test]
    fn a_token_from_before_the_watch_shows_nothing() {
        nothing(token_unchanged, vec![get("/persons?pageToken=old").status(400)]);
    }
}
