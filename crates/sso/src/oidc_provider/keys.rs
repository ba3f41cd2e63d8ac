//! `oidc-provider/keys`: the published keys (OpenID Connect Core 1.0, 10.1; Swedish OIDC profile 7.1).

use std::collections::BTreeSet;

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64URL;
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};
use serde_json::{Map, Value};

use super::provider::{Provider, everywhere, nothing_discovered, requirement};
use super::told::breach;
use samspel_suite::observe::{undecided, witness};

pub(crate) const CHECK: Check = Check { id: "oidc-provider/keys", run: |ctx| Box::pin(run(ctx)) };

/// Members that only the owner of a key may know (RFC 7518, 6).
const PRIVATE: [&str; 7] = ["d", "p", "q", "dp", "dq", "qi", "k"];
/// Bits of an RSA key at least.
const LEAST_BITS: usize = 2048;

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let rule: String = ctx.with("rule")?;
    let requirement = requirement(ctx);
    let provider = Provider::of(ctx).await?;
    let (Some(keys), Some(exchange)) = (&provider.keys, &provider.key_exchange) else {
        let reason = match &provider.key_exchange {
            Some(exchange) => Message::new("op-no-keys").with("answer", samspel_suite::observe::answer(exchange)),
            None => nothing_discovered(&provider),
        };
        return Ok(everywhere(ctx, Gap::NoAnswer, &reason));
    };
    let mut told = Vec::new();
    let mut held = 0;
    let mut look = |holds: bool, summary: &str, expected: &str, observed: String| {
        if holds {
            held += 1;
        } else {
            told.push(breach(requirement, summary, expected, observed, Some(exchange)));
        }
    };
    match rule.as_str() {
        "public" => {
            let mut kids = BTreeSet::new();
            for key in keys {
                let secret: Vec<&str> = PRIVATE.into_iter().filter(|name| key.contains_key(*name)).collect();
                look(secret.is_empty(), "op-private-key", "no private member", secret.join(", "));
                let kid = key.get("kid").and_then(Value::as_str);
                look(
                    kid.is_none_or(|kid| kids.insert(kid)),
                    "op-kid-twice",
                    "each kid once",
                    kid.unwrap_or_default().to_owned(),
                );
                if keys.len() > 1 {
                    look(
                        key.contains_key("use") || key.contains_key("key_ops"),
                        "op-key-without-use",
                        "use | key_ops",
                        "neither".to_owned(),
                    );
                }
            }
        }
        "strength" => {
            for key in keys {
                match strength(key) {
                    Some((good, observed)) => look(good, "op-weak-key", "RSA 2048 | P-256 | P-384 | P-521", observed),
                    None => {
                        look(false, "op-weak-key", "RSA 2048 | P-256 | P-384 | P-521", "another kind of key".to_owned())
                    }
                }
            }
        }
        "cache" => {
            let cache = exchange.outcome.as_ref().ok().and_then(|response| response.header("cache-control"));
            look(cache.is_some(), "op-keys-cache", "Cache-Control", "nothing".to_owned());
        }
        _ => return Err(CheckError::With(format!("`rule`: there is no rule {rule}"))),
    }
    if held > 0 {
        told.push(witness(requirement, held, Message::new("op-keys-held").with("count", held)));
    } else if told.is_empty() {
        told.push(undecided(requirement, Gap::NoData, Message::new("op-no-keys").with("answer", "0")));
    }
    Ok(told)
}

/// Whether a key is strong enough, and what it is. Keys of RFC 8037 are as strong as P-256, though no profile names them.
fn strength(key: &Map<String, Value>) -> Option<(bool, String)> {
    let text = |name: &str| key.get(name).and_then(Value::as_str);
    match text("kty")? {
        "RSA" => {
            let modulus = BASE64URL.decode(text("n")?).ok()?;
            let leading = modulus.iter().position(|byte| *byte != 0)?;
            let bits = (modulus.len() - leading) * 8 - modulus[leading].leading_zeros() as usize;
            Some((bits >= LEAST_BITS, format!("RSA {bits}")))
        }
        "EC" => Some((matches!(text("crv")?, "P-256" | "P-384" | "P-521"), text("crv")?.to_owned())),
        "OKP" => Some((matches!(text("crv")?, "Ed25519" | "Ed448" | "X25519" | "X448"), text("crv")?.to_owned())),
        _ => None,
    }
}
