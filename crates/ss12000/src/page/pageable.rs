//! `ss12000/page-pageable`: every list can be paged with `limit` and `pageToken`.

use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use super::Chains;
use super::ask::{Asked, chains, too_small};
use samspel_suite::observe::{against, undecided, witness};

const RULE: &str = "SS12K-PAGE-015";

pub(super) const CHECK: Check = Check { id: "ss12000/page-pageable", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    match chains(ctx).await? {
        Asked::Instead(instead) => Ok(instead),
        Asked::Ready(operation, chains) => Ok(vec![judge(&operation.id, &chains)]),
    }
}

fn judge(operation: &str, chains: &Chains) -> Observation {
    let split = chains.steady.iter().filter(|c| c.walked.pages.len() > 1).map(|c| c.followed()).sum::<u64>();
    if split > 0 {
        return witness(RULE, split, Message::new("page-list-pages").with("operation", operation).with("pages", split));
    }
    if chains.moved() {
        return undecided(RULE, Gap::Drift, Message::new("page-list-moved").with("operation", operation));
    }
    let total = chains.harvest.keys().len();
    // One page with more than its limit: the parameter is not there. One page within its limit and no token: the rest is lost.
    for chain in chains.steady.iter().filter(|c| c.walked.is_complete()) {
        let Some(page) = chain.walked.pages.first() else { continue };
        return against(RULE, Message::new("page-list-does-not-page"))
            .expected(format!("{total} entries in several pages"))
            .observed(format!("{} entries, no pageToken", page.entries))
            .operation(operation)
            .sample(format!("{operation} limit={}", page.limit.unwrap_or_default()))
            .trace(&page.exchange, &page.curl)
            .contradiction();
    }
    too_small(RULE, &chains.harvest)
}
