//! `ss12000/write-removed`: DELETE answers 204, what is removed is gone and stands among the deletions, and a second time gives 404.

use samspel_exchange::Exchange;
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use crate::writing::{Ended, Life, is_unclear, life, status, unusable};
use samspel_suite::observe::{against, answer, undecided, witness};

const REMOVED: &str = "SS12K-WRITE-004";
const TWICE: &str = "SS12K-WRITE-005";
const LISTED: &str = "SS12K-DEL-009";

pub(super) const CHECK: Check = Check { id: "ss12000/write-removed", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let entity: String = ctx.with("entity")?;
    let life = match life(ctx, &entity).await? {
        Ok(life) => life,
        Err(instead) => return Ok(instead),
    };
    Ok(match &life.ended {
        Some(ended) => judge(&life, ended),
        None => {
            let reason = || Message::new("write-not-created").with("entity", entity.as_str());
            [REMOVED, TWICE, LISTED].map(|rule| undecided(rule, Gap::NoAnswer, reason())).into()
        }
    })
}

/// What one step of removing came to.
fn step(rule: &str, summary: &str, expected: &[u16], exchange: &Exchange) -> Result<(), Observation> {
    if status(exchange).is_some_and(|status| expected.contains(&status)) {
        return Ok(());
    }
    if is_unclear(exchange) {
        return Err(unusable(rule, exchange));
    }
    let expected: Vec<String> = expected.iter().map(|status| format!("HTTP {status}")).collect();
    let seen = against(rule, Message::new(summary)).expected(expected.join(" | ")).observed(answer(exchange));
    Err(seen.exchange(exchange).contradiction())
}

fn judge(life: &Life, ended: &Ended) -> Vec<Observation> {
    let entity = life.entity.as_str();
    let mut observations = Vec::new();
    let mut right = 0;
    let mut count = |came: Result<(), Observation>| match came {
        Ok(()) => right += 1,
        Err(observation) => observations.push(observation),
    };
    count(step(REMOVED, "write-not-removed", &[204], &ended.exchange));
    let removed = matches!(status(&ended.exchange), Some(200..300));
    if let (Some(204), Ok(response)) = (status(&ended.exchange), &ended.exchange.outcome)
        && !response.body.is_empty()
    {
        let seen = against(REMOVED, Message::new("write-removed-with-body")).expected("HTTP 204, no body");
        count(Err(seen.observed("HTTP 204 with a body").exchange(&ended.exchange).contradiction()));
    }
    if removed {
        count(step(REMOVED, "write-still-there", &[404, 410], &ended.by_id));
        if ended.still_listed {
            let seen =
                against(REMOVED, Message::new("write-still-listed")).expected("not in /data").observed("in /data");
            count(Err(seen.exchange(&ended.exchange).contradiction()));
        }
    }
    if let Some(unknown) = &life.unknown {
        count(step(REMOVED, "write-unknown-removed", &[404, 410], unknown));
    }
    if let Some(malformed) = &life.malformed {
        count(step(REMOVED, "write-bad-id-removed", &[400], malformed));
    }
    if right > 0 {
        observations.push(witness(REMOVED, right, Message::new("write-removed").with("entity", entity)));
    }
    if !removed {
        let reason = || Message::new("write-not-removed-open").with("entity", entity);
        observations.push(undecided(TWICE, Gap::NoAnswer, reason()));
        observations.push(undecided(LISTED, Gap::NoAnswer, reason()));
        return observations;
    }
    observations.push(match step(TWICE, "write-removed-twice", &[404, 410], &ended.again) {
        Ok(()) => witness(TWICE, 1, Message::new("write-gone-twice").with("entity", entity)),
        Err(observation) => observation,
    });
    observations.push(listed(entity, ended));
    observations
}

fn listed(entity: &str, ended: &Ended) -> Observation {
    match (ended.among_deletions, &ended.deletions) {
        (Some(true), _) => witness(LISTED, 1, Message::new("write-among-deletions").with("entity", entity)),
        (Some(false), Some(list)) => against(LISTED, Message::new("write-not-among-deletions"))
            .expected("the id of what was removed")
            .observed("not there")
            .operation("listDeletedEntities")
            .sample(entity)
            .trace(&list.id, &list.curl)
            .exchange(&ended.exchange)
            .contradiction(),
        _ => undecided(LISTED, Gap::NoAnswer, Message::new("write-deletions-unread")),
    }
}
