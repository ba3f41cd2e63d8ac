//! `ss12000/sub-subscribed-only`: notifications name only types that were subscribed to, and flag only deletions that can be fetched.

use std::collections::BTreeSet;

use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use super::watch::{Listens, Watch, names, watch};
use samspel_suite::observe::{against, undecided, witness};

const RULE: &str = "SS12K-SUB-009";

pub(super) const CHECK: Check = Check { id: "ss12000/sub-subscribed-only", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    Ok(match watch(ctx).await? {
        Ok(watch) => judge(&watch),
        Err(instead) => instead,
    })
}

fn judge(watch: &Watch) -> Vec<Observation> {
    if watch.told.is_none() {
        let reason = Message::new("sub-nothing-notified").with("entity", watch.entity.as_str());
        return vec![undecided(RULE, Gap::NoAnswer, reason)];
    }
    let mut observations = Vec::new();
    for (who, kind) in [(Listens::First, &watch.entity), (Listens::Other, &watch.other)] {
        let named: BTreeSet<String> = watch.calls(who).iter().flat_map(names).filter(|name| name != kind).collect();
        if !named.is_empty() {
            let named: Vec<String> = named.into_iter().collect();
            observations.push(
                against(RULE, Message::new("sub-unsubscribed-type"))
                    .expected(format!("only {kind}"))
                    .observed(named.join(", "))
                    .pointer("/modifiedEntites/*")
                    .contradiction(),
            );
        }
    }
    if let Some(deletion) = &watch.deletion
        && deletion.told.is_some()
        && deletion.listed == Some(false)
    {
        observations.push(
            against(RULE, Message::new("sub-flagged-deletion-missing"))
                .expected("the deleted id in /deletedEntities when the notification comes")
                .observed("not there")
                .pointer("/deletedEntities")
                .contradiction(),
        );
    }
    if observations.is_empty() {
        let seen = Message::new("sub-only-subscribed").with("entity", watch.entity.as_str());
        observations.push(witness(RULE, 1, seen));
    }
    observations
}
