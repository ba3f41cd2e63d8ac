//! `ss12000/del-after`: `after` keeps later deletions only, the instant itself left out, in whatever offset it is written.
//!
//! No answer says when something was deleted. The instants are found by asking: the last one at which an id still comes.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp, tz};
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};
use uuid::Uuid;

use super::asked::{Deleted, deleted, whole};
use crate::writing::unusable;
use samspel_suite::observe::{Against, against, undecided, witness};

const RULE: &str = "SS12K-DEL-003";
/// Questions for halving a span of time at most.
const STEPS: usize = 40;
/// Ids whose instants are found to the millisecond.
const EXACT: usize = 3;
/// Nothing was deleted before this day.
const LONG_AGO: i64 = 946_684_800;

pub(super) const CHECK: Check = Check { id: "ss12000/del-after", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let all = match whole(ctx).await? {
        Ok(all) => all,
        Err(instead) => return Ok(instead),
    };
    let past = Timestamp::from_second(LONG_AGO).unwrap_or(Timestamp::UNIX_EPOCH);
    let future = Timestamp::now().checked_add(SignedDuration::from_hours(240)).unwrap_or(Timestamp::MAX);
    let (from_start, from_end) = match (ask(ctx, past).await?, ask(ctx, future).await?) {
        (Ok(start), Ok(end)) => (start, end),
        (Err(observation), _) | (_, Err(observation)) => return Ok(vec![observation]),
    };
    let wrong = |summary: &str, expected: &str, observed: usize| {
        against(RULE, Message::new(summary))
            .expected(expected)
            .observed(format!("{observed} of {} ids", all.ids().len()))
            .operation(super::asked::LIST)
    };
    if !from_end.is_empty() {
        let summary = if from_end == from_start { "deleted-after-ignored" } else { "deleted-after-other" };
        return Ok(vec![wrong(summary, "no ids after an instant in the future", from_end.len()).contradiction()]);
    }
    if from_start.is_empty() {
        return Ok(vec![wrong("deleted-after-empty", "ids after an instant long ago", 0).contradiction()]);
    }
    let Some((instant, later)) = split(ctx, past, future, from_start.len()).await? else {
        return Ok(vec![undecided(RULE, Gap::NoData, Message::new("deleted-at-once"))]);
    };
    let mut observations = Vec::new();
    let earlier: Vec<Uuid> = from_start.difference(&later).copied().take(EXACT).collect();
    if let Some(id) = earlier.first()
        && let Some(edge) = edge(ctx, id, past, instant).await?
    {
        observations.extend(offsets(ctx, id, &edge, &wrong).await?);
        observations.extend(inclusive(ctx, &edge, &earlier, past, instant, &all).await?);
    }
    if !later.is_subset(&from_start) {
        // Something may have been deleted in between: what the earlier instant gives now has it as well.
        match ask(ctx, past).await? {
            Ok(now) if later.is_subset(&now) => {}
            Ok(_) => {
                let part = "a part of what an earlier instant gives";
                observations.push(wrong("deleted-after-other", part, later.len()).contradiction());
            }
            Err(observation) => observations.push(observation),
        }
    }
    if !observations.iter().any(|o| matches!(o.sight, samspel_model::Sight::Contradiction(_))) {
        let count = later.len() as u64;
        observations.push(witness(RULE, count, Message::new("deleted-after-kept").with("count", count)));
    }
    Ok(observations)
}

/// Ids deleted after an instant.
async fn ask(ctx: &Context, after: Timestamp) -> Result<Result<BTreeSet<Uuid>, Observation>, CheckError> {
    written(ctx, &after.to_string()).await
}

async fn written(ctx: &Context, after: &str) -> Result<Result<BTreeSet<Uuid>, Observation>, CheckError> {
    Ok(match deleted(&ctx.session, &[("after", after)]).await? {
        Ok(deleted) => Ok(deleted.ids()),
        Err(exchange) => Err(unusable(RULE, &exchange)),
    })
}

/// An instant, to the second, that leaves out some ids and not all, with those that it keeps.
async fn split(
    ctx: &Context,
    past: Timestamp,
    future: Timestamp,
    all: usize,
) -> Result<Option<(Timestamp, BTreeSet<Uuid>)>, CheckError> {
    let (mut low, mut high) = (past.as_second(), future.as_second());
    for _ in 0..STEPS {
        if high - low < 2 {
            break;
        }
        let middle = low + (high - low) / 2;
        let Ok(instant) = Timestamp::from_second(middle) else { break };
        match ask(ctx, instant).await? {
            Ok(later) if later.is_empty() => high = middle,
            Ok(later) if later.len() >= all => low = middle,
            Ok(later) => return Ok(Some((instant, later))),
            Err(_) => return Ok(None),
        }
    }
    Ok(None)
}

/// The last millisecond at which an id still comes, and the first at which it does not.
struct Edge {
    kept: Timestamp,
    left_out: Timestamp,
}

impl Edge {
    /// One millisecond past a whole second: where stamps are whole seconds, the bound itself is let through.
    fn is_odd(&self) -> bool {
        self.left_out.as_millisecond().rem_euclid(1000) == 1
    }
}

async fn edge(ctx: &Context, id: &Uuid, past: Timestamp, instant: Timestamp) -> Result<Option<Edge>, CheckError> {
    let (mut kept, mut left_out) = (past.as_millisecond(), instant.as_millisecond());
    for _ in 0..STEPS * 2 {
        if left_out - kept <= 1 {
            break;
        }
        let middle = kept + (left_out - kept) / 2;
        let Ok(at) = Timestamp::from_millisecond(middle) else { return Ok(None) };
        match ask(ctx, at).await? {
            Ok(ids) if ids.contains(id) => kept = middle,
            Ok(_) => left_out = middle,
            Err(_) => return Ok(None),
        }
    }
    let at = Timestamp::from_millisecond;
    Ok(at(kept).ok().zip(at(left_out).ok()).map(|(kept, left_out)| Edge { kept, left_out }))
}

/// The same instant in other notations gives the same answer: read as UTC, each would lie hours away, on the other side of the edge.
async fn offsets(
    ctx: &Context,
    id: &Uuid,
    edge: &Edge,
    wrong: &impl Fn(&str, &str, usize) -> Against,
) -> Result<Vec<Observation>, CheckError> {
    let mut observations = Vec::new();
    for (instant, hours, comes) in [(edge.kept, 2, true), (edge.left_out, -5, false)] {
        let notation = instant.display_with_offset(tz::offset(hours)).to_string();
        match written(ctx, &notation).await? {
            Ok(ids) if ids.contains(id) == comes => {}
            Ok(ids) => observations.push(
                wrong("deleted-after-offset", "the same ids as with Z", ids.len())
                    .sample(format!("after={notation}"))
                    .contradiction(),
            ),
            Err(observation) => observations.push(observation),
        }
    }
    Ok(observations)
}

/// Whether the instant itself is let through: seen only where every edge lies one millisecond past a whole second.
async fn inclusive(
    ctx: &Context,
    first: &Edge,
    ids: &[Uuid],
    past: Timestamp,
    instant: Timestamp,
    whole: &Deleted,
) -> Result<Option<Observation>, CheckError> {
    if !first.is_odd() || ids.len() < 2 {
        return Ok(None);
    }
    for id in &ids[1..] {
        if !edge(ctx, id, past, instant).await?.is_some_and(|edge| edge.is_odd()) {
            return Ok(None);
        }
    }
    let seen = against(RULE, Message::new("deleted-after-inclusive"))
        .expected("> after")
        .observed(">= after")
        .count(ids.len() as u64)
        .operation(super::asked::LIST);
    Ok(Some(seen.samples(whole.first.clone()).contradiction()))
}
