//! `ss12000/sort-without-key`: lists that have no sort key are served without one.

use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use crate::run_state::Standing;
use crate::{requests, run_state};
use samspel_suite::observe::{against, answer, undecided, witness};

const RULE: &str = "SS12K-SORT-008";

/// Sort keys that a system could demand: the most common ones of other lists.
const KEYS: [&str; 3] = ["ModifiedDesc", "StartDateAsc", "DisplayNameAsc"];

pub(super) const CHECK: Check = Check { id: "ss12000/sort-without-key", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let operation = run_state::operation(ctx).await?;
    let discovery = run_state::discovery(ctx).await?;
    let obstacle = discovery.obstacle(ctx, &operation.id);
    let Some(probed) = discovery.get(&operation.id) else { return Ok(obstacle.unwrap_or_default()) };
    if obstacle.is_some() && !matches!(probed.standing, Standing::Misbehaving { .. }) {
        return Ok(obstacle.unwrap_or_default());
    }
    let request = || requests::with_query(requests::plain(&operation), &probed.required).query("limit", "1");
    let without = ctx.session.send(request()).await?;
    let message = |id: &str| Message::new(id).with("operation", operation.id.as_str());
    match without.outcome.as_ref().map(|r| r.status) {
        Ok(200..=299) => return Ok(vec![witness(RULE, 1, message("sort-not-demanded"))]),
        Ok(400..=499) => {}
        _ => return Ok(vec![undecided(RULE, Gap::NoAnswer, message("no-answer").with("answer", answer(&without)))]),
    }
    for key in KEYS {
        let with = ctx.session.send(request().query("sortkey", key)).await?;
        if with.outcome.as_ref().is_ok_and(|r| r.is_success()) {
            let finding = against(RULE, Message::new("sortkey-demanded"))
                .expected("HTTP 200 without sortkey")
                .observed(format!("{}, with sortkey={key} {}", answer(&without), answer(&with)))
                .sample(operation.id.clone())
                .exchange(&without)
                .exchange(&with);
            return Ok(vec![finding.contradiction()]);
        }
    }
    Ok(vec![undecided(RULE, Gap::NoAnswer, message("no-answer").with("answer", answer(&without)))])
}
