//! One subscription for one need: two with the same target bring every notice twice.

use std::collections::BTreeSet;

use jiff::Timestamp;
use samspel_contract::Kind;
use samspel_model::Observation;
use samspel_suite::Check;
use serde_json::Value;

use crate::scene::{Ask, Scene, judged};
use crate::tally::{Fact, Tally};

pub(super) const CHECK: Check =
    Check { id: "ss12000-client/subscription-not-twice", run: |context| judged(context, subscription_not_twice) };

/// A subscription that stands.
struct Standing<'c> {
    id: String,
    client: Option<&'c str>,
    target: String,
    resources: BTreeSet<String>,
    ends: Timestamp,
}

fn subscription_not_twice(scene: &Scene<'_>) -> Vec<Observation> {
    let mut tally = Tally::of("SS12K-CLI-022");
    let mut standing: Vec<Standing<'_>> = Vec::new();
    let mut occasions = 0;
    for (ask, operation) in scene.operated().filter(|(ask, _)| ask.is_answered()) {
        let is_about = operation.path.starts_with("/subscriptions");
        occasions += usize::from(is_about);
        if is_about && operation.kind == Kind::Delete {
            standing.retain(|one| ask.id.as_deref().is_none_or(|id| !id.eq_ignore_ascii_case(&one.id)));
        }
        if is_about && operation.kind == Kind::Update {
            let renewed = ask.call.answer.subscription.as_ref();
            for one in standing.iter_mut().filter(|one| renewed.is_some_and(|granted| granted.id == one.id)) {
                one.ends = renewed.map_or(one.ends, |granted| granted.expires);
            }
        }
        if operation.id != "createSubscription" {
            continue;
        }
        let Some(new) = read(ask) else { continue };
        let twice = standing.iter().any(|one| {
            one.client == new.client
                && one.target == new.target
                && one.ends > ask.call.arrived
                && !one.resources.is_disjoint(&new.resources)
        });
        if twice {
            let fact = Fact {
                summary: "cli-subscription-twice",
                expected: "1".to_owned(),
                observed: "POST /subscriptions: the same target and resource type again".to_owned(),
            };
            tally.breach(scene, ask, fact);
        }
        standing.push(new);
    }
    // One lone call cannot be one too many.
    if occasions > 1 {
        tally.keep(standing.len());
    }
    tally.come_to("cli-subscriptions-single", "cli-no-subscription")
}

fn read<'c>(ask: &Ask<'c>) -> Option<Standing<'c>> {
    let granted = ask.call.answer.subscription.as_ref()?;
    let body: Value = serde_json::from_slice(&ask.call.body).ok()?;
    let resources = body.get("resourceTypes")?.as_array()?.iter();
    Some(Standing {
        id: granted.id.clone(),
        client: ask.client(),
        target: body.get("target")?.as_str()?.to_owned(),
        resources: resources.filter_map(|one| one.get("resource").unwrap_or(one).as_str()).map(str::to_owned).collect(),
        ends: granted.expires,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scripted::{Scripted, call, finds, get, keeps, nothing, post};

    const ID: &str = "6f1c2f5e-0d3b-4c38-9d0e-2f6b7a1f0c11";

    fn made(resource: &str) -> Scripted {
        let body =
            format!(r#"{{"name":"a","target":"https://a.example/","resourceTypes":[{{"resource":"{resource}"}}]}}"#);
        post("/subscriptions", &body).status(201).grants(ID, 3600.0)
    }

    #[test]
    fn one_for_each_need_is_kept() {
        keeps(subscription_not_twice, vec![made("Person"), made("Group")], 2);
        keeps(subscription_not_twice, vec![get("/subscriptions"), made("Person")], 1);
        let given_up = || call("DELETE", &format!("/subscriptions/{ID}")).status(204);
        keeps(subscription_not_twice, vec![made("Person"), given_up(), made("Person")], 1);
    }

    #[test]
    fn the_same_one_twice_is_found() {
        finds(subscription_not_twice, vec![made("Person"), made("Person")], "cli-subscription-twice");
    }

    #[test]
    fn a_lone_one_and_none_show_nothing() {
        nothing(subscription_not_twice, vec![made("Person")]);
        nothing(subscription_not_twice, vec![get("/persons")]);
    }
}
