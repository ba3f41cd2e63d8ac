//! A list that answers 200 has applied every filter: alone, and two together (HTTP-010). A filter that a system does not have
//! is better refused than ignored (HTTP-011).

use samspel_contract::{Operation, Parameter};
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use crate::oracle::{Inquiry, Judged, Question, Tables, Verdict, both, choose, is_special, observe, simple, values};
use crate::run_state;
use samspel_suite::observe::{not_applicable, undecided, witness};

pub(crate) const CHECK: Check = Check { id: "ss12000/filters-applied", run: |ctx| Box::pin(run(ctx)) };

const APPLIED: &str = "SS12K-HTTP-010";
const REFUSED: &str = "SS12K-HTTP-011";

/// Values of each parameter that are looked at to find two filters that overlap in part.
const VALUES: usize = 6;

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let operation = run_state::operation(ctx).await?;
    if let Some(said) = run_state::discovery(ctx).await?.obstacle(ctx, &operation.id) {
        return Ok(said);
    }
    let tables = Tables::read(ctx, &operation, &[]).await?;
    let named = |id: &str| Message::new(id).with("operation", operation.id.as_str());
    if !tables.is_complete() {
        return Ok([APPLIED, REFUSED].map(|r| undecided(r, Gap::NoAnswer, named("oracle-list-not-read"))).into());
    }
    let mut inquiry = Inquiry::new(ctx, &operation, &tables);
    let mut right: Vec<&Parameter> = Vec::new();
    for (parameter, _) in simple(tables.table(), &operation) {
        if let Some(question) = single(ctx, &operation, &tables, parameter)
            && inquiry.ask(question).await?
        {
            right.push(parameter);
        }
    }
    if let Some(question) = overlapping(&operation, &tables, &right) {
        inquiry.ask(question).await?;
    }
    Ok(told(&operation, &tables, inquiry.close().await?))
}

/// A parameter with the value that shows most.
fn single(ctx: &Context, operation: &Operation, tables: &Tables, parameter: &Parameter) -> Option<Question> {
    let of = |value: &String| Question::new(tables, operation, vec![(parameter.name.clone(), value.clone())]).ok();
    let splits = |value: &String| of(value).filter(|question| question.expected().splits());
    choose(ctx, tables, &format!("{}/{}", ctx.test, parameter.name), &plain(tables, parameter), 1, splits).pop()
}

/// Two filters that work alone, with values of which the one cuts the other in part.
fn overlapping(operation: &Operation, tables: &Tables, right: &[&Parameter]) -> Option<Question> {
    let few = |parameter| plain(tables, parameter).into_iter().take(VALUES).collect::<Vec<_>>();
    right.iter().enumerate().find_map(|(at, one)| {
        right[at + 1..].iter().find_map(|other| both(operation, tables, (one, &few(one)), (other, &few(other))))
    })
}

/// Values that need no encoding, where there are any: how special characters arrive is another question.
fn plain(tables: &Tables, parameter: &Parameter) -> Vec<String> {
    let all = values(tables, parameter);
    let plain: Vec<String> = all.iter().filter(|value| !is_special(value)).cloned().collect();
    if plain.is_empty() { all } else { plain }
}

fn told(operation: &Operation, tables: &Tables, judged: Vec<Judged>) -> Vec<Observation> {
    let named = |id: &str| Message::new(id).with("operation", operation.id.as_str());
    let is_refused = |judged: &Judged| matches!(judged.verdict, Verdict::Refused { .. });
    let (refused, others): (Vec<Judged>, Vec<Judged>) = judged.into_iter().partition(is_refused);
    let mut told = observe(APPLIED, operation, tables, &others);
    for refused in &refused {
        let reason = named("filter-refused").with("filter", refused.question.shown.as_str());
        told.push(undecided(APPLIED, Gap::OtherFault, reason));
    }
    if told.is_empty() {
        told.push(undecided(APPLIED, Gap::NoData, named("filter-nothing-splits")));
    }
    let is_ignored =
        |judged: &Judged| matches!(&judged.verdict, Verdict::Wrong(wrong) if wrong.mistake == Some("oracle-ignored"));
    let ignored: Vec<Judged> = others.into_iter().filter(is_ignored).collect();
    if !refused.is_empty() {
        let count = u64::try_from(refused.len()).unwrap_or(u64::MAX);
        told.push(witness(REFUSED, count, named("filter-unsupported-refused").with("count", count)));
    } else if ignored.is_empty() {
        told.push(not_applicable(REFUSED, named("filter-all-supported")));
    }
    told.extend(observe(REFUSED, operation, tables, &ignored));
    told
}
