//! `ss12000/sub-types`: resource types are taken and given as objects, as the schema says, not only as the example's strings.

use samspel_model::{Message, Observation};
use samspel_suite::{Check, CheckError, Context};
use serde_json::Value;

use super::begin::begin;
use samspel_suite::observe::{against, witness};

const RULE: &str = "SS12K-SUB-002";

pub(super) const CHECK: Check = Check { id: "ss12000/sub-types", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let begun = match begin(ctx, &["Person"]).await? {
        Ok(begun) => begun,
        Err(instead) => return Ok(instead),
    };
    let answered: Vec<&Value> =
        begun.got.get("resourceTypes").and_then(Value::as_array).into_iter().flatten().collect();
    let objects = !answered.is_empty() && answered.iter().all(|one| one.get("resource").is_some_and(Value::is_string));
    let wrong = |summary: &str, observed: &str| {
        against(RULE, Message::new(summary))
            .expected("[{ resource: string }]")
            .observed(observed)
            .pointer("/resourceTypes")
            .exchange(&begun.exchange)
            .contradiction()
    };
    let seen = match (begun.strings, objects) {
        (true, _) => wrong("sub-objects-refused", "HTTP 4xx for objects, HTTP 2xx for strings"),
        (false, false) => wrong("sub-answers-strings", "no objects with resource"),
        (false, true) => witness(RULE, 1, Message::new("sub-objects-taken")),
    };
    begun.end(ctx).await?;
    Ok(vec![seen])
}
