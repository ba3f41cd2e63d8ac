//! `ss12000/env-no-duplicates`: an object occurs once in a list, all pages taken together.

use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use crate::harvest::{Harvest, Walk, Walked};
use crate::run_state;
use samspel_suite::observe::{against, undecided, witness};

const RULE: &str = "SS12K-ENV-010";

pub(super) const CHECK: Check = Check { id: "ss12000/env-no-duplicates", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let operation = run_state::operation(ctx).await?;
    if let Some(obstacle) = run_state::discovery(ctx).await?.obstacle(ctx, &operation.id) {
        return Ok(obstacle);
    }
    let harvest = run_state::harvest(ctx, &operation.id).await?;
    if harvest.walked.again == 0 {
        return Ok(vec![judge(&harvest, None)]);
    }
    // Data that moves while it is read can show an object twice; what comes twice again is no accident.
    let limit = (!harvest.unlimited).then_some(1000);
    let mut walk = Walk::new(&operation, &harvest.required).max_pages(harvest.walked.pages.len() + 20);
    if let Some(limit) = limit {
        walk = walk.limit(limit);
    }
    let again = walk.run(&ctx.session, |_, _, _| ()).await?;
    Ok(vec![judge(&harvest, Some(&again))])
}

fn judge(harvest: &Harvest, again: Option<&Walked>) -> Observation {
    let operation = harvest.operation.as_str();
    let own = u64::try_from(harvest.keys().iter().filter(|k| k.own).count()).unwrap_or(u64::MAX);
    match again {
        None if own > 1 => {
            witness(RULE, own, Message::new("env-each-once").with("operation", operation).with("entries", own))
        }
        None => undecided(RULE, Gap::NoData, Message::new("env-too-few-to-repeat").with("operation", operation)),
        Some(again) if again.again == 0 => {
            undecided(RULE, Gap::Drift, Message::new("page-list-moved").with("operation", operation))
        }
        Some(again) => {
            let mut finding = against(RULE, Message::new("env-object-twice"))
                .expected("each id once")
                .observed(format!("{} ids again", again.again))
                .operation(operation)
                .pointer("/data/*/id")
                .count(again.again)
                .samples(again.again_samples.iter().filter_map(|k| k.uuid()).map(|id| format!("{operation} {id}")));
            if let Some(first) = &again.first {
                finding = finding.trace(&first.id, &first.curl);
            }
            finding.contradiction()
        }
    }
}
