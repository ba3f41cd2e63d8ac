//! `ss12000/sub-renew`: PATCH without a body renews a subscription, and its expiry never moves backwards.

use samspel_model::{Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use super::begin::{begin, expires};
use crate::writing::{is_unclear, status, success, unusable};
use samspel_suite::observe::{against, answer, witness};

const RULE: &str = "SS12K-SUB-004";

pub(super) const CHECK: Check = Check { id: "ss12000/sub-renew", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let begun = match begin(ctx, &["Person"]).await? {
        Ok(begun) => begun,
        Err(instead) => return Ok(instead),
    };
    let one = ctx.session.send(begun.request("getSubscription", "GET")).await?;
    let before = success(&one).as_ref().and_then(expires).or(begun.expires());
    let renewed = ctx.session.send(begun.request("updateSubscription", "PATCH")).await?;
    let seen = against(RULE, Message::new("sub-renew-refused"))
        .expected("HTTP 200 { id, expires, … }")
        .observed(answer(&renewed))
        .exchange(&renewed);
    let observation = match (status(&renewed), success(&renewed).as_ref().and_then(expires), before) {
        _ if is_unclear(&renewed) => unusable(RULE, &renewed),
        (Some(200), Some(after), Some(before)) if after >= before => witness(RULE, 1, Message::new("sub-renewed")),
        (Some(200), Some(after), Some(before)) => against(RULE, Message::new("sub-renewal-shortens"))
            .expected("expires >= before")
            .observed(format!("{} s earlier", before.duration_since(after).as_secs()))
            .pointer("/expires")
            .exchange(&renewed)
            .contradiction(),
        (Some(200..300), ..) => against(RULE, Message::new("sub-renewal-answers-otherwise"))
            .expected("HTTP 200 { id, expires, … }")
            .observed(answer(&renewed))
            .exchange(&renewed)
            .contradiction(),
        _ => seen.contradiction(),
    };
    begun.end(ctx).await?;
    Ok(vec![observation])
}
