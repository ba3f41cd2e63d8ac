//! `ss12000/page-limit-respected`: no page is longer than `limit`.

use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use super::Chains;
use super::ask::{Asked, chains, too_small};
use super::chains::ended;
use crate::harvest::End;
use samspel_suite::observe::{against, decides_nothing, undecided, witness};

const RULE: &str = "SS12K-PAGE-001";

pub(super) const CHECK: Check = Check { id: "ss12000/page-limit-respected", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    match chains(ctx).await? {
        Asked::Instead(instead) => Ok(instead),
        Asked::Ready(operation, chains) => Ok(judge(&operation.id, &chains)),
    }
}

fn judge(operation: &str, chains: &Chains) -> Vec<Observation> {
    if chains.steady.is_empty() {
        return vec![too_small(RULE, &chains.harvest)];
    }
    let mut observations = Vec::new();
    let mut kept = 0;
    for chain in chains.steady.iter().chain(&chains.changing) {
        for page in &chain.walked.pages {
            let Some(limit) = page.limit else { continue };
            if page.entries > u64::from(limit) {
                observations.push(
                    against(RULE, Message::new("page-longer-than-limit"))
                        .expected(format!("at most {limit} entries"))
                        .observed(format!("{} entries", page.entries))
                        .operation(operation)
                        .pointer("/data")
                        .sample(format!("{operation} limit={limit}"))
                        .trace(&page.exchange, &page.curl)
                        .contradiction(),
                );
                break;
            }
            // A page can only be too long when the list goes on beyond it.
            kept += u64::from(u64::try_from(chains.harvest.keys().len()).unwrap_or(u64::MAX) > u64::from(limit));
        }
        if !chain.walked.pages.is_empty() {
            continue;
        }
        match (&chain.walked.end, &chain.walked.last) {
            (End::Status { status }, Some(last)) if !decides_nothing(*status) => {
                let limit = chain.limits.first().copied().unwrap_or_default();
                observations.push(
                    against(RULE, Message::new("page-limit-refused"))
                        .expected("HTTP 200")
                        .observed(format!("HTTP {status}"))
                        .operation(operation)
                        .sample(format!("{operation} limit={limit}"))
                        .trace(&last.id, &last.curl)
                        .contradiction(),
                );
            }
            (end, _) => {
                let reason =
                    Message::new("no-usable-answer").with("operation", operation).with("answer", ended(end, 0));
                observations.push(undecided(RULE, Gap::NoAnswer, reason));
            }
        }
    }
    if kept > 0 {
        let seen = Message::new("page-limits-kept").with("operation", operation).with("pages", kept);
        observations.push(witness(RULE, kept, seen));
    }
    observations
}
