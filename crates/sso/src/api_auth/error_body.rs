//! `api-auth/error-body`: a refusal is told with the error object of SS 12000 and tells nothing about the inside of the system.

use samspel_exchange::{Credentials, Exchange, Fault};
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};
use serde_json::Value;

use super::ground::{Ground, everywhere};
use super::sent::{Sent, send};
use super::spoiled::bad_signature;
use samspel_suite::observe::{against, answer, undecided, witness};

pub(crate) const CHECK: Check = Check { id: "api-auth/error-body", run: |ctx| Box::pin(run(ctx)) };

/// A client without rights, for a 403.
const WITHOUT_RIGHTS: &str = "no_access";
/// What is expected, as a fact.
const EXPECTED: &str = "application/json { code: string, message: string }";
/// What stands in traces and exceptions of the common platforms.
const TRACES: [&str; 10] = [
    "\tat ",
    "\n   at ",
    "    at ",
    "Traceback (most recent call last)",
    "Exception",
    ".java:",
    ".cs:line",
    "node_modules",
    "stacktrace",
    "stack trace",
];

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let ground = match Ground::of(ctx).await? {
        Ok(ground) => ground,
        Err(said) => return Ok(said),
    };
    let mut exchanges = vec![ctx.session.send(ground.request().clone().credentials(Credentials::Anonymous)).await?];
    let garbage = Sent::Bearer(samspel_exchange::Secret::new("samspel.made.this-up"));
    exchanges.push(send(ctx, ground.request(), "made up", &garbage).await?);
    if let Ok(bad) = bad_signature(&ground) {
        exchanges.push(send(ctx, ground.request(), &bad.label, &bad.sent).await?);
    }
    if ctx.client.has_principal(WITHOUT_RIGHTS) {
        let principal = Credentials::Principal(WITHOUT_RIGHTS.to_owned());
        exchanges.push(ctx.session.send(ground.request().clone().credentials(principal)).await?);
    }
    let requirement = ctx.requirements.first().map_or("", String::as_str);
    let mut told = Vec::new();
    let mut fit = 0;
    for exchange in &exchanges {
        match flaw(exchange) {
            Judged::Fit => fit += 1,
            Judged::Flawed(id) => told.push(
                against(requirement, Message::new(id))
                    .expected(EXPECTED)
                    .observed(answer(exchange))
                    .exchange(exchange)
                    .contradiction(),
            ),
            Judged::NoRefusal => {}
        }
    }
    if fit > 0 {
        told.push(witness(requirement, fit, Message::new("auth-error-objects").with("count", fit)));
    } else if told.is_empty() {
        told.push(undecided(requirement, Gap::NoAnswer, Message::new("auth-nothing-refused")));
    }
    if told.is_empty() {
        return Ok(everywhere(ctx, Gap::NoAnswer, &Message::new("auth-nothing-refused")));
    }
    Ok(told)
}

#[derive(Debug, PartialEq, Eq)]
enum Judged {
    Fit,
    Flawed(&'static str),
    /// Not answered with 401 or 403: nothing to judge here.
    NoRefusal,
}

fn flaw(exchange: &Exchange) -> Judged {
    let response = match &exchange.outcome {
        Ok(response) if matches!(response.status, 401 | 403) => response,
        Ok(_) | Err(Fault::NoToken { .. }) | Err(_) => return Judged::NoRefusal,
    };
    let text = String::from_utf8_lossy(&response.body);
    if TRACES.iter().any(|trace| text.contains(trace)) {
        return Judged::Flawed("auth-error-with-trace");
    }
    let body: Option<Value> = response.json().ok();
    let has = |name: &str| body.as_ref().and_then(|body| body.get(name)).is_some_and(Value::is_string);
    let is_json = response.media_type().is_some_and(|kind| kind == "application/json" || kind.ends_with("+json"));
    if is_json && has("code") && has("message") { Judged::Fit } else { Judged::Flawed("auth-no-error-object") }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::time::Duration;

    use samspel_exchange::{Request, Response};

    use super::*;

    fn of(status: u16, media_type: &str, body: &str) -> Judged {
        let headers = vec![("content-type".to_owned(), media_type.to_owned())];
        flaw(&Exchange {
            id: "x#1".to_owned(),
            request: Arc::new(Request::get("listPersons", "/persons")),
            url: String::new(),
            outcome: Ok(Arc::new(Response { status, headers, body: body.as_bytes().to_vec() })),
            elapsed: Duration::ZERO,
        })
    }

    #[test]
    fn an_error_object_says_what_and_nothing_of_the_inside() {
        assert_eq!(of(401, "application/json; charset=utf-8", r#"{"code":"x","message":"y"}"#), Judged::Fit);
        assert_eq!(of(403, "text/html", "<p>no"), Judged::Flawed("auth-no-error-object"));
        assert_eq!(of(401, "application/json", r#"{"code":1,"message":"y"}"#), Judged::Flawed("auth-no-error-object"));
        let trace = r#"{"code":"x","message":"java.lang.NullPointerException"}"#;
        assert_eq!(of(401, "application/json", trace), Judged::Flawed("auth-error-with-trace"));
        assert_eq!(of(200, "application/json", "{}"), Judged::NoRefusal);
    }
}
