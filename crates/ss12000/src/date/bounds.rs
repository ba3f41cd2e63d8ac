//! `ss12000/date-bounds`: bounds on one field take in what lies on their side, the bound itself, and what has no such date where the
//! standard says so.

use samspel_model::Observation;
use samspel_suite::{Check, CheckError, Context};

use super::as_written::AsWritten;
use super::moment::{Ready, at_moments, is_upper, moments, nothing_splits, ready, written_at_offset};
use crate::oracle::{Question, Undecidable, judge, undecidable};
use crate::snapshot::Cell;

pub(super) const CHECK: Check = Check { id: "ss12000/date-bounds", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let field: String = ctx.with("field")?;
    let is_used = |p: &samspel_contract::Parameter| p.semantics.field.as_deref() == Some(field.as_str());
    let (operation, tables) = match ready(ctx, is_used).await? {
        Ready::Yes(operation, tables) => (operation, tables),
        Ready::Instead(instead) => return Ok(instead),
    };
    let Some(rule) = ctx.requirements.first() else { return Ok(Vec::new()) };
    let written = AsWritten::read(&tables, &field)?;
    let mut told = Vec::new();
    let mut questions = Vec::new();
    for parameter in operation.parameters.iter().filter(|p| p.place == "query" && is_used(p)) {
        let Some(column) = tables.table().column(&field) else {
            told.push(undecidable(rule, &operation.id, &parameter.name, &Undecidable::NoField));
            continue;
        };
        let moments = moments(column);
        let mut asked = at_moments(ctx, &operation, &tables, parameter, &[], &moments);
        if asked.is_empty() {
            told.push(nothing_splits(rule, &operation, &parameter.name));
        }
        // The same instant on another clock.
        let instant = moments.get(moments.len() / 2);
        if let (Some(Cell::Instant(instant)), false) = (instant, asked.is_empty()) {
            let other = vec![(parameter.name.clone(), written_at_offset(*instant, 2))];
            asked.extend(Question::new(&tables, &operation, other).ok().filter(Question::decides));
        }
        let upper = is_upper(parameter) == Some(true);
        if matches!(instant, Some(Cell::Instant(_))) {
            questions.extend(asked.into_iter().map(|question| written.suspect(&tables, question, upper)));
        } else {
            questions.extend(asked);
        }
    }
    told.extend(judge(ctx, rule, &operation, &tables, questions).await?);
    Ok(told)
}
