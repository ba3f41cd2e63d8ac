//! `ss12000/filter-group-staff`: dates of `groupMembership` look at members of groups and at staff with a role in a group.

use samspel_contract::Operation;
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use super::filter::Asked;
use super::relations::TYPE;
use crate::oracle::{Fit, Question, choose, judge, related_counting};
use crate::snapshot::Cell;
use samspel_suite::observe::undecided;

pub(super) const CHECK: Check = Check { id: "ss12000/filter-group-staff", run: |ctx| Box::pin(run(ctx)) };

const KIND: &str = "groupMembership";
const BOUND: &str = "relationship.startDate.onOrBefore";
/// Days that are tried.
const DAYS: usize = 12;

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let asked = match Asked::of(ctx, BOUND).await? {
        Ok(asked) => asked,
        Err(said) => return Ok(said),
    };
    let question = |day: &String| question(&asked, &asked.operation, day);
    let questions = choose(ctx, &asked.tables, &ctx.test, &days(&asked), 1, question);
    if questions.is_empty() {
        let reason = Message::new("filt-no-such-relation")
            .with("operation", asked.operation.id.as_str())
            .with("relation", "Duty.assignmentRole");
        return Ok(vec![undecided(&asked.requirement, Gap::NoData, reason)]);
    }
    judge(ctx, &asked.requirement, &asked.operation, &asked.tables, questions).await
}

/// A day that tells whether staff is looked at.
fn question(asked: &Asked, operation: &Operation, day: &str) -> Option<Question> {
    let parameters = vec![(TYPE.to_owned(), KIND.to_owned()), (BOUND.to_owned(), day.to_owned())];
    let counting = |unsure| related_counting(&asked.tables, operation, &parameters, unsure).ok();
    let (all, members) = (counting(Fit::In)?, counting(Fit::Out)?);
    let tells = all.differs_from(&members);
    let question = Question::expecting(&asked.tables, operation, parameters.clone(), all);
    tells.then(|| question.suspecting("filt-group-staff-left-out", members))
}

/// First days of roles in groups.
fn days(asked: &Asked) -> Vec<String> {
    let duties = asked.tables.of_entity("Duty").map(|(duties, _)| duties);
    let column = duties.and_then(|duties| duties.column("assignmentRole[].startDate"));
    let mut days: Vec<Cell> =
        column.into_iter().flat_map(|c| c.all()).map(|(_, cell)| cell).filter(|cell| cell.is_known()).collect();
    days.sort_unstable();
    days.dedup();
    let step = days.len().div_ceil(DAYS).max(1);
    days.into_iter().step_by(step).filter_map(Cell::written).collect()
}
