//! `api-auth/cors`: no page of a stranger may read with the reader's own credentials (Fetch Standard, CORS protocol).

use samspel_exchange::{Credentials, Exchange, Request};
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use super::ground::{Ground, everywhere};
use samspel_suite::observe::{against, answer, witness};

pub(crate) const CHECK: Check = Check { id: "api-auth/cors", run: |ctx| Box::pin(run(ctx)) };

/// A page that nobody has any reason to trust.
const STRANGER: &str = "https://samspel-stranger.invalid";

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let ground = match Ground::of(ctx).await? {
        Ok(ground) => ground,
        Err(said) => return Ok(said),
    };
    let from = |request: Request| request.header("origin", STRANGER);
    let preflight = from(ground.request().clone())
        .method("OPTIONS")
        .credentials(Credentials::Anonymous)
        .header("access-control-request-method", "GET")
        .header("access-control-request-headers", "authorization");
    let requests =
        [preflight, from(ground.request().clone()), from(ground.request().clone()).credentials(Credentials::Anonymous)];
    let requirement = ctx.requirements.first().map_or("", String::as_str);
    let mut told = Vec::new();
    let mut closed = 0;
    for request in requests {
        let exchange = ctx.session.send(request).await?;
        match opened_to(&exchange) {
            None => {}
            Some(false) => closed += 1,
            Some(true) => told.push(
                against(requirement, Message::new("auth-cors-open"))
                    .expected("no Access-Control-Allow-Credentials: true for any origin")
                    .observed(format!("{}, Access-Control-Allow-Credentials: true", answer(&exchange)))
                    .sample(&exchange.request.method)
                    .exchange(&exchange)
                    .contradiction(),
            ),
        }
    }
    if closed > 0 {
        told.push(witness(requirement, closed, Message::new("auth-cors-closed").with("count", closed)));
    } else if told.is_empty() {
        return Ok(everywhere(
            ctx,
            Gap::NoAnswer,
            &Message::new("auth-unclear").with("what", "Origin").with("answer", ""),
        ));
    }
    Ok(told)
}

/// Whether a stranger's page may send credentials and read the answer; None without an answer.
fn opened_to(exchange: &Exchange) -> Option<bool> {
    let response = exchange.outcome.as_ref().ok()?;
    let any = response.header("access-control-allow-origin").is_some_and(|origin| origin == "*" || origin == STRANGER);
    let credentials = response.header("access-control-allow-credentials").is_some_and(|value| value == "true");
    Some(any && credentials)
}
