//! `ss12000/parallel-readers`: readers at the same time do not disturb each other.

use futures::future::try_join_all;
use samspel_contract::Operation;
use samspel_exchange::Session;
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use crate::harvest::{End, Harvest, Key, Walk, Walked};
use crate::run_state;
use samspel_suite::observe::{against, decides_nothing, undecided, witness};

const RULE: &str = "SS12K-PAGE-009";

/// Readers at once.
const READERS: usize = 4;
/// Pages that a reader divides the list into, if it is long enough.
const PAGES: usize = 4;
/// Entries of the longest list that is read this often.
const LONGEST: usize = 5000;

pub(super) const CHECK: Check = Check { id: "ss12000/parallel-readers", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let operation = run_state::operation(ctx).await?;
    if let Some(obstacle) = run_state::discovery(ctx).await?.obstacle(ctx, &operation.id) {
        return Ok(obstacle);
    }
    let harvest = run_state::harvest(ctx, &operation.id).await?;
    let named = |id: &str| Message::new(id).with("operation", operation.id.as_str());
    let entries = harvest.table.len();
    if !harvest.walked.is_complete() {
        return Ok(vec![undecided(RULE, Gap::NoAnswer, named("parallel-list-unread"))]);
    }
    if !(PAGES..=LONGEST).contains(&entries) {
        return Ok(vec![undecided(RULE, Gap::NoData, named("parallel-list-unfit").with("entries", entries))]);
    }
    let limit = u32::try_from(entries.div_ceil(PAGES)).unwrap_or(u32::MAX);
    // Requests in flight at the same time would be numbered by chance in one session.
    let readers = (0..READERS).map(|n| ctx.client.session(&format!("{}/reader-{n}", ctx.test))).collect::<Vec<_>>();
    let whole = harvest.sorted();
    let mut disturbed = Vec::new();
    // What disturbs readers does so again; a list that moved, or that one reader alone reads otherwise, says nothing about them.
    for _ in 0..2 {
        let readings = try_join_all(readers.iter().map(|session| read(session, &operation, &harvest, limit))).await?;
        let silent = readings.iter().find_map(|(walked, _)| silence(&walked.end));
        disturbed = readings
            .into_iter()
            .filter(|(walked, keys)| silence(&walked.end).is_none() && (!walked.is_complete() || *keys != whole))
            .collect();
        if let (true, Some(answer)) = (disturbed.is_empty(), silent) {
            return Ok(vec![undecided(RULE, Gap::NoAnswer, named("no-usable-answer").with("answer", answer))]);
        }
        if disturbed.is_empty() {
            return Ok(vec![witness(RULE, READERS as u64, named("parallel-readers-agree").with("readers", READERS))]);
        }
        let (walked, alone) = read(&ctx.session, &operation, &harvest, limit).await?;
        if alone != whole || !walked.is_complete() {
            return Ok(vec![undecided(RULE, Gap::Drift, named("parallel-list-moved"))]);
        }
    }
    let mut finding = against(RULE, named("parallel-readers-disturbed"))
        .expected(format!("{entries} entries for each reader"))
        .operation(&operation.id)
        .count(disturbed.len() as u64);
    for (walked, keys) in disturbed {
        finding = finding.observed(format!("{} entries", keys.len())).sample(format!("limit={limit}: {}", keys.len()));
        if let Some(last) = &walked.last {
            finding = finding.trace(&last.id, &last.curl);
        }
    }
    Ok(vec![finding.contradiction()])
}

/// What came instead of a page, when that tells of too many requests at once and not of mixed-up readers.
fn silence(end: &End) -> Option<String> {
    match end {
        End::Status { status } if *status >= 500 || decides_nothing(*status) => Some(format!("HTTP {status}")),
        End::NoAnswer { what } => Some(what.clone()),
        _ => None,
    }
}

/// Reads the list in pages: how it went, and the identities in order.
async fn read(
    session: &Session,
    operation: &Operation,
    harvest: &Harvest,
    limit: u32,
) -> Result<(Walked, Vec<Key>), CheckError> {
    let mut keys = Vec::with_capacity(harvest.table.len());
    let walk = Walk::new(operation, &harvest.required).limit(limit);
    let walked = walk.run(session, |_, key, _| keys.push(key)).await?;
    keys.sort_unstable();
    Ok((walked, keys))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overload_is_no_disturbance_but_a_refused_token_is() {
        for status in [429, 500, 502, 503, 504] {
            assert_eq!(silence(&End::Status { status }), Some(format!("HTTP {status}")));
        }
        assert_eq!(silence(&End::NoAnswer { what: "timeout".to_owned() }), Some("timeout".to_owned()));
        assert_eq!(silence(&End::Status { status: 400 }), None);
        assert_eq!(silence(&End::TokenRepeated), None);
    }
}
