//! `ss12000/meta-combined`: bounds on both times, and other filters beside them, all apply.

use samspel_contract::{Operation, Parameter};
use samspel_model::Observation;
use samspel_suite::{Check, CheckError, Context};

use super::instants::unsound;
use crate::date::moment::{Ready, moments, nothing_splits, ready, written};
use crate::oracle::{Inquiry, Question, Tables, choose, is_special, observe, values};

const RULE: &str = "SS12K-META-011";
/// Moments of a field that are combined.
const MOMENTS: usize = 6;
/// Values of another filter that are combined.
const VALUES: usize = 4;
/// Other filters that are looked at for one that combines.
const FILTERS: usize = 4;

pub(super) const CHECK: Check = Check { id: "ss12000/meta-combined", run: |ctx| Box::pin(run(ctx)) };

type Pair = [(String, String); 2];

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let is_used = |p: &Parameter| p.name.starts_with("meta.") || is_plain(p);
    let (operation, tables) = match ready(ctx, is_used).await? {
        Ready::Yes(operation, tables) => (operation, tables),
        Ready::Instead(instead) => return Ok(instead),
    };
    let bounds = |name: &str| bounds(&tables, name);
    let window = pairs(&bounds("meta.modified.after"), &bounds("meta.modified.before"));
    let both = pairs(&bounds("meta.created.after"), &bounds("meta.modified.before"));
    let beside = pairs(&filters(&operation, &tables), &bounds("meta.modified.after"));
    let mut told = Vec::new();
    let mut questions = Vec::new();
    for (name, candidates) in [
        ("meta.modified.after + meta.modified.before", window),
        ("meta.created.after + meta.modified.before", both),
        ("meta.modified.after + …", beside),
    ] {
        let purpose = format!("{}/{name}", ctx.test);
        let chosen = choose(ctx, &tables, &purpose, &candidates, 1, |pair| question(&tables, &operation, pair));
        if chosen.is_empty() {
            told.push(nothing_splits(RULE, &operation, name));
        }
        questions.extend(chosen);
    }
    // Only what each parameter does alone can be expected of them together.
    let mut inquiry = Inquiry::new(ctx, &operation, &tables);
    for question in questions {
        let alone: Vec<_> = question.parameters.iter().map(|parameter| vec![parameter.clone()]).collect();
        if let Some(question) = inquiry.ask_beyond(&alone, question).await? {
            told.push(unsound(RULE, &operation, &question));
        }
    }
    told.extend(observe(RULE, &operation, &tables, &inquiry.close().await?));
    Ok(told)
}

/// A question with both parameters, if each of them makes a difference.
fn question(tables: &Tables, operation: &Operation, pair: &Pair) -> Option<Question> {
    let of = |parameters: Vec<(String, String)>| Question::new(tables, operation, parameters).ok();
    let both = of(pair.to_vec())?;
    let each = [of(vec![pair[0].clone()])?, of(vec![pair[1].clone()])?];
    each.iter().all(|one| one.expected().differs_from(both.expected())).then_some(both)
}

fn pairs(first: &[(String, String)], second: &[(String, String)]) -> Vec<Pair> {
    first.iter().flat_map(|one| second.iter().map(move |other| [one.clone(), other.clone()])).collect()
}

/// A bound at moments that lie evenly over the records.
fn bounds(tables: &Tables, name: &str) -> Vec<(String, String)> {
    let field = name.rsplit_once('.').map_or(name, |(field, _)| field);
    let moments = tables.table().column(field).map(moments).unwrap_or_default();
    let step = moments.len().div_ceil(MOMENTS).max(1);
    moments.iter().step_by(step).map(|moment| (name.to_owned(), written(*moment))).collect()
}

/// Other filters with some of their values.
fn filters(operation: &Operation, tables: &Tables) -> Vec<(String, String)> {
    let with_values = |p: &Parameter| -> Vec<(String, String)> {
        let plain = values(tables, p).into_iter().filter(|value| !is_special(value));
        plain.take(VALUES).map(|value| (p.name.clone(), value)).collect()
    };
    let filters = operation.parameters.iter().filter(|p| is_plain(p)).map(with_values);
    filters.filter(|values| values.len() > 1).take(FILTERS).flatten().collect()
}

/// Whether a parameter compares a field of the record itself.
fn is_plain(parameter: &Parameter) -> bool {
    let semantics = &parameter.semantics;
    matches!(semantics.op.as_str(), "eq" | "in" | "anyEq" | "overlaps")
        && parameter.place == "query"
        && parameter.name != "parent"
        && semantics.field.as_deref().is_some_and(|field| !field.contains([' ', '(', '|']))
}
