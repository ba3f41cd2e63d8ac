//! `oidc-provider/client-proof`: a client that does not prove who it is gets nothing, between proofs that hold (RFC 6749, 5.2; RFC 7523,
//! 3; Swedish OIDC profile 3.1.1).

use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use super::ask::{Ask, random};
use super::browser::Browser;
use super::client::{Client, Proof, now};
use super::provider::{Provider, everywhere, requirement};
use super::stage::{Stage, other_error, stuck};
use super::token_endpoint::{Shown, TokenAnswer, redemption, request_as};
use super::told::breach;
use crate::jose::{Draft, Key};
use samspel_suite::observe::{undecided, witness};

pub(crate) const CHECK: Check = Check { id: "oidc-provider/client-proof", run: |ctx| Box::pin(run(ctx)) };

/// Seconds since an expired assertion has expired: more than any clock is off.
const LONG_AGO: i64 = 3600;

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let kind: String = ctx.with("kind")?;
    let stage = match Stage::set(ctx).await? {
        Ok(stage) => stage,
        Err(said) => return Ok(said),
    };
    let provider = &stage.provider;
    let by_secret = kind == "wrong-secret";
    let fitting = |client: &&Client| match client.proof {
        Proof::Signed { .. } => !by_secret,
        Proof::Basic(_) | Proof::Post(_) => by_secret,
        Proof::Public => false,
    };
    let Some(client) = provider.clients().find(fitting) else {
        let reason = if by_secret { "op-no-client-with-secret" } else { "op-no-client-with-key" };
        return Ok(everywhere(ctx, Gap::NoAccess, &Message::new(reason)));
    };
    let mut browser = Browser::default();
    let requirement = requirement(ctx);
    let mut told = Vec::new();
    let mut seen = 0;
    if kind.starts_with("audience-") {
        return audiences(ctx, &stage, &mut browser, client, &kind).await;
    }
    if let Err(reason) = stage.control(ctx, &mut browser, client).await? {
        return Ok(everywhere(ctx, Gap::NoAccess, &reason));
    }
    if kind == "twice" {
        let Proof::Signed { key, kid } = &client.proof else { return Ok(told) };
        let shown = Shown::assertion(
            &client.assertion(provider.text("token_endpoint").unwrap_or_default(), kid, key).signed(key),
        );
        let Some(first) = redeem(ctx, &stage, &mut browser, client, &shown, &mut told, requirement).await? else {
            return Ok(told);
        };
        if !first.hands_out() {
            return Ok(everywhere(ctx, Gap::NoAnswer, &Message::new("op-no-tokens").with("answer", first.word())));
        }
        if let Some(second) = redeem(ctx, &stage, &mut browser, client, &shown, &mut told, requirement).await? {
            seen += judge(requirement, &kind, "the same assertion", &second, &mut told);
        }
    } else {
        for (label, shown) in shots(&kind, client, provider)
            .ok_or_else(|| CheckError::With(format!("`kind`: there is no kind {kind}")))?
        {
            let Some(answer) = redeem(ctx, &stage, &mut browser, client, &shown, &mut told, requirement).await? else {
                continue;
            };
            seen += judge(requirement, &kind, label, &answer, &mut told);
            if kind == "wrong-secret" && shown.header.is_some() && !answer.hands_out() {
                seen += challenge(requirement, &answer, &mut told);
            }
        }
    }
    if let Err(reason) = stage.control(ctx, &mut browser, client).await? {
        return Ok(everywhere(ctx, Gap::NoAnswer, &reason));
    }
    if seen > 0 {
        told.push(witness(requirement, seen, Message::new("op-proof-held").with("count", seen)));
    }
    Ok(told)
}

/// Assertions for the token endpoint and for the issuer. Each is the control of the other: when both are refused, it is no matter of
/// whom they are addressed to.
async fn audiences(
    ctx: &Context,
    stage: &Stage,
    browser: &mut Browser,
    client: &Client,
    kind: &str,
) -> Result<Vec<Observation>, CheckError> {
    let requirement = requirement(ctx);
    let Proof::Signed { key, kid } = &client.proof else { return Ok(Vec::new()) };
    let (endpoint, issuer) =
        (stage.provider.text("token_endpoint").unwrap_or_default(), stage.provider.issuer.as_str());
    let (wanted, other) = if kind == "audience-issuer" { (issuer, endpoint) } else { (endpoint, issuer) };
    let mut told = Vec::new();
    let mut answers = Vec::new();
    for audience in [wanted, other] {
        let shown = Shown::assertion(&client.assertion(audience, kid, key).signed(key));
        answers.extend(redeem(ctx, stage, browser, client, &shown, &mut told, requirement).await?);
    }
    if let [wanted, other] = answers.as_slice() {
        told.push(match (wanted.hands_out(), other.hands_out()) {
            (true, _) => witness(requirement, 1, Message::new("op-proof-held").with("count", 1)),
            (false, true) => breach(
                requirement,
                &format!("op-proof-refused-{kind}"),
                "tokens",
                wanted.word(),
                Some(&wanted.exchange),
            ),
            (false, false) => {
                undecided(requirement, Gap::NoAccess, Message::new("op-no-tokens").with("answer", wanted.word()))
            }
        });
    }
    Ok(told)
}

/// Logs in and redeems the code with this proof.
async fn redeem(
    ctx: &Context,
    stage: &Stage,
    browser: &mut Browser,
    client: &Client,
    shown: &Shown,
    told: &mut Vec<Observation>,
    requirement: &str,
) -> Result<Option<TokenAnswer>, CheckError> {
    let ask = Ask::new(client, "openid");
    let trip = browser.authorise(ctx, &stage.provider, &ask, stage.person()?).await?;
    let Some(code) = trip.code() else {
        told.push(undecided(requirement, Gap::NoAnswer, stuck(&trip).reason));
        return Ok(None);
    };
    Ok(Some(request_as(ctx, &stage.provider, shown, &redemption(&ask, code)).await?))
}

fn judge(requirement: &str, kind: &str, label: &str, answer: &TokenAnswer, told: &mut Vec<Observation>) -> u64 {
    let expected = "invalid_client";
    if answer.hands_out() {
        told.push(breach(
            requirement,
            &format!("op-proof-accepted-{kind}"),
            expected,
            format!("{label}: tokens"),
            Some(&answer.exchange),
        ));
        return 0;
    }
    if !answer.is_refusal() {
        told.push(undecided(
            requirement,
            Gap::NoAnswer,
            Message::new("op-unclear").with("what", label).with("end", answer.word()),
        ));
        return 0;
    }
    if answer.text("error") != Some(expected) {
        told.push(other_error(requirement, expected, answer.word(), &answer.exchange));
    }
    1
}

/// RFC 6749, 5.2: who tried HTTP authentication is answered with 401 and how to try again.
fn challenge(requirement: &str, answer: &TokenAnswer, told: &mut Vec<Observation>) -> u64 {
    let response = answer.exchange.outcome.as_ref().ok();
    if response.is_some_and(|response| response.status == 401 && response.header("www-authenticate").is_some()) {
        return 1;
    }
    told.push(breach(
        requirement,
        "op-no-basic-challenge",
        "HTTP 401, WWW-Authenticate: Basic",
        answer.word(),
        Some(&answer.exchange),
    ));
    0
}

/// Proofs that are wrong in one way, each with a label; None when there is no such kind.
fn shots(kind: &str, client: &Client, provider: &Provider) -> Option<Vec<(&'static str, Shown)>> {
    let endpoint = provider.text("token_endpoint").unwrap_or_default();
    match (kind, &client.proof) {
        ("bad-assertion", Proof::Signed { key, kid }) => {
            let good = || client.assertion(endpoint, kid, key);
            let signed = |draft: Draft| Shown::assertion(&draft.signed(key));
            let stranger = Key::new_es256();
            Some(vec![
                ("expired", signed(good().claim("exp", now() - LONG_AGO).claim("iat", now() - LONG_AGO - 60))),
                ("another audience", signed(good().claim("aud", "https://samspel-someone-else.example/token"))),
                ("another issuer", signed(good().claim("iss", "samspel-someone-else"))),
                ("another key", Shown::assertion(&good().header("alg", stranger.alg()).signed(&stranger))),
                ("alg none", Shown::assertion(&good().header("alg", "none").unsigned())),
            ])
        }
        ("secret-instead", Proof::Signed { .. }) => Some(vec![
            ("client_secret_basic", Shown::basic(&client.id, &random())),
            ("client_secret_post", Shown::post(&client.id, &random())),
            (
                "nothing but client_id",
                Shown { header: None, fields: vec![("client_id".to_owned(), client.id.clone())] },
            ),
        ]),
        ("wrong-secret", Proof::Basic(_)) => Some(vec![("client_secret_basic", Shown::basic(&client.id, &random()))]),
        ("wrong-secret", Proof::Post(_)) => Some(vec![("client_secret_post", Shown::post(&client.id, &random()))]),
        _ => None,
    }
}
