//! `ss12000/look-empty`: a lookup that asks for nothing gets nothing, or 400.

use samspel_model::{Message, Observation};
use samspel_suite::{Check, CheckError, Context};
use serde_json::{Value, json};

use super::asking::{Lookup, refused};
use samspel_suite::observe::{against, witness};

pub(super) const CHECK: Check = Check { id: "ss12000/look-empty", run: |ctx| Box::pin(run(ctx)) };

const RULE: &str = "SS12K-LOOK-005";

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let lookup = match Lookup::of_case(ctx).await? {
        Ok(lookup) => lookup,
        Err(said) => return Ok(said),
    };
    // That nothing comes for nothing proves something only where something comes for something.
    let ids = lookup.telling(ctx, "ids", 1);
    let good = lookup.ask(ctx, "ids", &ids).await?;
    if lookup.found(&good).is_none_or(|found| found.rows.is_empty()) {
        return Ok(vec![lookup.no_answer(RULE, &good)]);
    }
    let every: Value =
        lookup.names().into_iter().map(|name| (name, json!([]))).collect::<serde_json::Map<_, _>>().into();
    let mut bodies = vec![json!({}), json!({ "ids": [] })];
    if lookup.names().len() > 1 {
        bodies.push(every);
    }
    let mut told = Vec::new();
    let mut nothing = 0;
    for body in bodies {
        let exchange = ctx.session.send(lookup.request(body.clone())).await?;
        match (lookup.found(&exchange), refused(&exchange)) {
            (Some(found), _) if found.total == 0 => nothing += 1,
            (Some(found), _) => told.push(
                against(RULE, Message::new("look-empty-gives-entities"))
                    .expected("[] | HTTP 400")
                    .observed(format!("{} entities", found.total))
                    .sample(format!("{} {body}", lookup.base.operation.id))
                    .exchange(&exchange)
                    .contradiction(),
            ),
            (None, Some(400..=499)) => nothing += 1,
            (None, _) => told.push(lookup.no_answer(RULE, &exchange)),
        }
    }
    if nothing > 0 {
        told.push(witness(RULE, nothing, lookup.base.message("look-empty-nothing").with("count", nothing)));
    }
    Ok(told)
}
