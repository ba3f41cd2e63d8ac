//! `ss12000/write-server-fields`: the system sets id and meta itself, demands neither and uses none that a client sends.

use samspel_model::{Message, Observation};
use samspel_suite::{Check, CheckError, Context};
use serde_json::Value;

use crate::writing::{Life, OwnValues, life, same, status, success, unusable};
use samspel_suite::observe::{against, answer, undecided, witness};

const OWN: &str = "SS12K-WRITE-002";
const META: &str = "SS12K-META-015";

pub(super) const CHECK: Check = Check { id: "ss12000/write-server-fields", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let entity: String = ctx.with("entity")?;
    Ok(match life(ctx, &entity).await? {
        Ok(life) => judge(&life),
        Err(instead) => instead,
    })
}

fn judge(life: &Life) -> Vec<Observation> {
    let entity = life.entity.as_str();
    let not_tried =
        |rule| undecided(rule, samspel_model::Gap::NoAnswer, Message::new("write-not-created").with("entity", entity));
    if let Some(demanded) = &life.id_demanded {
        let seen = against(OWN, Message::new("write-id-demanded")).expected("HTTP 200 without id and meta");
        let seen = seen.observed("HTTP 4xx without, HTTP 2xx with").exchange(demanded);
        let refused = life.refused.first();
        return vec![refused.into_iter().fold(seen, |seen, one| seen.exchange(one)).contradiction(), not_tried(META)];
    }
    let Some(OwnValues { sent, exchange, without }) = &life.own_values else {
        return vec![not_tried(OWN), not_tried(META)];
    };
    let no_use = |exchange| vec![unusable(OWN, exchange), unusable(META, exchange)];
    let kept_out = |rule| witness(rule, 1, Message::new("write-own-values-unused").with("entity", entity));
    let got = match (status(exchange), without) {
        (Some(200..300), _) => success(exchange).unwrap_or_default(),
        (Some(400..500), Some(without)) if matches!(status(without), Some(200..300)) => {
            return vec![kept_out(OWN), kept_out(META)];
        }
        // Refused for some other reason, or nobody knows why.
        (_, without) => return no_use(without.as_ref().unwrap_or(exchange)),
    };
    let used = |pointer: &str| {
        got.pointer(pointer).zip(sent.pointer(pointer)).is_some_and(|(got, sent): (&Value, &Value)| same(sent, got))
    };
    let judged = |rule, summary: &str, pointers: &[&str]| {
        // An answer without these fields does not tell what became of them.
        if !pointers.iter().any(|pointer| got.pointer(pointer).is_some_and(Value::is_string)) {
            return unusable(rule, exchange);
        }
        let taken: Vec<&str> = pointers.iter().copied().filter(|pointer| used(pointer)).collect();
        if taken.is_empty() {
            return kept_out(rule);
        }
        let seen = against(rule, Message::new(summary)).expected("set by the server").observed(format!(
            "{}, as the client sent: {}",
            answer(exchange),
            taken.join(", ")
        ));
        seen.exchange(exchange).contradiction()
    };
    vec![
        judged(OWN, "write-client-id-used", &["/id"]),
        judged(META, "write-client-meta-used", &["/meta/created", "/meta/modified"]),
    ]
}
