//! An array parameter given twice means either value; a comma is part of a value (HTTP-007).

use samspel_contract::{Operation, Parameter};
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use crate::oracle::{Expected, Inquiry, Question, Tables, Verdict, observe, two};
use crate::run_state;
use samspel_suite::observe::{undecided, witness};

pub(crate) const CHECK: Check = Check { id: "ss12000/repeated-parameter", run: |ctx| Box::pin(run(ctx)) };

const REQUIREMENT: &str = "SS12K-HTTP-007";

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let operation = run_state::operation(ctx).await?;
    if let Some(said) = run_state::discovery(ctx).await?.obstacle(ctx, &operation.id) {
        return Ok(said);
    }
    let tables = Tables::read(ctx, &operation, &[]).await?;
    let named = |id: &str| Message::new(id).with("operation", operation.id.as_str());
    if !tables.is_complete() {
        return Ok(vec![undecided(REQUIREMENT, Gap::NoAnswer, named("oracle-list-not-read"))]);
    }
    let mut told = Vec::new();
    for parameter in operation.parameters.iter().filter(|p| p.data_type == "array" && p.name != "parent") {
        let is_compared = matches!(parameter.semantics.op.as_str(), "in" | "overlaps");
        if let Some(question) = is_compared.then(|| two(&operation, &tables, parameter)).flatten() {
            told.extend(twice(ctx, &operation, &tables, parameter, question).await?);
        }
    }
    if told.is_empty() {
        told.push(undecided(REQUIREMENT, Gap::NoData, named("repeated-nothing-splits")));
    }
    Ok(told)
}

/// Two values of one parameter, given twice and joined by a comma.
async fn twice(
    ctx: &Context,
    operation: &Operation,
    tables: &Tables,
    parameter: &Parameter,
    question: Question,
) -> Result<Vec<Observation>, CheckError> {
    let named =
        |id: &str| Message::new(id).with("operation", operation.id.as_str()).with("parameter", parameter.name.as_str());
    let mut inquiry = Inquiry::new(ctx, operation, tables);
    // Without a filter that works for each value alone, two values say nothing.
    for one in &question.parameters {
        let works = match Question::new(tables, operation, vec![one.clone()]) {
            Ok(one) => inquiry.works(&one).await?,
            Err(_) => false,
        };
        if !works {
            return Ok(vec![undecided(REQUIREMENT, Gap::OtherFault, named("repeated-single-fails"))]);
        }
    }
    let union = question.expected().clone();
    let joined: Vec<&str> = question.parameters.iter().map(|(_, value)| value.as_str()).collect();
    let joined = (parameter.name.clone(), joined.join(","));
    inquiry.ask(question).await?;
    let mut told = observe(REQUIREMENT, operation, tables, &inquiry.close().await?);
    // One value with a comma in it must not be taken for two. Where the two cover everything, an ignored filter would look alike.
    if union.splits() {
        let nothing = Expected::nothing(tables.rows());
        let question =
            Question::expecting(tables, operation, vec![joined], nothing).suspecting("repeated-comma-splits", union);
        let mut inquiry = Inquiry::new(ctx, operation, tables);
        inquiry.ask(question).await?;
        for judged in inquiry.close().await? {
            match &judged.verdict {
                Verdict::Wrong(wrong) if wrong.mistake == Some("repeated-comma-splits") => {
                    told.extend(observe(REQUIREMENT, operation, tables, std::slice::from_ref(&judged)));
                }
                Verdict::Right(_) | Verdict::Refused { .. } | Verdict::Wrong(_) => {
                    told.push(witness(REQUIREMENT, 1, named("repeated-comma-kept")));
                }
                Verdict::Drift | Verdict::Paging | Verdict::Nothing { .. } | Verdict::Unconfirmed => {}
            }
        }
    }
    Ok(told)
}
