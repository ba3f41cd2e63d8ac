//! `ss12000/sub-life`: subscriptions are listed, fetched by id and removed, and what is removed is gone.

use samspel_exchange::{Exchange, Request, Session};
use samspel_model::{Message, Observation};
use samspel_suite::{Check, CheckError, Context};
use serde_json::Value;

use super::begin::{Begun, LIST, ONE, begin};
use crate::requests::unknown_uuid;
use crate::writing::{is_unclear, status, success, unusable};
use samspel_suite::observe::{against, answer, witness};

const RULE: &str = "SS12K-SUB-005";
/// Pages of the list that are read at most.
const PAGES: usize = 50;

pub(super) const CHECK: Check = Check { id: "ss12000/sub-life", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let begun = match begin(ctx, &["Person"]).await? {
        Ok(begun) => begun,
        Err(instead) => return Ok(instead),
    };
    let mut life = Steps::default();
    let one = ctx.session.send(begun.request("getSubscription", "GET")).await?;
    life.expect(&one, &[200], "sub-not-by-id");
    if success(&one).is_some_and(|got| begun.differs(&got)) {
        life.wrong("sub-by-id-differs", "as sent", "HTTP 200, other values", &one);
    }
    match listed(&ctx.session, &begun.id).await? {
        (Some(false), exchange) => life.wrong("sub-not-listed", "in /data", "not in /data", &exchange),
        (Some(true), _) => life.right += 1,
        (None, exchange) => life.unclear(&exchange),
    }
    let unknown = ONE.replace("{id}", &unknown_uuid(ctx, &ctx.test));
    for (path, expected, summary) in
        [(ONE.replace("{id}", "not-a-uuid"), 400, "sub-bad-id"), (unknown.clone(), 404, "sub-unknown-id")]
    {
        let asked = ctx.session.send(Request::get("getSubscription", path)).await?;
        life.expect(&asked, &[expected], summary);
    }
    let unknown_ended = ctx.session.send(Request::get("deleteSubscription", unknown).method("DELETE")).await?;
    life.expect(&unknown_ended, &[404], "sub-unknown-id");
    removed(ctx, &begun, &mut life).await?;
    Ok(life.told())
}

async fn removed(ctx: &Context, begun: &Begun, life: &mut Steps) -> Result<(), CheckError> {
    let ended = begun.end(ctx).await?;
    life.expect(&ended, &[204], "sub-not-removed");
    if status(&ended) == Some(204) && ended.outcome.as_ref().is_ok_and(|response| !response.body.is_empty()) {
        life.wrong("sub-removed-with-body", "HTTP 204", "HTTP 204 with a body", &ended);
    }
    if !matches!(status(&ended), Some(200..300)) {
        return Ok(());
    }
    let after = ctx.session.send(begun.request("getSubscription", "GET")).await?;
    life.expect(&after, &[404, 410], "sub-still-there");
    if let (Some(true), exchange) = listed(&ctx.session, &begun.id).await? {
        life.wrong("sub-still-there", "not in /data", "in /data", &exchange);
    }
    Ok(())
}

/// Whether the list holds a subscription; None when it could not be read.
pub(super) async fn listed(session: &Session, id: &str) -> Result<(Option<bool>, Exchange), CheckError> {
    let mut exchange = session.send(Request::get("listSubscriptions", LIST)).await?;
    for _ in 0..PAGES {
        let Some(page) = success(&exchange) else { return Ok((None, exchange)) };
        let Some(entries) = page.get("data").and_then(Value::as_array) else { return Ok((None, exchange)) };
        let has = |entry: &Value| entry.get("id").and_then(Value::as_str).is_some_and(|i| i.eq_ignore_ascii_case(id));
        if entries.iter().any(has) {
            return Ok((Some(true), exchange));
        }
        match page.get("pageToken").and_then(Value::as_str).filter(|token| !token.is_empty()) {
            Some(token) => {
                exchange = session.send(Request::get("listSubscriptions", LIST).query("pageToken", token)).await?;
            }
            None => return Ok((Some(false), exchange)),
        }
    }
    Ok((None, exchange))
}

/// What the steps of a life came to.
#[derive(Default)]
struct Steps {
    right: u64,
    observations: Vec<Observation>,
}

impl Steps {
    fn expect(&mut self, exchange: &Exchange, expected: &[u16], summary: &str) {
        if status(exchange).is_some_and(|status| expected.contains(&status)) {
            self.right += 1;
        } else if is_unclear(exchange) {
            self.unclear(exchange);
        } else {
            let expected: Vec<String> = expected.iter().map(|status| format!("HTTP {status}")).collect();
            self.wrong(summary, &expected.join(" | "), &answer(exchange), exchange);
        }
    }

    fn wrong(&mut self, summary: &str, expected: &str, observed: &str, exchange: &Exchange) {
        let seen = against(RULE, Message::new(summary)).expected(expected).observed(observed);
        self.observations.push(seen.exchange(exchange).contradiction());
    }

    fn unclear(&mut self, exchange: &Exchange) {
        self.observations.push(unusable(RULE, exchange));
    }

    fn told(mut self) -> Vec<Observation> {
        if self.right > 0 {
            self.observations.push(witness(RULE, self.right, Message::new("sub-lived").with("count", self.right)));
        }
        self.observations
    }
}
