//! `api-auth/good-token`: a good token gets data, and no token gets none. Without that nothing else proves anything.

use samspel_exchange::Credentials;
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use super::ground::{Ground, everywhere};
use super::sent::{Reply, holds_data, reply};
use samspel_suite::observe::{answer, witness};

pub(crate) const CHECK: Check = Check { id: "api-auth/good-token", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let ground = match Ground::of(ctx).await? {
        Ok(ground) => ground,
        Err(said) => return Ok(said),
    };
    let good = ctx.session.send(ground.request().clone()).await?;
    if !holds_data(&good) {
        let reason = Message::new("auth-good-token-refused").with("answer", answer(&good));
        return Ok(everywhere(ctx, Gap::NoAnswer, &reason));
    }
    let without = ctx.session.send(ground.request().clone().credentials(Credentials::Anonymous)).await?;
    // Whoever is let in without a token is let in with any: the good one shows nothing then.
    if reply(&without) == Reply::LetIn {
        return Ok(everywhere(ctx, Gap::NoAnswer, &Message::new("auth-open-to-all")));
    }
    let requirement = ctx.requirements.first().map_or("", String::as_str);
    let operation = ground.request().operation.as_str();
    Ok(vec![witness(requirement, 1, Message::new("auth-good-token").with("operation", operation))])
}
