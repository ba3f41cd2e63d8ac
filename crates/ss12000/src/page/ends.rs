//! `ss12000/page-ends`: paging comes to an end, and no token comes twice on the way.

use samspel_model::{Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use super::Chains;
use super::ask::{Asked, chains, too_small};
use crate::harvest::{End, Walked};
use samspel_suite::observe::{against, witness};

const RULE: &str = "SS12K-PAGE-010";

pub(super) const CHECK: Check = Check { id: "ss12000/page-ends", run: |ctx| Box::pin(run(ctx)) };

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
    let mut ended = 0;
    for walked in readings {
        let (summary, observed) = match &walked.end {
            End::Last(_) => {
                ended += u64::from(walked.pages.len() > 1);
                continue;
            }
            End::TokenRepeated => {
                ("page-token-repeats", format!("the same pageToken again after {} pages", walked.pages.len()))
            }
            End::Endless { pages } => ("page-never-ends", format!("{pages} pages in a row without a new entry")),
            _ => continue,
        };
        let mut finding = against(RULE, Message::new(summary))
            .expected("a last page")
            .observed(observed)
            .operation(operation)
            .pointer("/pageToken")
            .sample(operation);
        if let Some(last) = &walked.last {
            finding = finding.trace(&last.id, &last.curl);
        }
        observations.push(finding.contradiction());
    }
    if ended > 0 {
        let seen = Message::new("page-chains-ended").with("operation", operation).with("count", ended);
        observations.push(witness(RULE, ended, seen));
    } else if observations.is_empty() {
        observations.push(too_small(RULE, &chains.harvest));
    }
    observations
}
