//! A token that has ended is replaced, not sent again and again.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use samspel_model::Observation;
use samspel_suite::Check;

use crate::scene::{Ask, Scene, judged};
use crate::tally::{Fact, Tally};

pub(super) const CHECK: Check =
    Check { id: "ss12000-client/token-renewed", run: |context| judged(context, token_renewed) };

/// Calls that may be under way when the refusal comes.
const UNDER_WAY: usize = 10;
/// Calls with a refused token that a client may make when there is no doubt any more that it knows.
const LATE: usize = 2;
/// After this long it knows.
const TO_NOTICE: SignedDuration = SignedDuration::from_secs(1);

fn token_renewed(scene: &Scene<'_>) -> Vec<Observation> {
    let mut tally = Tally::of("SS12K-CLI-014");
    for uses in by_token(scene).values() {
        let Some(first) = uses.first() else { continue };
        let refused = uses.iter().position(|ask| ask.call.answer.status == 401);
        let Some(refused) = refused else {
            tally.keep(usize::from(was_replaced_in_time(scene, first, uses.len())));
            continue;
        };
        let known_from = uses[refused].call.answered;
        let again: Vec<&&Ask<'_>> = uses[refused + 1..].iter().filter(|ask| ask.call.arrived > known_from).collect();
        let late = again.iter().filter(|ask| ask.call.arrived > known_from + TO_NOTICE).count();
        if late > LATE || again.len() > UNDER_WAY {
            for ask in again {
                let fact = Fact {
                    summary: "cli-dead-token-sent",
                    expected: "a new token after HTTP 401".to_owned(),
                    observed: "the same token after HTTP 401".to_owned(),
                };
                tally.breach(scene, ask, fact);
            }
        } else {
            let digest = first.token().map(|token| token.digest.as_str());
            let replaced = scene.operated().any(|(ask, _)| {
                ask.number() > uses[refused].number()
                    && ask.is_answered()
                    && ask.token().is_some_and(|token| Some(token.digest.as_str()) != digest)
            });
            tally.keep(usize::from(replaced));
        }
    }
    tally.come_to("cli-tokens-renewed", "cli-no-token-ended")
}

/// Calls to the interface, by the token that they carry.
fn by_token<'s, 'c>(scene: &'s Scene<'c>) -> BTreeMap<&'c str, Vec<&'s Ask<'c>>> {
    let mut tokens: BTreeMap<&str, Vec<&Ask<'_>>> = BTreeMap::new();
    for (ask, _) in scene.operated() {
        if let Some(token) = ask.token() {
            tokens.entry(&token.digest).or_default().push(ask);
        }
    }
    tokens
}

/// Whether a token that was never refused ended all the same, and the same client went on with another one after that.
fn was_replaced_in_time(scene: &Scene<'_>, first: &Ask<'_>, uses: usize) -> bool {
    let Some(token) = first.token() else { return false };
    let ended = |at: Timestamp| token.expires.is_some_and(|end| end <= at);
    uses > 0
        && scene.operated().any(|(ask, _)| {
            ask.client() == first.client()
                && ask.token().is_some_and(|other| other.digest != token.digest)
                && ended(ask.call.arrived)
                && ask.is_answered()
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scripted::{finds, get, keeps, login, nothing};

    #[test]
    fn a_new_token_after_a_refusal_is_kept() {
        let calls =
            vec![login("a"), get("/persons"), get("/persons").status(401), login("b"), get("/persons").bearing("b")];
        keeps(token_renewed, calls, 1);
    }

    #[test]
    fn a_new_token_before_the_old_one_ends_is_kept() {
        let calls = vec![get("/persons").at(0.0).bearing_until("a", 10.0), get("/persons").at(12.0).bearing("b")];
        keeps(token_renewed, calls, 1);
    }

    #[test]
    fn calls_that_were_under_way_are_forgiven() {
        let mut calls = vec![get("/persons").at(0.0).status(401)];
        calls.extend((1..8).map(|call| get("/groups").at(0.01 * f64::from(call)).status(401)));
        calls.push(get("/persons").bearing("b").at(2.0));
        keeps(token_renewed, calls, 1);
    }

    #[test]
    fn a_dead_token_that_is_sent_again_and_again_is_found() {
        let slowly = (0..5).map(|_| get("/persons").status(401)).collect();
        finds(token_renewed, slowly, "cli-dead-token-sent");
        let quickly = (0..20).map(|call| get("/persons").at(0.01 * f64::from(call)).status(401)).collect();
        finds(token_renewed, quickly, "cli-dead-token-sent");
    }

    #[test]
    fn as_long_as_the_token_lives_there_is_nothing_to_see() {
        nothing(token_renewed, vec![login("a"), get("/persons"), get("/groups")]);
    }
}
