//! `ss12000/write-bad-body`: what is wrong in form, or refers to nothing, is refused and not stored.

use samspel_contract::{Contract, Shape};
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};
use serde_json::{Value, json};

use crate::requests::unknown_uuid;
use crate::run_state;
use crate::writing::{Judged, alone, ids, judge, life, send, unusable};
use samspel_suite::observe::{against, undecided, witness};

const RULE: &str = "SS12K-WRITE-006";
/// Mistakes of one sort at most.
const EACH: usize = 4;

pub(super) const CHECK: Check = Check { id: "ss12000/write-bad-body", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let entity: String = ctx.with("entity")?;
    let life = match life(ctx, &entity).await? {
        Ok(life) => life,
        Err(instead) => return Ok(instead),
    };
    // Refusals prove something only beside a body that is taken.
    let Some(born) = &life.born else {
        let reason = Message::new("write-not-created").with("entity", entity);
        return Ok(vec![undecided(RULE, Gap::NoAnswer, reason)]);
    };
    let contract = run_state::contract(ctx).await?;
    let unknown = unknown_uuid(ctx, &ctx.test);
    let _alone = alone(ctx).await?;
    let before = ids(&ctx.session, &entity, &born.specimen.query).await?;
    let mut observations = Vec::new();
    let mut refused = 0;
    for (what, body) in mistakes(&contract, &entity, &born.specimen.body, &unknown) {
        let (exchange, _) = send(ctx, &ctx.session, &entity, &body).await?;
        match judge(RULE, "write-bad", &what, &exchange) {
            Judged::Refused => refused += 1,
            Judged::Wrong(observation) | Judged::Unclear(observation) => observations.push(*observation),
        }
    }
    match (before, ids(&ctx.session, &entity, &born.specimen.query).await?) {
        (Ok(before), Ok(after)) => {
            let stored = after.difference(&before).count();
            if stored > 0 && observations.is_empty() {
                let seen = against(RULE, Message::new("write-refused-but-stored")).expected("nothing stored");
                observations
                    .push(seen.observed(format!("{stored} new entries")).sample(entity.clone()).contradiction());
            }
        }
        (Err(unread), _) | (_, Err(unread)) => observations.push(unusable(RULE, &unread)),
    }
    if refused > 0 {
        let seen = Message::new("write-bad-refused").with("entity", entity).with("count", refused);
        observations.push(witness(RULE, refused, seen));
    }
    Ok(observations)
}

/// Bodies with one mistake each, which the contract does not let pass.
fn mistakes(contract: &Contract, entity: &str, good: &Value, unknown: &str) -> Vec<(String, Value)> {
    let Some(shape) = contract.entity(entity) else { return Vec::new() };
    let invalid = |body: &Value| contract.request_validator(entity).is_some_and(|validator| !validator.is_valid(body));
    let with = |name: &str, value: Value| {
        let mut body = good.clone();
        body[name] = value;
        body
    };
    let properties = || shape.properties.iter().filter(|(_, property)| !property.read_only);
    let missing = properties().filter(|(_, property)| property.required).map(|(name, _)| {
        let mut body = good.clone();
        body.as_object_mut().and_then(|fields| fields.remove(name));
        (format!("without {name}"), body)
    });
    let mut found: Vec<(String, Value)> = missing.filter(|(_, body)| invalid(body)).take(EACH).collect();
    let scalars = properties().filter_map(|(name, property)| match &property.shape {
        Shape::Scalar { data_type, format, enumeration, .. } => {
            let wrong = match (enumeration, format.as_deref(), data_type.as_str()) {
                (Some(_), ..) | (None, Some(_), _) => json!("samspel"),
                (None, None, "integer" | "number" | "boolean") => json!("samspel"),
                _ => return None,
            };
            Some((format!("{name}={wrong}"), with(name, wrong)))
        }
        _ => None,
    });
    found.extend(scalars.filter(|(_, body)| invalid(body)).take(EACH));
    let references = properties().filter(|(name, property)| {
        matches!(property.shape, Shape::Reference { .. }) && (property.required || good.get(name.as_str()).is_some())
    });
    found.extend(
        references
            .map(|(name, _)| (format!("{name} refers to nothing"), with(name, json!({ "id": unknown }))))
            .take(EACH),
    );
    found
}
