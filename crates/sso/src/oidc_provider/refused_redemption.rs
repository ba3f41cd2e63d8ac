//! `oidc-provider/refused-redemption`: a code that is redeemed in a wrong way brings no tokens, between logins that do (RFC 6749, 4.1;
//! RFC 7636, 4.6; RFC 9700, 2.1.1).

use std::time::Duration;

use samspel_exchange::Exchange;
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use super::ask::{Ask, random};
use super::browser::Browser;
use super::client::Client;
use super::provider::{everywhere, requirement};
use super::stage::{Stage, other_error, stuck};
use super::token_endpoint::{TokenAnswer, redemption, request};
use super::told::breach;
use samspel_suite::observe::{undecided, witness};

pub(crate) const CHECK: Check = Check { id: "oidc-provider/refused-redemption", run: |ctx| Box::pin(run(ctx)) };

/// Pause before a code is used again, so that it is no mere race.
const LATER: Duration = Duration::from_secs(2);

/// What came of a wrong way.
enum Came {
    /// No tokens: at the token endpoint, or already before.
    Refused(Option<(String, Exchange)>),
    /// Tokens.
    Tokens(&'static str, Exchange),
    /// Neither one nor the other.
    Unclear(String),
}

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let kind: String = ctx.with("kind")?;
    let stage = match Stage::set(ctx).await? {
        Ok(stage) => stage,
        Err(said) => return Ok(said),
    };
    let name = if kind == "public-without-pkce" { "public" } else { "main" };
    let client = match stage.provider.client(name) {
        Ok(client) => client,
        Err(reason) => return Ok(everywhere(ctx, Gap::NoAccess, &reason)),
    };
    if kind == "other-client"
        && let Err(reason) = stage.provider.client("other")
    {
        return Ok(everywhere(ctx, Gap::NoAccess, &reason));
    }
    let mut browser = Browser::default();
    if let Err(reason) = stage.control(ctx, &mut browser, client).await? {
        return Ok(everywhere(ctx, Gap::NoAccess, &reason));
    }
    let requirement = requirement(ctx);
    let mut told = Vec::new();
    let came = attempts(ctx, &stage, client, &mut browser, &kind, requirement, &mut told).await?;
    if let Err(reason) = stage.control(ctx, &mut browser, client).await? {
        return Ok(everywhere(ctx, Gap::NoAnswer, &reason));
    }
    let mut refused = 0;
    for came in came {
        match came {
            Came::Refused(said) => {
                refused += 1;
                told.extend(said.map(|(word, exchange)| other_error(requirement, expected(&kind), word, &exchange)));
            }
            Came::Tokens(label, exchange) => {
                told.push(breach(
                    requirement,
                    &format!("op-redeemed-{kind}"),
                    expected(&kind),
                    format!("{label}: tokens"),
                    Some(&exchange),
                ));
            }
            Came::Unclear(end) => {
                told.push(undecided(
                    requirement,
                    Gap::NoAnswer,
                    Message::new("op-unclear").with("what", kind.as_str()).with("end", end),
                ));
            }
        }
    }
    if refused > 0 {
        told.push(witness(requirement, refused, Message::new("op-redemption-refused").with("count", refused)));
    }
    Ok(told)
}

/// The error that the specification names.
fn expected(kind: &str) -> &'static str {
    match kind {
        "redirect-uri" => "invalid_grant | invalid_request",
        "plain" | "no-method" | "public-without-pkce" | "downgrade" | "verifier-length" => {
            "invalid_request | invalid_grant"
        }
        _ => "invalid_grant",
    }
}

fn judged(label: &'static str, kind: &str, answer: TokenAnswer) -> Came {
    if answer.hands_out() {
        return Came::Tokens(label, answer.exchange);
    }
    if !answer.is_refusal() {
        return Came::Unclear(answer.word());
    }
    let error = answer.text("error").unwrap_or_default();
    if expected(kind).split(" | ").any(|known| known == error) {
        Came::Refused(None)
    } else {
        Came::Refused(Some((answer.word(), answer.exchange)))
    }
}

/// One way: a request that is changed, then a redemption that is changed.
struct Way {
    label: &'static str,
    ask: Ask,
    change: fn(&mut Vec<(String, String)>),
}

async fn attempts(
    ctx: &Context,
    stage: &Stage,
    client: &Client,
    browser: &mut Browser,
    kind: &str,
    requirement: &str,
    told: &mut Vec<Observation>,
) -> Result<Vec<Came>, CheckError> {
    let provider = &stage.provider;
    let person = stage.person()?;
    let good = || Ask::new(client, "openid");
    let keep: fn(&mut Vec<(String, String)>) = |_| {};
    let ways = match kind {
        "again" | "later" => {
            let ask = good();
            let trip = browser.authorise(ctx, provider, &ask, person).await?;
            let Some(code) = trip.code() else { return Ok(vec![Came::Unclear(stuck(&trip).reason.id)]) };
            let fields = redemption(&ask, code);
            let first = request(ctx, provider, client, &fields).await?;
            let Some(access) = first.text("access_token").map(str::to_owned) else {
                return Ok(vec![Came::Unclear(first.word())]);
            };
            if kind == "later" {
                if stage.info(ctx, &access).await?.claims.is_none() {
                    return Ok(vec![Came::Unclear("UserInfo".to_owned())]);
                }
                tokio::time::sleep(LATER).await;
            }
            let second = request(ctx, provider, client, &fields).await?;
            let mut came = vec![judged("the same code", kind, second)];
            if kind == "later" {
                let info = stage.info(ctx, &access).await?;
                if info.claims.is_some() {
                    told.push(breach(
                        requirement,
                        "op-tokens-survive-replay",
                        "HTTP 401",
                        super::stage::info_word(&info),
                        Some(&info.exchange),
                    ));
                } else if info.exchange.outcome.as_ref().is_ok_and(|response| response.status == 401) {
                    came.push(Came::Refused(None));
                }
            }
            return Ok(came);
        }
        "other-client" => {
            let ask = good();
            let trip = browser.authorise(ctx, provider, &ask, person).await?;
            let Some(code) = trip.code() else { return Ok(vec![Came::Unclear(trip.word())]) };
            let Ok(other) = provider.client("other") else { return Ok(Vec::new()) };
            let answer = request(ctx, provider, other, &redemption(&ask, code)).await?;
            return Ok(vec![judged("by another client", kind, answer)]);
        }
        "swapped-verifier" => {
            let (one, other) = (good(), good());
            let first = browser.authorise(ctx, provider, &one, person).await?;
            let second = browser.authorise(ctx, provider, &other, person).await?;
            let (Some(_), Some(code)) = (first.code(), second.code()) else {
                return Ok(vec![Came::Unclear(second.word())]);
            };
            let mut fields = redemption(&other, code);
            set(&mut fields, "code_verifier", &one.verifier);
            let answer = request(ctx, provider, client, &fields).await?;
            return Ok(vec![judged("verifier of another login", kind, answer)]);
        }
        "redirect-uri" => vec![
            Way {
                label: "another redirect_uri",
                ask: good(),
                change: |fields| set(fields, "redirect_uri", "https://samspel-unregistered.example/callback"),
            },
            Way {
                label: "no redirect_uri",
                ask: good(),
                change: |fields| fields.retain(|(name, _)| name != "redirect_uri"),
            },
        ],
        "wrong-verifier" => vec![Way {
            label: "another verifier",
            ask: good(),
            change: |fields| set(fields, "code_verifier", &random()),
        }],
        "no-verifier" => vec![Way {
            label: "no verifier",
            ask: good(),
            change: |fields| fields.retain(|(name, _)| name != "code_verifier"),
        }],
        "downgrade" => vec![Way {
            label: "verifier without challenge",
            ask: good().without("code_challenge").without("code_challenge_method"),
            change: |fields| fields.push(("code_verifier".to_owned(), random())),
        }],
        "plain" | "no-method" => {
            let ask = good();
            let verifier = ask.verifier.clone();
            let ask = ask.with("code_challenge", &verifier);
            let ask = if kind == "plain" {
                ask.with("code_challenge_method", "plain")
            } else {
                ask.without("code_challenge_method")
            };
            vec![Way { label: "the verifier as challenge", ask, change: keep }]
        }
        "public-without-pkce" => {
            vec![Way {
                label: "no PKCE",
                ask: good().without("code_challenge").without("code_challenge_method"),
                change: keep,
            }]
        }
        "verifier-length" => {
            let long = random().repeat(3);
            vec![
                Way { label: "42 characters", ask: good().verifier(&long[..42]), change: keep },
                Way { label: "129 characters", ask: good().verifier(&long[..129]), change: keep },
            ]
        }
        other => return Err(CheckError::With(format!("`kind`: there is no kind {other}"))),
    };
    let mut came = Vec::new();
    for Way { label, ask, change } in ways {
        let trip = browser.authorise(ctx, provider, &ask, person).await?;
        let Some(code) = trip.code() else {
            // Refused before there was anything to redeem; whether in good order is for others to judge.
            came.push(match trip.error() {
                Some(_) => Came::Refused(None),
                None if trip.last.outcome.as_ref().is_ok_and(|response| (400..500).contains(&response.status)) => {
                    Came::Refused(None)
                }
                None => Came::Unclear(trip.word()),
            });
            continue;
        };
        let mut fields = redemption(&ask, code);
        change(&mut fields);
        came.push(judged(label, kind, request(ctx, provider, client, &fields).await?));
    }
    Ok(came)
}

fn set(fields: &mut [(String, String)], name: &str, value: &str) {
    if let Some((_, old)) = fields.iter_mut().find(|(other, _)| other == name) {
        value.clone_into(old);
    }
}
