//! `oidc-provider/userinfo`: who is told what by UserInfo (OpenID Connect Core 1.0, 5.3; RFC 6750, 3; Swedish OIDC profile 4.1).

use samspel_exchange::{Credentials, Exchange, Request, Secret};
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};
use serde_json::Value;

use super::ask::random;
use super::browser::form;
use super::provider::requirement;
use super::sample::Sample;
use super::stage::{Info, Login, info_word};
use super::told::{breach, remark};
use crate::jose::Flaw;
use samspel_suite::observe::{undecided, witness};

pub(crate) const CHECK: Check = Check { id: "oidc-provider/userinfo", run: |ctx| Box::pin(run(ctx)) };

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
    match rule.as_str() {
        "subject" => Ok(subject(requirement, logins)),
        "signed" => Ok(signed(requirement, &sample, logins)),
        "post" => post(ctx, &sample, logins[0]).await,
        "refused" => refused(ctx, &sample, logins[0]).await,
        _ => Err(CheckError::With(format!("`rule`: there is no rule {rule}"))),
    }
}

fn of(info: &Info, name: &str) -> Option<String> {
    info.claims.as_ref()?.get(name)?.as_str().map(str::to_owned)
}

fn subject(requirement: &str, logins: [&Login; 2]) -> Vec<Observation> {
    let mut told = Vec::new();
    let mut held = 0;
    for login in logins {
        let own = login.claims().and_then(|claims| claims.get("sub")?.as_str().map(str::to_owned));
        match (&own, of(&login.info, "sub")) {
            (Some(own), Some(sub)) if *own == sub => held += 1,
            (_, None) if login.info.claims.is_none() => {
                let reason = Message::new("op-userinfo-silent").with("answer", info_word(&login.info));
                told.push(undecided(requirement, Gap::NoAnswer, reason));
            }
            (_, sub) => {
                let observed = if sub.is_some() { "another sub" } else { "no sub" };
                told.push(breach(
                    requirement,
                    "op-userinfo-subject",
                    "sub of the ID token",
                    observed,
                    Some(&login.info.exchange),
                ));
            }
        }
    }
    if held > 0 {
        told.push(witness(requirement, held, Message::new("op-userinfo-held").with("count", held)));
    }
    told
}

/// Swedish OIDC profile 4.1: a signed JWT that names who made it and for whom.
fn signed(requirement: &str, sample: &Sample, logins: [&Login; 2]) -> Vec<Observation> {
    let mut told = Vec::new();
    let mut held = 0;
    let provider = &sample.stage.provider;
    let client = provider.client("main").map(|client| client.id.clone()).unwrap_or_default();
    for login in logins {
        let info = &login.info;
        let at = Some(&info.exchange);
        match &info.signed {
            None if info.claims.is_some() => {
                told.push(breach(requirement, "op-userinfo-unsigned", "application/jwt", "unsigned", at))
            }
            None => told.push(undecided(
                requirement,
                Gap::NoAnswer,
                Message::new("op-userinfo-silent").with("answer", info_word(info)),
            )),
            Some(Err(Flaw::Unknown(alg))) => told.push(undecided(
                requirement,
                Gap::NoAccess,
                Message::new("op-algorithm-unknown").with("alg", alg.as_str()),
            )),
            Some(Err(_)) => {
                told.push(breach(requirement, "op-userinfo-signature", "a signature by a published key", "another", at))
            }
            Some(Ok(draft)) => {
                let iss = draft.claims.get("iss").and_then(Value::as_str) == Some(&provider.issuer);
                let aud = match draft.claims.get("aud") {
                    Some(Value::String(aud)) => *aud == client,
                    Some(Value::Array(all)) => all.iter().any(|aud| aud.as_str() == Some(&client)),
                    _ => false,
                };
                if iss && aud {
                    held += 1;
                } else {
                    told.push(breach(requirement, "op-userinfo-iss-aud", "iss, aud", "missing or another", at));
                }
            }
        }
    }
    if held > 0 {
        told.push(witness(requirement, held, Message::new("op-userinfo-held").with("count", held)));
    }
    told
}

/// OpenID Connect Core 1.0, 5.3.1: POST with the token in the header has to work; in the body it may be refused in good order.
async fn post(ctx: &Context, sample: &Sample, login: &Login) -> Result<Vec<Observation>, CheckError> {
    let requirement = requirement(ctx);
    let access = login.tokens.text("access_token").unwrap_or_default();
    let url = sample.stage.provider.text("userinfo_endpoint").unwrap_or_default();
    let sub = of(&login.info, "sub");
    if sub.is_none() {
        return Ok(vec![undecided(
            requirement,
            Gap::NoAnswer,
            Message::new("op-userinfo-silent").with("answer", info_word(&login.info)),
        )]);
    }
    // Without a body there is no form, and so no Content-Type: a provider may refuse an announced form that is not there.
    let header = Request::get("userinfo", url)
        .method("POST")
        .credentials(Credentials::Token { label: "access".to_owned(), token: Secret::new(access) });
    let in_header = sample.stage.read(ctx, ctx.session.send(header).await?).await?;
    let in_body = ctx.session.send(form("userinfo", url, &[("access_token".to_owned(), access.to_owned())])).await?;
    let in_body = sample.stage.read(ctx, in_body).await?;
    let mut told = Vec::new();
    if of(&in_header, "sub") == sub {
        told.push(witness(requirement, 1, Message::new("op-userinfo-held").with("count", 1)));
    } else {
        told.push(breach(
            requirement,
            "op-userinfo-post",
            "POST, Authorization: Bearer: HTTP 200",
            info_word(&in_header),
            Some(&in_header.exchange),
        ));
    }
    if of(&in_body, "sub") != sub {
        told.push(remark(
            requirement,
            "op-userinfo-post-body",
            "POST, access_token in the form",
            info_word(&in_body),
            Some(&in_body.exchange),
        ));
    }
    Ok(told)
}

/// Tokens that are none are refused with a reason, between good ones that are answered.
async fn refused(ctx: &Context, sample: &Sample, login: &Login) -> Result<Vec<Observation>, CheckError> {
    let requirement = requirement(ctx);
    let url = sample.stage.provider.text("userinfo_endpoint").unwrap_or_default().to_owned();
    let access = login.tokens.text("access_token").unwrap_or_default().to_owned();
    let silent = |info: &Info| {
        undecided(requirement, Gap::NoAnswer, Message::new("op-userinfo-silent").with("answer", info_word(info)))
    };
    let before = sample.stage.info(ctx, &access).await?;
    if before.claims.is_none() {
        return Ok(vec![silent(&before)]);
    }
    let token = |label: &str, token: &str| Credentials::Token { label: label.to_owned(), token: Secret::new(token) };
    let id_token = login.id_token.as_ref().map(|(token, _)| token.clone()).unwrap_or_default();
    let shots = [
        ("no token", Credentials::Anonymous),
        ("garbage", token("garbage", &random())),
        ("ID token", token("id-token", &id_token)),
    ];
    let mut told = Vec::new();
    let mut held = 0;
    for (label, credentials) in shots {
        let exchange: Exchange =
            ctx.session.send(Request::get("userinfo", url.clone()).credentials(credentials)).await?;
        let info = sample.stage.read(ctx, exchange).await?;
        let challenge =
            info.exchange.outcome.as_ref().ok().and_then(|response| response.header("www-authenticate")).is_some();
        let status = info.exchange.outcome.as_ref().map_or(0, |response| response.status);
        match (&info.claims, status) {
            (Some(_), _) => told.push(breach(
                requirement,
                "op-userinfo-tells-anybody",
                "HTTP 401",
                format!("{label}: {}", info_word(&info)),
                Some(&info.exchange),
            )),
            (None, 400 | 401 | 403) if challenge => held += 1,
            (None, 400 | 401 | 403) => {
                told.push(breach(
                    requirement,
                    "op-userinfo-no-challenge",
                    "WWW-Authenticate",
                    format!("{label}: nothing"),
                    Some(&info.exchange),
                ));
            }
            _ => told.push(undecided(
                requirement,
                Gap::NoAnswer,
                Message::new("op-unclear").with("what", label).with("end", info_word(&info)),
            )),
        }
    }
    let after = sample.stage.info(ctx, &access).await?;
    if after.claims.is_none() {
        return Ok(vec![silent(&after)]);
    }
    if held > 0 {
        told.push(witness(requirement, held, Message::new("op-userinfo-refused").with("count", held)));
    }
    Ok(told)
}
