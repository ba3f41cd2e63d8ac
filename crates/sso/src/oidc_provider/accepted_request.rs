//! `oidc-provider/accepted-request`: requests that are unusual and right bring tokens, as the usual ones beside them do.

use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use super::ask::{Ask, random};
use super::browser::Browser;
use super::provider::{everywhere, requirement};
use super::stage::Stage;
use super::token_endpoint::{redemption, request};
use super::told::breach;
use super::trip::By;
use samspel_suite::observe::{undecided, witness};

pub(crate) const CHECK: Check = Check { id: "oidc-provider/accepted-request", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let kind: String = ctx.with("kind")?;
    let stage = match Stage::set(ctx).await? {
        Ok(stage) => stage,
        Err(said) => return Ok(said),
    };
    let (client, person, requirement) = (stage.main()?, stage.person()?, requirement(ctx));
    let good = || Ask::new(client, "openid");
    let (asks, by) = match kind.as_str() {
        "post" => (vec![("POST", good())], By::Post),
        "unknown-parameter" => (vec![("unknown parameter", good().with("samspel_unknown", "1"))], By::Get),
        "no-nonce" => (vec![("no nonce", good().without("nonce"))], By::Get),
        "no-openid" => (vec![("no openid", good().with("scope", &without_openid(&client.scope)))], By::Get),
        "hints" => (
            vec![
                ("login_hint", good().with("login_hint", "samspel")),
                ("ui_locales", good().with("ui_locales", "sv en")),
                ("display", good().with("display", "page")),
            ],
            By::Get,
        ),
        "verifier" => {
            let long = random().repeat(3);
            (
                vec![
                    ("43 characters", good().verifier(&long[..43])),
                    ("128 characters", good().verifier(&long[..128])),
                    ("other characters", good().verifier(&format!("{}-._~", random()))),
                ],
                By::Get,
            )
        }
        "redirect-query" => match client.redirect_uris.iter().find(|uri| uri.contains('?')) {
            Some(uri) => (vec![("redirect_uri with query", good().with("redirect_uri", uri))], By::Get),
            None => return Ok(everywhere(ctx, Gap::NoAccess, &Message::new("op-no-redirect-uri-with-query"))),
        },
        other => return Err(CheckError::With(format!("`kind`: there is no kind {other}"))),
    };
    let mut browser = Browser::default();
    if let Err(reason) = stage.control(ctx, &mut browser, client).await? {
        return Ok(everywhere(ctx, Gap::NoAccess, &reason));
    }
    let mut told = Vec::new();
    let mut held = 0;
    for (label, ask) in asks {
        let trip = browser.travel(ctx, &stage.provider, &ask, person, &stage.provider.pages, by).await?;
        if kind == "no-openid" {
            held += u64::from(no_openid(ctx, &stage, &ask, &trip, requirement, &mut told).await?);
            continue;
        }
        let Some(code) = trip.code() else {
            told.push(breach(
                requirement,
                &format!("op-not-accepted-{kind}"),
                "a code",
                format!("{label}: {}", trip.word()),
                Some(&trip.last),
            ));
            continue;
        };
        if kind == "redirect-query" && !trip.returned().is_some_and(|back| back.address.starts_with(ask.redirect_uri()))
        {
            told.push(breach(
                requirement,
                "op-redirect-query-lost",
                "the registered query",
                "another query",
                Some(&trip.last),
            ));
            continue;
        }
        let tokens = request(ctx, &stage.provider, client, &redemption(&ask, code)).await?;
        if tokens.hands_out() {
            held += 1;
        } else {
            told.push(breach(
                requirement,
                &format!("op-not-accepted-{kind}"),
                "tokens",
                format!("{label}: {}", tokens.word()),
                Some(&tokens.exchange),
            ));
        }
    }
    // What is refused today and accepted a moment later would be no matter of the request.
    if let Err(reason) = stage.control(ctx, &mut browser, client).await? {
        return Ok(everywhere(ctx, Gap::NoAnswer, &reason));
    }
    if held > 0 {
        told.push(witness(requirement, held, Message::new("op-accepted").with("count", held)));
    }
    Ok(told)
}

/// OpenID Connect Core 1.0, 3.1.2.1: without `openid` it is no OpenID request, so that no ID token may come.
async fn no_openid(
    ctx: &Context,
    stage: &Stage,
    ask: &Ask,
    trip: &super::trip::Trip,
    requirement: &str,
    told: &mut Vec<Observation>,
) -> Result<bool, CheckError> {
    if trip.error().is_some() {
        return Ok(true);
    }
    let Some(code) = trip.code() else {
        told.push(undecided(
            requirement,
            Gap::NoAnswer,
            Message::new("op-unclear").with("what", "no openid").with("end", trip.word()),
        ));
        return Ok(false);
    };
    let tokens = request(ctx, &stage.provider, stage.main()?, &redemption(ask, code)).await?;
    if tokens.text("id_token").is_some() {
        told.push(breach(requirement, "op-id-token-without-openid", "no id_token", "id_token", Some(&tokens.exchange)));
        return Ok(false);
    }
    Ok(true)
}

fn without_openid(scope: &str) -> String {
    let words: Vec<&str> =
        scope.split_whitespace().filter(|word| *word != "openid" && *word != "offline_access").collect();
    if words.is_empty() { "profile".to_owned() } else { words.join(" ") }
}
