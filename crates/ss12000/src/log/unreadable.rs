//! `ss12000/log-unreadable`: what clients report cannot be read through the interface.

use samspel_exchange::Request;
use samspel_model::{Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use super::entry;
use crate::writing::{status, unusable};
use samspel_suite::observe::{against, answer, witness};

const RULE: &str = "SS12K-LOG-004";

pub(super) const CHECK: Check = Check { id: "ss12000/log-unreadable", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let operation = entry::operation(ctx).await?;
    let mut observations = Vec::new();
    let mut closed = 0;
    for path in [operation.path.as_str(), operation.path.trim_end_matches('/')] {
        let exchange = ctx.session.send(Request::get(&operation.id, path)).await?;
        let html =
            exchange.outcome.as_ref().is_ok_and(|response| response.media_type().as_deref() == Some("text/html"));
        match status(&exchange) {
            Some(200..300) if !html => observations.push(
                against(RULE, Message::new("report-readable"))
                    .expected("HTTP 404 | HTTP 405")
                    .observed(answer(&exchange))
                    .sample(format!("GET {path}"))
                    .exchange(&exchange)
                    .contradiction(),
            ),
            Some(300..=499 | 501) => closed += 1,
            _ => observations.push(unusable(RULE, &exchange)),
        }
    }
    if closed > 0 {
        let seen = Message::new("reports-unreadable").with("operation", operation.id.as_str());
        observations.push(witness(RULE, closed, seen));
    }
    Ok(observations)
}
