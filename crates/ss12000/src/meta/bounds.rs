//! `ss12000/meta-bounds`: `before` takes in its bound, `after` leaves it out, for both times.

use samspel_contract::Parameter;
use samspel_model::Observation;
use samspel_suite::{Check, CheckError, Context};

use crate::date::as_written::AsWritten;
use crate::date::moment::{Ready, at_moments, is_upper, moments, nothing_splits, ready};
use crate::oracle::judge;

pub(super) const CHECK: Check = Check { id: "ss12000/meta-bounds", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let op: String = ctx.with("op")?;
    let is_used = |p: &Parameter| p.name.starts_with("meta.") && p.semantics.op == op;
    let (operation, tables) = match ready(ctx, is_used).await? {
        Ready::Yes(operation, tables) => (operation, tables),
        Ready::Instead(instead) => return Ok(instead),
    };
    let Some(rule) = ctx.requirements.first() else { return Ok(Vec::new()) };
    let mut told = Vec::new();
    let mut questions = Vec::new();
    for parameter in operation.parameters.iter().filter(|p| is_used(p)) {
        let field = parameter.semantics.field.as_deref().unwrap_or_default();
        let moments = tables.table().column(field).map(moments).unwrap_or_default();
        let asked = at_moments(ctx, &operation, &tables, parameter, &[], &moments);
        if asked.is_empty() {
            told.push(nothing_splits(rule, &operation, &parameter.name));
        }
        let written = AsWritten::read(&tables, field)?;
        let upper = is_upper(parameter) == Some(true);
        questions.extend(asked.into_iter().map(|question| written.suspect(&tables, question, upper)));
    }
    told.extend(judge(ctx, rule, &operation, &tables, questions).await?);
    Ok(told)
}
