//! What is referred to is fetched before what refers to it.

use std::collections::BTreeMap;

use samspel_contract::Kind;
use samspel_model::Observation;
use samspel_suite::Check;

use super::is_whole;
use crate::scene::{Ask, Scene, judged};
use crate::tally::{Fact, Tally};

pub(super) const CHECK: Check = Check { id: "ss12000-client/order", run: |context| judged(context, order) };

fn order(scene: &Scene<'_>) -> Vec<Observation> {
    let mut tally = Tally::of("SS12K-CLI-018");
    let mut first: BTreeMap<(Option<&str>, &str), &Ask<'_>> = BTreeMap::new();
    for (ask, operation) in scene.of_kind(Kind::List).filter(|(ask, _)| is_whole(ask) && ask.is_answered()) {
        if let Some(entity) = &operation.entity {
            first.entry((ask.client(), entity)).or_insert(ask);
        }
    }
    for (from, to) in one_way_references(scene) {
        for ((client, _), referring) in first.iter().filter(|((_, entity), _)| *entity == from) {
            let Some(referred) = first.get(&(*client, to)) else { continue };
            if referred.number() < referring.number() {
                tally.keep(1);
            } else {
                let fact =
                    Fact { summary: "cli-order", expected: format!("{to}, {from}"), observed: format!("{from}, {to}") };
                tally.breach(scene, referring, fact);
            }
        }
    }
    tally.come_to("cli-order-kept", "cli-no-order")
}

/// Pairs of entities of which the first refers to the second and not the other way.
fn one_way_references<'c>(scene: &Scene<'c>) -> Vec<(&'c str, &'c str)> {
    let references = scene.contract.references();
    let mut pairs: Vec<(&str, &str)> = references
        .iter()
        .map(|reference| (reference.entity.as_str(), reference.target.as_str()))
        .filter(|(from, to)| from != to && !references.iter().any(|back| back.entity == *to && back.target == *from))
        .collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scripted::{finds, get, keeps, nothing};

    #[test]
    fn organisations_persons_groups_duties_activities_is_an_order_that_is_kept() {
        let calls = ["/organisations", "/persons", "/groups?limit=10", "/duties", "/activities"].map(get).into();
        // person → organisation; group → organisation, person; duty → organisation, person; activity → organisation, group, duty
        keeps(order, calls, 8);
    }

    #[test]
    fn groups_before_persons_are_found() {
        finds(order, vec![get("/groups"), get("/persons")], "cli-order");
    }

    #[test]
    fn selections_and_single_lists_show_nothing() {
        nothing(order, vec![get("/groups?groupType=Klass"), get("/persons")]);
        nothing(order, vec![get("/groups"), get("/syllabuses")]);
    }
}
