//! `api-auth/every-path`: no path and no method is open to callers without a token.
//!
//! Each request is sent twice: without a token, and with a good one to see whether the operation is there at all. Requests that could
//! write are made so that nothing comes of them (an empty body, an id that nobody has), and only where writing is allowed.

use samspel_contract::{Kind, Operation};
use samspel_exchange::{Credentials, Exchange, Request, RequestBody};
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};
use serde_json::json;

use super::ground::{Ground, contract, everywhere};
use super::sent::{Reply, reply};
use samspel_suite::observe::{against, answer, undecided, witness};

pub(crate) const CHECK: Check = Check { id: "api-auth/every-path", run: |ctx| Box::pin(run(ctx)) };

/// An id that nothing has.
const NOBODY: &str = "5a000000-0000-4000-8000-000000000000";

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    // An API that refuses everybody forgets no path: the ground shows that it does not.
    if let Err(said) = Ground::of(ctx).await? {
        return Ok(said);
    }
    let contract = contract(ctx)?;
    let requirement = ctx.requirements.first().map_or("", String::as_str);
    let mut told = Vec::new();
    let mut protected = 0;
    for operation in contract.operations() {
        let request = harmless(operation);
        if request.writes() && !ctx.target.may_be_written_to() {
            continue;
        }
        let without = ctx.session.send(request.clone().credentials(Credentials::Anonymous)).await?;
        if reply(&without) == Reply::LetIn {
            told.push(found(requirement, "auth-path-open", &without));
            continue;
        }
        let with = ctx.session.send(request).await?;
        match standing(&without, &with) {
            Standing::Protected => protected += 1,
            Standing::Examined => told.push(found(requirement, "auth-path-examined", &without)),
            Standing::NotOffered => {}
            Standing::Unclear => {
                let reason = Message::new("auth-unclear").with("what", operation.id.as_str());
                told.push(undecided(requirement, Gap::NoAnswer, reason.with("answer", answer(&without))));
            }
        }
    }
    if protected > 0 {
        told.push(witness(requirement, protected, Message::new("auth-paths-protected").with("count", protected)));
    } else if told.is_empty() {
        return Ok(everywhere(ctx, Gap::NoData, &Message::new("auth-no-path")));
    }
    Ok(told)
}

fn found(requirement: &str, id: &str, exchange: &Exchange) -> Observation {
    against(requirement, Message::new(id))
        .expected("HTTP 401")
        .observed(answer(exchange))
        .sample(&exchange.request.operation)
        .exchange(exchange)
        .contradiction()
}

#[derive(Debug, PartialEq, Eq)]
enum Standing {
    /// Refused without a token, dealt with with one.
    Protected,
    /// Dealt with although there is no token.
    Examined,
    /// Not there.
    NotOffered,
    /// No telling.
    Unclear,
}

fn standing(without: &Exchange, with: &Exchange) -> Standing {
    let status = |exchange: &Exchange| exchange.outcome.as_ref().map(|response| response.status).ok();
    match (status(without), status(with)) {
        (Some(401 | 403), Some(401 | 403)) => Standing::NotOffered,
        (Some(401 | 403), Some(_)) => Standing::Protected,
        // What is not there can be said to anybody.
        (Some(404 | 405 | 501), Some(404 | 405 | 501)) => Standing::NotOffered,
        // The same complaint about the request as with a token: it was looked at before the caller was.
        (Some(one @ (400 | 404 | 405 | 409 | 415 | 422)), Some(other)) if one == other => Standing::Examined,
        (Some(400 | 404 | 405), Some(_)) => Standing::Protected,
        _ => Standing::Unclear,
    }
}

/// A request to an operation of which nothing can come.
fn harmless(operation: &Operation) -> Request {
    let path = operation.path.replace("{id}", NOBODY);
    let request = Request::get(&operation.id, path).method(operation.method.as_str());
    let body = match operation.kind {
        Kind::List | Kind::ById | Kind::Delete => return request,
        Kind::Lookup => json!({ "ids": [NOBODY] }),
        // Not even an object: nothing can be made of it.
        Kind::Create | Kind::Update | Kind::Report => json!([]),
    };
    Request { body: Some(RequestBody::Json(body)), ..request }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::time::Duration;

    use samspel_exchange::Response;

    use super::*;

    fn answered(status: u16) -> Exchange {
        Exchange {
            id: "x#1".to_owned(),
            request: Arc::new(Request::get("listPersons", "/persons")),
            url: String::new(),
            outcome: Ok(Arc::new(Response { status, headers: Vec::new(), body: Vec::new() })),
            elapsed: Duration::ZERO,
        }
    }

    #[test]
    fn a_path_is_protected_when_only_a_token_gets_it_looked_at() {
        let of = |without, with| standing(&answered(without), &answered(with));
        assert_eq!(of(401, 200), Standing::Protected);
        assert_eq!(of(401, 400), Standing::Protected);
        assert_eq!(of(400, 400), Standing::Examined);
        assert_eq!(of(404, 404), Standing::NotOffered);
        assert_eq!(of(403, 403), Standing::NotOffered);
        assert_eq!(of(500, 200), Standing::Unclear);
    }
}
