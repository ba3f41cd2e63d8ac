//! `api-auth/key-fetching`: tokens that name unknown keys are refused, and do not make the API fetch keys once for each of them.

use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use super::ground::{Ground, everywhere};
use super::sent::{Reply, Sent, holds_data, reply, send};
use samspel_suite::observe::{against, answer, undecided, witness};

pub(crate) const CHECK: Check = Check { id: "api-auth/key-fetching", run: |ctx| Box::pin(run(ctx)) };

/// Tokens that name a key of their own. An API that fetches for each is one that anybody can make hammer its issuer.
const TOKENS: u64 = 20;

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let ground = match Ground::of(ctx).await? {
        Ok(ground) => ground,
        Err(said) => return Ok(said),
    };
    let (issuer, material) = match ground.own().and_then(|issuer| Ok((issuer, ground.material()?))) {
        Ok(both) => both,
        Err(reason) => return Ok(everywhere(ctx, Gap::NoAccess, &reason)),
    };
    let requirement = ctx.requirements.first().map_or("", String::as_str);
    let before = ground.good(ctx).await?;
    let fetched = issuer.key_fetches();
    let mut told = Vec::new();
    let mut refused = 0;
    for number in 0..TOKENS {
        // Half of them signed by the trusted key: the name alone is wrong then.
        let key = if number % 2 == 0 { issuer.key() } else { material.foreign };
        let kid = format!("samspel-unknown-{}", uuid::Uuid::new_v4());
        let token = material.draft.clone().header("alg", key.alg()).header("kid", kid).signed(key);
        let sent = Sent::Bearer(samspel_exchange::Secret::new(token));
        let exchange = send(ctx, ground.request(), "unknown-kid", &sent).await?;
        match reply(&exchange) {
            Reply::LetIn | Reply::RefusedWithData => told.push(
                against(requirement, Message::new("auth-let-in-unknown-kid"))
                    .expected("HTTP 401")
                    .observed(answer(&exchange))
                    .exchange(&exchange)
                    .contradiction(),
            ),
            Reply::Refused | Reply::RefusedOtherwise(_) => refused += 1,
            Reply::Broke | Reply::Unclear => {
                let reason = Message::new("auth-unclear").with("what", "unknown kid").with("answer", answer(&exchange));
                told.push(undecided(requirement, Gap::NoAnswer, reason));
            }
        }
    }
    let fetches = issuer.key_fetches().saturating_sub(fetched);
    let after = ground.good(ctx).await?;
    for good in [&before, &after] {
        if !holds_data(good) {
            let reason = Message::new("auth-good-token-refused").with("answer", answer(good));
            return Ok(everywhere(ctx, Gap::NoAnswer, &reason));
        }
    }
    if fetches >= TOKENS {
        told.push(
            against(requirement, Message::new("auth-fetches-for-each"))
                .expected(format!("GET jwks_uri < {TOKENS}"))
                .observed(format!("{fetches} GET jwks_uri"))
                .exchange(&after)
                .contradiction(),
        );
    } else if refused > 0 {
        let seen = Message::new("auth-unknown-kid-refused").with("count", refused).with("fetches", fetches);
        told.push(witness(requirement, refused, seen));
    }
    Ok(told)
}
