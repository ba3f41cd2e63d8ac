//! `ss12000/malformed-input`: whatever is wrong with a request, the system refuses it and does not break.
//!
//! What is wrong is drawn from the contract with the seed of the run, in several places at once. A request that shows a fault is
//! made smaller until nothing can be taken away.

use samspel_contract::Operation;
use samspel_exchange::Exchange;
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use super::hostile::{Mutation, mutations, request};
use super::shrink::shrink;
use crate::http::positive::{self, Positive};
use crate::requests;
use samspel_suite::observe::{against, answer, decides_nothing, undecided, witness};

const RULE: &str = "SS12K-ERR-007";

/// Malformed requests for each operation.
const REQUESTS: usize = 10;

pub(super) const CHECK: Check = Check { id: "ss12000/malformed-input", run: |ctx| Box::pin(run(ctx)) };

/// A way in which a system takes a malformed request wrongly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wrong {
    /// It breaks.
    ServerError,
    /// It answers as if nothing were wrong.
    TakenAsGood,
}

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let (operation, _) = match Positive::of_case(ctx).await? {
        Ok(good) => good,
        Err(said) => return Ok(said),
    };
    let required = positive::required(ctx, &operation).await?;
    let mut rng = requests::rng(ctx.seed, &ctx.test);
    let mut refused = 0;
    let mut told = Vec::new();
    for _ in 0..REQUESTS {
        let drawn = mutations(&operation, &mut rng);
        if drawn.is_empty() {
            continue;
        }
        let exchange = ctx.session.send(request(&operation, &required, &drawn)).await?;
        let Some(wrong) = wrong(&drawn, &exchange) else {
            match status(&exchange) {
                // Turned away at the door, before anyone looked at what was wrong with it.
                None => told.push(no_answer(&operation, &exchange)),
                Some(status) if decides_nothing(status) => told.push(no_answer(&operation, &exchange)),
                Some(400..500) => refused += 1,
                Some(_) => {}
            }
            continue;
        };
        // After a failure a server may be in disorder for a moment: only what fails again is blamed.
        let again = ctx.session.send(request(&operation, &required, &drawn)).await?;
        if self::wrong(&drawn, &again) != Some(wrong) {
            let reason = Message::new("malformed-once").with("operation", operation.id.as_str());
            told.push(undecided(RULE, Gap::NoAnswer, reason.with("answer", answer(&exchange))));
            continue;
        }
        told.push(blame(ctx, &operation, &required, (drawn, again), wrong).await?);
    }
    if refused > 0 {
        let seen = Message::new("malformed-refused").with("operation", operation.id.as_str()).with("count", refused);
        told.push(witness(RULE, refused, seen));
    } else if told.is_empty() {
        let reason = Message::new("malformed-none-refused").with("operation", operation.id.as_str());
        told.push(undecided(RULE, Gap::NoData, reason));
    }
    Ok(told)
}

fn no_answer(operation: &Operation, exchange: &Exchange) -> Observation {
    let reason = Message::new("no-answer").with("operation", operation.id.as_str());
    undecided(RULE, Gap::NoAnswer, reason.with("answer", answer(exchange)))
}

async fn blame(
    ctx: &Context,
    operation: &Operation,
    required: &[(String, String)],
    found: (Vec<Mutation>, Exchange),
    wrong: Wrong,
) -> Result<Observation, CheckError> {
    let shows = move |mutations: &[Mutation], exchange: &Exchange| self::wrong(mutations, exchange) == Some(wrong);
    let (smallest, exchange) = shrink(ctx, operation, required, found, &shows).await?;
    let summary = match wrong {
        Wrong::ServerError => "malformed-server-error",
        Wrong::TakenAsGood => "malformed-taken-as-good",
    };
    let places: Vec<&str> = smallest.iter().map(|m| m.place.as_str()).collect();
    Ok(against(RULE, Message::new(summary))
        .expected("HTTP 4xx")
        .observed(answer(&exchange))
        .sample(format!("{} {}", operation.path, places.join(" & ")))
        .exchange(&exchange)
        .contradiction())
}

fn status(exchange: &Exchange) -> Option<u16> {
    exchange.outcome.as_ref().ok().map(|response| response.status)
}

/// How the system took it wrongly, if it did. Overload (429, 502-504) and what is not offered (501) decide nothing.
fn wrong(mutations: &[Mutation], exchange: &Exchange) -> Option<Wrong> {
    match status(exchange)? {
        501..=504 => None,
        500..=599 => Some(Wrong::ServerError),
        200..=299 if mutations.iter().any(|m| m.binding) => Some(Wrong::TakenAsGood),
        _ => None,
    }
}
