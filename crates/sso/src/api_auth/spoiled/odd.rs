//! Tokens that are right but look unusual.

use samspel_exchange::Secret;
use samspel_model::Message;
use serde_json::{Value, json};

use super::super::ground::api_access;
use super::super::sent::Sent;
use super::Shot;
use super::access::with_access;
use crate::Issuer;
use crate::issuer::now;
use crate::jose::Draft;

/// What clocks may differ by, in seconds.
const SKEW: i64 = 30;

fn signed(issuer: &Issuer, drafts: Vec<(&str, Draft)>) -> Vec<Shot> {
    drafts.into_iter().map(|(label, draft)| Shot::refused(label, draft.signed(issuer.key()))).collect()
}

/// The scheme's name in other letters (RFC 9110, 11.1).
pub(super) fn scheme_case(token: &Secret) -> Vec<Shot> {
    ["bearer", "BEARER", "bEaReR"]
        .map(|scheme| Shot::shown(scheme, Sent::Raw(vec![format!("{scheme} {}", token.expose())], token.clone())))
        .into()
}

/// Claims that nobody knows are passed over (RFC 7519, 4).
pub(super) fn extra_claims(issuer: &Issuer) -> Result<Vec<Shot>, Message> {
    let draft =
        issuer.draft().claim("samspel", json!({ "extra": [1, null, "å"] })).claim("https://samspel.invalid/x", true);
    Ok(signed(issuer, vec![("unknown claims", draft)]))
}

/// Times that are right by a clock half a minute away.
pub(super) fn skewed(issuer: &Issuer) -> Result<Vec<Shot>, Message> {
    let ahead = issuer.draft().claim("nbf", now() + SKEW).claim("iat", now() + SKEW);
    let behind = issuer.draft().claim("exp", now() - SKEW).claim("nbf", now() - 600).claim("iat", now() - 600);
    Ok(signed(issuer, vec![("valid in 30 s", ahead), ("expired 30 s ago", behind)]))
}

/// Several audiences, ours among them (RFC 7519, 4.1.3).
pub(super) fn audience_list(issuer: &Issuer) -> Result<Vec<Shot>, Message> {
    let own = issuer.audience();
    let aud = |value: Value| issuer.draft().claim("aud", value);
    Ok(signed(
        issuer,
        vec![("list of one", aud(json!([own]))), ("list of two", aud(json!(["https://samspel-other.invalid/", own])))],
    ))
}

fn location(issuer: &Issuer) -> Result<String, Message> {
    let entry = api_access(issuer.own_claims());
    let found = entry.and_then(|entry| entry.pointer("/locations/0")).and_then(Value::as_str).map(str::to_owned);
    found.ok_or_else(|| {
        Message::new("auth-claim-not-given").with("claim", "requested_access").with("issuer", issuer.name())
    })
}

/// Our URL written in another way that means the same (RFC 3986, 6.2).
pub(super) fn location_spelling(issuer: &Issuer) -> Result<Vec<Shot>, Message> {
    let own = location(issuer)?;
    let with = |url: String| with_access(&issuer.draft(), "ss12000-api", &url);
    let (scheme, rest) = own.split_once("://").unwrap_or(("https", &own));
    let (host, path) = rest.find('/').map_or((rest, ""), |at| rest.split_at(at));
    let mut drafts = vec![("slash at the end", with(format!("{}/", own.trim_end_matches('/'))))];
    drafts.push(("scheme in upper case", with(format!("{}://{host}{path}", scheme.to_uppercase()))));
    if host != host.to_uppercase() {
        drafts.push(("host in upper case", with(format!("{scheme}://{}{path}", host.to_uppercase()))));
    }
    let port = if scheme == "http" { 80 } else { 443 };
    if !host.contains(':') {
        drafts.push(("port written out", with(format!("{scheme}://{host}:{port}{path}"))));
    }
    Ok(signed(issuer, drafts))
}

/// Two entries, ours last.
pub(super) fn second_access(issuer: &Issuer) -> Result<Vec<Shot>, Message> {
    let own = location(issuer)?;
    let other = "https://samspel-other.invalid/v2.0";
    let entry = |locations: Value| json!({ "type": "ss12000-api", "locations": locations });
    let with = |value: Value| issuer.draft().claim("requested_access", value);
    Ok(signed(
        issuer,
        vec![
            ("second entry", with(json!([entry(json!([other])), entry(json!([own]))]))),
            ("second location", with(json!([entry(json!([other, own]))]))),
        ],
    ))
}

/// Skolverket's tokens name no type; a general one says nothing against them (RFC 7519, 5.1).
pub(super) fn typ(issuer: &Issuer) -> Result<Vec<Shot>, Message> {
    let draft = issuer.draft();
    Ok(signed(issuer, vec![("no typ", draft.clone().without_header("typ")), ("typ JWT", draft.header("typ", "JWT"))]))
}
