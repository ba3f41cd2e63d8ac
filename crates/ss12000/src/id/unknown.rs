//! `ss12000/id-unknown`: an id that nobody has is answered 404.

use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use crate::{requests, run_state};
use samspel_suite::observe::{against, answer, undecided, witness};

const RULE: &str = "SS12K-ID-005";

pub(super) const CHECK: Check = Check { id: "ss12000/id-unknown", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let operation = run_state::operation(ctx).await?;
    let discovery = run_state::discovery(ctx).await?;
    if let Some(obstacle) = discovery.obstacle(ctx, &operation.id) {
        return Ok(obstacle);
    }
    let unknown = requests::unknown_uuid(ctx, &ctx.test);
    let exchange = ctx.session.send(requests::with_id(&operation, &unknown)).await?;
    let message = |id: &str| Message::new(id).with("operation", operation.id.as_str());
    let status = exchange.outcome.as_ref().map_or(0, |r| r.status);
    Ok(vec![match status {
        // 404 for an id that exists as well would say nothing.
        404 if served(ctx, &operation.id).await? => witness(RULE, 1, message("id-unknown-not-found")),
        404 => undecided(RULE, Gap::NoData, message("id-nothing-served")),
        0 | 408 | 429 | 502..=504 => {
            undecided(RULE, Gap::NoAnswer, message("no-usable-answer").with("answer", answer(&exchange)))
        }
        _ => against(RULE, Message::new("id-unknown-other-status"))
            .expected("HTTP 404")
            .observed(format!("HTTP {status}"))
            .sample(operation.id.as_str())
            .exchange(&exchange)
            .contradiction(),
    }])
}

/// Whether the operation gave at least one entity for an id that exists.
async fn served(ctx: &Context, operation: &str) -> Result<bool, CheckError> {
    let reread = run_state::reread(ctx, operation).await?;
    Ok(reread.tally.entities > 0)
}
