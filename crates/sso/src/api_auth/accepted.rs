//! `api-auth/accepted`: tokens that are right but look unusual are let in, beside a bad one that is not.

use samspel_exchange::Exchange;
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use super::ground::{Ground, everywhere};
use super::sent::{Reply, holds_data, reply, send};
use super::spoiled::{Shot, bad_signature, unusual};
use crate::Issuer;
use samspel_suite::observe::{against, answer, not_applicable, undecided, witness};

pub(crate) const CHECK: Check = Check { id: "api-auth/accepted", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let kind: String = ctx.with("kind")?;
    let ground = match Ground::of(ctx).await? {
        Ok(ground) => ground,
        Err(said) => return Ok(said),
    };
    // An API for tokens of RFC 9068 is right to refuse others (section 4).
    if kind == "typ" && ground.own().is_ok_and(Issuer::names_access_tokens) {
        let reason = || Message::new("auth-follows-rfc-9068");
        return Ok(ctx.requirements.iter().map(|requirement| not_applicable(requirement, reason())).collect());
    }
    let shots = match unusual(&kind, &ground)? {
        Ok(shots) => shots,
        Err(reason) => return Ok(everywhere(ctx, Gap::NoAccess, &reason)),
    };
    // An API that lets everybody in lets these in as well, and that shows nothing.
    if let Ok(bad) = bad_signature(&ground) {
        let exchange = send(ctx, ground.request(), &bad.label, &bad.sent).await?;
        if reply(&exchange) == Reply::LetIn {
            return Ok(everywhere(ctx, Gap::NoAnswer, &Message::new("auth-lets-anything-in")));
        }
    }
    let before = ground.good(ctx).await?;
    let mut seen = Vec::new();
    for shot in shots {
        let exchange = send(ctx, ground.request(), &shot.label, &shot.sent).await?;
        seen.push((shot, exchange));
    }
    let after = ground.good(ctx).await?;
    for good in [&before, &after] {
        if !holds_data(good) {
            let reason = Message::new("auth-good-token-refused").with("answer", answer(good));
            return Ok(everywhere(ctx, Gap::NoAnswer, &reason));
        }
    }
    let requirement = ctx.requirements.first().map_or("", String::as_str);
    Ok(judge(requirement, &kind, &seen))
}

fn judge(requirement: &str, kind: &str, seen: &[(Shot, Exchange)]) -> Vec<Observation> {
    let mut told = Vec::new();
    let mut accepted = 0;
    for (shot, exchange) in seen {
        match reply(exchange) {
            Reply::LetIn => accepted += 1,
            Reply::Refused | Reply::RefusedWithData | Reply::RefusedOtherwise(_) | Reply::Broke => told.push(
                against(requirement, Message::new(&format!("auth-kept-out-{kind}")))
                    .expected("HTTP 200")
                    .observed(answer(exchange))
                    .sample(&shot.label)
                    .exchange(exchange)
                    .contradiction(),
            ),
            Reply::Unclear => {
                let reason = Message::new("auth-unclear").with("what", shot.label.as_str());
                told.push(undecided(requirement, Gap::NoAnswer, reason.with("answer", answer(exchange))));
            }
        }
    }
    if accepted > 0 {
        told.push(witness(requirement, accepted, Message::new("auth-accepted").with("count", accepted)));
    }
    told
}
