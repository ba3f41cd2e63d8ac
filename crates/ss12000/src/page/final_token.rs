//! `ss12000/page-final-token`: the last page says so by `pageToken: null` or by leaving it out.

use samspel_model::{Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use super::Chains;
use super::ask::{Asked, chains, too_small};
use crate::harvest::{End, FinalToken, Walked};
use samspel_suite::observe::{against, witness};

const RULE: &str = "SS12K-PAGE-004";

pub(super) const CHECK: Check = Check { id: "ss12000/page-final-token", run: |ctx| Box::pin(run(ctx)) };

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
    let mut clear = 0;
    for walked in &readings {
        let observed = match walked.end {
            // The end of an empty list is no end of data that was read.
            End::Last(FinalToken::Absent | FinalToken::Null) if walked.entries() > 0 => {
                clear += 1;
                continue;
            }
            End::Last(FinalToken::Empty) => "pageToken: \"\"",
            End::Last(FinalToken::NullText) => "pageToken: \"null\"",
            _ => continue,
        };
        let mut finding = against(RULE, Message::new("page-last-token-is-text"))
            .expected("pageToken: null, or absent")
            .observed(observed)
            .operation(operation)
            .pointer("/pageToken")
            .sample(operation);
        if let Some(last) = &walked.last {
            finding = finding.trace(&last.id, &last.curl);
        }
        observations.push(finding.contradiction());
    }
    if clear > 0 {
        let seen = Message::new("page-ends-shown").with("operation", operation).with("count", clear);
        observations.push(witness(RULE, clear, seen));
    } else if observations.is_empty() {
        observations.push(too_small(RULE, &chains.harvest));
    }
    observations
}
