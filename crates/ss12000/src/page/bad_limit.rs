//! `ss12000/page-bad-limit`: a limit that is no whole number from 1 upwards is refused.

use samspel_model::Observation;
use samspel_suite::{Check, CheckError, Context};

use super::ask::{first_page, harvest};
use super::refusals::{Refusals, Rule};

const RULE: Rule = Rule {
    id: "SS12K-PAGE-002",
    right: &[400],
    served: "page-bad-limit-served",
    other_status: "page-bad-limit-other-status",
    refused: "page-bad-limits-refused",
};
const BAD: [&str; 4] = ["0", "-1", "1.5", "abc"];

pub(super) const CHECK: Check = Check { id: "ss12000/page-bad-limit", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let (operation, harvest) = match harvest(ctx).await? {
        Ok(ready) => ready,
        Err(instead) => return Ok(instead),
    };
    let mut refusals = Refusals::new(&RULE, &operation.id);
    for limit in BAD {
        let exchange = ctx.session.send(first_page(&operation, &harvest).query("limit", limit)).await?;
        refusals.hear(&exchange, &format!("limit={limit}"));
    }
    Ok(refusals.close())
}
