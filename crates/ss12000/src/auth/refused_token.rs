//! A token that is not right in every part is refused (AUTH-003).
//!
//! `kind:` says which token: made here from the token that works (`tampered_signature`, `changed_claims`, `unsigned`, `garbage`),
//! ready-made in the target file (`refused_tokens:`), or of the principal `revoked`.

use samspel_contract::Kind;
use samspel_exchange::{Credentials, Secret};
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use super::jwt;
use crate::http::positive::Positive;
use crate::run_state;
use samspel_suite::observe::{against, answer, undecided, witness};

pub(crate) const CHECK: Check = Check { id: "ss12000/refused-token", run: |ctx| Box::pin(run(ctx)) };

const REQUIREMENT: &str = "SS12K-AUTH-003";

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let kind: String = ctx.with("kind")?;
    let named = |id: &str| Message::new(id).with("kind", kind.as_str());
    let credentials = match token(ctx, &kind).await? {
        Ok(credentials) => credentials,
        Err(reason) => return Ok(vec![undecided(REQUIREMENT, Gap::NoData, reason)]),
    };
    let contract = run_state::contract(ctx).await?;
    let discovery = run_state::discovery(ctx).await?;
    let mut refused = 0;
    let mut told = Vec::new();
    let lists = contract.operations().iter().filter(|o| o.kind == Kind::List);
    for operation in lists.filter(|o| discovery.get(&o.id).is_some_and(|p| p.is_tested())) {
        let positive = Positive::ask(ctx, operation).await?;
        if !positive.holds_data() {
            continue;
        }
        let exchange = ctx.session.send(positive.request.clone().credentials(credentials.clone())).await?;
        match &exchange.outcome {
            Ok(response) if response.is_success() => told.push(
                against(REQUIREMENT, Message::new(accepted(&kind)))
                    .expected("HTTP 401")
                    .observed(answer(&exchange))
                    .exchange(&exchange)
                    .contradiction(),
            ),
            Ok(response) if (400..500).contains(&response.status) && response.status != 429 => refused += 1,
            // A revoked client that gets no token in the first place is refused as well as can be.
            Err(samspel_exchange::Fault::NoToken { .. }) if kind == "revoked" => refused += 1,
            _ => {
                let reason = Message::new("no-answer").with("operation", operation.id.as_str());
                told.push(undecided(REQUIREMENT, Gap::NoAnswer, reason.with("answer", answer(&exchange))));
            }
        }
    }
    if refused > 0 {
        told.push(witness(REQUIREMENT, refused, named("token-refused").with("count", refused)));
    } else if told.is_empty() {
        told.push(undecided(REQUIREMENT, Gap::NoData, named("token-no-data")));
    }
    Ok(told)
}

/// The finding when a token of this kind is accepted. Kinds that one omission explains share one.
fn accepted(kind: &str) -> &'static str {
    match kind {
        "tampered_signature" | "changed_claims" | "bad_signature" => "token-signature-unchecked",
        "unsigned" | "alg_none" => "token-unsigned-accepted",
        "garbage" => "token-garbage-accepted",
        "expired" => "token-expired-accepted",
        "not_yet_valid" => "token-not-yet-valid-accepted",
        "other_audience" => "token-other-audience-accepted",
        "other_issuer" => "token-other-issuer-accepted",
        "revoked" | "revoked_client" => "token-revoked-accepted",
        _ => "token-bad-accepted",
    }
}

/// The token of this kind, or what is lacking.
async fn token(ctx: &Context, kind: &str) -> Result<Result<Credentials, Message>, CheckError> {
    let lacking = |id: &str| Message::new(id).with("kind", kind);
    let labelled = |token: Secret| Credentials::Token { label: kind.to_owned(), token };
    if kind == "garbage" {
        return Ok(Ok(labelled(Secret::new("samspel.made.this-up"))));
    }
    if kind == "revoked" {
        let there = ctx.client.has_principal(kind);
        return Ok(if there {
            Ok(Credentials::Principal(kind.to_owned()))
        } else {
            Err(lacking("token-no-principal"))
        });
    }
    let spoil: fn(&str) -> Option<String> = match kind {
        "tampered_signature" => jwt::bad_signature,
        "changed_claims" => jwt::changed_claims,
        "unsigned" => jwt::alg_none,
        _ => {
            let Some(source) = ctx.target.refused_tokens.get(kind) else { return Ok(Err(lacking("token-not-given"))) };
            let token = source
                .read(&ctx.target.base_dir)
                .map_err(|e| CheckError::Other(format!("refused_tokens.{kind}: {e}")))?;
            return Ok(Ok(labelled(token)));
        }
    };
    let Ok(Some(good)) = ctx.client.token("full").await? else { return Ok(Err(lacking("token-none-to-spoil"))) };
    Ok(match spoil(good.expose()) {
        Some(spoilt) => Ok(labelled(Secret::new(spoilt))),
        None => Err(lacking("token-not-a-jwt")),
    })
}
