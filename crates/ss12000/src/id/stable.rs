//! `ss12000/id-stable`: the same objects have the same ids when they are fetched again.

use std::collections::HashSet;

use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use crate::harvest::Walk;
use crate::run_state;
use samspel_suite::observe::{against, undecided, witness};

const RULE: &str = "SS12K-ID-006";

pub(super) const CHECK: Check = Check { id: "ss12000/id-stable", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let operation = run_state::operation(ctx).await?;
    if let Some(obstacle) = run_state::discovery(ctx).await?.obstacle(ctx, &operation.id) {
        return Ok(obstacle);
    }
    let harvest = run_state::harvest(ctx, &operation.id).await?;
    let before: HashSet<u128> = harvest.keys().iter().filter(|k| k.own).map(|k| k.value).collect();
    let message = |id: &str| Message::new(id).with("operation", operation.id.as_str());
    if before.is_empty() || !harvest.walked.is_complete() {
        return Ok(vec![undecided(RULE, Gap::NoData, message("id-nothing-to-compare"))]);
    }
    let mut walk = Walk::new(&operation, &harvest.required);
    if !harvest.unlimited {
        walk = walk.limit(1000);
    }
    let mut after: HashSet<u128> = HashSet::new();
    let walked = walk
        .run(&ctx.session, |_, key, _| {
            if key.own {
                after.insert(key.value);
            }
        })
        .await?;
    if !walked.is_complete() {
        return Ok(vec![undecided(RULE, Gap::NoAnswer, message("page-list-unread"))]);
    }
    let kept = before.intersection(&after).count();
    // A few objects come and go while a system is in use. Ids made on output change all at once.
    if kept * 2 >= before.len() {
        let count = u64::try_from(kept).unwrap_or(u64::MAX);
        return Ok(vec![witness(RULE, count, message("id-kept").with("count", count))]);
    }
    let mut finding = against(RULE, Message::new("id-changes"))
        .expected(format!("the same {} ids", before.len()))
        .observed(format!("{kept} of them"))
        .operation(&operation.id)
        .pointer("/data/*/id")
        .count(u64::try_from(before.len() - kept).unwrap_or(u64::MAX))
        .sample(operation.id.as_str());
    if let Some(first) = &walked.first {
        finding = finding.trace(&first.id, &first.curl);
    }
    Ok(vec![finding.contradiction()])
}
