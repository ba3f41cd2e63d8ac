//! `ss12000/log-refused`: wrong entries are refused with 4xx and an error object.

use samspel_model::{Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use super::entry;
use crate::writing::{Judged, judge, obstacle, status, turned_away, unusable};
use samspel_suite::observe::witness;

const RULE: &str = "SS12K-LOG-003";

pub(super) const CHECK: Check = Check { id: "ss12000/log-refused", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let operation = entry::operation(ctx).await?;
    if let Some(instead) = obstacle(ctx, &operation.id).await? {
        return Ok(instead);
    }
    // Refusals prove something only beside an entry that is taken.
    let Some((_, right)) = entry::right(ctx, &operation.id).into_iter().next() else { return Ok(Vec::new()) };
    let taken = entry::send(ctx, &operation.id, &operation.path, &right).await?;
    if let Some(instead) = turned_away(ctx, &operation.id, &taken).await? {
        return Ok(instead);
    }
    if !matches!(status(&taken), Some(200..300)) {
        return Ok(vec![unusable(RULE, &taken)]);
    }
    let mut observations = Vec::new();
    let mut refused = 0;
    for (what, wrong) in entry::wrong(ctx, &operation.id) {
        let exchange = entry::send(ctx, &operation.id, &operation.path, &wrong).await?;
        match judge(RULE, "report-bad", &what, &exchange) {
            Judged::Refused => refused += 1,
            Judged::Wrong(observation) | Judged::Unclear(observation) => observations.push(*observation),
        }
    }
    if refused > 0 {
        let seen = Message::new("reports-refused").with("operation", operation.id.as_str()).with("count", refused);
        observations.push(witness(RULE, refused, seen));
    }
    Ok(observations)
}
