//! A token is used as long as it lives, not for one call.

use std::collections::BTreeMap;

use samspel_model::Observation;
use samspel_suite::Check;

use crate::scene::{Ask, Scene, judged};
use crate::tally::{Fact, Tally};
use crate::{Place, Token};

pub(super) const CHECK: Check =
    Check { id: "ss12000-client/token-reused", run: |context| judged(context, token_reused) };

/// So many tokens too many are a habit.
const A_HABIT: usize = 3;

/// Tokens that one client was given, and what it did with them.
#[derive(Default)]
struct Habits<'s, 'c> {
    last: Option<&'s Token>,
    needless: Vec<&'s Ask<'c>>,
    calls: usize,
    refused: bool,
}

fn token_reused(scene: &Scene<'_>) -> Vec<Observation> {
    let mut tally = Tally::of("SS12K-CLI-015");
    let mut clients: BTreeMap<&str, Habits<'_, '_>> = BTreeMap::new();
    let mut uses: BTreeMap<&str, usize> = BTreeMap::new();
    for ask in &scene.asks {
        if let (Place::Tokens, Some(issued)) = (&ask.call.place, &ask.call.answer.issued) {
            let habits = clients.entry(issued.client.as_deref().unwrap_or_default()).or_default();
            let lives = |token: &Token| token.expires.is_none_or(|end| end > ask.call.arrived);
            if habits.last.is_some_and(lives) && !habits.refused {
                habits.needless.push(ask);
            }
            habits.last = Some(issued);
            habits.refused = false;
        } else if let (Some(token), Some(client)) = (ask.token(), ask.client()) {
            let habits = clients.entry(client).or_default();
            habits.calls += 1;
            habits.refused |= ask.call.answer.status == 401;
            *uses.entry(&token.digest).or_default() += 1;
        }
    }
    tally.keep(uses.values().filter(|times| **times > 1).count());
    for habits in clients.values().filter(|habits| habits.needless.len() >= A_HABIT) {
        if habits.needless.len() * 2 <= habits.calls {
            continue;
        }
        for ask in &habits.needless {
            let fact = Fact {
                summary: "cli-token-for-each-call",
                expected: "one token until it ends".to_owned(),
                observed: "a new token while the last one is good".to_owned(),
            };
            tally.breach(scene, ask, fact);
        }
    }
    tally.come_to("cli-tokens-reused", "cli-no-token-reused")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scripted::{finds, get, keeps, login, nothing};

    #[test]
    fn one_token_for_many_calls_is_kept() {
        keeps(token_reused, vec![login("a"), get("/persons"), get("/groups"), get("/duties")], 1);
    }

    #[test]
    fn a_new_token_for_each_call_is_found() {
        let calls = ["a", "b", "c", "d", "e"].iter().flat_map(|t| [login(t), get("/persons").bearing(t)]).collect();
        finds(token_reused, calls, "cli-token-for-each-call");
    }

    #[test]
    fn a_new_token_after_a_refusal_is_no_habit() {
        let calls =
            ["a", "b", "c", "d", "e"].iter().flat_map(|t| [login(t), get("/persons").bearing(t).status(401)]).collect();
        nothing(token_reused, calls);
    }

    #[test]
    fn a_single_call_shows_nothing() {
        nothing(token_reused, vec![login("a"), get("/persons")]);
    }
}
