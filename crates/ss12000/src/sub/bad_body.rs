//! `ss12000/sub-bad-body`: a subscription that lacks a part, or is about something unknown, is refused.

use samspel_model::{Message, Observation};
use samspel_suite::{Check, CheckError, Context};
use serde_json::{Value, json};

use super::begin::{begin, body, post};
use crate::writing::{Judged, judge};
use samspel_suite::observe::witness;

const RULE: &str = "SS12K-SUB-017";

pub(super) const CHECK: Check = Check { id: "ss12000/sub-bad-body", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    // Refusals prove something only beside a subscription that is taken.
    let begun = match begin(ctx, &["Person"]).await? {
        Ok(begun) => begun,
        Err(instead) => return Ok(instead),
    };
    let target = begun.sent.get("target").and_then(Value::as_str).unwrap_or_default().to_owned();
    let mut observations = Vec::new();
    let mut refused = 0;
    for (what, wrong) in mistakes(&target) {
        let (exchange, _) = post(ctx, &wrong, "full").await?;
        match judge(RULE, "sub-bad-body", what, &exchange) {
            Judged::Refused => refused += 1,
            Judged::Wrong(observation) | Judged::Unclear(observation) => observations.push(*observation),
        }
    }
    if refused > 0 {
        observations.push(witness(RULE, refused, Message::new("sub-bad-bodies-refused").with("count", refused)));
    }
    begun.end(ctx).await?;
    Ok(observations)
}

/// Bodies with one mistake each.
fn mistakes(target: &str) -> Vec<(&'static str, Value)> {
    let without = |name: &str| {
        let mut body = body(&["Person"], target);
        if let Some(fields) = body.as_object_mut() {
            fields.remove(name);
        }
        body
    };
    let with = |name: &str, value: Value| {
        let mut body = body(&["Person"], target);
        body[name] = value;
        body
    };
    vec![
        ("without name", without("name")),
        ("without target", without("target")),
        ("without resourceTypes", without("resourceTypes")),
        ("unknown resource", with("resourceTypes", json!([{ "resource": "Teapot" }]))),
        ("resourceTypes as text", with("resourceTypes", json!("Person"))),
    ]
}
