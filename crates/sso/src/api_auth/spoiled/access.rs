//! Organisation and requested access: the claims of Skolverket's authorisation server (DNP, authentication API).

use samspel_model::Message;
use serde_json::{Value, json};

use super::super::ground::{Material, api_access};
use super::{Shot, Wanted};
use crate::jose::Draft;

/// Another member of the federation, in the form of a real one; the number belongs to nobody.
const OTHER_ORGANISATION: &str = "SE0000000000";

fn signed(material: &Material<'_>, changed: Vec<(&'static str, Draft)>) -> Result<Vec<Shot>, Message> {
    let key = material.issuer.clone()?.key();
    Ok(changed.into_iter().map(|(label, draft)| Shot::refused(label, draft.signed(key))).collect())
}

/// `organization_id` of the good token.
fn organisation<'m>(material: &'m Material<'_>) -> Result<&'m str, Message> {
    let issuer = material.issuer.clone()?;
    let claim = material.draft.claims.get("organization_id").and_then(Value::as_str);
    claim.ok_or_else(|| {
        Message::new("auth-claim-not-given").with("claim", "organization_id").with("issuer", issuer.name())
    })
}

/// Type and first location of the good token's access to this API.
fn location(material: &Material<'_>) -> Result<String, Message> {
    let issuer = material.issuer.clone()?;
    let entry = api_access(&material.draft.claims);
    let found = entry.and_then(|entry| entry.pointer("/locations/0")).and_then(Value::as_str).map(str::to_owned);
    found.ok_or_else(|| {
        Message::new("auth-claim-not-given").with("claim", "requested_access").with("issuer", issuer.name())
    })
}

/// The good token with one access entry.
pub(super) fn with_access(draft: &Draft, kind: &str, location: &str) -> Draft {
    draft.clone().claim("requested_access", json!([{ "type": kind, "locations": [location] }]))
}

pub(super) fn other_organisation(material: &Material<'_>) -> Result<Vec<Shot>, Message> {
    organisation(material)?;
    signed(material, vec![("another member", material.draft.clone().claim("organization_id", OTHER_ORGANISATION))])
}

/// Missing, and forms that only look like the right one.
pub(super) fn odd_organisation(material: &Material<'_>) -> Result<Vec<Shot>, Message> {
    let own = organisation(material)?;
    let digits: String = own.chars().filter(char::is_ascii_digit).collect();
    let with = |value: Value| material.draft.clone().claim("organization_id", value);
    let mut changed = vec![
        ("organization_id missing", material.draft.clone().without("organization_id")),
        ("with something before it", with(format!("x{own}").into())),
        ("a list", with(json!([own]))),
    ];
    if own != own.to_lowercase() {
        changed.push(("lower case", with(own.to_lowercase().into())));
    }
    if let Ok(number) = digits.parse::<u64>() {
        changed.push(("a number", with(number.into())));
    }
    signed(material, changed)
}

pub(super) fn other_location(material: &Material<'_>) -> Result<Vec<Shot>, Message> {
    location(material)?;
    let other = with_access(&material.draft, "ss12000-api", "https://samspel-other.invalid/v2.0");
    signed(material, vec![("another API", other)])
}

/// Our URL as part of another one.
pub(super) fn location_inside(material: &Material<'_>) -> Result<Vec<Shot>, Message> {
    let own = location(material)?;
    let with = |url: String| with_access(&material.draft, "ss12000-api", &url);
    signed(
        material,
        vec![
            ("in the query", with(format!("https://samspel-other.invalid/?x={own}"))),
            ("in the path", with(format!("https://samspel-other.invalid/{own}"))),
        ],
    )
}

/// Our URL with a longer host.
pub(super) fn location_longer(material: &Material<'_>) -> Result<Vec<Shot>, Message> {
    let own = location(material)?;
    let (scheme, rest) = own.split_once("://").unwrap_or(("https", &own));
    let (host, path) = rest.find('/').map_or((rest, ""), |at| rest.split_at(at));
    let (name, port) = host.rsplit_once(':').map_or((host, String::new()), |(name, port)| (name, format!(":{port}")));
    let with = |url: String| with_access(&material.draft, "ss12000-api", &url);
    signed(
        material,
        vec![
            ("longer host", with(format!("{scheme}://{name}.samspel-other.invalid{port}{path}"))),
            ("our host as user", with(format!("{scheme}://{host}@samspel-other.invalid{path}"))),
            ("right up to the end of the host", with(format!("{scheme}://{host}.samspel-other.invalid"))),
        ],
    )
}

/// No access at all, in every form that has made an API fall over.
pub(super) fn odd_access(material: &Material<'_>) -> Result<Vec<Shot>, Message> {
    let own = location(material)?;
    let with = |value: Value| material.draft.clone().claim("requested_access", value);
    let mut shots = signed(
        material,
        vec![
            ("missing", material.draft.clone().without("requested_access")),
            ("null", with(Value::Null)),
            ("text", with(own.into())),
            ("empty list", with(json!([]))),
            ("list of null", with(json!([null]))),
            ("entry without locations", with(json!([{ "type": "ss12000-api" }]))),
        ],
    )?;
    shots.iter_mut().for_each(|shot| shot.wanted = Wanted::RefusedInGoodOrder);
    Ok(shots)
}

/// Access to the same address as something else.
pub(super) fn other_type(material: &Material<'_>) -> Result<Vec<Shot>, Message> {
    let own = location(material)?;
    let with = |kind: &str| with_access(&material.draft, kind, &own);
    signed(
        material,
        vec![
            ("provisioning-api", with("provisioning-api")),
            ("ss12000-client", with("ss12000-client")),
            ("upper case", with("SS12000-API")),
        ],
    )
}
