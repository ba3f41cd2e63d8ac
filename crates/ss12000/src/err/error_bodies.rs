//! Provokes errors of an operation and looks at their bodies (ERR-001, ERR-002, ERR-003), media types (HTTP-002), indiscretions
//! (ERR-008) and, should the system limit the rate, at how it says so (ERR-009).

use samspel_contract::{Kind, Operation};
use samspel_exchange::{Credentials, Exchange, Request, Response};
use samspel_model::{Message, Observation};
use samspel_suite::{Check, CheckError, Context, Environment};

use super::body::{self, flaw, is_listed};
use super::leaks::leaks;
use super::mistakes::{BAD_IDS, mistakes};
use crate::http::positive::{self, Positive};
use crate::requests;
use samspel_suite::observe::{against, not_applicable, undecided, witness};

pub(crate) const CHECK: Check = Check { id: "ss12000/error-bodies", run: |ctx| Box::pin(run(ctx)) };

/// Mistakes of each kind that are tried; more would only show the same error handler again.
const A_KIND: usize = 1;

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let (operation, positive) = match Positive::of_case(ctx).await? {
        Ok(good) => good,
        Err(said) => return Ok(said),
    };
    let required = positive::required(ctx, &operation).await?;
    let mut seen = Seen::default();
    for request in provocations(ctx, &operation, &required, &positive.request) {
        let exchange = ctx.session.send(request).await?;
        if let Ok(response) = &exchange.outcome {
            seen.look(&operation, &exchange, response);
        }
    }
    Ok(seen.told(&operation))
}

/// Requests that a system has reason to refuse.
fn provocations(ctx: &Context, operation: &Operation, required: &[(String, String)], good: &Request) -> Vec<Request> {
    let mut provocations = vec![good.clone().credentials(Credentials::Anonymous)];
    let mut kinds: Vec<&str> = Vec::new();
    for mistake in mistakes(operation, required) {
        if kinds.iter().filter(|k| **k == mistake.kind).count() < A_KIND {
            kinds.push(mistake.kind);
            provocations.push(mistake.request);
        }
    }
    if operation.kind == Kind::ById {
        provocations.push(requests::with_id(operation, BAD_IDS[0]));
    }
    // Production systems get no method that could write, however unlikely it is to work.
    if ctx.target.environment == Environment::Test && operation.kind == Kind::List {
        provocations.push(requests::plain(operation).method("PUT"));
    }
    provocations
}

/// What the provoked errors showed.
#[derive(Default)]
struct Seen {
    listed: u64,
    unlisted: u64,
    json: u64,
    discreet: u64,
    patient: u64,
    against: Vec<Observation>,
    flaws: Vec<(&'static str, body::Flaw)>,
}

impl Seen {
    fn look(&mut self, operation: &Operation, exchange: &Exchange, response: &Response) {
        // Refused or not is the question of other tests; here only errors are read. 404 documents no body (ERR-004).
        if response.status < 400 || response.status == 404 {
            return;
        }
        if response.status == 429 {
            self.rate_limit(exchange, response);
        }
        if !response.body.is_empty() {
            self.media_type(exchange, response);
            self.discretion(exchange, response);
        }
        match flaw(response) {
            Some(flaw) => {
                // One error handler, one contradiction for an operation.
                let cause = (flaw.requirement(is_listed(operation, response.status)), flaw);
                if !self.flaws.contains(&cause) {
                    self.against.push(cause.1.contradiction(operation, exchange, response));
                    self.flaws.push(cause);
                }
            }
            None if is_listed(operation, response.status) => self.listed += 1,
            None => self.unlisted += 1,
        }
    }

    fn media_type(&mut self, exchange: &Exchange, response: &Response) {
        let media_type = response.media_type();
        if media_type.as_deref() == Some("application/json") {
            self.json += 1;
        } else {
            let observed = format!("HTTP {} {}", response.status, media_type.as_deref().unwrap_or("no Content-Type"));
            let seen = against("SS12K-HTTP-002", Message::new("error-media-type")).expected("application/json");
            self.against.push(seen.observed(observed).exchange(exchange).contradiction());
        }
    }

    fn discretion(&mut self, exchange: &Exchange, response: &Response) {
        let said = format!("{}{:?}", exchange.url, exchange.request.body);
        let found = leaks(&String::from_utf8_lossy(&response.body), &said);
        if found.is_empty() {
            self.discreet += 1;
        }
        for leak in found {
            let summary = Message::new("error-leaks").with("what", leak.name());
            let seen = against("SS12K-ERR-008", summary).expected("no internal or personal details");
            let observed = format!("HTTP {}: {}", response.status, leak.name());
            self.against.push(seen.observed(observed).exchange(exchange).contradiction());
        }
    }

    fn rate_limit(&mut self, exchange: &Exchange, response: &Response) {
        if response.header("retry-after").is_some() {
            self.patient += 1;
        } else {
            let seen = against("SS12K-ERR-009", Message::new("error-429-without-retry-after"));
            let seen = seen.expected("HTTP 429, Retry-After").observed("HTTP 429").exchange(exchange);
            self.against.push(seen.contradiction());
        }
    }

    fn told(self, operation: &Operation) -> Vec<Observation> {
        let named = |id: &str| Message::new(id).with("operation", operation.id.as_str());
        let good = self.listed + self.unlisted;
        let mut told = self.against;
        // Nothing refused, or nothing with a body: the question stays open, other operations may answer it.
        let mut tell = |requirement: &str, count: u64, seen: &str, lacking: &str| {
            if count > 0 {
                told.push(witness(requirement, count, named(seen).with("count", count)));
            } else if !told.iter().any(|o| o.requirement == requirement) {
                told.push(undecided(requirement, samspel_model::Gap::NoData, named(lacking)));
            }
        };
        // A lookup documents no refusal that a client could provoke.
        let provokable = self.listed > 0 || is_listed(operation, 400);
        if provokable {
            tell("SS12K-ERR-001", self.listed, "error-bodies-seen", "error-none-listed");
        }
        tell("SS12K-ERR-002", good, "error-bodies-seen", "error-none-provoked");
        tell("SS12K-ERR-003", self.unlisted, "error-bodies-unlisted-seen", "error-none-unlisted");
        tell("SS12K-HTTP-002", self.json, "error-media-types-seen", "error-none-provoked");
        tell("SS12K-ERR-008", self.discreet, "error-texts-discreet", "error-none-provoked");
        if !provokable && !told.iter().any(|o| o.requirement == "SS12K-ERR-001") {
            told.push(not_applicable("SS12K-ERR-001", named("error-no-status-listed")));
        }
        if self.patient > 0 {
            told.push(witness("SS12K-ERR-009", self.patient, named("error-429-seen").with("count", self.patient)));
        } else if !told.iter().any(|o| o.requirement == "SS12K-ERR-009") {
            told.push(not_applicable("SS12K-ERR-009", named("error-429-never-seen")));
        }
        told
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use std::sync::Arc;

    use samspel_contract::Contract;
    use samspel_model::Sight;

    use super::*;

    fn look(answers: &[(u16, &str, &str)]) -> Vec<Observation> {
        let contract = Contract::embedded("2.1").unwrap();
        let operation = contract.operation("listPersons").unwrap();
        let mut seen = Seen::default();
        for (status, media_type, body) in answers {
            let response = Response {
                status: *status,
                headers: vec![("content-type".to_owned(), (*media_type).to_owned())],
                body: body.as_bytes().to_vec(),
            };
            let exchange = crate::http::tests::exchange(Request::get("listPersons", "/persons"), response.clone());
            seen.look(operation, &exchange, &Arc::new(response));
        }
        seen.told(operation)
    }

    fn contradicted(observations: &[Observation]) -> Vec<(&str, &str)> {
        observations
            .iter()
            .filter_map(|o| match &o.sight {
                Sight::Contradiction(seen) => Some((o.requirement.as_str(), seen.summary.id.as_str())),
                _ => None,
            })
            .collect()
    }

    #[test]
    fn good_errors_contradict_nothing_and_are_witnesses() {
        let good = r#"{"code":"bad","message":"no"}"#;
        let told = look(&[(400, "application/json", good), (401, "application/json; charset=utf-8", good)]);
        assert_eq!(contradicted(&told), []);
        assert_eq!(told.iter().filter(|o| matches!(o.sight, Sight::Witness { .. })).count(), 5);
    }

    #[test]
    fn one_error_handler_gives_one_finding_for_an_operation() {
        let wrapped = r#"{"error":{"code":1}}"#;
        let told = look(&[(400, "application/json", wrapped), (401, "application/json", wrapped)]);
        assert_eq!(contradicted(&told), [("SS12K-ERR-002", "error-wrapped")]);
    }

    #[test]
    fn an_html_page_contradicts_media_type_and_form() {
        let told = look(&[(405, "text/html", "<h1>Method not allowed</h1>")]);
        assert_eq!(contradicted(&told), [("SS12K-HTTP-002", "error-media-type"), ("SS12K-ERR-003", "error-not-json")]);
    }

    #[test]
    fn successes_and_empty_404_are_no_error_bodies() {
        let told = look(&[(200, "application/json", "{}"), (404, "text/plain", "")]);
        assert!(told.iter().all(|o| matches!(o.sight, Sight::Undecided { .. } | Sight::NotApplicable { .. })));
    }

    #[test]
    fn a_429_without_a_waiting_time_is_told() {
        let told = look(&[(429, "application/json", r#"{"code":"slow","message":"down"}"#)]);
        assert_eq!(contradicted(&told), [("SS12K-ERR-009", "error-429-without-retry-after")]);
    }
}
