//! `ss12000/filter-same-relation`: an organisation and a date have to hold for one and the same relation of a person.

use samspel_model::Observation;
use samspel_suite::{Check, CheckError, Context};

use super::filter::Asked;
use super::relations::{AT, TYPE, literal};
use crate::oracle::{Question, choose, judge, undecidable, values};
use crate::snapshot::Cell;

pub(super) const CHECK: Check = Check { id: "ss12000/filter-same-relation", run: |ctx| Box::pin(run(ctx)) };

/// Bounds that one relation of a person can hold while another one at the same time does not.
const BOUNDS: [&str; 2] = ["relationship.endDate.onOrAfter", "relationship.startDate.onOrBefore"];
/// Days and organisations that are combined.
const DAYS: usize = 12;
const ORGANISATIONS: usize = 40;

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let asked = match Asked::of(ctx, AT).await? {
        Ok(asked) => asked,
        Err(said) => return Ok(said),
    };
    let literal = match literal(ctx, &asked)? {
        Ok(literal) => literal,
        Err(said) => return Ok(vec![said]),
    };
    if let Err(why) = Question::new(&asked.tables, &asked.operation, vec![literal.clone()]) {
        return Ok(vec![undecidable(&asked.requirement, &asked.operation.id, TYPE, &why)]);
    }
    let days = days(&asked, &literal.1);
    let organisations = values(&asked.tables, &asked.parameter);
    let mut candidates = Vec::new();
    for organisation in organisations.iter().take(ORGANISATIONS) {
        for day in &days {
            candidates.extend(BOUNDS.map(|bound| (organisation.clone(), bound, day.clone())));
        }
    }
    let question = |(organisation, bound, day): &(String, &str, String)| {
        let parameters =
            vec![literal.clone(), (AT.to_owned(), organisation.clone()), ((*bound).to_owned(), day.clone())];
        let question = Question::new(&asked.tables, &asked.operation, parameters).ok()?;
        question.tells_mistake("oracle-relations-mixed").then_some(question)
    };
    let questions = choose_among_all(ctx, &asked, &candidates, question);
    let told = judge(ctx, &asked.requirement, &asked.operation, &asked.tables, questions).await?;
    Ok(if told.is_empty() { vec![asked.nothing_splits()] } else { told })
}

/// Few combinations tell relations apart, so all are looked at until one does; a second that also has hits is added.
fn choose_among_all<T: Clone>(
    ctx: &Context,
    asked: &Asked,
    candidates: &[T],
    question: impl Fn(&T) -> Option<Question>,
) -> Vec<Question> {
    let effort = (20_000_000 / asked.tables.table().len().max(1)).clamp(20, 2000);
    let telling: Vec<T> =
        candidates.iter().take(effort).filter(|candidate| question(candidate).is_some()).take(20).cloned().collect();
    choose(ctx, &asked.tables, &ctx.test, &telling, 2, question)
}

/// First and last days of relations of this kind.
fn days(asked: &Asked, relation: &str) -> Vec<String> {
    let (entity, carrier) = match relation {
        "duty" => ("Duty", ""),
        "enrolment" | "responsibleFor.enrolment" => ("Person", "enrolments[]."),
        "groupMembership" => ("Group", "groupMemberships[]."),
        _ => ("Placement", ""),
    };
    let Some((table, _)) = asked.tables.of_entity(entity) else { return Vec::new() };
    let mut days: Vec<Cell> = ["startDate", "endDate"]
        .iter()
        .filter_map(|end| table.column(&format!("{carrier}{end}")))
        .flat_map(|column| column.all().map(|(_, cell)| cell))
        .filter(|cell| cell.is_known())
        .collect();
    days.sort_unstable();
    days.dedup();
    let step = days.len().div_ceil(DAYS).max(1);
    days.into_iter().step_by(step).filter_map(Cell::written).collect()
}
