//! `ss12000/page-bad-limit`: a limit that is no whole number from 1 upwards is refused.

use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use super::ask::{first_page, harvest, status};
use crate::observe::{against, answer, undecided, witness};

const RULE: &str = "SS12K-PAGE-002";
const BAD: [&str; 4] = ["0", "-1", "1.5", "abc"];

pub(super) const CHECK: Check = Check { id: "ss12000/page-bad-limit", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let (operation, harvest) = match harvest(ctx).await? {
        Ok(ready) => ready,
        Err(instead) => return Ok(instead),
    };
    let mut observations = Vec::new();
    let mut refused = 0;
    for limit in BAD {
        let exchange = ctx.session.send(first_page(&operation, &harvest).query("limit", limit)).await?;
        match status(&exchange) {
            Some(400) => refused += 1,
            None | Some(429 | 503) => {
                let reason = Message::new("no-usable-answer")
                    .with("operation", operation.id.as_str())
                    .with("answer", answer(&exchange));
                observations.push(undecided(RULE, Gap::NoAnswer, reason));
            }
            Some(code) => {
                let summary =
                    if (200..300).contains(&code) { "page-bad-limit-served" } else { "page-bad-limit-other-status" };
                observations.push(
                    against(RULE, Message::new(summary))
                        .expected("HTTP 400")
                        .observed(format!("HTTP {code}"))
                        .sample(format!("{} limit={limit}", operation.id))
                        .exchange(&exchange)
                        .contradiction(),
                );
            }
        }
    }
    if refused > 0 {
        let seen =
            Message::new("page-bad-limits-refused").with("operation", operation.id.as_str()).with("count", refused);
        observations.push(witness(RULE, refused, seen));
    }
    Ok(observations)
}
