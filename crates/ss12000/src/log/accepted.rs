//! `ss12000/log-accepted`: right entries, small and full, are answered with 201 and no body.

use samspel_model::{Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use super::entry;
use crate::err::body::shape;
use crate::writing::{is_unclear, obstacle, status, turned_away, unusable};
use samspel_suite::observe::{against, answer, witness};

pub(super) const CHECK: Check = Check { id: "ss12000/log-accepted", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let operation = entry::operation(ctx).await?;
    if let Some(instead) = obstacle(ctx, &operation.id).await? {
        return Ok(instead);
    }
    // The log and the statistics have a requirement each.
    let rule = ctx.requirements.first().map(String::as_str).unwrap_or_default();
    let mut observations = Vec::new();
    let mut taken = 0;
    for (nth, (what, entry)) in entry::right(ctx, &operation.id).into_iter().enumerate() {
        let exchange = entry::send(ctx, &operation.id, &operation.path, &entry).await?;
        if nth == 0
            && let Some(instead) = turned_away(ctx, &operation.id, &exchange).await?
        {
            return Ok(instead);
        }
        if is_unclear(&exchange) {
            observations.push(unusable(rule, &exchange));
            continue;
        }
        let body = exchange.outcome.as_ref().ok().filter(|response| !response.body.is_empty());
        let (summary, observed) = match (status(&exchange), body) {
            (Some(201), None) => {
                taken += 1;
                continue;
            }
            (Some(201), Some(response)) => ("report-answered-with-body", format!("HTTP 201 {}", shape(response))),
            (Some(200..300), _) => ("report-other-status", answer(&exchange)),
            _ => ("report-refused", answer(&exchange)),
        };
        let seen = against(rule, Message::new(summary)).expected("HTTP 201, no body").observed(observed);
        observations.push(seen.sample(format!("{} {what}", operation.id)).exchange(&exchange).contradiction());
    }
    if taken > 0 {
        let seen = Message::new("reports-taken").with("operation", operation.id.as_str()).with("count", taken);
        observations.push(witness(rule, taken, seen));
    }
    Ok(observations)
}
