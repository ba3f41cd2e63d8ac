//! Persons by their relations: `ss12000/filter-relation` (a kind of relation), `ss12000/filter-relation-organisation` (a kind at an
//! organisation) and `ss12000/filter-any-relation` (any kind at an organisation).

use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use super::filter::Asked;
use crate::oracle::{Question, choose, expected_below, judge, undecidable, values};
use samspel_suite::observe::{not_applicable, undecided};

pub(super) const KIND: Check = Check { id: "ss12000/filter-relation", run: |ctx| Box::pin(kind(ctx)) };
pub(super) const ORGANISATION: Check =
    Check { id: "ss12000/filter-relation-organisation", run: |ctx| Box::pin(organisation(ctx)) };
pub(super) const ANY_KIND: Check = Check { id: "ss12000/filter-any-relation", run: |ctx| Box::pin(any_kind(ctx)) };

/// Parameter with the kind of relation.
pub(super) const TYPE: &str = "relationship.entity.type";
/// Parameter with the organisation of the relation.
pub(super) const AT: &str = "relationship.organisation";
/// Organisations that are asked for with one kind.
const ORGANISATIONS: usize = 2;

/// Parameter and literal of the case's kind; an observation when the edition does not have it.
pub(super) fn literal(ctx: &Context, asked: &Asked) -> Result<Result<(String, String), Observation>, CheckError> {
    let relation: String = ctx.with("relation")?;
    let kinds = asked.operation.parameters.iter().find(|p| p.name == TYPE).and_then(|p| p.values.as_ref());
    if kinds.is_some_and(|kinds| kinds.contains(&relation)) {
        return Ok(Ok((TYPE.to_owned(), relation)));
    }
    let reason = Message::new("filt-not-in-edition")
        .with("operation", asked.operation.id.as_str())
        .with("question", format!("{TYPE}={relation}"));
    Ok(Err(not_applicable(&asked.requirement, reason)))
}

async fn kind(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let asked = match Asked::of(ctx, TYPE).await? {
        Ok(asked) => asked,
        Err(said) => return Ok(said),
    };
    let literal = match literal(ctx, &asked)? {
        Ok(literal) => literal,
        Err(said) => return Ok(vec![said]),
    };
    match Question::new(&asked.tables, &asked.operation, vec![literal]) {
        Err(why) => Ok(vec![undecidable(&asked.requirement, &asked.operation.id, TYPE, &why)]),
        // With nobody in such a relation, an empty answer would not show that the relation is looked at.
        Ok(question) => said(ctx, &asked, vec![question]).await,
    }
}

async fn organisation(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let asked = match Asked::of(ctx, AT).await? {
        Ok(asked) => asked,
        Err(said) => return Ok(said),
    };
    let literal = match literal(ctx, &asked)? {
        Ok(literal) => literal,
        Err(said) => return Ok(vec![said]),
    };
    if let Err(why) = Question::new(&asked.tables, &asked.operation, vec![literal.clone()]) {
        return Ok(vec![undecidable(&asked.requirement, &asked.operation.id, AT, &why)]);
    }
    at_organisations(ctx, &asked, vec![literal]).await
}

async fn any_kind(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    match Asked::of(ctx, AT).await? {
        Ok(asked) => at_organisations(ctx, &asked, Vec::new()).await,
        Err(said) => Ok(said),
    }
}

/// Asks for relations at some organisations. Whether an organisation stands for what lies below it is not stated.
async fn at_organisations(
    ctx: &Context,
    asked: &Asked,
    first: Vec<(String, String)>,
) -> Result<Vec<Observation>, CheckError> {
    let question = |id: &String| {
        let mut parameters = first.clone();
        parameters.push((AT.to_owned(), id.clone()));
        let question = Question::new(&asked.tables, &asked.operation, parameters).ok()?;
        let below = expected_below(&asked.tables, &asked.operation, &question.parameters).ok()?;
        let differs = below.differs_from(question.expected());
        Some(if differs { question.or_reading(Some("filt-relation-below"), below) } else { question })
    };
    let organisations = values(&asked.tables, &asked.parameter);
    let questions = choose(ctx, &asked.tables, &ctx.test, &organisations, ORGANISATIONS, question);
    said(ctx, asked, questions).await
}

async fn said(ctx: &Context, asked: &Asked, questions: Vec<Question>) -> Result<Vec<Observation>, CheckError> {
    let told = judge(ctx, &asked.requirement, &asked.operation, &asked.tables, questions).await?;
    if !told.is_empty() {
        return Ok(told);
    }
    let relation: String = ctx.with("relation").unwrap_or_default();
    let reason = Message::new("filt-no-such-relation")
        .with("operation", asked.operation.id.as_str())
        .with("relation", if relation.is_empty() { AT } else { relation.as_str() });
    Ok(vec![undecided(&asked.requirement, Gap::NoData, reason)])
}
