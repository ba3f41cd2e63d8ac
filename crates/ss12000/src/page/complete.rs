//! `ss12000/page-complete`: pages of any size add up to the whole list, nothing missing, nothing twice.

use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use super::Chains;
use super::ask::{Asked, chains, too_small};
use super::chains::Chain;
use crate::harvest::{End, Key};
use crate::observe::{Against, against, undecided, witness};

const RULE: &str = "SS12K-PAGE-009";

pub(super) const CHECK: Check = Check { id: "ss12000/page-complete", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    match chains(ctx).await? {
        Asked::Instead(instead) => Ok(instead),
        Asked::Ready(operation, chains) => Ok(judge(RULE, &operation.id, &chains, &chains.steady)),
    }
}

/// Compares these readings with the harvest; shared with the check on a changing limit.
pub(super) fn judge<'a>(
    rule: &str,
    operation: &str,
    chains: &Chains,
    readings: impl IntoIterator<Item = &'a Chain>,
) -> Vec<Observation> {
    let expected = chains.harvest.sorted();
    let mut observations = Vec::new();
    let mut agreed = 0;
    for chain in readings {
        let split = chain.walked.pages.len() > 1;
        if !chain.walked.is_complete() {
            observations.extend(unfinished(rule, operation, chain));
            continue;
        }
        let (missing, surplus) = chain.differences(&expected);
        if missing.is_empty() && surplus.is_empty() {
            // One page that holds everything shows nothing about paging.
            agreed += if split { chain.walked.entries() } else { 0 };
            continue;
        }
        if chains.held_still == Some(false) {
            let reason = Message::new("page-list-moved").with("operation", operation);
            observations.push(undecided(rule, Gap::Drift, reason));
            continue;
        }
        if !missing.is_empty() {
            observations
                .push(difference(rule, "page-entries-missing", operation, chain, &expected, &missing).contradiction());
        }
        if !surplus.is_empty() {
            let twice = surplus.iter().any(|key| expected.binary_search(key).is_ok());
            let summary = if twice { "page-entries-twice" } else { "page-entries-surplus" };
            observations.push(difference(rule, summary, operation, chain, &expected, &surplus).contradiction());
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

fn unfinished(rule: &str, operation: &str, chain: &Chain) -> Option<Observation> {
    match &chain.walked.end {
        // Other requirements say that paging ends and that tokens and limits are accepted; the completeness stays open.
        End::Last(_) => None,
        _ => {
            let reason = Message::new("page-chain-broke").with("operation", operation).with("end", chain.end());
            Some(undecided(rule, Gap::NoAnswer, reason))
        }
    }
}

fn difference(
    rule: &str,
    summary: &str,
    operation: &str,
    chain: &Chain,
    expected: &[Key],
    differing: &[Key],
) -> Against {
    let limits: Vec<String> = chain.limits.iter().map(u32::to_string).collect();
    let finding = against(rule, Message::new(summary))
        .expected(format!("{} entries", expected.len()))
        .observed(format!("{} entries, {} differ", chain.keys.len(), differing.len()))
        .operation(operation)
        .pointer("/data")
        .count(u64::try_from(differing.len()).unwrap_or(u64::MAX))
        .samples(
            differing
                .iter()
                .filter_map(|k| k.uuid())
                .take(5)
                .map(|id| format!("{operation} limit={} {id}", limits.join(","))),
        );
    match &chain.walked.first {
        Some(first) => finding.trace(&first.id, &first.curl),
        None => finding,
    }
}
