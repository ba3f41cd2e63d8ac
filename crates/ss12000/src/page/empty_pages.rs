//! `ss12000/page-empty-pages`: empty pages with a token do not come several times in a row.

use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use super::Chains;
use super::ask::{Asked, chains, too_small};
use samspel_suite::observe::{against, undecided, witness};

const RULE: &str = "SS12K-PAGE-011";
/// Empty pages in a row that are still taken without a word.
const TOLERATED: usize = 3;

pub(super) const CHECK: Check = Check { id: "ss12000/page-empty-pages", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    match chains(ctx).await? {
        Asked::Instead(instead) => Ok(instead),
        Asked::Ready(operation, chains) => Ok(judge(&operation.id, &chains)),
    }
}

fn judge(operation: &str, chains: &Chains) -> Vec<Observation> {
    let mut observations = Vec::new();
    let mut long_enough = 0;
    for walked in chains.steady.iter().chain(&chains.changing).map(|c| &c.walked) {
        let mut run = 0;
        let longest = walked.pages.iter().map(|p| {
            run = if p.entries == 0 { run + 1 } else { 0 };
            run
        });
        let longest = longest.max().unwrap_or(0);
        if longest > TOLERATED {
            let mut finding = against(RULE, Message::new("page-empty-in-a-row"))
                .expected(format!("at most {TOLERATED} in a row"))
                .observed(format!("{longest} empty pages in a row"))
                .operation(operation)
                .sample(operation);
            if let Some(first) = walked.pages.iter().find(|p| p.entries == 0) {
                finding = finding.trace(&first.exchange, &first.curl);
            }
            observations.push(finding.contradiction());
        }
        long_enough += u64::from(walked.pages.len() > TOLERATED + 1);
    }
    if long_enough > 0 {
        let seen = Message::new("page-pages-filled").with("operation", operation).with("count", long_enough);
        observations.push(witness(RULE, long_enough, seen));
    } else if observations.is_empty() && chains.steady.iter().any(|c| c.walked.pages.len() > 1) {
        // It pages, but has not enough entries for a row of pages.
        let reason = Message::new("page-list-short").with("operation", operation).with("entries", TOLERATED + 2);
        observations.push(undecided(RULE, Gap::NoData, reason));
    } else if observations.is_empty() {
        observations.push(too_small(RULE, &chains.harvest));
    }
    observations
}
