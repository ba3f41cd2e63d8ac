//! `ss12000/sub-silenced`: subscriptions that were ended or have run out bring no more notifications.

use samspel_exchange::Delivery;
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use super::watch::{Listens, Watch, names, watch};
use samspel_suite::observe::{against, undecided, witness};

const ENDED: &str = "SS12K-SUB-005";
const EXPIRED: &str = "SS12K-SUB-015";

pub(super) const CHECK: Check = Check { id: "ss12000/sub-silenced", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let watch = match watch(ctx).await? {
        Ok(watch) => watch,
        Err(instead) => return Ok(instead),
    };
    let expired = match &watch.expired {
        Ok(()) => judge(&watch, EXPIRED, Listens::Expired, "sub-notified-after-expiry", "sub-silent-after-expiry"),
        Err(reason) => undecided(EXPIRED, Gap::NoAccess, reason.clone()),
    };
    Ok(vec![judge(&watch, ENDED, Listens::Ended, "sub-notified-after-end", "sub-silent-after-end"), expired])
}

fn judge(watch: &Watch, rule: &str, who: Listens, summary: &str, silent: &str) -> Observation {
    let entity = &watch.entity;
    // Silence shows something only beside a subscription that was told.
    if watch.told.is_none() {
        let reason = Message::new("sub-nothing-notified").with("entity", entity.as_str());
        return undecided(rule, Gap::NoAnswer, reason);
    }
    let of_the_change = |delivery: &&Delivery| !watch.is_early(delivery) && names(delivery).contains(entity);
    let count = watch.calls(who).iter().filter(of_the_change).count();
    if count == 0 {
        return witness(rule, 1, Message::new(silent));
    }
    let seen = against(rule, Message::new(summary)).expected("no notification").observed(format!("{count} came"));
    seen.contradiction()
}
