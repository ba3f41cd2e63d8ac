//! `ss12000/page-token-accepted`: a token that was handed out can be sent back as it is.

use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use super::Chains;
use super::ask::{Asked, chains, too_small};
use super::chains::ended;
use crate::harvest::{End, Walked};
use samspel_suite::observe::{against, decides_nothing, undecided, witness};

const RULE: &str = "SS12K-PAGE-005";

pub(super) const CHECK: Check = Check { id: "ss12000/page-token-accepted", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    match chains(ctx).await? {
        Asked::Instead(instead) => Ok(instead),
        Asked::Ready(operation, chains) => Ok(judge(&operation.id, &chains)),
    }
}

fn judge(operation: &str, chains: &Chains) -> Vec<Observation> {
    let readings: Vec<&Walked> = std::iter::once(&chains.harvest.walked)
        .chain(chains.steady.iter().chain(&chains.changing).map(|c| &c.walked))
        .collect();
    let mut observations = Vec::new();
    let mut followed = 0;
    for walked in readings {
        followed += u64::try_from(walked.pages.len().saturating_sub(1)).unwrap_or(0);
        match (&walked.end, walked.pages.is_empty(), &walked.last) {
            (End::Status { status }, false, Some(last)) if !decides_nothing(*status) => {
                let summary = if *status == 410 { "page-own-token-expired" } else { "page-own-token-refused" };
                let seen = against(RULE, Message::new(summary))
                    .expected("HTTP 200")
                    .observed(format!("HTTP {status}"))
                    .operation(operation)
                    .sample(format!("{operation} page {}", walked.pages.len() + 1))
                    .trace(&last.id, &last.curl);
                // The standard does not say how long a token lives, and 410 says that it is no more.
                observations.push(if *status == 410 { seen.note() } else { seen.contradiction() });
            }
            // The first page is refused without a token, so that no token is to blame.
            (End::Status { status }, true, _) if !decides_nothing(*status) => {}
            (end @ (End::Status { .. } | End::NoAnswer { .. }), ..) => {
                let end = ended(end, walked.pages.len());
                let reason = Message::new("page-chain-broke").with("operation", operation).with("end", end);
                observations.push(undecided(RULE, Gap::NoAnswer, reason));
            }
            _ => {}
        }
    }
    if followed > 0 {
        let seen = Message::new("page-tokens-followed").with("operation", operation).with("count", followed);
        observations.push(witness(RULE, followed, seen));
    } else if observations.is_empty() {
        observations.push(too_small(RULE, &chains.harvest));
    }
    observations
}
