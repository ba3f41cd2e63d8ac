//! `ss12000/sub-others`: a client sees and changes only its own subscriptions.

use samspel_exchange::Request;
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};
use serde_json::Value;

use super::begin::{LIST, begin};
use crate::writing::{by, status, success};
use samspel_suite::observe::{against, answer, undecided, witness};

const RULE: &str = "SS12K-SUB-006";
/// Clients that may know nothing of what `full` subscribes to.
const STRANGERS: [&str; 2] = ["other_tenant", "limited"];

pub(super) const CHECK: Check = Check { id: "ss12000/sub-others", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let begun = match begin(ctx, &["Person"]).await? {
        Ok(begun) => begun,
        Err(instead) => return Ok(instead),
    };
    let mut observations = Vec::new();
    let mut kept_out = 0;
    for stranger in STRANGERS.into_iter().filter(|name| ctx.client.has_principal(name)) {
        let list = ctx.session.send(by(Request::get("listSubscriptions", LIST), stranger)).await?;
        // Whoever may have no subscriptions at all shows nothing about those of others.
        let Some(page) = success(&list) else { continue };
        let sees = page.get("data").and_then(Value::as_array).is_some_and(|entries| {
            entries.iter().any(|entry| entry.get("id").and_then(Value::as_str) == Some(begun.id.as_str()))
        });
        let mut wrong = |summary: &str, observed: String, exchange: &samspel_exchange::Exchange| {
            let seen = against(RULE, Message::new(summary)).expected("HTTP 404 | HTTP 403").observed(observed);
            observations.push(seen.sample(stranger).exchange(exchange).contradiction());
        };
        if sees {
            wrong("sub-seen-by-others", "in /data".to_owned(), &list);
        }
        for (operation, method, summary) in [
            ("getSubscription", "GET", "sub-seen-by-others"),
            ("updateSubscription", "PATCH", "sub-changed-by-others"),
            ("deleteSubscription", "DELETE", "sub-changed-by-others"),
        ] {
            let asked = ctx.session.send(by(begun.request(operation, method), stranger)).await?;
            match status(&asked) {
                Some(200..300) => wrong(summary, answer(&asked), &asked),
                Some(400..500) => kept_out += 1,
                _ => {}
            }
        }
    }
    if kept_out > 0 {
        observations.push(witness(RULE, kept_out, Message::new("sub-kept-from-others").with("count", kept_out)));
    } else if observations.is_empty() {
        observations.push(undecided(RULE, Gap::NoAccess, Message::new("sub-no-other-client")));
    }
    begun.end(ctx).await?;
    Ok(observations)
}
