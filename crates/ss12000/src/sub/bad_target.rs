//! `ss12000/sub-bad-target`: a target that nobody can be called at, or nobody should be, is refused.

use samspel_model::{Message, Observation};
use samspel_suite::{Check, CheckError, Context};
use serde_json::Value;

use super::begin::{begin, body, post};
use super::receiver::is_local;
use crate::writing::{is_unclear, status, unusable};
use samspel_suite::observe::{against, answer, witness};

const RULE: &str = "SS12K-SUB-016";
const UNUSABLE: [&str; 5] =
    ["ftp://mottagare.example/samspel", "mottagare.example/samspel", "/samspel", "javascript:alert(1)", "http://"];
/// Addresses inside, which lead a server to its own house.
const INSIDE: [&str; 2] = ["http://127.0.0.1:9/samspel", "http://169.254.169.254/samspel"];

pub(super) const CHECK: Check = Check { id: "ss12000/sub-bad-target", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let begun = match begin(ctx, &["Person"]).await? {
        Ok(begun) => begun,
        Err(instead) => return Ok(instead),
    };
    // A system on this machine has to call this machine.
    let given = begun.sent.get("target").and_then(Value::as_str).unwrap_or_default();
    let inside: &[&str] = if is_local(ctx.client.base_url()) || is_local(given) { &[] } else { &INSIDE };
    let mut observations = Vec::new();
    let mut refused = 0;
    for target in UNUSABLE.iter().chain(inside) {
        let (exchange, _) = post(ctx, &body(&["Person"], target), "full").await?;
        let summary = match status(&exchange) {
            Some(400..500) => {
                refused += 1;
                continue;
            }
            Some(200..300) if inside.contains(target) => "sub-inside-target-accepted",
            Some(200..300) => "sub-bad-target-accepted",
            _ if is_unclear(&exchange) => {
                observations.push(unusable(RULE, &exchange));
                continue;
            }
            _ => "sub-bad-target-breaks",
        };
        let seen = against(RULE, Message::new(summary)).expected("HTTP 4xx").observed(answer(&exchange));
        observations.push(seen.sample(*target).exchange(&exchange).contradiction());
    }
    if refused > 0 {
        observations.push(witness(RULE, refused, Message::new("sub-bad-targets-refused").with("count", refused)));
    }
    begun.end(ctx).await?;
    Ok(observations)
}
