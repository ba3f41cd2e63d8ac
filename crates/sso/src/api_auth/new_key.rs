//! `api-auth/new-key`: a new signing key is taken up without anybody restarting anything.

use std::time::Duration;

use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};
use tokio::time::{Instant, sleep};

use super::ground::{Ground, everywhere};
use super::sent::{Reply, Sent, holds_data, reply, send};
use crate::jose::Key;
use samspel_suite::observe::{against, answer, witness};

pub(crate) const CHECK: Check = Check { id: "api-auth/new-key", run: |ctx| Box::pin(run(ctx)) };

/// How long a new key is tried when the target file does not say how long it may take.
const WAIT: Duration = Duration::from_secs(10);
/// Pause between two tries.
const PAUSE: Duration = Duration::from_millis(500);

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let ground = match Ground::of(ctx).await? {
        Ok(ground) => ground,
        Err(said) => return Ok(said),
    };
    let issuer = match ground.own() {
        Ok(issuer) if issuer.is_pinned() => {
            return Ok(everywhere(ctx, Gap::NoAccess, &Message::new("auth-key-pinned")));
        }
        Ok(issuer) => issuer,
        Err(reason) => return Ok(everywhere(ctx, Gap::NoAccess, &reason)),
    };
    let key = match Key::new(issuer.algorithm()) {
        Ok(key) => key,
        Err(error) => return Err(CheckError::Other(error.to_string())),
    };
    let kid = key.thumbprint();
    let token = || {
        let draft = issuer.draft().header("kid", kid.as_str());
        Sent::Bearer(samspel_exchange::Secret::new(draft.signed(&key)))
    };
    let requirement = ctx.requirements.first().map_or("", String::as_str);
    // Before it is published the key has to be refused; else its being let in later shows nothing.
    let unpublished = send(ctx, ground.request(), "unpublished key", &token()).await?;
    if !matches!(reply(&unpublished), Reply::Refused | Reply::RefusedOtherwise(_)) {
        return Ok(everywhere(ctx, Gap::NoAnswer, &Message::new("auth-lets-anything-in")));
    }
    issuer.add_key(&key, &kid);
    let promised = issuer.key_wait_s().map(Duration::from_secs);
    let until = Instant::now() + promised.unwrap_or(WAIT);
    loop {
        let exchange = send(ctx, ground.request(), "new key", &token()).await?;
        if holds_data(&exchange) {
            return Ok(vec![witness(requirement, 1, Message::new("auth-new-key-taken-up"))]);
        }
        if Instant::now() >= until {
            let seconds = promised.unwrap_or(WAIT).as_secs();
            return Ok(match promised {
                Some(_) => vec![
                    against(requirement, Message::new("auth-new-key-refused").with("seconds", seconds))
                        .expected("HTTP 200")
                        .observed(answer(&exchange))
                        .exchange(&exchange)
                        .contradiction(),
                ],
                None => everywhere(ctx, Gap::NoAccess, &Message::new("auth-new-key-not-yet").with("seconds", seconds)),
            });
        }
        sleep(PAUSE).await;
    }
}
