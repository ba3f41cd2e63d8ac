//! `oidc-provider/request-object`: request objects by value, and addresses of them (OpenID Connect Core 1.0, 6; Swedish OIDC profile
//! 2.1.7).

use std::time::Duration;

use samspel_exchange::Documents;
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use super::ask::{Ask, random};
use super::browser::Browser;
use super::client::{Client, Proof, now};
use super::provider::{everywhere, requirement};
use super::stage::{Stage, other_error};
use super::told::breach;
use super::trip::Trip;
use crate::jose::{Draft, Key};
use samspel_suite::observe::{undecided, witness};

pub(crate) const CHECK: Check = Check { id: "oidc-provider/request-object", run: |ctx| Box::pin(run(ctx)) };

/// Time for a provider to fetch what it should not.
const A_MOMENT: Duration = Duration::from_millis(500);

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let kind: String = ctx.with("kind")?;
    let stage = match Stage::set(ctx).await? {
        Ok(stage) => stage,
        Err(said) => return Ok(said),
    };
    let client = stage.main()?;
    let mut browser = Browser::default();
    if let Err(reason) = stage.control(ctx, &mut browser, client).await? {
        return Ok(everywhere(ctx, Gap::NoAccess, &reason));
    }
    if kind == "address" {
        return address(ctx, &stage, &mut browser).await;
    }
    let Proof::Signed { key, kid } = &client.proof else {
        return Ok(everywhere(ctx, Gap::NoAccess, &Message::new("op-no-client-with-key")));
    };
    if !stage.provider.says("request_parameter_supported") && kind != "unsigned" {
        return Ok(everywhere(ctx, Gap::NoAccess, &Message::new("op-no-request-objects")));
    }
    let told = match kind.as_str() {
        "honoured" => honoured(ctx, &stage, &mut browser, client, key, kid).await?,
        "bad" => bad(ctx, &stage, &mut browser, client, key, kid).await?,
        "unsigned" => unsigned(ctx, &stage, &mut browser, client).await?,
        _ => return Err(CheckError::With(format!("`kind`: there is no kind {kind}"))),
    };
    if let Err(reason) = stage.control(ctx, &mut browser, client).await? {
        return Ok(everywhere(ctx, Gap::NoAnswer, &reason));
    }
    Ok(told)
}

/// A request whose `state` and `nonce` differ inside and outside, so that it shows which counted.
struct Wrapped {
    ask: Ask,
    inside: String,
    draft: Draft,
}

fn wrapped(client: &Client, audience: &str) -> Wrapped {
    let ask = Ask::new(client, "openid");
    let inside = random();
    let mut draft = Draft::default()
        .claim("iss", client.id.as_str())
        .claim("aud", audience)
        .claim("iat", now())
        .claim("nbf", now() - 5)
        .claim("exp", now() + 120)
        .claim("jti", random());
    for (name, value) in &ask.parameters {
        draft = draft.claim(name, value.as_str());
    }
    Wrapped { ask, draft: draft.claim("state", inside.as_str()), inside }
}

async fn go(ctx: &Context, stage: &Stage, browser: &mut Browser, ask: &Ask) -> Result<Trip, CheckError> {
    browser.authorise(ctx, &stage.provider, ask, stage.person()?).await
}

async fn honoured(
    ctx: &Context,
    stage: &Stage,
    browser: &mut Browser,
    client: &Client,
    key: &Key,
    kid: &str,
) -> Result<Vec<Observation>, CheckError> {
    let requirement = requirement(ctx);
    let mut told = Vec::new();
    let mut held = 0;
    let endpoint = stage.provider.text("authorization_endpoint").unwrap_or_default();
    for (label, audience) in
        [("aud = issuer", stage.provider.issuer.as_str()), ("aud = authorisation endpoint", endpoint)]
    {
        let Wrapped { ask, inside, draft } = wrapped(client, audience);
        let object = draft.header("alg", key.alg()).header("kid", kid).signed(key);
        let trip = go(ctx, stage, browser, &ask.with("request", &object)).await?;
        let state = trip.returned().and_then(|returned| returned.get("state"));
        match (trip.code(), state) {
            (Some(_), Some(state)) if state == inside => held += 1,
            (Some(_), _) => told.push(breach(
                requirement,
                "op-request-object-not-used",
                "state of the request object",
                format!("{label}: another state"),
                Some(&trip.last),
            )),
            (None, _) => told.push(breach(
                requirement,
                "op-request-object-refused",
                "code",
                format!("{label}: {}", trip.word()),
                Some(&trip.last),
            )),
        }
    }
    if held > 0 {
        told.push(witness(requirement, held, Message::new("op-request-object-held").with("count", held)));
    }
    Ok(told)
}

async fn bad(
    ctx: &Context,
    stage: &Stage,
    browser: &mut Browser,
    client: &Client,
    key: &Key,
    kid: &str,
) -> Result<Vec<Observation>, CheckError> {
    let requirement = requirement(ctx);
    let good = || wrapped(client, &stage.provider.issuer);
    let signed = |draft: Draft, key: &Key| draft.header("alg", key.alg()).header("kid", kid).signed(key);
    let (first, second) = (good(), good());
    let shots = [
        ("another key", first.ask, signed(first.draft, &Key::new_es256())),
        ("another client", second.ask, signed(second.draft.claim("iss", "samspel-someone-else"), key)),
    ];
    let mut told = Vec::new();
    let mut refused = 0;
    for (label, ask, object) in shots {
        let trip = go(ctx, stage, browser, &ask.with("request", &object)).await?;
        refused += judge(requirement, "op-request-object-accepted", "invalid_request_object", label, &trip, &mut told);
    }
    if refused > 0 {
        told.push(witness(requirement, refused, Message::new("op-request-object-held").with("count", refused)));
    }
    Ok(told)
}

fn judge(requirement: &str, summary: &str, wanted: &str, label: &str, trip: &Trip, told: &mut Vec<Observation>) -> u64 {
    match (trip.code(), trip.error()) {
        (Some(_), _) => {
            told.push(breach(requirement, summary, wanted, format!("{label}: code"), Some(&trip.last)));
            0
        }
        (None, Some(error)) => {
            if error != wanted {
                told.push(other_error(requirement, wanted, trip.word(), &trip.last));
            }
            1
        }
        (None, None) if trip.last.outcome.as_ref().is_ok_and(|response| (400..500).contains(&response.status)) => 1,
        (None, None) => {
            told.push(undecided(
                requirement,
                Gap::NoAnswer,
                Message::new("op-unclear").with("what", label).with("end", trip.word()),
            ));
            0
        }
    }
}

/// Either it counts whole, and the metadata says that it may, or it is refused: never half.
async fn unsigned(
    ctx: &Context,
    stage: &Stage,
    browser: &mut Browser,
    client: &Client,
) -> Result<Vec<Observation>, CheckError> {
    let requirement = requirement(ctx);
    let listed = stage.provider.lists("request_object_signing_alg_values_supported", "none") == Some(true);
    let Wrapped { ask, inside, draft } = wrapped(client, &stage.provider.issuer);
    let trip = go(ctx, stage, browser, &ask.with("request", &draft.header("alg", "none").unsigned())).await?;
    let mut told = Vec::new();
    let state = trip.returned().and_then(|returned| returned.get("state"));
    let held = match trip.code() {
        Some(_) if listed && state == Some(&inside) => 1,
        Some(_) if !listed && state == Some(&inside) => {
            told.push(breach(
                requirement,
                "op-request-object-unsigned",
                "refused, as none is not listed",
                "code",
                Some(&trip.last),
            ));
            0
        }
        Some(_) => {
            told.push(breach(
                requirement,
                "op-request-object-not-used",
                "refused, or used",
                "code, with the parameters outside",
                Some(&trip.last),
            ));
            0
        }
        None => {
            judge(requirement, "op-request-object-unsigned", "invalid_request_object", "alg none", &trip, &mut told)
        }
    };
    if held > 0 {
        told.push(witness(requirement, held, Message::new("op-request-object-held").with("count", held)));
    }
    Ok(told)
}

/// RFC 9700 and OpenID Connect Core 1.0, 6.2: an address that nobody has registered is not fetched.
async fn address(ctx: &Context, stage: &Stage, browser: &mut Browser) -> Result<Vec<Observation>, CheckError> {
    const PATH: &str = "/request-object.jwt";
    let requirement = requirement(ctx);
    let webhook = &ctx.target.webhook;
    let trap = Documents::open(&webhook.listen, webhook.public_url.as_deref())
        .await
        .map_err(|e| CheckError::Other(e.to_string()))?;
    trap.record(&ctx.client);
    trap.put(PATH, "application/oauth-authz-req+jwt", "e30.e30.".to_owned());
    let ask = Ask::new(stage.main()?, "openid").with("request_uri", &format!("{}{PATH}", trap.base()));
    let trip = go(ctx, stage, browser, &ask).await?;
    tokio::time::sleep(A_MOMENT).await;
    let mut told = Vec::new();
    let visits = trap.visits(PATH);
    if visits > 0 {
        told.push(breach(requirement, "op-request-uri-fetched", "0 GET", format!("{visits} GET"), Some(&trip.last)));
    }
    let refused =
        judge(requirement, "op-request-uri-passed-over", "request_uri_not_supported", "request_uri", &trip, &mut told);
    if refused > 0 && visits == 0 {
        told.push(witness(requirement, refused, Message::new("op-request-uri-refused")));
    }
    Ok(told)
}
