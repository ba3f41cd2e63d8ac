//! HEAD and OPTIONS tell nothing to someone without a token (HTTP-019).

use samspel_contract::Kind;
use samspel_exchange::{Credentials, Exchange, Response};
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};
use serde_json::Value;

use super::positive::Positive;
use samspel_suite::observe::{against, answer, undecided, witness};

pub(crate) const CHECK: Check = Check { id: "ss12000/head-and-options", run: |ctx| Box::pin(run(ctx)) };

const REQUIREMENT: &str = "SS12K-HTTP-019";

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let (operation, positive) = match Positive::of_case(ctx).await? {
        Ok(good) => good,
        Err(said) => return Ok(said),
    };
    let mut told = Vec::new();
    let mut silent = 0;
    let methods: &[&str] = if operation.kind == Kind::Lookup { &["OPTIONS"] } else { &["HEAD", "OPTIONS"] };
    for method in methods {
        let request = samspel_exchange::Request { body: None, ..positive.request.clone() };
        let exchange = ctx.session.send(request.method(method).credentials(Credentials::Anonymous)).await?;
        match &exchange.outcome {
            Ok(response) => match reveals(method, response) {
                Some(what) => told.push(revealed(&exchange, method, what)),
                None => silent += 1,
            },
            Err(_) => {
                let reason = Message::new("no-answer").with("operation", operation.id.as_str());
                told.push(undecided(REQUIREMENT, Gap::NoAnswer, reason.with("answer", answer(&exchange))));
            }
        }
    }
    if silent > 0 {
        told.push(witness(
            REQUIREMENT,
            silent,
            Message::new("head-options-silent").with("operation", operation.id.as_str()),
        ));
    }
    Ok(told)
}

fn revealed(exchange: &Exchange, method: &str, what: &str) -> Observation {
    let summary = if method == "HEAD" { "head-reveals" } else { "options-reveals" };
    against(REQUIREMENT, Message::new(summary))
        .expected(if method == "HEAD" { "HTTP 401" } else { "HTTP 2xx without data | HTTP 401" })
        .observed(format!("{} {what}", answer(exchange)))
        .exchange(exchange)
        .contradiction()
}

/// What an answer to someone without a token reveals.
fn reveals(method: &str, response: &Response) -> Option<&'static str> {
    if !response.is_success() {
        return None;
    }
    if method == "HEAD" {
        let length: u64 = response.header("content-length").and_then(|l| l.parse().ok()).unwrap_or_default();
        return (length > 0).then_some("Content-Length");
    }
    let body: Option<Value> = response.json().ok();
    let data = body.is_some_and(|b| b.is_array() || b.get("data").is_some() || b.get("id").is_some());
    data.then_some("data")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::tests::response;

    #[test]
    fn a_length_tells_whether_there_is_something() {
        assert_eq!(reveals("HEAD", &response(200, ("content-length", "8123"), "")), Some("Content-Length"));
        assert_eq!(reveals("HEAD", &response(200, ("content-length", "0"), "")), None);
        assert_eq!(reveals("HEAD", &response(401, ("content-length", "60"), "")), None);
    }

    #[test]
    fn options_may_answer_but_not_with_data() {
        assert_eq!(reveals("OPTIONS", &response(204, ("allow", "GET"), "")), None);
        assert_eq!(reveals("OPTIONS", &response(200, ("allow", "GET"), r#"{"methods":["GET"]}"#)), None);
        assert_eq!(reveals("OPTIONS", &response(200, ("allow", "GET"), r#"{"data":[]}"#)), Some("data"));
    }
}
