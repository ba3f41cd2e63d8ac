//! An OpenID provider: its metadata, and whether the clients of the target file can do with it.

use samspel_exchange::{Client, Credentials, Fault, Request};
use samspel_suite::{OpenIdClientAuth, OpenIdProvider};
use serde_json::{Map, Value};

use super::{Advice, Patient, network, setup_fix};
use crate::openid_secrets::missing;

/// Looks at a provider without logging anybody in: a login that is tried once more than needed can lock an account.
pub(super) async fn look_at(patient: &Patient<'_>, provider: &OpenIdProvider) -> Vec<Advice> {
    if let Some(what) = missing(provider, &patient.target.base_dir) {
        return vec![Advice::wrong(what, "set the variable or write the file that the secret comes from")];
    }
    let client = match patient.client(&provider.issuer) {
        Ok(client) => client,
        Err(error) => return vec![Advice::wrong(error.to_string(), setup_fix(&error))],
    };
    let metadata = match discovered(&client, patient, provider).await {
        Ok(metadata) => metadata,
        Err(advice) => return vec![advice],
    };
    let mut advice = vec![Advice::good(format!("{}: publishes its metadata", provider.issuer))];
    advice.extend(issuer(&metadata, provider));
    advice.extend(clients(&metadata, provider));
    advice.extend(people(provider));
    advice
}

async fn discovered(
    client: &Client,
    patient: &Patient<'_>,
    provider: &OpenIdProvider,
) -> Result<Map<String, Value>, Advice> {
    let url = format!("{}/.well-known/openid-configuration", provider.issuer.trim_end_matches('/'));
    let request = Request::get("discovery", url.clone()).credentials(Credentials::Anonymous);
    let fix = "`issuer` is the address below which /.well-known/openid-configuration lies; some providers have one for each realm \
               or tenant";
    let outcome = match client.session("doctor").send(request).await {
        Ok(exchange) => exchange.outcome,
        Err(halt) => return Err(Advice::wrong(halt.to_string(), "raise `limits.max_requests` in the target file")),
    };
    let response = outcome.map_err(|fault: Fault| network::explain(&fault, &provider.issuer, patient))?;
    if !response.is_success() {
        return Err(Advice::wrong(format!("{url}: HTTP {}", response.status), fix));
    }
    response.json().map_err(|_| Advice::wrong(format!("{url}: no JSON"), fix))
}

fn issuer(metadata: &Map<String, Value>, provider: &OpenIdProvider) -> Option<Advice> {
    let own = metadata.get("issuer").and_then(Value::as_str).unwrap_or_default();
    (own != provider.issuer).then(|| {
        Advice::warning(
            format!("the provider calls itself {own}, the target file {}", provider.issuer),
            "clients compare character by character; write it as the provider does, unless that is what you want to test",
        )
    })
}

/// Clients that are missing, and those whose way of proving themselves the provider does not list.
fn clients(metadata: &Map<String, Value>, provider: &OpenIdProvider) -> Vec<Advice> {
    let mut advice = Vec::new();
    for name in ["main", "other", "public"] {
        if !provider.clients.contains_key(name) {
            advice.push(Advice::warning(
                format!("no client {name}"),
                if name == "main" {
                    "add it under `clients`: without it nothing is tested beyond the metadata"
                } else {
                    "add it under `clients`: what is tested with it stays INCONCLUSIVE"
                },
            ));
        }
    }
    let listed = metadata.get("token_endpoint_auth_methods_supported").and_then(Value::as_array);
    for (name, client) in &provider.clients {
        let method = match &client.auth {
            Some(OpenIdClientAuth::ClientSecretBasic(_)) => "client_secret_basic",
            Some(OpenIdClientAuth::ClientSecretPost(_)) => "client_secret_post",
            Some(OpenIdClientAuth::PrivateKeyJwt(_)) => "private_key_jwt",
            None => continue,
        };
        if listed.is_some_and(|listed| !listed.iter().any(|other| other == method)) {
            advice.push(Advice::warning(
                format!("the provider does not list {method}, by which the client {name} proves itself"),
                "is the client registered for it?",
            ));
        }
    }
    advice
}

fn people(provider: &OpenIdProvider) -> Vec<Advice> {
    let has = |name: &str| provider.login.as_ref().is_some_and(|login| login.people.contains_key(name));
    if !has("main") {
        return vec![Advice::warning(
            "nobody logs in",
            "add `login` with a person `main`: without it nothing is tested beyond the metadata",
        )];
    }
    let mut advice = Vec::new();
    if !has("other") {
        advice.push(Advice::warning(
            "no person other",
            "add it under `login.people`: what is tested with it stays INCONCLUSIVE",
        ));
    }
    advice.push(Advice::good("whether the login goes as login.pages says is told by the first test of a run"));
    advice
}
