//! Reading changes nothing (HTTP-006).
//!
//! Live systems change while they are read, so one change proves nothing. A time of change that moves with every single reading of
//! an entity, on all entities looked at, is the reading's own doing.

use std::collections::BTreeMap;

use samspel_exchange::Exchange;
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};
use serde_json::Value;

use super::positive::{self, entities};
use crate::harvest::Reach;
use crate::run_state;
use samspel_suite::observe::{against, answer, not_applicable, undecided, witness};

pub(crate) const CHECK: Check = Check { id: "ss12000/side-effects", run: |ctx| Box::pin(run(ctx)) };

const REQUIREMENT: &str = "SS12K-HTTP-006";
const READINGS: usize = 4;

/// What readings of the same entities show.
#[derive(Debug, PartialEq, Eq)]
enum Effect {
    /// Every entity has the same time of change in every reading; so many entities.
    None(u64),
    /// Every entity has another time of change in every reading; so many entities.
    Always(u64),
    /// Something changed meanwhile.
    Sometimes,
    /// No entity has a time of change in every reading.
    Nothing,
}

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let operation = run_state::operation(ctx).await?;
    if let Some(said) = run_state::discovery(ctx).await?.obstacle(ctx, &operation.id) {
        return Ok(said);
    }
    let entity = operation.success.entity.as_deref().unwrap_or_default();
    let dated = Reach::of(&*run_state::contract(ctx).await?, entity).can_show("SS12K-META-001");
    let request = positive::request(ctx, &operation).await?;
    let named = |id: &str| Message::new(id).with("operation", operation.id.as_str());
    let mut exchanges: Vec<Exchange> = Vec::new();
    for _ in 0..READINGS {
        exchanges.push(ctx.session.send(request.clone()).await?);
    }
    let mut readings = Vec::new();
    for exchange in &exchanges {
        match exchange.outcome.as_ref().ok().filter(|r| r.is_success()).and_then(|r| r.json::<Value>().ok()) {
            Some(body) => readings.push(times(&body)),
            None => {
                return Ok(vec![undecided(
                    REQUIREMENT,
                    Gap::NoAnswer,
                    named("no-answer").with("answer", answer(exchange)),
                )]);
            }
        }
    }
    Ok(vec![match effect(&readings) {
        Effect::None(count) => witness(REQUIREMENT, count, named("side-effects-none").with("count", count)),
        Effect::Always(count) => {
            let seen = against(REQUIREMENT, Message::new("side-effects-modified"))
                .expected("meta.modified unchanged")
                .observed(format!("{READINGS} readings, {READINGS} values of meta.modified"))
                .pointer("/meta/modified")
                .count(count);
            exchanges.iter().fold(seen, |seen, exchange| seen.exchange(exchange)).contradiction()
        }
        Effect::Sometimes => undecided(REQUIREMENT, Gap::Drift, named("side-effects-drift")),
        Effect::Nothing if !dated => not_applicable(REQUIREMENT, named("side-effects-undated")),
        Effect::Nothing => undecided(REQUIREMENT, Gap::NoData, named("side-effects-no-times")),
    }])
}

/// The time of change of each entity.
fn times(body: &Value) -> BTreeMap<String, String> {
    entities(body)
        .into_iter()
        .filter_map(|entity| {
            let modified = entity.get("meta")?.get("modified")?.as_str()?;
            Some((entity.get("id")?.as_str()?.to_owned(), modified.to_owned()))
        })
        .collect()
}

fn effect(readings: &[BTreeMap<String, String>]) -> Effect {
    let Some((first, others)) = readings.split_first() else { return Effect::Nothing };
    let (mut steady, mut restless, mut mixed) = (0, 0, 0);
    for (id, time) in first {
        let later: Vec<&String> = others.iter().filter_map(|reading| reading.get(id)).collect();
        if later.len() < others.len() {
            continue;
        }
        let mut different: Vec<&String> = later.clone();
        different.push(time);
        different.sort_unstable();
        different.dedup();
        match different.len() {
            1 => steady += 1,
            n if n == readings.len() => restless += 1,
            _ => mixed += 1,
        }
    }
    match (steady, restless, mixed) {
        (0, 0, 0) => Effect::Nothing,
        (steady, 0, 0) => Effect::None(steady),
        (0, restless, 0) => Effect::Always(restless),
        _ => Effect::Sometimes,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reading(times: &[(&str, &str)]) -> BTreeMap<String, String> {
        times.iter().map(|(id, time)| ((*id).to_owned(), (*time).to_owned())).collect()
    }

    #[test]
    fn steady_times_are_no_effect() {
        let same = reading(&[("a", "1"), ("b", "2")]);
        assert_eq!(effect(&[same.clone(), same.clone(), same]), Effect::None(2));
    }

    #[test]
    fn a_time_that_moves_with_every_reading_is_an_effect() {
        assert_eq!(
            effect(&[reading(&[("a", "1")]), reading(&[("a", "2")]), reading(&[("a", "3")])]),
            Effect::Always(1)
        );
    }

    #[test]
    fn one_change_in_a_living_system_proves_nothing() {
        let readings = [
            reading(&[("a", "1"), ("b", "1")]),
            reading(&[("a", "2"), ("b", "1")]),
            reading(&[("a", "2"), ("b", "1")]),
        ];
        assert_eq!(effect(&readings), Effect::Sometimes);
        assert_eq!(effect(&[reading(&[("a", "1")]), reading(&[]), reading(&[("a", "1")])]), Effect::Nothing);
    }
}
