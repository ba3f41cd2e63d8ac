//! `ss12000/page-without-limit`: without `limit` nothing is cut off in silence.

use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use super::Chains;
use super::ask::{Asked, chains, too_small};
use samspel_suite::observe::{against, decides_nothing, undecided, witness};

const RULE: &str = "SS12K-PAGE-003";

pub(super) const CHECK: Check = Check { id: "ss12000/page-without-limit", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    match chains(ctx).await? {
        Asked::Instead(instead) => Ok(instead),
        Asked::Ready(operation, chains) => Ok(vec![judge(&operation.id, &chains)]),
    }
}

fn judge(operation: &str, chains: &Chains) -> Observation {
    let harvest = &chains.harvest;
    if let Some((status, trace)) = harvest.refused_without_limit.as_ref().filter(|(s, _)| !decides_nothing(*s)) {
        return against(RULE, Message::new("page-without-limit-refused"))
            .expected("HTTP 200")
            .observed(format!("HTTP {status}"))
            .operation(operation)
            .sample(operation)
            .trace(&trace.id, &trace.curl)
            .contradiction();
    }
    if !harvest.unlimited {
        let reason = Message::new("page-unlimited-too-much").with("operation", operation);
        return undecided(RULE, Gap::NoAnswer, reason);
    }
    if !harvest.walked.is_complete() || chains.steady.is_empty() {
        return too_small(RULE, harvest);
    }
    let entries = harvest.keys().len();
    let complete = Message::new("page-unlimited-complete").with("operation", operation).with("entries", entries);
    // A first part with a token is as good as everything; whether the parts add up is another requirement's matter.
    if harvest.walked.pages.len() > 1 {
        return witness(RULE, u64::try_from(entries).unwrap_or(u64::MAX), complete);
    }
    let cut = chains.whole().differences(harvest.keys()).missing;
    let compared = chains.steady.iter().any(|c| c.walked.is_complete() && c.walked.pages.len() > 1);
    if cut.is_empty() {
        return if compared {
            witness(RULE, u64::try_from(entries).unwrap_or(u64::MAX), complete)
        } else {
            too_small(RULE, harvest)
        };
    }
    if chains.moved() {
        return undecided(RULE, Gap::Drift, Message::new("page-list-moved").with("operation", operation));
    }
    let finding = against(RULE, Message::new("page-cut-off-without-limit"))
        .expected(format!("{} entries, or pageToken", entries + cut.len()))
        .observed(format!("{entries} entries, no pageToken"))
        .operation(operation)
        .pointer("/pageToken")
        .count(u64::try_from(cut.len()).unwrap_or(u64::MAX))
        .samples(cut.iter().filter_map(|key| key.uuid()).take(5).map(|id| format!("{operation} {id}")));
    match &harvest.walked.last {
        Some(last) => finding.trace(&last.id, &last.curl).contradiction(),
        None => finding.contradiction(),
    }
}
