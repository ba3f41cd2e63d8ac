//! `ss12000/log-negative`: a count below zero is refused. Practice; the standard sets no minimum.

use samspel_model::{Message, Observation};
use samspel_suite::{Check, CheckError, Context};
use serde_json::json;

use super::entry;
use crate::writing::{obstacle, status, turned_away, unusable};
use samspel_suite::observe::{against, answer, witness};

const RULE: &str = "SS12K-LOG-005";

pub(super) const CHECK: Check = Check { id: "ss12000/log-negative", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let operation = entry::operation(ctx).await?;
    if let Some(instead) = obstacle(ctx, &operation.id).await? {
        return Ok(instead);
    }
    let Some((_, mut entry)) = entry::right(ctx, &operation.id).into_iter().next() else { return Ok(Vec::new()) };
    entry["deletedCount"] = json!(-1);
    let exchange = entry::send(ctx, &operation.id, &operation.path, &entry).await?;
    if let Some(instead) = turned_away(ctx, &operation.id, &exchange).await? {
        return Ok(instead);
    }
    Ok(vec![match status(&exchange) {
        Some(200..300) => against(RULE, Message::new("report-negative-accepted"))
            .expected("HTTP 4xx")
            .observed(answer(&exchange))
            .sample("deletedCount=-1")
            .exchange(&exchange)
            .contradiction(),
        Some(400..500) => witness(RULE, 1, Message::new("report-negative-refused")),
        _ => unusable(RULE, &exchange),
    }])
}
