//! `ss12000/date-active`: what starts on or before a day and ends on or after it is what is in force on that day.

use samspel_model::Observation;
use samspel_suite::{Check, CheckError, Context};

use super::moment::{Ready, moments, neighbour, nothing_splits, ready, written};
use crate::oracle::{Question, choose, judge};
use crate::snapshot::Cell;

const RULE: &str = "SS12K-DATE-004";
const START: &str = "startDate.onOrBefore";
const END: &str = "endDate.onOrAfter";

pub(super) const CHECK: Check = Check { id: "ss12000/date-active", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let (operation, tables) = match ready(ctx, |p| p.name == START || p.name == END).await? {
        Ready::Yes(operation, tables) => (operation, tables),
        Ready::Instead(instead) => return Ok(instead),
    };
    // First and last days, and the days beside them: where something begins or stops being in force.
    let mut days: Vec<Cell> = Vec::new();
    for (field, beside) in [("startDate", -1), ("endDate", 1)] {
        let own = tables.table().column(field).map(moments).unwrap_or_default();
        days.extend(own.iter().flat_map(|day| [*day, neighbour(*day, beside)]));
    }
    days.sort_unstable();
    days.dedup();
    let question = |day: &Cell| {
        let parameters = [START, END].map(|name| (name.to_owned(), written(*day)));
        Question::new(&tables, &operation, parameters.into()).ok()
    };
    let questions = choose(ctx, &tables, &ctx.test, &days, 3, question);
    if questions.is_empty() {
        return Ok(vec![nothing_splits(RULE, &operation, &format!("{START}, {END}"))]);
    }
    judge(ctx, RULE, &operation, &tables, questions).await
}
