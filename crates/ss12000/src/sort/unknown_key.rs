//! `ss12000/sort-unknown-key`: a sort key that the list does not have is refused.

use samspel_contract::{Contract, Operation};
use samspel_exchange::Exchange;
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use super::reading::sort_keys;
use crate::http::positive::{self, Positive};
use crate::{requests, run_state};
use samspel_suite::observe::{against, answer, undecided, witness};

const RULE: &str = "SS12K-SORT-007";

/// A sort key that no list has.
pub(super) const NO_SUCH_KEY: &str = "SamspelFinnsInteAsc";

pub(super) const CHECK: Check = Check { id: "ss12000/sort-unknown-key", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let (operation, _) = match Positive::of_case(ctx).await? {
        Ok(good) => good,
        Err(said) => return Ok(said),
    };
    let contract = run_state::contract(ctx).await?;
    let required = positive::required(ctx, &operation).await?;
    let mut refused = 0;
    let mut observations: Vec<Observation> = Vec::new();
    let mut takes_anything = false;
    for (key, cause) in wrong_keys(&contract, &operation) {
        let request = requests::with_query(requests::plain(&operation), &required);
        let exchange = ctx.session.send(request.query("sortkey", key.clone()).query("limit", "5")).await?;
        let summary = match reaction(&exchange) {
            Reaction::Refused => {
                refused += 1;
                continue;
            }
            // A system that takes anything has one fault, not three.
            Reaction::Served if takes_anything => "sortkey-unknown-served",
            Reaction::Served => {
                takes_anything = key == NO_SUCH_KEY;
                cause
            }
            Reaction::OtherStatus => "sortkey-unknown-other-status",
            Reaction::Fails => "sortkey-unknown-fails",
            Reaction::Unclear => {
                let reason = Message::new("no-answer")
                    .with("operation", operation.id.as_str())
                    .with("answer", answer(&exchange));
                observations.push(undecided(RULE, Gap::OtherFault, reason));
                continue;
            }
        };
        observations.push(
            against(RULE, Message::new(summary))
                .expected("HTTP 400")
                .observed(answer(&exchange))
                .sample(format!("{} sortkey={key}", operation.id))
                .exchange(&exchange)
                .contradiction(),
        );
    }
    if refused > 0 {
        let seen = Message::new("sortkeys-unknown-refused").with("operation", operation.id.as_str());
        observations.push(witness(RULE, refused, seen.with("count", refused)));
    }
    Ok(observations)
}

/// How a system takes a sort key that the list does not have.
enum Reaction {
    Refused,
    Served,
    OtherStatus,
    Fails,
    Unclear,
}

fn reaction(exchange: &Exchange) -> Reaction {
    match exchange.outcome.as_ref().map(|r| r.status) {
        Ok(400) => Reaction::Refused,
        Ok(200..=299) => Reaction::Served,
        Ok(429 | 502..=504) | Err(_) => Reaction::Unclear,
        Ok(404 | 409 | 422) => Reaction::OtherStatus,
        Ok(500..=599) => Reaction::Fails,
        Ok(_) => Reaction::Unclear,
    }
}

/// Keys that the list does not have, with what it means when they are served: one that no list has, one in another letter case,
/// one of another list.
fn wrong_keys(contract: &Contract, operation: &Operation) -> Vec<(String, &'static str)> {
    let own: Vec<String> = sort_keys(operation).into_iter().map(|key| key.name).collect();
    let is_wrong = |key: &String| !own.contains(key);
    let mut keys = vec![(NO_SUCH_KEY.to_owned(), "sortkey-unknown-served")];
    // Names of dates differ most between lists: `registeredDateAsc` is the odd one.
    let other_case = own.iter().rev().map(|key| with_other_case(key)).find(is_wrong);
    keys.extend(other_case.map(|key| (key, "sortkey-other-case-served")));
    let mut foreign: Vec<String> =
        contract.operations().iter().flat_map(sort_keys).map(|key| key.name).filter(is_wrong).collect();
    foreign.sort_unstable();
    // Only one in capitals is certain to be of another list and not of this one in another case.
    let foreign = foreign.into_iter().find(|key| own.iter().all(|own| !own.eq_ignore_ascii_case(key)));
    keys.extend(foreign.map(|key| (key, "sortkey-foreign-served")));
    keys
}

fn with_other_case(key: &str) -> String {
    let mut letters = key.chars();
    let Some(first) = letters.next() else { return String::new() };
    let first = if first.is_ascii_uppercase() { first.to_ascii_lowercase() } else { first.to_ascii_uppercase() };
    std::iter::once(first).chain(letters).collect()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn no_wrong_key_is_one_of_the_list() {
        let contract = Contract::embedded("2.1").unwrap();
        for operation in contract.operations().iter().filter(|o| !sort_keys(o).is_empty()) {
            let keys = wrong_keys(&contract, operation);
            assert_eq!(keys.len(), 3, "{}", operation.id);
            let own: Vec<_> = sort_keys(operation).into_iter().map(|key| key.name).collect();
            assert!(keys.iter().all(|(key, _)| !own.contains(key)), "{} {keys:?}", operation.id);
        }
        let grades = wrong_keys(&contract, contract.operation("listGrades").unwrap());
        assert_eq!(grades[1].0, "RegisteredDateDesc");
    }
}
