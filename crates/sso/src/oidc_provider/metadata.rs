//! `oidc-provider/metadata`: the discovery document (OpenID Connect Discovery 1.0, 3; RFC 9207; RFC 9700; Swedish OIDC profile 5.2).

use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};
use serde_json::Value;
use url::Url;

use super::ask::Ask;
use super::browser::Browser;
use super::provider::{Provider, everywhere, nothing_discovered, requirement};
use super::told::breach;
use samspel_suite::observe::{not_applicable, undecided, witness};

pub(crate) const CHECK: Check = Check { id: "oidc-provider/metadata", run: |ctx| Box::pin(run(ctx)) };

/// Members that are addresses.
const ENDPOINTS: [&str; 12] = [
    "authorization_endpoint",
    "token_endpoint",
    "userinfo_endpoint",
    "jwks_uri",
    "registration_endpoint",
    "end_session_endpoint",
    "introspection_endpoint",
    "revocation_endpoint",
    "pushed_authorization_request_endpoint",
    "device_authorization_endpoint",
    "check_session_iframe",
    "backchannel_authentication_endpoint",
];
/// Claims of OIDC Sweden's claims specification, below its prefix.
const NATIONAL: [&str; 22] = [
    "personalIdentityNumber",
    "coordinationNumber",
    "coordinationNumberLevel",
    "previousCoordinationNumber",
    "orgName",
    "orgNumber",
    "orgAffiliation",
    "orgUnit",
    "authnProvider",
    "authnEvidence",
    "userCertificate",
    "userSignature",
    "credentialValidFrom",
    "credentialValidTo",
    "deviceIp",
    "country",
    "countryOfBirth",
    "birthName",
    "placeOfbirth",
    "age",
    "userSignatureRequest",
    "orgAffiliations",
];
/// Prefix of national claims.
const PREFIX: &str = "https://id.oidc.se/claim/";

/// One thing that is looked at: whether it holds, the cause, what is expected and what is there.
type Look = (bool, &'static str, String, String);

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let rule: String = ctx.with("rule")?;
    let provider = Provider::of(ctx).await?;
    let Some(_) = &provider.metadata else {
        return Ok(if rule == "issuer" && provider.discovery.outcome.is_ok() {
            let observed = samspel_suite::observe::answer(&provider.discovery);
            vec![breach(requirement(ctx), "op-metadata-missing", "HTTP 200, JSON", observed, Some(&provider.discovery))]
        } else {
            everywhere(ctx, Gap::NoAnswer, &nothing_discovered(&provider))
        });
    };
    if rule == "languages" {
        return languages(ctx, &provider).await;
    }
    let looks = looks(&rule, &provider).ok_or_else(|| CheckError::With(format!("`rule`: there is no rule {rule}")))?;
    if rule == "claims" && looks.is_empty() {
        return Ok(vec![not_applicable(requirement(ctx), Message::new("op-no-national-claims"))]);
    }
    Ok(judge(requirement(ctx), &looks, &provider))
}

fn judge(requirement: &str, looks: &[Look], provider: &Provider) -> Vec<Observation> {
    let mut told = Vec::new();
    let held = looks.iter().filter(|(holds, ..)| *holds).count();
    for (_, summary, expected, observed) in looks.iter().filter(|(holds, ..)| !holds) {
        told.push(breach(requirement, summary, expected, observed.as_str(), Some(&provider.discovery)));
    }
    if held > 0 {
        told.push(witness(requirement, held as u64, Message::new("op-metadata-held").with("count", held)));
    } else if told.is_empty() {
        told.push(undecided(requirement, Gap::NoData, Message::new("op-metadata-nothing")));
    }
    told
}

fn looks(rule: &str, provider: &Provider) -> Option<Vec<Look>> {
    let text = |name: &str| provider.text(name).unwrap_or("nothing").to_owned();
    let there = |name: &str| {
        let holds = provider
            .metadata
            .as_ref()
            .is_some_and(|m| m.get(name).is_some_and(|value| !value.is_null() && value != &Value::from("")));
        (holds, "op-metadata-lacks", name.to_owned(), "nothing".to_owned())
    };
    let lists = |name: &str, word: &str| {
        (
            provider.lists(name, word) == Some(true),
            "op-metadata-does-not-list",
            format!("{name}: {word}"),
            list(provider, name),
        )
    };
    let avoids = |name: &str, word: &str| {
        (
            provider.lists(name, word) != Some(true),
            "op-metadata-lists",
            format!("{name} without {word}"),
            list(provider, name),
        )
    };
    Some(match rule {
        "issuer" => {
            let response = provider.discovery.outcome.as_ref().ok()?;
            let media_type = response.media_type().unwrap_or_default();
            vec![
                (text("issuer") == provider.issuer, "op-issuer-differs", provider.issuer.clone(), text("issuer")),
                (media_type == "application/json", "op-metadata-media-type", "application/json".to_owned(), media_type),
            ]
        }
        "issuer-form" => {
            let issuer = text("issuer");
            let bare = !issuer.contains(['?', '#']);
            vec![
                (bare, "op-issuer-form", "no query, no fragment".to_owned(), issuer.clone()),
                (is_protected(&issuer), "op-without-tls", "https".to_owned(), issuer),
            ]
        }
        "required" => [
            "authorization_endpoint",
            "token_endpoint",
            "jwks_uri",
            "response_types_supported",
            "subject_types_supported",
            "id_token_signing_alg_values_supported",
        ]
        .map(there)
        .to_vec(),
        "sweden" => {
            let mut looks = ["userinfo_endpoint", "acr_values_supported", "claims_supported"].map(there).to_vec();
            looks.extend(["claims_parameter_supported", "request_parameter_supported"].map(|name| {
                (provider.says(name), "op-metadata-lacks", format!("{name}: true"), "not true".to_owned())
            }));
            looks.push(lists("scopes_supported", "openid"));
            looks.push(lists("token_endpoint_auth_methods_supported", "private_key_jwt"));
            looks.push(lists("subject_types_supported", "public"));
            looks
        }
        "response-types" => {
            let implicit = list(provider, "response_types_supported");
            let only_code = !implicit.split(", ").any(|kind| kind.contains("token"));
            vec![
                lists("response_types_supported", "code"),
                (only_code, "op-implicit-listed", "code".to_owned(), implicit),
            ]
        }
        "pkce" => {
            vec![lists("code_challenge_methods_supported", "S256"), avoids("code_challenge_methods_supported", "plain")]
        }
        "algorithms" => {
            let (client, id) =
                ("token_endpoint_auth_signing_alg_values_supported", "id_token_signing_alg_values_supported");
            vec![
                lists(client, "RS256"),
                lists(client, "ES256"),
                lists(id, "RS256"),
                lists(id, "ES256"),
                avoids(client, "none"),
                avoids(id, "none"),
            ]
        }
        "iss" => {
            let name = "authorization_response_iss_parameter_supported";
            vec![(provider.says(name), "op-metadata-lacks", format!("{name}: true"), "not true".to_owned())]
        }
        "endpoints" => {
            let given = ENDPOINTS.iter().filter_map(|name| Some((*name, provider.text(name)?)));
            given
                .map(|(name, url)| (is_protected(url), "op-without-tls", format!("{name}: https"), url.to_owned()))
                .collect()
        }
        "claims" => {
            let claims = provider.metadata.as_ref()?.get("claims_supported").and_then(Value::as_array);
            let national =
                claims.into_iter().flatten().filter_map(Value::as_str).filter_map(|claim| claim.strip_prefix(PREFIX));
            national
                .map(|claim| {
                    (
                        NATIONAL.contains(&claim),
                        "op-claim-unknown",
                        "a registered claim".to_owned(),
                        format!("{PREFIX}{claim}"),
                    )
                })
                .collect()
        }
        _ => return None,
    })
}

/// Whether an address is protected by TLS, or never leaves the machine.
fn is_protected(url: &str) -> bool {
    Url::parse(url).is_ok_and(|url| {
        let here = match url.host() {
            Some(url::Host::Domain(name)) => name == "localhost",
            Some(url::Host::Ipv4(address)) => address.is_loopback(),
            Some(url::Host::Ipv6(address)) => address.is_loopback(),
            None => false,
        };
        url.scheme() == "https" || here && url.scheme() == "http"
    })
}

fn list(provider: &Provider, name: &str) -> String {
    let words = provider.metadata.as_ref().and_then(|m| m.get(name)?.as_array());
    let words: Vec<&str> = words.into_iter().flatten().filter_map(Value::as_str).collect();
    if words.is_empty() { "nothing".to_owned() } else { words.join(", ") }
}

/// OIDC profile of Sweden Connect 2.1: Swedish and English, and not only on paper.
async fn languages(ctx: &Context, provider: &Provider) -> Result<Vec<Observation>, CheckError> {
    let requirement = requirement(ctx);
    let mut told = Vec::new();
    let mut held = 0;
    for lang in ["sv", "en"] {
        match provider.lists("ui_locales_supported", lang) {
            Some(true) => held += 1,
            _ => told.push(breach(
                requirement,
                "op-metadata-does-not-list",
                &format!("ui_locales_supported: {lang}"),
                list(provider, "ui_locales_supported"),
                Some(&provider.discovery),
            )),
        }
    }
    let (client, person) = match (provider.client("main"), provider.person("main")) {
        (Ok(client), Ok(person)) => (client, person),
        (Err(reason), _) | (_, Err(reason)) => {
            told.push(undecided(requirement, Gap::NoAccess, reason));
            return Ok(told);
        }
    };
    for lang in ["sv", "en"] {
        let ask = Ask::new(client, "openid").with("ui_locales", lang);
        // Without rules the way ends at the first page.
        let trip = Browser::default().travel(ctx, provider, &ask, person, &[], super::trip::By::Get).await?;
        match trip.lang.as_deref() {
            Some(seen) if seen.split('-').next() == Some(lang) => held += 1,
            Some(seen) => told.push(breach(requirement, "op-page-language", lang, seen, Some(&trip.last))),
            None => told.push(undecided(requirement, Gap::NoData, Message::new("op-page-without-language"))),
        }
    }
    if held > 0 {
        told.push(witness(requirement, held, Message::new("op-languages-held").with("count", held)));
    }
    Ok(told)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_tls_protects_beyond_this_machine() {
        for good in ["https://a.example/x", "http://127.0.0.1:8/x", "http://localhost/"] {
            assert!(is_protected(good), "{good}");
        }
        for bad in ["http://a.example", "http://127.0.0.1.evil.example/", "ftp://localhost/", "a"] {
            assert!(!is_protected(bad), "{bad}");
        }
    }
}
