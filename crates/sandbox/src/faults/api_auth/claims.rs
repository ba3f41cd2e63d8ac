//! Claims of a token with a right signature.

use serde_json::Value;

use super::of;
use crate::access::Flaw;
use crate::fault::{Fault, Hook, Level, Title};

pub(super) const FAULTS: &[Fault] = &[
    of(
        "trusts-expired-tokens",
        &["API-AUTH-TIME-1"],
        Level::Must,
        Title {
            sv: "Token som gick ut för länge sedan godtas från den betrodda utfärdaren",
            en: "Tokens of the trusted issuer that ran out long ago are accepted",
        },
        &[Hook::Trust(|flaw| matches!(flaw, Flaw::Expired))],
    ),
    of(
        "trusts-tokens-without-expiry",
        &["API-AUTH-TIME-2"],
        Level::Must,
        Title { sv: "Token utan exp godtas", en: "Tokens without exp are accepted" },
        &[Hook::Trust(|flaw| matches!(flaw, Flaw::NoExpiry))],
    ),
    of(
        "trusts-early-tokens",
        &["API-AUTH-TIME-3"],
        Level::Must,
        Title {
            sv: "Token som ännu inte gäller godtas från den betrodda utfärdaren",
            en: "Tokens of the trusted issuer that are not valid yet are accepted",
        },
        &[Hook::Trust(|flaw| matches!(flaw, Flaw::NotYetValid))],
    ),
    of(
        "trusts-odd-expiry",
        &["API-AUTH-TIME-4"],
        Level::Should,
        Title { sv: "exp som inte är ett tal godtas", en: "An exp that is no number is accepted" },
        &[Hook::Trust(|flaw| matches!(flaw, Flaw::OddExpiry))],
    ),
    of(
        "knows-no-skew",
        &["API-AUTH-TIME-5"],
        Level::Should,
        Title { sv: "Klockor får inte skilja sig alls", en: "Clocks must not differ at all" },
        &[Hook::Demand(|judged| {
            let at = |name: &str| judged.claims.get(name).and_then(Value::as_f64);
            let now = crate::access::now() as f64;
            at("exp").is_some_and(|exp| exp < now) || at("nbf").is_some_and(|nbf| nbf > now)
        })],
    ),
    of(
        "trusts-other-issuers",
        &["API-AUTH-ISS-1"],
        Level::Must,
        Title { sv: "iss jämförs inte när nyckeln stämmer", en: "iss is not compared when the key is right" },
        &[Hook::Trust(|flaw| matches!(flaw, Flaw::OtherIssuer))],
    ),
    of(
        "trusts-tokens-without-issuer",
        &["API-AUTH-ISS-2"],
        Level::Should,
        Title { sv: "Token utan iss godtas", en: "Tokens without iss are accepted" },
        &[Hook::Trust(|flaw| matches!(flaw, Flaw::NoIssuer))],
    ),
    of(
        "trusts-other-audiences",
        &["API-AUTH-AUD-1"],
        Level::Must,
        Title { sv: "aud jämförs inte när nyckeln stämmer", en: "aud is not compared when the key is right" },
        &[Hook::Trust(|flaw| matches!(flaw, Flaw::OtherAudience))],
    ),
    of(
        "knows-one-audience-only",
        &["API-AUTH-AUD-2"],
        Level::Should,
        Title { sv: "aud får inte vara en lista", en: "aud must not be a list" },
        &[Hook::Demand(|judged| judged.claims.get("aud").is_some_and(Value::is_array))],
    ),
    of(
        "refuses-unknown-claims",
        &["API-AUTH-POS-3"],
        Level::Must,
        Title { sv: "En token med okända uppgifter nekas", en: "A token with unknown claims is refused" },
        &[Hook::Demand(|judged| judged.claims.keys().any(|name| name.contains("samspel")))],
    ),
    of(
        "trusts-id-tokens",
        &["API-AUTH-TYPE-2"],
        Level::Must,
        Title {
            sv: "En ID-token och en token för ett annat API hos samma utfärdare godtas",
            en: "An ID token and a token for another API of the same issuer are accepted",
        },
        &[Hook::Trust(|flaw| matches!(flaw, Flaw::OtherUse | Flaw::OddOrganisation | Flaw::OddAccess))],
    ),
    of(
        "trusts-other-organisations",
        &["API-AUTH-ORG-1"],
        Level::Must,
        Title {
            sv: "organization_id för en annan medlem godtas",
            en: "The organization_id of another member is accepted",
        },
        &[Hook::Trust(|flaw| matches!(flaw, Flaw::OtherOrganisation))],
    ),
    of(
        "trusts-odd-organisations",
        &["API-AUTH-ORG-2"],
        Level::Must,
        Title {
            sv: "organization_id får saknas eller ha fel form",
            en: "organization_id may be missing or have the wrong form",
        },
        &[Hook::Trust(|flaw| matches!(flaw, Flaw::OddOrganisation | Flaw::OtherOrganisation))],
    ),
    of(
        "trusts-other-locations",
        &["API-AUTH-LOC-1"],
        Level::Must,
        Title { sv: "Behörighet till ett annat API godtas", en: "Access to another API is accepted" },
        &[Hook::Trust(|flaw| matches!(flaw, Flaw::OtherLocation))],
    ),
    of(
        "finds-location-inside",
        &["API-AUTH-LOC-2"],
        Level::Must,
        Title {
            sv: "Adressen söks som en del av texten i locations",
            en: "The address is looked for as a part of the text in locations",
        },
        &[Hook::Trust(|flaw| matches!(flaw, Flaw::LocationInside))],
    ),
    of(
        "compares-beginning-of-location",
        &["API-AUTH-LOC-3"],
        Level::Must,
        Title {
            sv: "Bara början av adressen jämförs med locations",
            en: "Only the beginning of the address is compared with locations",
        },
        &[Hook::Trust(|flaw| matches!(flaw, Flaw::LocationLonger))],
    ),
    of(
        "compares-location-as-text",
        &["API-AUTH-LOC-5"],
        Level::Should,
        Title { sv: "Adressen jämförs tecken för tecken", en: "The address is compared letter by letter" },
        &[Hook::Demand(|judged| {
            let all = judged.claims.get("requested_access").and_then(|access| access.pointer("/0/locations/0"));
            all.and_then(Value::as_str).is_some_and(|url| url.ends_with('/') || !url.starts_with("http"))
        })],
    ),
    of(
        "trusts-without-access",
        &["API-AUTH-LOC-6"],
        Level::Must,
        Title { sv: "requested_access får saknas eller vara tom", en: "requested_access may be missing or empty" },
        &[Hook::Trust(|flaw| matches!(flaw, Flaw::OddAccess))],
    ),
    of(
        "looks-at-first-access-only",
        &["API-AUTH-LOC-7"],
        Level::Should,
        Title {
            sv: "Bara den första posten i requested_access prövas",
            en: "Only the first entry of requested_access is looked at",
        },
        &[Hook::Demand(|judged| {
            judged.claims.get("requested_access").and_then(Value::as_array).is_some_and(|entries| entries.len() > 1)
        })],
    ),
    of(
        "trusts-other-access-types",
        &["API-AUTH-TYPE-1"],
        Level::Must,
        Title { sv: "Behörighetens typ prövas inte", en: "The type of access is not looked at" },
        &[Hook::Trust(|flaw| matches!(flaw, Flaw::OtherType))],
    ),
    of(
        "demands-typ-of-access-tokens",
        &["API-AUTH-TYPE-3"],
        Level::Should,
        Title {
            sv: "En token vars typ inte är at+jwt nekas, om den har någon",
            en: "A token whose typ is not at+jwt is refused, if it has one",
        },
        &[Hook::Demand(|judged| judged.header.get("typ").is_some_and(|typ| typ != "at+jwt"))],
    ),
];
