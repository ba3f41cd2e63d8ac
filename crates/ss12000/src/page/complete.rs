//! `ss12000/page-complete`: pages of any size add up to the whole list, nothing missing, nothing twice.

use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use super::Chains;
use super::ask::{Asked, chains, too_small};
use super::chains::{Chain, ended};
use crate::harvest::{Key, Walked};
use samspel_suite::observe::{against, undecided, witness};

const RULE: &str = "SS12K-PAGE-009";

pub(super) const CHECK: Check = Check { id: "ss12000/page-complete", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    match chains(ctx).await? {
        Asked::Instead(instead) => Ok(instead),
        Asked::Ready(operation, chains) => {
            let harvest = &chains.harvest;
            // A system that pages by itself is held to the same, also without a limit.
            let by_itself = harvest.walked.pages.len() > 1;
            let own = by_itself.then(|| Reading { limits: &[], walked: &harvest.walked, keys: harvest.keys() });
            let readings = own.into_iter().chain(chains.steady.iter().map(Reading::from));
            Ok(judge(RULE, &operation.id, &chains, readings))
        }
    }
}

/// A reading to be judged.
pub(super) struct Reading<'a> {
    limits: &'a [u32],
    walked: &'a Walked,
    keys: &'a [Key],
}

impl<'a> From<&'a Chain> for Reading<'a> {
    fn from(chain: &'a Chain) -> Self {
        Reading { limits: &chain.limits, walked: &chain.walked, keys: &chain.keys }
    }
}

/// Compares these readings with the whole list; shared with the check on a changing limit.
pub(super) fn judge<'a>(
    rule: &str,
    operation: &str,
    chains: &Chains,
    readings: impl Iterator<Item = Reading<'a>>,
) -> Vec<Observation> {
    let whole = chains.whole();
    let mut observations = Vec::new();
    let mut agreed = 0;
    for reading in readings {
        if !reading.walked.is_complete() {
            // Other requirements say that paging ends and that tokens are accepted; whether all of it came stays open.
            let end = ended(&reading.walked.end, reading.walked.pages.len());
            let reason = Message::new("page-chain-broke").with("operation", operation).with("end", end);
            observations.push(undecided(rule, Gap::NoAnswer, reason));
            continue;
        }
        let differences = whole.differences(reading.keys);
        if differences.is_empty() {
            // One page that holds everything shows nothing about paging.
            agreed += if reading.walked.pages.len() > 1 { reading.walked.entries() } else { 0 };
            continue;
        }
        if chains.moved() {
            observations.push(undecided(
                rule,
                Gap::Drift,
                Message::new("page-list-moved").with("operation", operation),
            ));
            continue;
        }
        for (summary, differing) in
            [("page-entries-missing", &differences.missing), ("page-entries-twice", &differences.repeated)]
        {
            if !differing.is_empty() {
                observations.push(difference(rule, summary, operation, &reading, whole.len(), differing));
            }
        }
    }
    if agreed > 0 {
        let seen = Message::new("page-readings-agree").with("operation", operation).with("entries", agreed);
        observations.push(witness(rule, agreed, seen));
    } else if observations.is_empty() {
        observations.push(too_small(rule, &chains.harvest));
    }
    observations
}

fn difference(
    rule: &str,
    summary: &str,
    operation: &str,
    reading: &Reading<'_>,
    whole: usize,
    differing: &[Key],
) -> Observation {
    let limits: Vec<String> = reading.limits.iter().map(u32::to_string).collect();
    let limits = if limits.is_empty() { "no limit".to_owned() } else { format!("limit={}", limits.join(",")) };
    let ids = differing.iter().filter_map(|k| k.uuid()).take(5);
    let finding = against(rule, Message::new(summary))
        .expected(format!("{whole} entries, each once"))
        .observed(format!("{} entries, {} differ", reading.keys.len(), differing.len()))
        .operation(operation)
        .pointer("/data")
        .count(u64::try_from(differing.len()).unwrap_or(u64::MAX))
        .samples(ids.map(|id| format!("{operation} {limits} {id}")));
    match &reading.walked.first {
        Some(first) => finding.trace(&first.id, &first.curl).contradiction(),
        None => finding.contradiction(),
    }
}
