//! `oidc-provider/claims`: what is asked for is told, where it was asked for, and no more (OpenID Connect Core 1.0, 5.4 and 5.5; Swedish
//! OIDC profile 2.1.6 and 4.2; claims specification of OIDC Sweden).

use std::collections::BTreeSet;

use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};
use serde_json::{Map, Value, json};

use super::ask::Ask;
use super::browser::Browser;
use super::provider::{everywhere, requirement};
use super::stage::{Login, Stage, Stuck, info_word};
use super::token_endpoint::{redemption, request};
use super::told::breach;
use samspel_suite::observe::{not_applicable, undecided, witness};

pub(crate) const CHECK: Check = Check { id: "oidc-provider/claims", run: |ctx| Box::pin(run(ctx)) };

/// Scope values with their claims (OpenID Connect Core 1.0, 5.4).
const SCOPES: [(&str, &[&str]); 4] = [
    (
        "profile",
        &[
            "name",
            "family_name",
            "given_name",
            "middle_name",
            "nickname",
            "preferred_username",
            "profile",
            "picture",
            "website",
            "gender",
            "birthdate",
            "zoneinfo",
            "locale",
            "updated_at",
        ],
    ),
    ("email", &["email", "email_verified"]),
    ("phone", &["phone_number", "phone_number_verified"]),
    ("address", &["address"]),
];
/// National scope values, each with a claim that has to come.
const NATIONAL: [(&str, &str); 3] = [
    ("https://id.oidc.se/scope/naturalPersonNumber", "https://id.oidc.se/claim/personalIdentityNumber"),
    ("https://id.oidc.se/scope/naturalPersonInfo", "name"),
    ("https://id.oidc.se/scope/naturalPersonOrgId", "https://id.oidc.se/claim/orgAffiliation"),
];

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let rule: String = ctx.with("rule")?;
    let stage = match Stage::set(ctx).await? {
        Ok(stage) => stage,
        Err(said) => return Ok(said),
    };
    match rule.as_str() {
        "scopes" => scopes(ctx, &stage).await,
        "parameter" => parameter(ctx, &stage).await,
        "national" => national(ctx, &stage).await,
        "subject" => other_subject(ctx, &stage).await,
        "targets" => targets(ctx, &stage).await,
        _ => Err(CheckError::With(format!("`rule`: there is no rule {rule}"))),
    }
}

async fn told_with(ctx: &Context, stage: &Stage, ask: Ask) -> Result<Result<Login, Stuck>, CheckError> {
    stage.log_in(ctx, &mut Browser::default(), ask, stage.main()?, stage.person()?).await
}

fn names(claims: Option<&Map<String, Value>>) -> BTreeSet<String> {
    claims.into_iter().flat_map(|claims| claims.keys().cloned()).collect()
}

fn conclude(requirement: &str, held: u64, mut told: Vec<Observation>) -> Vec<Observation> {
    if held > 0 {
        told.push(witness(requirement, held, Message::new("op-claims-held").with("count", held)));
    } else if told.is_empty() {
        told.push(undecided(requirement, Gap::NoData, Message::new("op-claims-nothing")));
    }
    told
}

async fn scopes(ctx: &Context, stage: &Stage) -> Result<Vec<Observation>, CheckError> {
    let requirement = requirement(ctx);
    let client = stage.main()?;
    let mut told = Vec::new();
    let mut held = 0;
    for (scope, own) in SCOPES {
        if !client.has_scope(scope) || stage.provider.lists("scopes_supported", scope) == Some(false) {
            continue;
        }
        let login = match told_with(ctx, stage, Ask::new(client, &format!("openid {scope}"))).await? {
            Ok(login) => login,
            Err(stuck) => {
                told.push(undecided(requirement, Gap::NoAccess, stuck.reason));
                continue;
            }
        };
        let given = names(login.info.claims.as_ref());
        let others = SCOPES.iter().filter(|(other, _)| *other != scope).flat_map(|(_, claims)| claims.iter());
        let unasked: Vec<&str> = others.copied().filter(|claim| given.contains(*claim)).collect();
        let matching = own.iter().any(|claim| given.contains(*claim));
        if !unasked.is_empty() {
            told.push(breach(
                requirement,
                "op-scope-gives-more",
                &format!("claims of {scope}"),
                unasked.join(", "),
                Some(&login.info.exchange),
            ));
        } else if matching {
            held += 1;
        }
    }
    Ok(conclude(requirement, held, told))
}

/// A claim by the parameter alone, without the scope that would bring it.
async fn parameter(ctx: &Context, stage: &Stage) -> Result<Vec<Observation>, CheckError> {
    let requirement = requirement(ctx);
    let client = stage.main()?;
    let Some((wanted, value)) = known_claim(ctx, stage).await? else {
        return Ok(everywhere(ctx, Gap::NoData, &Message::new("op-claims-nothing")));
    };
    // Essential in each of them, since what is voluntary may be left out (OpenID Connect Core 1.0, 5.5.1).
    let asked = [
        json!({ "essential": true }),
        json!({ "essential": true, "value": value }),
        json!({ "essential": true, "values": [value, "samspel"] }),
    ];
    let mut told = Vec::new();
    let mut held = 0;
    for member in asked {
        let claims = json!({ "userinfo": { wanted.as_str(): member } }).to_string();
        match told_with(ctx, stage, Ask::new(client, "openid").with("claims", &claims)).await? {
            Err(stuck) => told.push(undecided(requirement, Gap::NoAccess, stuck.reason)),
            Ok(login) if names(login.info.claims.as_ref()).contains(&wanted) => held += 1,
            Ok(login) => told.push(breach(
                requirement,
                "op-claim-not-told",
                &format!("{wanted} at UserInfo"),
                info_word(&login.info),
                Some(&login.info.exchange),
            )),
        }
    }
    Ok(conclude(requirement, held, told))
}

/// A claim that the provider knows of the person, seen by asking for all.
async fn known_claim(ctx: &Context, stage: &Stage) -> Result<Option<(String, Value)>, CheckError> {
    let login = told_with(ctx, stage, Ask::new(stage.main()?, &stage.scope())).await?;
    let claims = login.ok().and_then(|login| login.info.claims).unwrap_or_default();
    Ok(["given_name", "name", "email", "preferred_username"]
        .into_iter()
        .find_map(|name| Some((name.to_owned(), claims.get(name)?.clone()))))
}

async fn national(ctx: &Context, stage: &Stage) -> Result<Vec<Observation>, CheckError> {
    let requirement = requirement(ctx);
    let client = stage.main()?;
    let mut told = Vec::new();
    let mut held = 0;
    for (scope, wanted) in NATIONAL {
        if !client.has_scope(scope) {
            continue;
        }
        let login = match told_with(ctx, stage, Ask::new(client, &format!("openid {scope}"))).await? {
            Ok(login) => login,
            Err(stuck) => {
                told.push(undecided(requirement, Gap::NoAccess, stuck.reason));
                continue;
            }
        };
        let at = Some(&login.info.exchange);
        match login.info.claims.as_ref().and_then(|claims| claims.get(wanted)) {
            None => told.push(breach(requirement, "op-claim-not-told", wanted, info_word(&login.info), at)),
            Some(value) if wanted.ends_with("personalIdentityNumber") => {
                let digits = value
                    .as_str()
                    .is_some_and(|text| text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit()));
                if digits {
                    held += 1;
                } else {
                    told.push(breach(requirement, "op-civic-number-form", "12 digits", "another form", at));
                }
            }
            Some(_) => held += 1,
        }
    }
    if held == 0 && told.is_empty() {
        return Ok(everywhere(ctx, Gap::NoAccess, &Message::new("op-no-national-scope")));
    }
    Ok(conclude(requirement, held, told))
}

/// OpenID Connect Core 1.0, 3.1.2.2: when the request names a `sub`, nobody else gets through.
async fn other_subject(ctx: &Context, stage: &Stage) -> Result<Vec<Observation>, CheckError> {
    let requirement = requirement(ctx);
    let client = stage.main()?;
    let sub = |login: &Login| login.claims().and_then(|claims| claims.get("sub")?.as_str().map(str::to_owned));
    let other = match stage.provider.person("other") {
        Ok(other) => other,
        Err(reason) => return Ok(everywhere(ctx, Gap::NoAccess, &reason)),
    };
    let first = match told_with(ctx, stage, Ask::new(client, "openid")).await? {
        Ok(login) => login,
        Err(stuck) => return Ok(everywhere(ctx, Gap::NoAccess, &stuck.reason)),
    };
    let Some(wanted) = sub(&first) else {
        return Ok(everywhere(ctx, Gap::NoData, &Message::new("op-id-token-unreadable")));
    };
    let claims = json!({ "id_token": { "sub": { "value": wanted } } }).to_string();
    let ask = || Ask::new(client, "openid").with("claims", &claims);
    // The same person gets through with the same request: that is what makes a refusal of the other one a witness.
    if let Err(stuck) = told_with(ctx, stage, ask()).await? {
        return Ok(everywhere(ctx, Gap::NoAccess, &stuck.reason));
    }
    let ask = ask();
    let trip = Browser::default().authorise(ctx, &stage.provider, &ask, other).await?;
    let Some(code) = trip.code() else {
        return Ok(conclude(requirement, 1, Vec::new()));
    };
    let tokens = request(ctx, &stage.provider, client, &redemption(&ask, code)).await?;
    let given = tokens
        .text("id_token")
        .and_then(super::stage::claims_of)
        .and_then(|claims| claims.get("sub")?.as_str().map(str::to_owned));
    Ok(match given {
        None => conclude(requirement, 1, Vec::new()),
        Some(given) if given == wanted => {
            vec![undecided(requirement, Gap::NoData, Message::new("op-same-person"))]
        }
        // Whoever does not support the parameter may pass over it (OpenID Connect Core 1.0, 5.5), and says so in the metadata.
        Some(_) if !stage.provider.says("claims_parameter_supported") => {
            vec![not_applicable(requirement, Message::new("op-no-claims-parameter"))]
        }
        Some(_) => vec![breach(
            requirement,
            "op-other-subject",
            "no ID token for anybody else",
            "ID token for another sub",
            Some(&tokens.exchange),
        )],
    })
}

/// In the ID token what was asked for there, at UserInfo what was asked for there, and the claims of scopes at UserInfo.
async fn targets(ctx: &Context, stage: &Stage) -> Result<Vec<Observation>, CheckError> {
    let requirement = requirement(ctx);
    let client = stage.main()?;
    let Some((wanted, _)) = known_claim(ctx, stage).await? else {
        return Ok(everywhere(ctx, Gap::NoData, &Message::new("op-claims-nothing")));
    };
    let claims = json!({ "id_token": { wanted.as_str(): { "essential": true } } }).to_string();
    let login = match told_with(ctx, stage, Ask::new(client, "openid").with("claims", &claims)).await? {
        Ok(login) => login,
        Err(stuck) => return Ok(everywhere(ctx, Gap::NoAccess, &stuck.reason)),
    };
    let mut told = Vec::new();
    let mut held = 0;
    if names(login.claims().as_ref()).contains(&wanted) {
        held += 1;
    } else {
        told.push(breach(
            requirement,
            "op-claim-not-in-id-token",
            &format!("{wanted} in the ID token"),
            "nothing",
            Some(&login.tokens.exchange),
        ));
    }
    if client.has_scope("email") {
        match told_with(ctx, stage, Ask::new(client, "openid email").with("claims", &claims)).await? {
            Ok(login) if names(login.info.claims.as_ref()).contains("email") => held += 1,
            Ok(login) => told.push(breach(
                requirement,
                "op-claim-not-told",
                "email at UserInfo",
                info_word(&login.info),
                Some(&login.info.exchange),
            )),
            Err(stuck) => told.push(undecided(requirement, Gap::NoAccess, stuck.reason)),
        }
    }
    Ok(conclude(requirement, held, told))
}
