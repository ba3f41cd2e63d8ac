//! `ss12000/date-relationship`: the dates of the relationship filters look at the chosen relation, and a relation without the date
//! fits.

use std::collections::BTreeSet;

use samspel_contract::Operation;
use samspel_model::Observation;
use samspel_suite::{Check, CheckError, Context};

use super::moment::{Ready, at_moments, moments, nothing_splits, ready};
use crate::oracle::{Tables, expected, judge, undecidable};
use crate::snapshot::Cell;

const RULE: &str = "SS12K-DATE-003";
const KIND: &str = "relationship.entity.type";

pub(super) const CHECK: Check = Check { id: "ss12000/date-relationship", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let kind: String = ctx.with("relation")?;
    let (operation, tables) = match ready(ctx, |p| p.name.starts_with("relationship.")).await? {
        Ready::Yes(operation, tables) => (operation, tables),
        Ready::Instead(instead) => return Ok(instead),
    };
    let beside = [(KIND.to_owned(), kind.clone())];
    if let Err(why) = expected(&tables, &operation, &beside) {
        return Ok(vec![undecidable(RULE, &operation.id, &kind, &why)]);
    }
    let mut told = Vec::new();
    let mut questions = Vec::new();
    for parameter in
        operation.parameters.iter().filter(|p| p.name.starts_with("relationship.") && p.name.contains("Date"))
    {
        let end = if parameter.semantics.field.as_deref() == Some("relation.start") { "start" } else { "end" };
        let days = days(&tables, &operation, &kind, end);
        let asked = at_moments(ctx, &operation, &tables, parameter, &beside, &days);
        if asked.is_empty() {
            told.push(nothing_splits(RULE, &operation, &format!("{kind} {}", parameter.name)));
        }
        questions.extend(asked);
    }
    told.extend(judge(ctx, RULE, &operation, &tables, questions).await?);
    Ok(told)
}

/// First or last days of a kind of relation.
fn days(tables: &Tables, operation: &Operation, kind: &str, end: &str) -> Vec<Cell> {
    let relations = operation.parameters.iter().find(|p| p.name == KIND).map(|p| &p.semantics.relations);
    let member = relations.and_then(|r| r.get(kind)?.get(end)?.as_str().map(str::to_owned)).unwrap_or_default();
    let mut days = BTreeSet::new();
    for alternative in member.split(" | ") {
        let Some((entity, path)) = alternative.split_once('.') else { continue };
        let column = tables.of_entity(entity).and_then(|(table, _)| table.column(path));
        days.extend(column.map(moments).unwrap_or_default());
    }
    days.into_iter().collect()
}
