//! `ss12000/sub-notified`: each subscription is told of a change soon, and the change can be fetched by then.

use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use super::watch::{Listens, Watch, names, watch};
use samspel_suite::observe::{against, undecided, witness};

const TOLD: &str = "SS12K-SUB-008";
const FETCHABLE: &str = "SS12K-SUB-010";

pub(super) const CHECK: Check = Check { id: "ss12000/sub-notified", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    Ok(match watch(ctx).await? {
        Ok(watch) => told(&watch).into_iter().chain(fetchable(&watch)).collect(),
        Err(instead) => instead,
    })
}

fn told(watch: &Watch) -> Vec<Observation> {
    let entity = watch.entity.as_str();
    let wrong = |summary: &str, observed: String| {
        against(TOLD, Message::new(summary))
            .expected(format!("POST target within {} s", watch.waited_s))
            .observed(observed)
            .sample(format!("{entity} subscribed"))
            .contradiction()
    };
    if watch.told.is_none() {
        if !watch.shows {
            let reason = Message::new("sub-change-unseen").with("entity", entity);
            return vec![undecided(TOLD, Gap::Drift, reason)];
        }
        let others = watch.calls(Listens::First).len();
        return vec![wrong("sub-not-notified", format!("no notification names {entity}, {others} others came"))];
    }
    let mut count = 1;
    let mut observations = Vec::new();
    let named = |who| watch.calls(who).iter().any(|delivery| names(delivery).iter().any(|name| name == entity));
    if named(Listens::Second) {
        count += 1;
    } else {
        observations.push(wrong("sub-only-one-notified", "one of two subscriptions was notified".to_owned()));
    }
    match watch.deletion.as_ref().map(|deletion| &deletion.told) {
        Some(Some(_)) => count += 1,
        Some(None) => {
            observations.push(wrong("sub-deletion-not-notified", "no notification flags deletions".to_owned()))
        }
        None => {}
    }
    observations.push(witness(TOLD, count, Message::new("sub-notified").with("entity", entity).with("count", count)));
    observations
}

fn fetchable(watch: &Watch) -> Option<Observation> {
    let entity = watch.entity.as_str();
    let Some((shows, exchange)) = &watch.fetched else {
        let reason = Message::new("sub-nothing-notified").with("entity", entity);
        return Some(undecided(FETCHABLE, Gap::NoAnswer, reason));
    };
    if *shows {
        return Some(witness(FETCHABLE, 1, Message::new("sub-fetchable").with("entity", entity)));
    }
    if !watch.shows {
        let reason = Message::new("sub-change-unseen").with("entity", entity);
        return Some(undecided(FETCHABLE, Gap::Drift, reason));
    }
    let seen = against(FETCHABLE, Message::new("sub-notified-too-early"))
        .expected("the change, when the notification comes")
        .observed("the state before the change; the change shows later");
    Some(seen.exchange(exchange).contradiction())
}
