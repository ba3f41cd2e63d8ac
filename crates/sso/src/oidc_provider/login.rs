//! `oidc-provider/login`: what two good logins show of the code flow and of what it hands out.

use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use super::ask::Ask;
use super::browser::Browser;
use super::provider::requirement;
use super::sample::Sample;
use super::stage::{Login, Stuck, claims_of};
use super::told::breach;
use samspel_suite::observe::{undecided, witness};

pub(crate) const CHECK: Check = Check { id: "oidc-provider/login", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let rule: String = ctx.with("rule")?;
    let sample = match Sample::of(ctx).await? {
        Ok(sample) => sample,
        Err(said) => return Ok(said),
    };
    let requirement = requirement(ctx);
    if rule == "flow" {
        return Ok(flow(requirement, &sample));
    }
    let logins = match sample.both(ctx) {
        Ok(logins) => logins,
        Err(said) => return Ok(said),
    };
    match rule.as_str() {
        "marker" => marker(ctx, &sample, logins[0]).await,
        "token-response" => Ok(token_response(requirement, logins)),
        "iss" => iss(ctx, &sample, logins).await,
        "access-token" => Ok(access_token(requirement, logins)),
        _ => Err(CheckError::With(format!("`rule`: there is no rule {rule}"))),
    }
}

/// OpenID Connect Core 1.0, 3.1.2.5 and 3.1.3.3: a code with the same state, then tokens with an ID token.
fn flow(requirement: &str, sample: &Sample) -> Vec<Observation> {
    let mut told = Vec::new();
    let mut held = 0;
    for login in [&sample.full, &sample.bare] {
        match login {
            Err(Stuck { refused: Some((word, exchange)), .. }) if is_grant_trouble(word) => {
                told.push(breach(requirement, "op-flow-refused", "code, tokens", word.as_str(), Some(exchange)));
            }
            Err(stuck) => told.push(undecided(requirement, Gap::NoAccess, stuck.reason.clone())),
            Ok(login) => {
                let came = login.trip.returned().and_then(|returned| returned.get("state"));
                if came == login.ask.get("state") {
                    held += 1;
                } else {
                    let observed = if came.is_some() { "another state" } else { "no state" };
                    told.push(breach(
                        requirement,
                        "op-state-differs",
                        "the state that was sent",
                        observed,
                        Some(&login.trip.last),
                    ));
                }
                if login.id_token.is_some() {
                    held += 1;
                } else {
                    told.push(breach(
                        requirement,
                        "op-no-id-token",
                        "id_token",
                        login.tokens.word(),
                        Some(&login.tokens.exchange),
                    ));
                }
            }
        }
    }
    if held > 0 {
        told.push(witness(requirement, held, Message::new("op-flow-works").with("count", held)));
    }
    told
}

/// Refusals that a registration can be blamed for are none of the provider's.
fn is_grant_trouble(word: &str) -> bool {
    ["invalid_grant", "server_error", "unsupported_grant_type"].iter().any(|error| word.contains(error))
}

/// The positive control of the suite: the person is known again after the login, and nobody is without one.
async fn marker(ctx: &Context, sample: &Sample, login: &Login) -> Result<Vec<Observation>, CheckError> {
    let requirement = requirement(ctx);
    let (client, person) = (sample.stage.main()?, sample.stage.person()?);
    if !login.is_about(person) {
        let reason = Message::new("op-marker-missing").with("claim", person.marker.claim.as_str());
        return Ok(vec![undecided(requirement, Gap::NoData, reason)]);
    }
    let silent = Ask::new(client, "openid").with("prompt", "none");
    let trip = Browser::default().authorise(ctx, &sample.stage.provider, &silent, person).await?;
    Ok(vec![if trip.code().is_some() {
        undecided(requirement, Gap::OtherFault, Message::new("op-open-to-all"))
    } else {
        witness(requirement, 1, Message::new("op-marker-seen"))
    }])
}

/// RFC 6749, 5.1; OpenID Connect Core 1.0, 3.1.3.3.
fn token_response(requirement: &str, logins: [&Login; 2]) -> Vec<Observation> {
    let mut told = Vec::new();
    let mut held = 0;
    for login in logins {
        let Ok(response) = &login.tokens.exchange.outcome else { continue };
        let cache = response.header("cache-control").unwrap_or_default().to_ascii_lowercase();
        let bearer = login.tokens.text("token_type").is_some_and(|kind| kind.eq_ignore_ascii_case("bearer"));
        for (holds, summary, expected, observed) in [
            (cache.contains("no-store"), "op-token-response-cacheable", "Cache-Control: no-store", cache.as_str()),
            (bearer, "op-token-type", "token_type: Bearer", login.tokens.text("token_type").unwrap_or("none")),
            (
                response.media_type().as_deref() == Some("application/json"),
                "op-token-response-media-type",
                "application/json",
                response.header("content-type").unwrap_or("none"),
            ),
        ] {
            if holds {
                held += 1;
            } else {
                let observed = if observed.is_empty() { "none" } else { observed };
                told.push(breach(requirement, summary, expected, observed, Some(&login.tokens.exchange)));
            }
        }
    }
    if held > 0 {
        told.push(witness(requirement, held, Message::new("op-token-response-held").with("count", held)));
    }
    told
}

/// RFC 9207, 2: on success and on error.
async fn iss(ctx: &Context, sample: &Sample, logins: [&Login; 2]) -> Result<Vec<Observation>, CheckError> {
    let requirement = requirement(ctx);
    let provider = &sample.stage.provider;
    let silent = Ask::new(sample.stage.main()?, "openid").with("prompt", "none");
    let refused = Browser::default().authorise(ctx, provider, &silent, sample.stage.person()?).await?;
    let mut told = Vec::new();
    let mut held = 0;
    for trip in [&logins[0].trip, &logins[1].trip, &refused] {
        let Some(returned) = trip.returned() else { continue };
        match returned.get("iss") {
            Some(iss) if iss == provider.issuer => held += 1,
            Some(_) => {
                told.push(breach(requirement, "op-iss-differs", &provider.issuer, "another issuer", Some(&trip.last)))
            }
            None => told.push(breach(
                requirement,
                "op-iss-missing",
                &format!("iss={}", provider.issuer),
                trip.word(),
                Some(&trip.last),
            )),
        }
    }
    if held > 0 {
        told.push(witness(requirement, held, Message::new("op-iss-held").with("count", held)));
    } else if told.is_empty() {
        told.push(undecided(requirement, Gap::NoAnswer, Message::new("op-nothing-returned")));
    }
    Ok(told)
}

/// OIDC profile of Sweden Connect 2.3.2: nobody but the provider reads who the person is.
fn access_token(requirement: &str, logins: [&Login; 2]) -> Vec<Observation> {
    const IDENTITY: [&str; 8] =
        ["name", "given_name", "family_name", "email", "phone_number", "birthdate", "preferred_username", "address"];
    let mut told = Vec::new();
    let mut held = 0;
    for login in logins {
        let token = login.tokens.text("access_token").unwrap_or_default();
        let claims = claims_of(token).unwrap_or_default();
        let readable: Vec<&str> = claims
            .keys()
            .map(String::as_str)
            .filter(|name| IDENTITY.contains(name) || name.starts_with("https://id.oidc.se/claim/"))
            .collect();
        if readable.is_empty() {
            held += 1;
        } else {
            told.push(breach(
                requirement,
                "op-access-token-readable",
                "no claim about the person",
                readable.join(", "),
                Some(&login.tokens.exchange),
            ));
        }
    }
    if held > 0 {
        told.push(witness(requirement, held, Message::new("op-access-token-held").with("count", held)));
    }
    told
}
