//! A method that is not documented for a path does not succeed (HTTP-005).
//!
//! Nothing is put at risk: requests carry no body, methods that write go to a test environment only, and DELETE only to an id
//! that no system can know. A production system gets a method that is safe by definition and that no SS 12000 path has.

use samspel_contract::{Contract, Kind, Method, Operation};
use samspel_exchange::Request;
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context, Environment};

use super::positive::Positive;
use crate::{requests, run_state};
use samspel_suite::observe::{against, answer, undecided, witness};

pub(crate) const CHECK: Check = Check { id: "ss12000/undocumented-method", run: |ctx| Box::pin(run(ctx)) };

const REQUIREMENT: &str = "SS12K-HTTP-005";

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let (operation, _) = match Positive::of_case(ctx).await? {
        Ok(good) => good,
        Err(said) => return Ok(said),
    };
    let contract = run_state::contract(ctx).await?;
    let named = |id: &str| Message::new(id).with("operation", operation.id.as_str());
    let test = ctx.target.environment == Environment::Test;
    let unknown = requests::unknown_uuid(ctx, &ctx.test);
    let mut refused = 0;
    let mut told = Vec::new();
    for request in attempts(&contract, &operation, test, &unknown) {
        let exchange = ctx.session.send(request).await?;
        match &exchange.outcome {
            Ok(response) if response.is_success() => told.push(
                against(REQUIREMENT, Message::new("undocumented-method-succeeds"))
                    .expected("HTTP 405")
                    .observed(answer(&exchange))
                    .sample(format!("{} {}", exchange.request.method, operation.path))
                    .exchange(&exchange)
                    .contradiction(),
            ),
            Ok(response) if response.status >= 400 && !matches!(response.status, 429 | 502..=504) => refused += 1,
            _ => told.push(undecided(REQUIREMENT, Gap::NoAnswer, named("no-answer").with("answer", answer(&exchange)))),
        }
    }
    if refused > 0 {
        told.push(witness(REQUIREMENT, refused, named("undocumented-method-refused").with("count", refused)));
    }
    Ok(told)
}

/// Requests with methods that the path does not have.
fn attempts(contract: &Contract, operation: &Operation, test: bool, unknown: &str) -> Vec<Request> {
    let has = |method: Method| contract.operations().iter().any(|o| o.path == operation.path && o.method == method);
    let path = operation.path.replace("{id}", unknown);
    let of = |method: &str| Request::get(&operation.id, path.clone()).method(method);
    let mut attempts = Vec::new();
    // GET /persons/lookup may be read as GET /persons/{id} with a bad id, which is refused as well.
    if operation.kind == Kind::Lookup && !has(Method::Get) {
        attempts.push(of("GET"));
    }
    if test {
        attempts.push(of("PUT"));
        if !has(Method::Patch) {
            attempts.push(of("PATCH"));
        }
        if operation.kind == Kind::ById && !has(Method::Delete) {
            attempts.push(of("DELETE"));
        }
    } else {
        attempts.push(of("PROPFIND"));
    }
    attempts
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;

    fn made(operation: &str, test: bool) -> Vec<(String, String)> {
        let contract = Contract::embedded("2.1").unwrap();
        let attempts =
            attempts(&contract, contract.operation(operation).unwrap(), test, "0a0b0c0d-0000-4000-8000-000000000001");
        attempts.into_iter().map(|r| (r.method, r.path)).collect()
    }

    #[test]
    fn production_systems_are_only_read() {
        for operation in ["listPersons", "getPerson", "lookupPersons", "listAttendances"] {
            assert!(made(operation, false).iter().all(|(method, _)| matches!(method.as_str(), "GET" | "PROPFIND")));
        }
        assert_eq!(made("listPersons", false), [("PROPFIND".to_owned(), "/persons".to_owned())]);
    }

    #[test]
    fn collections_are_never_asked_to_be_deleted() {
        assert!(made("listPersons", true).iter().all(|(method, _)| method != "DELETE"));
    }

    #[test]
    fn documented_methods_are_not_tried() {
        let methods = |operation: &str| made(operation, true).into_iter().map(|(m, _)| m).collect::<Vec<_>>();
        assert!(methods("getPerson").contains(&"DELETE".to_owned()));
        assert!(!methods("getAttendance").contains(&"DELETE".to_owned()));
        assert!(!methods("getSubscription").contains(&"PATCH".to_owned()));
    }

    #[test]
    fn an_id_in_the_path_is_one_that_no_system_knows() {
        assert!(made("getPerson", true).iter().all(|(_, path)| path.ends_with("000000000001")));
    }
}
