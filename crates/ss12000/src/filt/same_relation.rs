//! `ss12000/filter-same-relation`: an organisation and a date have to hold for one and the same relation of a person.

use samspel_model::Observation;
use samspel_suite::{Check, CheckError, Context};

use super::filter::Asked;
use super::relations::{AT, TYPE, literal};
use crate::oracle::{Question, choose, expected, judge, undecidable, values};
use crate::snapshot::Cell;

pub(super) const CHECK: Check = Check { id: "ss12000/filter-same-relation", run: |ctx| Box::pin(run(ctx)) };

/// Bounds that one relation of a person can hold while another one at the same time does not.
const BOUNDS: [&str; 2] = ["relationship.endDate.onOrAfter", "relationship.startDate.onOrBefore"];
/// Days and organisations that are combined.
const DAYS: usize = 12;
/// Rows that are gone through to find combinations that tell relations apart, and how many of those are compared.
const EFFORT: usize = 2_000_000;
const FOUND: usize = 12;
/// Questions that are asked.
const QUESTIONS: usize = 2;
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
    let parameters = |(organisation, bound, day): &(String, &str, String)| {
        vec![literal.clone(), (AT.to_owned(), organisation.clone()), ((*bound).to_owned(), day.clone())]
    };
    let mixes = |candidate: &&(String, &str, String)| tells_apart(&asked, &parameters(candidate));
    let effort = (EFFORT / asked.tables.table().len().max(1)).clamp(20, candidates.len().max(20));
    // Few combinations tell relations apart, so they are looked for first.
    let telling: Vec<_> = candidates.iter().take(effort).filter(mixes).take(FOUND).cloned().collect();
    let question = |candidate: &_| Question::new(&asked.tables, &asked.operation, parameters(candidate)).ok();
    let questions = choose(ctx, &asked.tables, &ctx.test, &telling, QUESTIONS, question);
    let told = judge(ctx, &asked.requirement, &asked.operation, &asked.tables, questions).await?;
    Ok(if told.is_empty() { vec![asked.nothing_splits()] } else { told })
}

/// Whether some person fulfils the conditions by different relations only.
fn tells_apart(asked: &Asked, parameters: &[(String, String)]) -> bool {
    let rows = |parameters: &[(String, String)]| expected(&asked.tables, &asked.operation, parameters).ok();
    let [kind, conditions @ ..] = parameters else { return false };
    let each = conditions.iter().map(|condition| rows(&[kind.clone(), condition.clone()]));
    let apart = each.reduce(|all, one| Some(all?.and(&one?))).flatten();
    rows(parameters).zip(apart).is_some_and(|(together, apart)| together.differs_from(&apart))
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
