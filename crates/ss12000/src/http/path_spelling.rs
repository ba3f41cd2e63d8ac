//! Paths are spelt as documented; where one is not found, misspellings met in the field explain why (HTTP-016).

use samspel_contract::Operation;
use samspel_exchange::{Exchange, Request};
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};
use serde_json::Value;

use super::positive::Positive;
use crate::requests;
use crate::run_state::{self, Standing};
use samspel_suite::observe::{against, undecided, witness};

pub(crate) const CHECK: Check = Check { id: "ss12000/path-spelling", run: |ctx| Box::pin(run(ctx)) };

const REQUIREMENT: &str = "SS12K-HTTP-016";

/// Misspellings met in the field that no rule produces.
const FIELD: [(&str, &[&str]); 7] = [
    ("/organisations", &["/organizations"]),
    ("/programmes", &["/programs"]),
    ("/syllabuses", &["/syllabi", "/courses"]),
    ("/schoolUnitOfferings", &["/offerings"]),
    ("/attendances", &["/attendance"]),
    ("/attendanceSchedule", &["/attendancesSchedule", "/attendancesScedule"]),
    ("/absences", &["/absence"]),
];

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let operation = run_state::operation(ctx).await?;
    let discovery = run_state::discovery(ctx).await?;
    let named = |id: &str| Message::new(id).with("operation", operation.id.as_str());
    let probed = discovery.get(&operation.id);
    if probed.is_some_and(|p| p.standing == Standing::Offered) {
        let positive = Positive::ask(ctx, &operation).await?;
        return Ok(positive.obstacle(ctx).unwrap_or_else(|| vec![witness(REQUIREMENT, 1, named("path-as-written"))]));
    }
    let obstacle = discovery.obstacle(ctx, &operation.id);
    if !probed.is_some_and(|p| p.standing == Standing::Refused { status: 404 }) {
        return Ok(obstacle.unwrap_or_else(|| vec![undecided(REQUIREMENT, Gap::NoData, named("path-undecided"))]));
    }
    let required = probed.map(|p| p.required.clone()).unwrap_or_default();
    let ask = |path: String| requests::with_query(Request::get(&operation.id, path), &required);
    // A system that answers any path with a list says nothing by answering a misspelt one.
    let anything = ctx.session.send(ask(format!("/samspel-{}", requests::unknown_uuid(ctx, &ctx.test)))).await?;
    if !is_list(&anything) {
        for path in misspellings(&operation) {
            let exchange = ctx.session.send(ask(path.clone())).await?;
            if is_list(&exchange) {
                return Ok(vec![
                    against(REQUIREMENT, Message::new("path-misspelt"))
                        .expected(format!("GET {}", operation.path))
                        .observed(format!("GET {path}"))
                        .exchange(&exchange)
                        .contradiction(),
                ]);
            }
        }
    }
    Ok(obstacle.unwrap_or_default())
}

fn is_list(exchange: &Exchange) -> bool {
    let response = exchange.outcome.as_ref().ok().filter(|r| r.is_success());
    let body: Option<Value> = response.and_then(|r| r.json().ok());
    body.is_some_and(|b| b.is_array() || b.get("data").is_some_and(Value::is_array))
}

/// Wrong letter case, wrong number, and what was met in the field.
fn misspellings(operation: &Operation) -> Vec<String> {
    let path = operation.path.as_str();
    let mut candidates = vec![path.to_ascii_lowercase(), kebab(path, '-'), kebab(path, '_')];
    candidates.push(match path.strip_suffix('s') {
        Some(singular) => singular.to_owned(),
        None => format!("{path}s"),
    });
    if path == "/studyplans" {
        candidates.extend(["/studyPlans".to_owned(), "/study-plans".to_owned()]);
    }
    candidates.extend(
        FIELD.iter().filter(|(right, _)| *right == path).flat_map(|(_, wrong)| wrong.iter().map(|w| (*w).to_owned())),
    );
    let mut misspellings: Vec<String> = Vec::new();
    for candidate in candidates {
        if candidate != path && !misspellings.contains(&candidate) {
            misspellings.push(candidate);
        }
    }
    misspellings
}

fn kebab(path: &str, separator: char) -> String {
    path.chars().fold(String::new(), |mut all, letter| {
        if letter.is_ascii_uppercase() {
            all.push(separator);
        }
        all.push(letter.to_ascii_lowercase());
        all
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use samspel_contract::Contract;

    use super::*;

    fn of(operation: &str) -> Vec<String> {
        misspellings(Contract::embedded("2.1").unwrap().operation(operation).unwrap())
    }

    #[test]
    fn misspellings_met_in_the_field_are_tried() {
        assert!(of("listStudyplans").contains(&"/studyPlans".to_owned()));
        assert!(of("listSchoolUnitOfferings").contains(&"/schoolunitofferings".to_owned()));
        assert!(of("listAttendanceSchedule").contains(&"/attendanceSchedules".to_owned()));
        assert!(of("listAttendances").contains(&"/attendance".to_owned()));
    }

    #[test]
    fn no_misspelling_is_a_documented_path() {
        let contract = Contract::embedded("2.1").unwrap();
        for operation in contract.operations().iter().filter(|o| o.kind == samspel_contract::Kind::List) {
            for path in misspellings(operation) {
                assert!(contract.operations().iter().all(|o| o.path != path), "{path}");
            }
        }
    }
}
