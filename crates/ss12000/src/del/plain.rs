//! `ss12000/del-plain`: no sorting, meta filters or names here, and neither summaries nor subscriptions among the types.

use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use super::asked::{Deleted, LIST, deleted, request, whole};
use crate::writing::{status, success, unusable};
use samspel_suite::observe::{against, answer, undecided, witness};

const RULE: &str = "SS12K-DEL-011";

pub(super) const CHECK: Check = Check { id: "ss12000/del-plain", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let all = match whole(ctx).await? {
        Ok(all) => all,
        Err(instead) => return Ok(instead),
    };
    let mut observations = Vec::new();
    let mut right = 0;
    // Parameters that do not exist are refused or passed over; they never change what comes.
    for (name, value) in
        [("meta.modified.after", "2100-01-01T00:00:00Z"), ("meta.created.before", "2000-01-01T00:00:00Z")]
    {
        match deleted(&ctx.session, &[(name, value)]).await? {
            Ok(got) if got.by_key == all.by_key => right += 1,
            // Something may have been deleted since everything was asked for.
            Ok(got) if moved(ctx, &all, &got).await? => {
                observations.push(undecided(RULE, Gap::Drift, Message::new("deleted-moved")));
            }
            Ok(got) => observations.push(
                against(RULE, Message::new("deleted-meta-filter"))
                    .expected(format!("{} ids, or HTTP 400", all.ids().len()))
                    .observed(format!("{} ids", got.ids().len()))
                    .operation(LIST)
                    .sample(name)
                    .contradiction(),
            ),
            Err(exchange) if status(&exchange).is_some_and(|status| (400..500).contains(&status)) => right += 1,
            Err(exchange) => observations.push(unusable(RULE, &exchange)),
        }
    }
    for no_type in ["AggregatedAttendance", "Subscription"] {
        let exchange = ctx.session.send(request(&[("entities", no_type)])).await?;
        match status(&exchange) {
            Some(400..500) => right += 1,
            // Passed over as an unknown type; another test asks whether enumerations are kept to.
            Some(200..300) => {
                let data = success(&exchange).unwrap_or_default();
                let named = ["aggregatedAttendances", "aggregatedAttendance", "subscriptions"]
                    .into_iter()
                    .find(|key| data.pointer(&format!("/data/{key}")).is_some());
                match named {
                    None => right += 1,
                    Some(key) => observations.push(
                        against(RULE, Message::new("deleted-type-too-many"))
                            .expected("HTTP 400")
                            .observed(format!("{}, {key}", answer(&exchange)))
                            .sample(format!("entities={no_type}"))
                            .exchange(&exchange)
                            .contradiction(),
                    ),
                }
            }
            _ => observations.push(unusable(RULE, &exchange)),
        }
    }
    if right > 0 {
        observations.push(witness(RULE, right, Message::new("deleted-plain").with("count", right)));
    }
    Ok(observations)
}

/// Whether the deletions have changed since they were asked for, or are just those that came now.
async fn moved(ctx: &Context, before: &Deleted, got: &Deleted) -> Result<bool, CheckError> {
    let now = deleted(&ctx.session, &[]).await?;
    Ok(now.is_ok_and(|now| now.by_key != before.by_key || now.by_key == got.by_key))
}
