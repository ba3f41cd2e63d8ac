//! `ss12000/env-no-hits`: a question without hits is answered 200 with an empty list.

use samspel_contract::{Kind, Operation};
use samspel_exchange::Request;
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};
use serde_json::Value;

use crate::{requests, run_state};
use samspel_suite::observe::{against, answer, not_applicable, undecided, witness};

const RULE: &str = "SS12K-ENV-005";
/// An instant after everything, for lists that have no filter on an id.
const NEVER: &str = "2999-01-01T00:00:00Z";

pub(super) const CHECK: Check = Check { id: "ss12000/env-no-hits", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let operation = run_state::operation(ctx).await?;
    let discovery = run_state::discovery(ctx).await?;
    if let Some(obstacle) = discovery.obstacle(ctx, &operation.id) {
        return Ok(obstacle);
    }
    let required = discovery.get(&operation.id).map(|p| p.required.clone()).unwrap_or_default();
    let unknown = requests::unknown_uuid(ctx, &ctx.test);
    let Some(request) = question(&operation, &required, &unknown) else {
        let reason = Message::new("env-no-question-without-hits").with("operation", operation.id.as_str());
        return Ok(vec![not_applicable(RULE, reason)]);
    };
    let exchange = ctx.session.send(request).await?;
    let open = |reason: &str, gap| {
        let reason = Message::new(reason).with("operation", operation.id.as_str()).with("answer", answer(&exchange));
        vec![undecided(RULE, gap, reason)]
    };
    let response = match &exchange.outcome {
        Ok(response) => response,
        Err(_) => return Ok(open("no-usable-answer", Gap::NoAnswer)),
    };
    Ok(match response.status {
        200 => match response.json::<Value>().ok().as_ref().and_then(entries) {
            Some(0) => {
                let seen = Message::new("env-empty-list-for-no-hits").with("operation", operation.id.as_str());
                vec![witness(RULE, 1, seen)]
            }
            // A filter that was ignored is another requirement's matter: here the question was not answered.
            Some(_) => open("env-hits-all-the-same", Gap::OtherFault),
            None => vec![
                against(RULE, Message::new("env-no-hits-without-list"))
                    .expected(if operation.kind == Kind::Lookup { "HTTP 200 []" } else { "HTTP 200 { data: [] }" })
                    .observed("HTTP 200 without a list")
                    .sample(operation.id.as_str())
                    .exchange(&exchange)
                    .contradiction(),
            ],
        },
        401 | 403 => open("no-usable-answer", Gap::NoAccess),
        408 | 429 | 502..=504 => open("no-usable-answer", Gap::NoAnswer),
        status => vec![
            against(RULE, Message::new("env-no-hits-refused"))
                .expected("HTTP 200 with an empty list")
                .observed(format!("HTTP {status}"))
                .sample(operation.id.as_str())
                .exchange(&exchange)
                .contradiction(),
        ],
    })
}

fn entries(body: &Value) -> Option<usize> {
    match body {
        Value::Array(entries) => Some(entries.len()),
        Value::Object(map) => match map.get("data")? {
            Value::Array(entries) => Some(entries.len()),
            Value::Object(by_type) => Some(by_type.values().filter_map(Value::as_array).map(Vec::len).sum()),
            _ => None,
        },
        _ => None,
    }
}

/// A question that nothing can be an answer to: an id that nobody has, or a time that has not come.
fn question(operation: &Operation, required: &[(String, String)], unknown: &str) -> Option<Request> {
    if operation.kind == Kind::Lookup {
        return Some(requests::lookup(operation, "ids", &[unknown.to_owned()]));
    }
    const BY_ID: [&str; 5] = ["eq", "in", "anyEq", "inSubtree", "join"];
    let by_id = operation
        .parameters
        .iter()
        .find(|p| p.place == "query" && p.format.as_deref() == Some("uuid") && BY_ID.contains(&p.semantics.op.as_str()))
        .map(|p| (p.name.as_str(), unknown));
    let by_time = || {
        let has = |name: &str| operation.parameters.iter().any(|p| p.name == name);
        ["meta.created.after", "after"].into_iter().find(|name| has(name)).map(|name| (name, NEVER))
    };
    let (name, value) = by_id.or_else(by_time)?;
    Some(requests::with_query(requests::plain(operation), required).query(name, value))
}
