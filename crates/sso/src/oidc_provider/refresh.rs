//! `oidc-provider/refresh`: refresh tokens (OpenID Connect Core 1.0, 12; RFC 6749, 6; RFC 9700, 4.14).

use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use super::ask::Ask;
use super::browser::Browser;
use super::client::Client;
use super::provider::{everywhere, requirement};
use super::stage::{Login, Stage, claims_of, other_error};
use super::token_endpoint::{TokenAnswer, request};
use super::told::breach;
use samspel_suite::observe::{undecided, witness};

pub(crate) const CHECK: Check = Check { id: "oidc-provider/refresh", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let kind: String = ctx.with("kind")?;
    let requirement = requirement(ctx);
    let stage = match Stage::set(ctx).await? {
        Ok(stage) => stage,
        Err(said) => return Ok(said),
    };
    let client = stage.main()?;
    if !client.has_scope("offline_access") {
        return Ok(everywhere(ctx, Gap::NoAccess, &Message::new("op-no-offline-access")));
    }
    // OpenID Connect Core 1.0, 11: consent is asked for whenever offline access is.
    let ask = |scope: &str| {
        Ask::new(client, scope).with(
            "prompt",
            if stage.provider.lists("prompt_values_supported", "consent") == Some(false) { "login" } else { "consent" },
        )
    };
    let login = match stage
        .log_in(ctx, &mut Browser::default(), ask("openid offline_access"), client, stage.person()?)
        .await?
    {
        Ok(login) => login,
        Err(stuck) => return Ok(everywhere(ctx, Gap::NoAccess, &stuck.reason)),
    };
    let Some(token) = login.tokens.text("refresh_token").map(str::to_owned) else {
        return Ok(everywhere(ctx, Gap::NoData, &Message::new("op-no-refresh-token")));
    };
    match kind.as_str() {
        "works" => {
            let answer = refresh(ctx, &stage, client, &token, None).await?;
            Ok(works(requirement, &login, &answer))
        }
        "other-client" => other_client(ctx, &stage, client, &token).await,
        "again" => again(ctx, &stage, client, &token).await,
        "wider" => {
            // Without `scope` in the response what was asked for was granted (RFC 6749, 5.1).
            let granted = login.tokens.text("scope").unwrap_or("openid offline_access");
            wider(ctx, &stage, client, &token, granted).await
        }
        _ => Err(CheckError::With(format!("`kind`: there is no kind {kind}"))),
    }
}

async fn refresh(
    ctx: &Context,
    stage: &Stage,
    client: &Client,
    token: &str,
    scope: Option<&str>,
) -> Result<TokenAnswer, CheckError> {
    let mut fields =
        vec![("grant_type".to_owned(), "refresh_token".to_owned()), ("refresh_token".to_owned(), token.to_owned())];
    fields.extend(scope.map(|scope| ("scope".to_owned(), scope.to_owned())));
    request(ctx, &stage.provider, client, &fields).await
}

fn held(requirement: &str) -> Observation {
    witness(requirement, 1, Message::new("op-refresh-held"))
}

fn works(requirement: &str, login: &Login, answer: &TokenAnswer) -> Vec<Observation> {
    let at = Some(&answer.exchange);
    if answer.text("access_token").is_none_or(|token| Some(token) == login.tokens.text("access_token")) {
        return vec![breach(requirement, "op-refresh-refused", "a new access token", answer.word(), at)];
    }
    let mut told = Vec::new();
    if let (Some(new), Some(old)) = (answer.text("id_token").and_then(claims_of), login.claims()) {
        for name in ["sub", "iss", "aud"] {
            if new.get(name) != old.get(name) {
                told.push(breach(
                    requirement,
                    "op-refresh-changes-id-token",
                    &format!("the same {name}"),
                    "another",
                    at,
                ));
            }
        }
    }
    if told.is_empty() {
        told.push(held(requirement));
    }
    told
}

fn judged(requirement: &str, kind: &str, wanted: &str, answer: &TokenAnswer) -> Vec<Observation> {
    if answer.hands_out() {
        return vec![breach(requirement, &format!("op-refreshed-{kind}"), wanted, "tokens", Some(&answer.exchange))];
    }
    if !answer.is_refusal() {
        return vec![undecided(
            requirement,
            Gap::NoAnswer,
            Message::new("op-unclear").with("what", kind).with("end", answer.word()),
        )];
    }
    let mut told = vec![held(requirement)];
    if answer.text("error") != Some(wanted) {
        told.push(other_error(requirement, wanted, answer.word(), &answer.exchange));
    }
    told
}

async fn other_client(
    ctx: &Context,
    stage: &Stage,
    client: &Client,
    token: &str,
) -> Result<Vec<Observation>, CheckError> {
    let other = match stage.provider.client("other") {
        Ok(other) => other,
        Err(reason) => return Ok(everywhere(ctx, Gap::NoAccess, &reason)),
    };
    let wrong = refresh(ctx, stage, other, token, None).await?;
    // Its own client still gets through, or the provider has withdrawn the token since it was shown by a stranger: both are right.
    let right = refresh(ctx, stage, client, token, None).await?;
    if !right.hands_out() && right.text("error") != Some("invalid_grant") {
        return Ok(everywhere(ctx, Gap::NoAnswer, &Message::new("op-no-tokens").with("answer", right.word())));
    }
    Ok(judged(requirement(ctx), "other-client", "invalid_grant", &wrong))
}

async fn again(ctx: &Context, stage: &Stage, client: &Client, token: &str) -> Result<Vec<Observation>, CheckError> {
    let first = refresh(ctx, stage, client, token, None).await?;
    if !first.hands_out() {
        return Ok(everywhere(ctx, Gap::NoAnswer, &Message::new("op-no-tokens").with("answer", first.word())));
    }
    let Some(new) = first.text("refresh_token").filter(|new| *new != token).map(str::to_owned) else {
        return Ok(everywhere(ctx, Gap::NoData, &Message::new("op-no-rotation")));
    };
    let second = refresh(ctx, stage, client, token, None).await?;
    let requirement = requirement(ctx);
    let mut told = judged(requirement, "again", "invalid_grant", &second);
    if !second.hands_out() {
        let family = refresh(ctx, stage, client, &new, None).await?;
        if family.hands_out() {
            told.push(breach(
                requirement,
                "op-refresh-family-survives",
                "invalid_grant",
                "tokens",
                Some(&family.exchange),
            ));
        }
    }
    Ok(told)
}

async fn wider(
    ctx: &Context,
    stage: &Stage,
    client: &Client,
    token: &str,
    granted: &str,
) -> Result<Vec<Observation>, CheckError> {
    let requirement = requirement(ctx);
    // Some providers grant more than was asked for; only what is beyond that would be wider.
    let more = ["email", "profile", "phone", "address"]
        .into_iter()
        .find(|word| client.has_scope(word) && !granted.split_whitespace().any(|other| other == *word));
    let Some(more) = more else {
        return Ok(everywhere(ctx, Gap::NoAccess, &Message::new("op-no-wider-scope")));
    };
    let wrong = refresh(ctx, stage, client, token, Some(&format!("openid offline_access {more}"))).await?;
    // Whoever answers with what was granted before, and says so, has not widened anything (RFC 6749, 3.3).
    let narrowed = wrong.text("scope").is_some_and(|scope| !scope.split_whitespace().any(|word| word == more));
    if wrong.hands_out() && narrowed {
        return Ok(vec![held(requirement), other_error(requirement, "invalid_scope", wrong.word(), &wrong.exchange)]);
    }
    Ok(judged(requirement, "wider", "invalid_scope", &wrong))
}
