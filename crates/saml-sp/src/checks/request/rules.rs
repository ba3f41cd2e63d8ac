//! One rule for each thing that a request says.

use std::collections::BTreeSet;

use jiff::Timestamp;

use super::Said;
use crate::authn_request::{AuthnRequest, Binding};
use crate::bench::Bench;
use crate::service::POST;

type Rule = fn(&AuthnRequest, &Bench) -> Said;

/// Characters of an id that could hold 128 bits (saml-core-2.0-os, 1.3.4), by hexadecimal digits.
const LEAST_DIGITS: usize = 32;
/// Bytes of a RelayState (saml-bindings-2.0-os, 3.4.3).
const LONGEST_STATE: usize = 80;
/// Seconds between the clocks.
const SKEW: i64 = 60;

pub(super) fn rule(kind: &str) -> Option<Rule> {
    Some(match kind {
        "binding" => binding,
        "form" => form,
        "issuer" => issuer,
        "destination" => destination,
        "acs" => acs,
        "protocol-binding" => protocol_binding,
        "name-id-policy" => name_id_policy,
        "context" => context,
        "levels" => levels,
        "relay-state" => relay_state,
        "personal" => personal,
        "force-authn" => force_authn,
        _ => return None,
    })
}

fn fits(right: bool, expected: impl Into<String>, observed: impl Into<String>) -> Said {
    if right { Said::Right } else { Said::Wrong(expected.into(), observed.into()) }
}

fn or_dash(value: Option<&String>) -> String {
    value.map_or_else(|| "-".to_owned(), Clone::clone)
}

fn binding(request: &AuthnRequest, _: &Bench) -> Said {
    let (right, name) = match request.binding {
        Binding::Redirect => (request.arrival.form.is_none(), "HTTP-Redirect"),
        Binding::Post => (true, "HTTP-POST"),
    };
    fits(right, "HTTP-Redirect | HTTP-POST", name)
}

fn form(request: &AuthnRequest, _: &Bench) -> Said {
    let issued = request.issued.parse::<Timestamp>().ok().filter(|_| request.issued.ends_with('Z'));
    let near = issued.is_some_and(|at| (Timestamp::now().as_second() - at.as_second()).abs() <= SKEW);
    let named = is_ncname(&request.id);
    fits(
        request.version == "2.0" && near && named,
        "Version = 2.0, IssueInstant = now ± 60 s UTC, ID: NCName",
        format!("Version = {}, IssueInstant = {}, ID: {}", request.version, request.issued, request.id.len()),
    )
}

fn is_ncname(id: &str) -> bool {
    let mut characters = id.chars();
    characters.next().is_some_and(|first| first.is_alphabetic() || first == '_')
        && characters.all(|c| c.is_alphanumeric() || "_-.".contains(c))
}

/// Whether ids can be guessed, as far as twenty of them show.
pub(super) fn ids(requests: &[AuthnRequest]) -> Said {
    let different: BTreeSet<&str> = requests.iter().map(|request| request.id.as_str()).collect();
    let shortest = requests.iter().map(|request| request.id.len()).min().unwrap_or_default();
    let spread = spread(&different);
    // What never changes cannot be random; hexadecimal digits carry four bits each, other alphabets more.
    fits(
        different.len() == requests.len() && spread * bits_each(&different) >= 128.0_f64,
        format!("{} different IDs, ≥ 128 bit", requests.len()),
        format!(
            "{} different IDs, ≥ {shortest} characters, {spread} of them changing (< {LEAST_DIGITS} hex)",
            different.len()
        ),
    )
}

/// Positions in which the ids differ.
#[expect(clippy::cast_precision_loss, reason = "a few dozen")]
fn spread(ids: &BTreeSet<&str>) -> f64 {
    let longest = ids.iter().map(|id| id.len()).max().unwrap_or_default();
    let differs = |at: &usize| ids.iter().map(|id| id.as_bytes().get(*at)).collect::<BTreeSet<_>>().len() > 1;
    (0..longest).filter(differs).count() as f64
}

fn bits_each(ids: &BTreeSet<&str>) -> f64 {
    let hexadecimal = ids
        .iter()
        .all(|id| id.trim_start_matches(['_', 'i', 'd', '-']).chars().all(|c| c.is_ascii_hexdigit() || c == '-'));
    if hexadecimal { 4.0 } else { 5.5 }
}

fn issuer(request: &AuthnRequest, bench: &Bench) -> Said {
    const ENTITY: &str = "urn:oasis:names:tc:SAML:2.0:nameid-format:entity";
    let right = request.issuer.as_ref().is_some_and(|(value, format)| {
        *value == bench.service.entity_id && format.as_ref().is_none_or(|format| format == ENTITY)
    });
    let seen = request
        .issuer
        .as_ref()
        .map_or("-".to_owned(), |(value, format)| format!("{value}, Format = {}", or_dash(format.as_ref())));
    fits(right, format!("Issuer = {}", bench.service.entity_id), format!("Issuer = {seen}"))
}

fn destination(request: &AuthnRequest, bench: &Bench) -> Said {
    let ours = &bench.settings.idp.sso_url;
    // saml-bindings-2.0-os, 3.4.5.2 and 3.5.5.2: only a signed message has to have one.
    if request.destination.is_none() && !request.is_signed {
        return Said::Absent;
    }
    fits(
        request.destination.as_ref() == Some(ours),
        format!("Destination = {ours}"),
        format!("Destination = {}", or_dash(request.destination.as_ref())),
    )
}

fn acs(request: &AuthnRequest, bench: &Bench) -> Said {
    let known: Vec<&str> = bench.service.endpoints.iter().map(|(_, url)| url.as_str()).collect();
    let expected = format!("AssertionConsumerServiceURL = {}", known.join(" | "));
    match (&request.acs, &request.acs_index) {
        (Some(url), None) => fits(known.contains(&url.as_str()), expected, url.clone()),
        (None, Some(index)) => fits(
            bench.service.endpoints.iter().any(|(own, _)| own.as_ref() == Some(index)),
            "AssertionConsumerServiceIndex ∈ metadata",
            format!("AssertionConsumerServiceIndex = {index}"),
        ),
        (Some(_), Some(_)) => Said::Wrong(expected, "URL + Index".to_owned()),
        // The default of the metadata holds.
        (None, None) => Said::Right,
    }
}

fn protocol_binding(request: &AuthnRequest, _: &Bench) -> Said {
    match &request.protocol_binding {
        None => Said::Right,
        Some(binding) => fits(binding == POST, POST, binding.clone()),
    }
}

fn name_id_policy(request: &AuthnRequest, _: &Bench) -> Said {
    match &request.name_id_policy {
        None | Some((None, _)) => Said::Right,
        Some((Some(format), _)) => Said::Wrong("NameIDPolicy/@Format: -".to_owned(), format.clone()),
    }
}

fn context(request: &AuthnRequest, _: &Bench) -> Said {
    match &request.context {
        None => Said::Right,
        Some((comparison, _)) => fits(
            comparison.as_ref().is_none_or(|comparison| comparison == "exact"),
            "Comparison = exact | -",
            format!("Comparison = {}", or_dash(comparison.as_ref())),
        ),
    }
}

/// Class references that are registered: Skolfederation's, Sweden Connect's and SAML's own.
fn levels(request: &AuthnRequest, _: &Bench) -> Said {
    const REGISTERED: [&str; 5] = [
        "http://id.skolfederation.se/loa/",
        "http://id.elegnamnden.se/loa/1.0/loa",
        "http://id.elegnamnden.se/loa/1.0/eidas-",
        "http://id.swedenconnect.se/loa/1.0/uncertified-",
        "urn:oasis:names:tc:SAML:2.0:ac:classes:",
    ];
    let Some((_, classes)) = &request.context else { return Said::Absent };
    let strange: Vec<&str> = classes
        .iter()
        .map(String::as_str)
        .filter(|class| !REGISTERED.iter().any(|registered| class.starts_with(registered)))
        .filter(|class| *class != "https://refeds.org/profile/mfa" && *class != "https://refeds.org/profile/sfa")
        .collect();
    fits(strange.is_empty(), "AuthnContextClassRef: registered", strange.join(", "))
}

fn relay_state(request: &AuthnRequest, _: &Bench) -> Said {
    let Some(state) = &request.relay_state else { return Said::Absent };
    let is_address = state.contains("://");
    fits(
        state.len() <= LONGEST_STATE && !is_address && !state.contains('@'),
        "RelayState: ≤ 80 bytes, opaque",
        format!("RelayState: {} bytes{}", state.len(), if is_address { ", URL" } else { "" }),
    )
}

fn personal(request: &AuthnRequest, _: &Bench) -> Said {
    let hint = ["login_hint", "LoginHint", "username", "email"]
        .into_iter()
        .find(|name| request.arrival.url.query_pairs().any(|(own, _)| own == *name));
    fits(
        !request.has_subject && hint.is_none(),
        "Subject: -",
        if request.has_subject { "Subject" } else { hint.unwrap_or_default() },
    )
}

fn force_authn(request: &AuthnRequest, _: &Bench) -> Said {
    fits(request.force_authn.is_some(), "ForceAuthn = true | false", "ForceAuthn: -")
}
