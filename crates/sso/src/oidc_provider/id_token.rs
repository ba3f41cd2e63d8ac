//! `oidc-provider/id-token`: the ID tokens of two good logins (OpenID Connect Core 1.0, 2 and 3.1.3.6; Swedish OIDC profile 3.2).

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64URL;
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};
use serde_json::{Map, Value};
use sha2::{Digest as _, Sha256};

use super::provider::requirement;
use super::sample::Sample;
use super::stage::Login;
use super::told::breach;
use crate::jose::Flaw;
use samspel_suite::observe::{not_applicable, undecided, witness};

pub(crate) const CHECK: Check = Check { id: "oidc-provider/id-token", run: |ctx| Box::pin(run(ctx)) };

/// Seconds that an ID token is valid at most (Swedish OIDC profile 3.2.1.2).
const LONGEST_LIFE: i64 = 300;
/// Characters of `sub` at most (OpenID Connect Core 1.0, 2).
const LONGEST_SUB: usize = 255;
/// Claims that say who the person is and that `openid` alone does not ask for (OpenID Connect Core 1.0, 5.1).
const IDENTITY: [&str; 17] = [
    "name",
    "given_name",
    "family_name",
    "middle_name",
    "nickname",
    "preferred_username",
    "profile",
    "picture",
    "website",
    "email",
    "gender",
    "birthdate",
    "phone_number",
    "address",
    "ssn",
    "personalIdentityNumber",
    "upn",
];

/// What was looked at.
#[derive(Default)]
struct Seen {
    held: u64,
    told: Vec<Observation>,
}

impl Seen {
    fn look(&mut self, holds: bool, breach: impl FnOnce() -> Observation) {
        if holds { self.held += 1 } else { self.told.push(breach()) }
    }
}

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let rule: String = ctx.with("rule")?;
    let sample = match Sample::of(ctx).await? {
        Ok(sample) => sample,
        Err(said) => return Ok(said),
    };
    let logins = match sample.both(ctx) {
        Ok(logins) => logins,
        Err(said) => return Ok(said),
    };
    let requirement = requirement(ctx);
    let mut seen = Seen::default();
    for (login, bare) in [(logins[0], false), (logins[1], true)] {
        let Some(claims) = login.claims() else {
            seen.told.push(undecided(requirement, Gap::NoData, Message::new("op-id-token-unreadable")));
            continue;
        };
        one(&rule, requirement, &sample, login, &claims, bare, &mut seen).map_err(CheckError::With)?;
    }
    if rule == "subject"
        && let (Some(one), Some(other)) = (subject(logins[0]), subject(logins[1]))
    {
        seen.look(one == other, || {
            breach(requirement, "op-sub-changes", "the same sub", "another sub", Some(&logins[1].tokens.exchange))
        });
    }
    let Seen { held, mut told } = seen;
    if held > 0 {
        told.push(witness(requirement, held, Message::new("op-id-token-held").with("count", held)));
    } else if told.is_empty() && matches!(rule.as_str(), "kid" | "access-token-hash") {
        told.push(not_applicable(requirement, Message::new("op-id-token-not-used")));
    } else if told.is_empty() {
        told.push(undecided(requirement, Gap::NoData, Message::new("op-id-token-nothing")));
    }
    Ok(told)
}

fn subject(login: &Login) -> Option<String> {
    login.claims()?.get("sub")?.as_str().map(str::to_owned)
}

fn one(
    rule: &str,
    requirement: &str,
    sample: &Sample,
    login: &Login,
    claims: &Map<String, Value>,
    bare: bool,
    seen: &mut Seen,
) -> Result<(), String> {
    let exchange = Some(&login.tokens.exchange);
    let provider = &sample.stage.provider;
    let client = provider.client("main").map(|client| client.id.clone()).unwrap_or_default();
    let text = |name: &str| claims.get(name).and_then(Value::as_str);
    let number = |name: &str| claims.get(name).and_then(Value::as_i64);
    let flaw = login.id_token.as_ref().and_then(|(_, verified)| verified.as_ref().err());
    let header = |name: &str| {
        let (token, _) = login.id_token.as_ref()?;
        let head: Map<String, Value> =
            serde_json::from_slice(&BASE64URL.decode(token.split('.').next()?).ok()?).ok()?;
        head.get(name)?.as_str().map(str::to_owned)
    };
    match rule {
        "claims" => {
            for name in ["iss", "sub", "aud", "exp", "iat"] {
                seen.look(claims.contains_key(name), || {
                    breach(requirement, "op-id-token-lacks", name, "nothing", exchange)
                });
            }
            seen.look(text("iss") == Some(&provider.issuer), || {
                breach(requirement, "op-id-token-issuer", &provider.issuer, text("iss").unwrap_or("nothing"), exchange)
            });
        }
        "login-claims" => {
            seen.look(number("auth_time").is_some(), || {
                breach(requirement, "op-id-token-lacks", "auth_time", "nothing", exchange)
            });
            if login.ask.get("acr_values").is_some() {
                seen.look(text("acr").is_some(), || {
                    breach(requirement, "op-id-token-lacks", "acr", "nothing", exchange)
                });
            }
        }
        "audience" => {
            let audience: Vec<&str> = match claims.get("aud") {
                Some(Value::String(one)) => vec![one],
                Some(Value::Array(all)) => all.iter().filter_map(Value::as_str).collect(),
                _ => Vec::new(),
            };
            seen.look(audience.contains(&client.as_str()), || {
                breach(requirement, "op-id-token-audience", &client, "another audience", exchange)
            });
            let azp = text("azp");
            let named = azp.is_none_or(|azp| azp == client) && (audience.len() < 2 || azp.is_some());
            seen.look(named, || breach(requirement, "op-id-token-azp", &client, azp.unwrap_or("nothing"), exchange));
        }
        "life" => {
            if let (Some(exp), Some(iat)) = (number("exp"), number("iat")) {
                let life = exp - iat;
                seen.look((1..=LONGEST_LIFE).contains(&life), || {
                    breach(
                        requirement,
                        "op-id-token-life",
                        &format!("exp - iat: 1-{LONGEST_LIFE} s"),
                        format!("{life} s"),
                        exchange,
                    )
                });
            }
        }
        "nonce" => {
            let observed = if claims.contains_key("nonce") { "another nonce" } else { "no nonce" };
            seen.look(text("nonce") == login.ask.get("nonce"), || {
                breach(requirement, "op-id-token-nonce", "the nonce that was sent", observed, exchange)
            });
        }
        "signature" => match flaw {
            None => {
                let alg = header("alg").unwrap_or_default();
                seen.look(matches!(alg.as_str(), "RS256" | "ES256" | "PS256"), || {
                    breach(requirement, "op-id-token-algorithm", "RS256 | ES256", alg.clone(), exchange)
                });
            }
            Some(Flaw::Unknown(alg)) if !alg.starts_with("HS") => {
                seen.told.push(undecided(
                    requirement,
                    Gap::NoAccess,
                    Message::new("op-algorithm-unknown").with("alg", alg.as_str()),
                ));
            }
            Some(flaw) => {
                let (summary, observed) = match flaw {
                    Flaw::Unknown(alg) => ("op-id-token-algorithm", alg.clone()),
                    Flaw::Unsigned | Flaw::NotAJwt => ("op-id-token-unsigned", "no signature".to_owned()),
                    Flaw::NoKey => ("op-id-token-no-key", "no published key fits".to_owned()),
                    Flaw::Wrong => ("op-id-token-signature", "another signature".to_owned()),
                };
                seen.told.push(breach(requirement, summary, "RS256 | ES256, by a published key", observed, exchange));
            }
        },
        "kid" => {
            let kid = header("kid");
            if kid.is_some() || provider.keys.as_ref().is_some_and(|keys| keys.len() > 1) {
                // A signature that is right was made by the key of that kid, perhaps one published since.
                let found = kid.as_deref().is_some_and(|kid| {
                    flaw.is_none()
                        || provider.keys.iter().flatten().any(|key| key.get("kid").and_then(Value::as_str) == Some(kid))
                });
                let observed = if kid.is_some() { "an unknown kid" } else { "no kid" };
                seen.look(found, || {
                    breach(requirement, "op-id-token-kid", "kid of a published key", observed, exchange)
                });
            }
        }
        "subject" => {
            let sub = text("sub").unwrap_or_default();
            let plain = !sub.is_empty() && sub.len() <= LONGEST_SUB && sub.is_ascii();
            seen.look(plain, || {
                breach(
                    requirement,
                    "op-sub-form",
                    "1-255 ASCII characters",
                    format!("{} characters", sub.chars().count()),
                    exchange,
                )
            });
            seen.look(!is_personal(sub), || {
                breach(
                    requirement,
                    "op-sub-personal",
                    "no personal data",
                    "a civic number or an e-mail address",
                    exchange,
                )
            });
        }
        "minimal" if bare => {
            let unasked: Vec<&str> = claims
                .keys()
                .map(String::as_str)
                .filter(|name| IDENTITY.contains(name) || name.starts_with("https://id.oidc.se/claim/"))
                .collect();
            seen.look(unasked.is_empty(), || {
                breach(requirement, "op-id-token-unasked", "no claim about the person", unasked.join(", "), exchange)
            });
        }
        "minimal" => {}
        "access-token-hash" => {
            let access = login.tokens.text("access_token").unwrap_or_default();
            if let Some(hash) = text("at_hash") {
                // The hash is that of the signature algorithm; all that are checked here end in 256 (OpenID Connect Core 1.0, 3.1.3.6).
                let right = BASE64URL.encode(&Sha256::digest(access)[..16]);
                seen.look(hash == right, || {
                    breach(requirement, "op-at-hash", "half of SHA-256 of the access token", "another hash", exchange)
                });
            }
        }
        other => return Err(format!("`rule`: there is no rule {other}")),
    }
    Ok(())
}

/// Whether a text is a civic number (10 or 12 digits with a right check digit) or an address.
fn is_personal(sub: &str) -> bool {
    if sub.contains('@') {
        return true;
    }
    let compact: String = sub.chars().filter(|c| !matches!(c, '-' | '+')).collect();
    let ten = match compact.len() {
        10 => compact.as_str(),
        12 if compact.starts_with("19") || compact.starts_with("20") => &compact[2..],
        _ => return false,
    };
    let digits: Option<Vec<u32>> = ten.chars().map(|c| c.to_digit(10)).collect();
    digits.is_some_and(|digits| {
        let month = digits[2] * 10 + digits[3];
        let sum: u32 = digits
            .iter()
            .enumerate()
            .map(|(at, digit)| if at % 2 == 0 { digit * 2 / 10 + digit * 2 % 10 } else { *digit })
            .sum();
        sum.is_multiple_of(10) && (1..=12).contains(&month)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn civic_numbers_and_addresses_are_personal_and_other_ids_are_not() {
        for personal in ["201005922388", "1005922388", "20100592-2388", "anna@skola.example"] {
            assert!(is_personal(personal), "{personal}");
        }
        for other in ["", "201005922381", "5b2e7f4a0c", "209913922380", "123456789012"] {
            assert!(!is_personal(other), "{other}");
        }
    }
}
