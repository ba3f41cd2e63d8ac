//! `ss12000/date-window-required`: a list that demands a time window answers 400 when part of it is missing.

use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use super::malformed::{Reaction, reaction};
use crate::http::positive::{self, Positive};
use crate::requests;
use samspel_suite::observe::{against, answer, undecided, witness};

pub(super) const CHECK: Check = Check { id: "ss12000/date-window-required", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let (operation, _) = match Positive::of_case(ctx).await? {
        Ok(good) => good,
        Err(said) => return Ok(said),
    };
    let Some(rule) = ctx.requirements.first() else { return Ok(Vec::new()) };
    let required = positive::required(ctx, &operation).await?;
    let names: Vec<&str> = required.iter().map(|(name, _)| name.as_str()).collect();
    let mut left_out: Vec<Vec<&str>> = names.iter().map(|name| vec![*name]).collect();
    left_out.push(names.clone());
    let mut told = Vec::new();
    let mut refused = 0;
    for missing in left_out {
        let given: Vec<(String, String)> =
            required.iter().filter(|(name, _)| !missing.contains(&name.as_str())).cloned().collect();
        let request = requests::with_query(requests::plain(&operation), &given).query("limit", "5");
        let exchange = ctx.session.send(request).await?;
        let summary = match reaction(&exchange) {
            Reaction::Refused => {
                refused += 1;
                continue;
            }
            Reaction::Served => "date-window-not-demanded",
            Reaction::OtherStatus => "date-window-missing-other-status",
            Reaction::Fails => "date-window-missing-fails",
            Reaction::Unclear => {
                let reason = Message::new("no-answer").with("operation", operation.id.as_str());
                told.push(undecided(rule, Gap::NoAnswer, reason.with("answer", answer(&exchange))));
                continue;
            }
        };
        told.push(
            against(rule, Message::new(summary))
                .expected("HTTP 400")
                .observed(answer(&exchange))
                .sample(format!("{} without {}", operation.id, missing.join(", ")))
                .exchange(&exchange)
                .contradiction(),
        );
    }
    if refused > 0 {
        let seen = Message::new("date-window-demanded").with("operation", operation.id.as_str());
        told.push(witness(rule, refused, seen.with("count", refused)));
    }
    Ok(told)
}
