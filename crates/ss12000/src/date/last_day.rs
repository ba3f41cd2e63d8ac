//! `ss12000/date-last-day`: an entity is in force up to and including its end date.

use samspel_model::Observation;
use samspel_suite::{Check, CheckError, Context};

use super::moment::{Ready, moments, nothing_splits, ready, written};
use crate::oracle::{Question, choose, judge};

const RULE: &str = "SS12K-DATE-014";

pub(super) const CHECK: Check = Check { id: "ss12000/date-last-day", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let (operation, tables) = match ready(ctx, |p| p.name.ends_with("Date.onOrAfter")).await? {
        Ready::Yes(operation, tables) => (operation, tables),
        Ready::Instead(instead) => return Ok(instead),
    };
    let days = tables.table().column("endDate").map(moments).unwrap_or_default();
    let question = |name: &str, day: &crate::snapshot::Cell| {
        Question::new(&tables, &operation, vec![(name.to_owned(), written(*day))]).ok()
    };
    let mut questions = choose(ctx, &tables, &ctx.test, &days, 2, |day| question("endDate.onOrAfter", day));
    // In force on that very day, together with what began by then.
    let active = |day: &crate::snapshot::Cell| {
        let parameters = ["startDate.onOrBefore", "endDate.onOrAfter"].map(|name| (name.to_owned(), written(*day)));
        Question::new(&tables, &operation, parameters.into()).ok()
    };
    questions.extend(choose(ctx, &tables, &format!("{}/active", ctx.test), &days, 1, active));
    if questions.is_empty() {
        return Ok(vec![nothing_splits(RULE, &operation, "endDate.onOrAfter")]);
    }
    judge(ctx, RULE, &operation, &tables, questions).await
}
