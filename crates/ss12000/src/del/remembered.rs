//! `ss12000/del-remembered`: without `after` everything that is remembered comes.

use samspel_model::{Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use super::asked::{LIST, deleted, whole};
use crate::writing::unusable;
use samspel_suite::observe::{against, witness};

const RULE: &str = "SS12K-DEL-008";

pub(super) const CHECK: Check = Check { id: "ss12000/del-remembered", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let all = match whole(ctx).await? {
        Ok(all) => all,
        Err(instead) => return Ok(instead),
    };
    let since_long = match deleted(&ctx.session, &[("after", "2000-01-01T00:00:00Z")]).await? {
        Ok(since_long) => since_long,
        Err(exchange) => return Ok(vec![unusable(RULE, &exchange)]),
    };
    let (all, since_long) = (all.ids(), since_long.ids());
    let missing = since_long.difference(&all).count();
    Ok(vec![if missing == 0 {
        witness(RULE, all.len() as u64, Message::new("deleted-remembered").with("count", all.len()))
    } else {
        against(RULE, Message::new("deleted-forgotten-without-after"))
            .expected(format!("{} ids, as with after=2000-01-01T00:00:00Z", since_long.len()))
            .observed(format!("{} ids", all.len()))
            .operation(LIST)
            .count(missing as u64)
            .contradiction()
    }])
}
