//! `ss12000/integrity`: what the system holds keeps the rules that the case's requirements are about.

use samspel_contract::Kind;
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use super::confirm;
use super::data::Data;
use super::rule::{Look, Rule, Sightings};
use super::rules;
use crate::run_state;
use samspel_suite::observe::{against, not_applicable, undecided, witness};

pub(super) const CHECK: Check = Check { id: "ss12000/integrity", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let is_asked_for = |rule: &Rule| rule.requirements.iter().any(|rule| ctx.requirements.iter().any(|r| r == rule));
    let asked: Vec<(usize, &'static Rule)> = rules::all().filter(|(_, rule)| is_asked_for(rule)).collect();
    if asked.is_empty() {
        return Err(CheckError::With("no rule is about these requirements".to_owned()));
    }
    let mut observations = Vec::new();
    for (number, rule) in asked {
        let seen = judge(ctx, number, rule).await?;
        observations.extend(seen.into_iter().filter(|o| ctx.requirements.contains(&o.requirement)));
    }
    Ok(observations)
}

async fn judge(ctx: &Context, number: usize, rule: &Rule) -> Result<Vec<Observation>, CheckError> {
    if let Some(obstacle) = obstacle(ctx, rule.of).await? {
        let all = rule.requirements.iter().map(|r| Observation { requirement: (*r).to_owned(), ..obstacle.clone() });
        return Ok(all.collect());
    }
    let entities: Vec<&str> = std::iter::once(&rule.of).chain(rule.beside).chain(rule.whole).copied().collect();
    let data = Data::load(ctx, &entities).await?;
    let for_all = |make: &dyn Fn(&str) -> Observation| rule.requirements.iter().map(|r| make(r)).collect();
    for entity in entities {
        let message = |id: &str| Message::new(id).with("entity", entity);
        if data.table(entity).is_none() {
            // What is not offered is told once, by discovery.
            let offered = obstacle(ctx, entity).await?.is_none();
            return Ok(for_all(&|r| match offered {
                true => undecided(r, Gap::NoAnswer, message("integrity-unread")),
                false => not_applicable(r, message("integrity-beside-not-offered")),
            }));
        }
        if rule.whole.contains(&entity) && !data.is_whole(entity) {
            return Ok(for_all(&|r| undecided(r, Gap::NoAnswer, message("integrity-in-part"))));
        }
    }
    match rule.look {
        Look::Sets(look) => {
            let mut sightings = Sightings::default();
            look(&data, &mut sightings)?;
            observe(ctx, &data, rule, &sightings).await
        }
        Look::Each(_) | Look::Literal(..) => {
            let nothing = Sightings::default();
            let sightings = data.surveyed(rule.of).and_then(|surveyed| surveyed.of(number));
            observe(ctx, &data, rule, sightings.unwrap_or(&nothing)).await
        }
    }
}

/// Why an entity's list is not tested; None when it is.
pub(super) async fn obstacle(ctx: &Context, entity: &str) -> Result<Option<Observation>, CheckError> {
    let contract = run_state::contract(ctx).await?;
    let list = contract.operations().iter().find(|o| o.kind == Kind::List && o.entity.as_deref() == Some(entity));
    let Some(list) = list else { return Ok(None) };
    let obstacle = run_state::discovery(ctx).await?.obstacle(ctx, &list.id);
    Ok(obstacle.and_then(|observations| observations.into_iter().next()))
}

async fn observe(
    ctx: &Context,
    data: &Data,
    rule: &Rule,
    sightings: &Sightings,
) -> Result<Vec<Observation>, CheckError> {
    let mut observations = Vec::new();
    let mut blamed = false;
    let list = confirm::list_of(&data.contract, rule.of);
    for found in &sightings.found {
        let standing = confirm::standing(ctx, data, &found.places).await?;
        let message = |id: &str| Message::new(id).with("entity", rule.of);
        let places: Vec<_> =
            found.places.iter().zip(&standing).filter(|(_, stands)| **stands).map(|(p, _)| p).collect();
        for requirement in rule.requirements {
            if places.is_empty() {
                observations.push(undecided(requirement, Gap::Drift, message("integrity-moved")));
                continue;
            }
            let mut finding = against(requirement, Message::new(found.cause.summary))
                .expected(found.cause.expected)
                .observed(found.cause.observed)
                .pointer(found.cause.pointer)
                .count(found.count)
                .samples(places.iter().map(|place| shown(data, place)));
            if let Some(list) = &list {
                finding = finding.operation(list);
            }
            if let Some(trace) = data.trace(rule.of) {
                finding = finding.trace(&trace.0, &trace.1);
            }
            observations.push(if found.cause.note { finding.note() } else { finding.contradiction() });
        }
        blamed |= !found.cause.note && !places.is_empty();
    }
    for requirement in rule.requirements {
        let message = |id: &str| Message::new(id).with("entity", rule.of);
        match sightings.kept() {
            0 if blamed => {}
            0 => observations.push(undecided(
                requirement,
                Gap::NoData,
                message("integrity-lacking").with("what", rule.about),
            )),
            count => observations.push(witness(requirement, count, message("integrity-kept").with("count", count))),
        }
    }
    Ok(observations)
}

fn shown(data: &Data, places: &[super::rule::Place]) -> String {
    places.iter().map(|place| data.shown(*place)).collect::<Vec<_>>().join(" – ")
}
