//! `ss12000/change-parts`: a new part moves meta.modified of the entity that holds it, and not of the one that it points to.

use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};
use serde_json::Value;

use super::subject::{by_id, modified, subject};
use crate::requests::with_id;
use crate::writing::{alone, success};
use samspel_suite::observe::{against, undecided, witness};

const RULE: &str = "SS12K-META-014";

pub(super) const CHECK: Check = Check { id: "ss12000/change-parts", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let (entity, field): (String, String) = (ctx.with("entity")?, ctx.with("field")?);
    let (target, reference): (String, String) = (ctx.with("points_to")?, ctx.with("reference")?);
    let parts = |record: &Value| record.get(&field).and_then(Value::as_array).is_some_and(|parts| !parts.is_empty());
    let fits = |record: &Value| modified(record).is_some() && parts(record);
    let (subject, _) = match subject(ctx, &entity, fits).await? {
        Ok(found) => found,
        Err(instead) => return Ok(instead),
    };
    // Another change of the same entities would move their times as well.
    let _alone = alone(ctx).await?;
    let pointed = |value: &Value| -> Vec<String> {
        let parts = value.get(&field).and_then(Value::as_array).into_iter().flatten();
        parts.filter_map(|part| part.get(&reference)?.get("id")?.as_str().map(str::to_owned)).collect()
    };
    let first = success(&subject.look(ctx).await?).unwrap_or_default();
    let mut beside = Vec::new();
    if let Some(operation) = by_id(ctx, &target).await? {
        for id in pointed(&first).into_iter().rev().take(3) {
            let look = ctx.session.send(with_id(&operation, &id)).await?;
            if let Some(time) = success(&look).as_ref().and_then(modified) {
                beside.push((with_id(&operation, &id), time));
            }
        }
    }
    let changed = match subject.modify(ctx, Some(&field)).await? {
        Ok(changed) => changed,
        Err(instead) => return Ok(instead),
    };
    if changed.before.get(&field) == changed.after.get(&field) {
        let reason = Message::new("change-other-field").with("entity", entity).with("field", field);
        return Ok(vec![undecided(RULE, Gap::Drift, reason)]);
    }
    let mut observations = Vec::new();
    let place = format!("{entity}.{field}");
    match (modified(&changed.before), modified(&changed.after)) {
        (Some(before), Some(after)) if after > before => {}
        _ => {
            let seen = against(RULE, Message::new("change-part-leaves-modified"))
                .expected("meta.modified later than before the change")
                .observed("not later")
                .pointer("/meta/modified")
                .sample(place.clone());
            let seen = changed.exchanges.iter().fold(seen, |seen, exchange| seen.exchange(exchange));
            observations.push(seen.contradiction());
        }
    }
    for (request, before) in beside {
        let look = ctx.session.send(request).await?;
        if success(&look).as_ref().and_then(modified).is_some_and(|after| after > before) {
            let seen = against(RULE, Message::new("change-part-moves-other"))
                .expected(format!("meta.modified of {target} unchanged"))
                .observed("later")
                .pointer("/meta/modified")
                .sample(place.clone());
            observations.push(seen.exchange(&look).contradiction());
        }
    }
    if observations.is_empty() {
        let seen = Message::new("change-part-moved-modified").with("entity", entity).with("field", field);
        observations.push(witness(RULE, 1, seen));
    }
    Ok(observations)
}
