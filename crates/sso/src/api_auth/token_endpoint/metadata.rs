//! Metadata of the authorisation server (RFC 8414): served, and about itself.

use samspel_exchange::{Credentials, Exchange, Request};
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{CheckError, Context};
use serde_json::Value;

use super::Login;
use samspel_suite::observe::{against, answer, undecided, witness};

/// Where it may lie below the origin (RFC 8414, 3; OpenID Connect Discovery 1.0, 4).
const PLACES: [&str; 2] = ["/.well-known/oauth-authorization-server", "/.well-known/openid-configuration"];
/// Folders of the token endpoint's path that may be part of the issuer.
const DEPTH: usize = 4;

pub(super) async fn check(ctx: &Context, login: &Login<'_>, requirement: &str) -> Result<Vec<Observation>, CheckError> {
    let token_url = login.settings.token_url.as_str();
    let mut last = None;
    for (issuer, url) in candidates(token_url) {
        let request = Request::get("metadata", url).credentials(Credentials::Anonymous);
        let exchange = ctx.session.send(request).await?;
        if exchange.outcome.as_ref().is_ok_and(|response| response.is_success()) {
            return Ok(vec![judge(requirement, &issuer, token_url, &exchange)]);
        }
        last = Some(exchange);
    }
    Ok(vec![match last {
        Some(exchange) if exchange.outcome.is_ok() => against(requirement, Message::new("oauth-no-metadata"))
            .expected("HTTP 200")
            .observed(answer(&exchange))
            .exchange(&exchange)
            .contradiction(),
        _ => {
            let reason = Message::new("auth-unclear").with("what", "metadata").with("answer", "");
            undecided(requirement, Gap::NoAnswer, reason)
        }
    }])
}

/// Issuers that may own the token endpoint, each with an address of its metadata.
fn candidates(token_url: &str) -> Vec<(String, String)> {
    let (scheme, rest) = token_url.split_once("://").unwrap_or(("https", token_url));
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let origin = format!("{scheme}://{host}");
    let folders: Vec<&str> = path.split(['?', '#']).next().unwrap_or_default().split('/').collect();
    let mut all = Vec::new();
    for depth in 0..folders.len().min(DEPTH) {
        let below: String = folders[..depth].iter().map(|folder| format!("/{folder}")).collect();
        let issuer = format!("{origin}{below}");
        for place in PLACES {
            all.push((issuer.clone(), format!("{origin}{place}{below}")));
            if !below.is_empty() {
                all.push((issuer.clone(), format!("{issuer}{place}")));
            }
        }
    }
    all
}

fn judge(requirement: &str, issuer: &str, token_url: &str, exchange: &Exchange) -> Observation {
    let body: Value = exchange.outcome.as_ref().ok().and_then(|response| response.json().ok()).unwrap_or_default();
    let field = |name: &str| body.get(name).and_then(Value::as_str);
    let found = |id: &str, expected: String, observed: Option<&str>| {
        let seen = against(requirement, Message::new(id)).expected(expected);
        seen.observed(observed.unwrap_or("none")).exchange(exchange).contradiction()
    };
    if field("issuer").map(|named| named.trim_end_matches('/')) != Some(issuer) {
        return found("oauth-metadata-issuer", format!("issuer: {issuer}"), field("issuer"));
    }
    if field("token_endpoint") != Some(token_url) {
        return found("oauth-metadata-endpoint", format!("token_endpoint: {token_url}"), field("token_endpoint"));
    }
    witness(requirement, 1, Message::new("oauth-metadata"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn metadata_is_looked_for_in_both_places_of_every_issuer_that_fits() {
        let urls: Vec<String> = candidates("https://a.example/x/token").into_iter().map(|(_, url)| url).collect();
        assert_eq!(urls.len(), 6);
        assert!(urls.contains(&"https://a.example/.well-known/oauth-authorization-server".to_owned()));
        assert!(urls.contains(&"https://a.example/.well-known/oauth-authorization-server/x".to_owned()));
        assert!(urls.contains(&"https://a.example/x/.well-known/openid-configuration".to_owned()));
        assert_eq!(candidates("http://127.0.0.1:1/token").len(), 2);
    }
}
