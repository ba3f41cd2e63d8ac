//! A subscription is renewed before it ends.

use std::collections::BTreeMap;

use jiff::Timestamp;
use samspel_contract::Kind;
use samspel_model::Observation;
use samspel_suite::Check;

use crate::scene::{Ask, Scene, judged};
use crate::tally::{Fact, Tally};

pub(super) const CHECK: Check =
    Check { id: "ss12000-client/subscription-renewed", run: |context| judged(context, subscription_renewed) };

/// A subscription that the client made while it was watched.
struct Standing<'s, 'c> {
    made: &'s Ask<'c>,
    ends: Timestamp,
    renewals: usize,
    given_up: bool,
}

fn subscription_renewed(scene: &Scene<'_>) -> Vec<Observation> {
    let mut tally = Tally::of("SS12K-CLI-021");
    let mut standing: BTreeMap<String, Standing<'_, '_>> = BTreeMap::new();
    for (ask, operation) in scene.operated().filter(|(ask, _)| ask.is_answered()) {
        match (operation.id.as_str(), &ask.call.answer.subscription) {
            ("createSubscription", Some(granted)) => {
                let new = Standing { made: ask, ends: granted.expires, renewals: 0, given_up: false };
                standing.insert(granted.id.to_ascii_lowercase(), new);
            }
            ("getSubscription", _) => {}
            (_, granted) => {
                let named = ask.id.as_deref().map(str::to_ascii_lowercase);
                let Some(subscription) = named.and_then(|id| standing.get_mut(&id)) else { continue };
                match (operation.kind, granted) {
                    (Kind::Update, Some(granted)) if ask.call.arrived < subscription.ends => {
                        subscription.ends = granted.expires;
                        subscription.renewals += 1;
                    }
                    (Kind::Delete, _) => subscription.given_up = true,
                    _ => {}
                }
            }
        }
    }
    for subscription in standing.values() {
        tally.keep(subscription.renewals);
        let goes_on = scene.after(subscription.made).any(|later| later.call.arrived > subscription.ends);
        let made_anew = || {
            scene.after(subscription.made).any(|later| later.operation.is_some_and(|o| o.id == "createSubscription"))
        };
        if goes_on && !subscription.given_up && !made_anew() {
            let fact = Fact {
                summary: "cli-subscription-lapsed",
                expected: "PATCH /subscriptions/{id}".to_owned(),
                observed: "expires < now".to_owned(),
            };
            tally.breach(scene, subscription.made, fact);
        }
    }
    tally.come_to("cli-subscriptions-renewed", "cli-no-subscription-ended")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scripted::{Scripted, call, finds, get, keeps, nothing, post};

    const ID: &str = "6f1c2f5e-0d3b-4c38-9d0e-2f6b7a1f0c11";

    fn made() -> Scripted {
        post("/subscriptions", "{}").status(201).grants(ID, 10.0).at(0.0)
    }

    #[test]
    fn a_renewal_in_time_is_kept() {
        let renewal = call("PATCH", &format!("/subscriptions/{ID}")).grants(ID, 20.0).at(8.0);
        keeps(subscription_renewed, vec![made(), renewal, get("/persons").at(15.0)], 1);
    }

    #[test]
    fn a_subscription_that_lapses_while_the_client_goes_on_is_found() {
        finds(subscription_renewed, vec![made(), get("/persons").at(15.0)], "cli-subscription-lapsed");
        let too_late = call("PATCH", &format!("/subscriptions/{ID}")).grants(ID, 30.0).at(12.0);
        finds(subscription_renewed, vec![made(), too_late], "cli-subscription-lapsed");
    }

    #[test]
    fn one_that_is_given_up_made_anew_or_still_stands_shows_nothing() {
        let given_up = call("DELETE", &format!("/subscriptions/{ID}")).status(204).at(5.0);
        nothing(subscription_renewed, vec![made(), given_up, get("/persons").at(15.0)]);
        let anew =
            post("/subscriptions", "{}").status(201).grants("7f1c2f5e-0d3b-4c38-9d0e-2f6b7a1f0c11", 90.0).at(11.0);
        nothing(subscription_renewed, vec![made(), anew, get("/persons").at(15.0)]);
        nothing(subscription_renewed, vec![made(), get("/persons").at(5.0)]);
        nothing(subscription_renewed, vec![get("/persons")]);
    }
}
