//! A token in the query string is not accepted (AUTH-006).
//!
//! The request puts a working token where web servers log it, so it is made in test environments only.

use samspel_exchange::Credentials;
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context, Environment};

use crate::http::positive::Positive;
use crate::run_state;
use samspel_suite::observe::{against, answer, undecided, witness};

pub(crate) const CHECK: Check = Check { id: "ss12000/query-token", run: |ctx| Box::pin(run(ctx)) };

const REQUIREMENT: &str = "SS12K-AUTH-006";

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let operation = run_state::operation(ctx).await?;
    if let Some(said) = run_state::discovery(ctx).await?.obstacle(ctx, &operation.id) {
        return Ok(said);
    }
    if ctx.target.environment == Environment::Production {
        return Ok(vec![undecided(REQUIREMENT, Gap::NoAccess, Message::new("query-token-not-in-production"))]);
    }
    let Ok(Some(token)) = ctx.client.token("full").await? else {
        return Ok(vec![undecided(REQUIREMENT, Gap::NoAccess, Message::new("query-token-none"))]);
    };
    let positive = Positive::ask(ctx, &operation).await?;
    if let Some(said) = positive.obstacle(ctx) {
        return Ok(said);
    }
    let request = positive.request.clone().query("access_token", token.expose()).credentials(Credentials::Anonymous);
    let exchange = ctx.session.send(request).await?;
    let named = |id: &str| Message::new(id).with("operation", operation.id.as_str());
    Ok(vec![match &exchange.outcome {
        Ok(response) if response.is_success() => against(REQUIREMENT, Message::new("query-token-accepted"))
            .expected("HTTP 401")
            .observed(answer(&exchange))
            .sample(format!("{}?access_token=…", operation.path))
            .exchange(&exchange)
            .contradiction(),
        Ok(response) if (400..500).contains(&response.status) && response.status != 429 => {
            witness(REQUIREMENT, 1, named("query-token-refused"))
        }
        _ => undecided(REQUIREMENT, Gap::NoAnswer, named("no-answer").with("answer", answer(&exchange))),
    }])
}
