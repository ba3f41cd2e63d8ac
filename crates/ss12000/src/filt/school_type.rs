//! `ss12000/filter-school-type`: aggregated attendance by school type. Which school type is meant is not stated, so a literal is
//! asked for that nothing in the system has: by any reading nothing matches.

use std::collections::HashSet;

use samspel_model::{Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use super::filter::Asked;
use crate::oracle::{Expected, Inquiry, Question, Undecidable, observe, undecidable};
use crate::run_state;
use crate::snapshot::{Cell, text_hash};
use samspel_suite::observe::witness;

pub(super) const CHECK: Check = Check { id: "ss12000/filter-school-type", run: |ctx| Box::pin(run(ctx)) };

/// Where school types stand, and whether one there could be meant.
const PLACES: [(&str, &str, bool); 5] = [
    ("Group", "schoolType", true),
    ("Person", "enrolments[].schoolType", true),
    ("Syllabus", "schoolType", true),
    ("Organisation", "schoolTypes[]", false),
    ("Programme", "schoolType", false),
];

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let asked = match Asked::of_case(ctx).await? {
        Ok(asked) => asked,
        Err(said) => return Ok(said),
    };
    let mut used = HashSet::new();
    for (entity, path, needed) in PLACES {
        match run_state::held(ctx, entity).await?.whole() {
            Some(held) => used.extend(held.table.column(path).into_iter().flat_map(|c| c.all()).map(|(_, cell)| cell)),
            None if needed => {
                let why = Undecidable::Lacks(entity.to_owned());
                return Ok(vec![undecidable(&asked.requirement, &asked.operation.id, &asked.parameter.name, &why)]);
            }
            None => {}
        }
    }
    let literals = asked.parameter.values.iter().flatten();
    let unused = literals.rev().find(|literal| !used.contains(&Cell::Text(text_hash(literal))));
    let (Some(unused), false) = (unused, asked.tables.rows().is_empty()) else {
        return Ok(vec![asked.nothing_splits()]);
    };
    let nothing = Expected::nothing(asked.tables.rows());
    let everything = Expected::everything(asked.tables.rows());
    let parameters = vec![(asked.parameter.name.clone(), unused.clone())];
    let question = Question::expecting(&asked.tables, &asked.operation, parameters, nothing)
        .suspecting("oracle-ignored", everything);
    let mut inquiry = Inquiry::new(ctx, &asked.operation, &asked.tables);
    let right = inquiry.ask(question).await?;
    let judged = inquiry.close().await?;
    let mut told = observe(&asked.requirement, &asked.operation, &asked.tables, &judged);
    if right {
        let seen = Message::new("oracle-right").with("operation", asked.operation.id.as_str()).with("count", 1);
        told.push(witness(&asked.requirement, 1, seen));
    }
    Ok(told)
}
