//! `ss12000/date-last-day`: an entity is in force up to and including its end date.

use samspel_model::Observation;
use samspel_suite::{Check, CheckError, Context};

use super::moment::{Ready, moments, nothing_splits, ready, written};
use crate::oracle::{Expected, Fit, Question, choose, judge};
use crate::snapshot::Cell;

const RULE: &str = "SS12K-DATE-014";

pub(super) const CHECK: Check = Check { id: "ss12000/date-last-day", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let (operation, tables) = match ready(ctx, |p| p.name.ends_with("Date.onOrAfter")).await? {
        Ready::Yes(operation, tables) => (operation, tables),
        Ready::Instead(instead) => return Ok(instead),
    };
    let ends = tables.table().column("endDate");
    let days = ends.map(moments).unwrap_or_default();
    // Records that have no end date are the business of another rule: here both answers about them are accepted.
    let of_the_ended = |question: Question| {
        let plain = question.expected().clone();
        let is_open = |row| ends.is_none_or(|column| column.cell(row) == Cell::Missing);
        let fits = Expected::of(tables.rows(), |row| if is_open(row) { Fit::Either } else { plain.fit(row) });
        question.or_reading(None, fits)
    };
    let question = |name: &str, day: &Cell| {
        Question::new(&tables, &operation, vec![(name.to_owned(), written(*day))]).ok().map(of_the_ended)
    };
    let mut questions = choose(ctx, &tables, &ctx.test, &days, 2, |day| question("endDate.onOrAfter", day));
    // In force on that very day, together with what began by then.
    let active = |day: &Cell| {
        let parameters = ["startDate.onOrBefore", "endDate.onOrAfter"].map(|name| (name.to_owned(), written(*day)));
        Question::new(&tables, &operation, parameters.into()).ok().map(of_the_ended)
    };
    questions.extend(choose(ctx, &tables, &format!("{}/active", ctx.test), &days, 1, active));
    if questions.is_empty() {
        return Ok(vec![nothing_splits(RULE, &operation, "endDate.onOrAfter")]);
    }
    judge(ctx, RULE, &operation, &tables, questions).await
}
