//! `oidc-provider/logout`: logouts that a client asks for (OpenID Connect RP-Initiated Logout 1.0).

use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use super::ask::{Ask, random};
use super::browser::Browser;
use super::client::Client;
use super::provider::{everywhere, requirement};
use super::stage::Stage;
use super::told::breach;
use super::trip::{End, Trip};
use samspel_suite::observe::{undecided, witness};

pub(crate) const CHECK: Check = Check { id: "oidc-provider/logout", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let kind: String = ctx.with("kind")?;
    let stage = match Stage::set(ctx).await? {
        Ok(stage) => stage,
        Err(said) => return Ok(said),
    };
    let client = stage.main()?;
    let lacking = |id: &str| Ok(everywhere(ctx, Gap::NoAccess, &Message::new(id)));
    if stage.provider.text("end_session_endpoint").is_none() {
        return lacking("op-no-logout");
    }
    let Some(home) = client.post_logout_redirect_uris.first() else { return lacking("op-no-logout-uri") };
    let mut told = Vec::new();
    let mut held = 0;
    let shots: &[&str] = match kind.as_str() {
        "works" => &["good"],
        "address" => &["unregistered", "more query"],
        "hint" => &["modified"],
        "bare" => &["bare"],
        _ => return Err(CheckError::With(format!("`kind`: there is no kind {kind}"))),
    };
    if kind == "address" {
        // Where nobody is ever sent back, it proves nothing that nobody is sent to a wrong address.
        let mut control = Vec::new();
        if one(ctx, &stage, client, home, "good", &mut control).await? == 0 {
            return lacking("op-logout-page");
        }
    }
    for shot in shots {
        held += one(ctx, &stage, client, home, shot, &mut told).await?;
    }
    if held > 0 {
        told.push(witness(requirement(ctx), held, Message::new("op-logout-held").with("count", held)));
    }
    Ok(told)
}

/// One login and one logout; the session is asked for before and after.
async fn one(
    ctx: &Context,
    stage: &Stage,
    client: &Client,
    home: &str,
    shot: &str,
    told: &mut Vec<Observation>,
) -> Result<u64, CheckError> {
    let requirement = requirement(ctx);
    let mut browser = Browser::default();
    let login = match stage.log_in(ctx, &mut browser, Ask::new(client, "openid"), client, stage.person()?).await? {
        Ok(login) => login,
        Err(stuck) => {
            told.push(undecided(requirement, Gap::NoAccess, stuck.reason));
            return Ok(0);
        }
    };
    if !is_logged_in(ctx, stage, client, &mut browser.clone()).await? {
        told.push(undecided(
            requirement,
            Gap::NoAccess,
            Message::new("op-no-silent-login").with("end", "before the logout"),
        ));
        return Ok(0);
    }
    let hint = login.id_token.as_ref().map(|(token, _)| token.clone()).unwrap_or_default();
    let state = random();
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let to = match shot {
        "unregistered" => "https://samspel-unregistered.example/logged-out".to_owned(),
        "more query" => format!("{home}{}samspel=1", if home.contains('?') { '&' } else { '?' }),
        _ => home.to_owned(),
    };
    let query = match shot {
        "bare" => Vec::new(),
        "modified" => {
            vec![pair("id_token_hint", &modified(&hint)), pair("post_logout_redirect_uri", &to), pair("state", &state)]
        }
        _ => vec![pair("id_token_hint", &hint), pair("post_logout_redirect_uri", &to), pair("state", &state)],
    };
    let endpoint = stage.provider.text("end_session_endpoint").unwrap_or_default();
    let first = browser.get(ctx, "logout", endpoint, &query).await?;
    // A page that asks is enough where there must be no silent logout. Where it is about the address, people confirm, and only then it
    // shows where they end up.
    let rules = if matches!(shot, "bare" | "modified") { &[] } else { stage.provider.pages.as_slice() };
    let trip = browser.follow(ctx, &stage.provider, &to, first, stage.person()?, rules).await?;
    let still = is_logged_in(ctx, stage, client, &mut browser.clone()).await?;
    Ok(judge(requirement, shot, &trip, &state, still, told))
}

fn judge(requirement: &str, shot: &str, trip: &Trip, state: &str, still: bool, told: &mut Vec<Observation>) -> u64 {
    let at = Some(&trip.last);
    let unclear = || {
        undecided(requirement, Gap::NoAnswer, Message::new("op-unclear").with("what", shot).with("end", trip.word()))
    };
    match (shot, &trip.end) {
        (_, End::Broken) => {
            told.push(unclear());
            0
        }
        ("good", End::Returned(returned)) => {
            let mut held = 0;
            if still {
                told.push(breach(requirement, "op-logout-without-effect", "login_required", "code", at));
            } else {
                held += 1;
            }
            if returned.get("state") == Some(state) {
                held += 1;
            } else {
                told.push(breach(
                    requirement,
                    "op-logout-without-state",
                    "the state that was sent",
                    "none or another",
                    at,
                ));
            }
            held
        }
        ("good", End::Page) => {
            told.push(undecided(requirement, Gap::NoAccess, Message::new("op-logout-page")));
            0
        }
        ("bare", _) if !still => {
            told.push(breach(requirement, "op-logout-without-asking", "a page that asks", trip.word(), at));
            0
        }
        ("modified", _) if !still => {
            told.push(breach(
                requirement,
                "op-logout-by-foreign-hint",
                "a page that asks, or an error",
                trip.word(),
                at,
            ));
            0
        }
        ("bare" | "modified", _) => 1,
        (_, End::Returned(_)) => {
            told.push(breach(requirement, "op-logout-anywhere", "no redirect", format!("{shot}: a redirect"), at));
            0
        }
        (_, End::Page) => 1,
    }
}

async fn is_logged_in(
    ctx: &Context,
    stage: &Stage,
    client: &Client,
    browser: &mut Browser,
) -> Result<bool, CheckError> {
    let ask = Ask::new(client, "openid").with("prompt", "none");
    Ok(browser.authorise(ctx, &stage.provider, &ask, stage.person()?).await?.code().is_some())
}

/// The token with another first character of its signature.
fn modified(token: &str) -> String {
    match token.rsplit_once('.') {
        Some((input, signature)) => {
            let other = if signature.starts_with('A') { 'B' } else { 'A' };
            format!("{input}.{other}{}", signature.get(1..).unwrap_or_default())
        }
        None => "x".to_owned(),
    }
}
