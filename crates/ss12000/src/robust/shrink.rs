//! The smallest request that still shows a fault.

use samspel_contract::Operation;
use samspel_exchange::Exchange;
use samspel_suite::{CheckError, Context};

use super::hostile::{Mutation, request};

/// Requests spent on making one request smaller.
const TRIES: usize = 16;

/// Takes things away from a faulty request while it still shows the fault: first whole mutations, then half of long values.
///
/// # Errors
/// When a request was not sent.
pub(super) async fn shrink(
    ctx: &Context,
    operation: &Operation,
    required: &[(String, String)],
    found: (Vec<Mutation>, Exchange),
    shows: &(dyn Fn(&[Mutation], &Exchange) -> bool + Sync),
) -> Result<(Vec<Mutation>, Exchange), CheckError> {
    let (mut smallest, mut shown) = found;
    let mut tries = 0;
    'smaller: while tries < TRIES {
        for candidate in smaller(&smallest) {
            tries += 1;
            let exchange = ctx.session.send(request(operation, required, &candidate)).await?;
            if shows(&candidate, &exchange) {
                (smallest, shown) = (candidate, exchange);
                continue 'smaller;
            }
            if tries >= TRIES {
                break;
            }
        }
        break;
    }
    Ok((smallest, shown))
}

/// What is a little smaller, the greatest step first.
fn smaller(mutations: &[Mutation]) -> Vec<Vec<Mutation>> {
    let mut candidates = Vec::new();
    if mutations.len() > 1 {
        for left_out in 0..mutations.len() {
            let rest = mutations.iter().enumerate().filter(|(n, _)| *n != left_out);
            candidates.push(rest.map(|(_, m)| m.clone()).collect());
        }
    }
    for (n, mutation) in mutations.iter().enumerate() {
        if let Some(half) = mutation.halved() {
            let mut candidate = mutations.to_vec();
            candidate[n] = half;
            candidates.push(candidate);
        }
    }
    candidates
}
