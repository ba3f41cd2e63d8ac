//! `ss12000/sub-accepted`: what the receiver has answered with 200 does not come again.

use samspel_exchange::Delivery;
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use super::watch::{Listens, Watch, watch};
use samspel_suite::observe::{against, undecided, witness};

const RULE: &str = "SS12K-SUB-011";
/// How often the same notification may come: one change may be seen as two.
const MOST: usize = 2;

pub(super) const CHECK: Check = Check { id: "ss12000/sub-accepted", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    Ok(match watch(ctx).await? {
        Ok(watch) => judge(&watch),
        Err(instead) => instead,
    })
}

fn judge(watch: &Watch) -> Vec<Observation> {
    if watch.told.is_none() {
        let reason = Message::new("sub-nothing-notified").with("entity", watch.entity.as_str());
        return vec![undecided(RULE, Gap::NoAnswer, reason)];
    }
    let told = |summary: &str, times: usize, status: u16| {
        against(RULE, Message::new(summary))
            .expected(format!("one notification, accepted with HTTP {status}"))
            .observed(format!("the same notification {times} times"))
    };
    let first = most_alike(watch.calls(Listens::First));
    let silent = most_alike(watch.calls(Listens::Silent));
    if first > MOST {
        return vec![told("sub-accepted-sent-again", first, 200).contradiction()];
    }
    let mut observations =
        vec![witness(RULE, 1, Message::new("sub-acceptance-taken").with("entity", watch.entity.as_str()))];
    // Only 200 is defined; that other 2xx count too is wise, no more.
    if silent > MOST {
        observations.push(told("sub-204-sent-again", silent, 204).note());
    }
    observations
}

/// How often the most frequent body came.
fn most_alike(deliveries: &[Delivery]) -> usize {
    deliveries
        .iter()
        .map(|one| deliveries.iter().filter(|other| other.body == one.body).count())
        .max()
        .unwrap_or_default()
}
