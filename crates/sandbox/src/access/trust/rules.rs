//! What is demanded of the claims, and everything that can be wrong with a token.

use serde_json::Value;

use super::location::{Alike, alike};
use super::{Judged, Trusted};
use crate::access::now;

/// Seconds that clocks may differ by.
const SKEW: f64 = 60.0;
/// What a token has to be for.
const API: &str = "ss12000-api";

/// What is wrong with a token of the trusted issuer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Flaw {
    /// Not three parts of base64url with JSON objects in the first two.
    Form,
    /// A header says that something has to be understood.
    Critical,
    /// `alg: none`.
    Unsigned,
    /// An empty signature under an ordinary algorithm.
    NoSignature,
    /// The key stands in `jwk`.
    OwnJwk,
    /// The key stands in a certificate in `x5c`.
    OwnCertificate,
    /// The key lies where `jku` or `x5u` points.
    PointsToKey,
    /// The same, fetched but not used.
    FetchesPointer,
    /// HS256 keyed with the public key.
    PublicKeyAsSecret,
    /// `kid` read as a path or put into a query.
    KidAsPath,
    /// No published key has that name.
    UnknownKey,
    /// Keys are fetched for each unknown name.
    FetchesForEach,
    /// No name at all: any key will do.
    AnyKey,
    /// Another algorithm than the key's.
    Algorithm,
    /// All bytes of the signature are zero.
    AllZero,
    /// The signature has the form that certificates have.
    Der,
    /// The signature is wrong.
    Signature,
    Expired,
    NoExpiry,
    NotYetValid,
    /// `exp` is no number.
    OddExpiry,
    OtherIssuer,
    NoIssuer,
    OtherAudience,
    /// The audience is right, but the token is no access token.
    OtherUse,
    OtherOrganisation,
    OddOrganisation,
    OtherLocation,
    LocationInside,
    LocationLonger,
    OtherType,
    OddAccess,
    /// A fault demands what nobody should.
    Demanded,
}

impl Flaw {
    /// Whether the caller is known but lacks the right.
    pub(crate) fn is_forbidden(self) -> bool {
        matches!(
            self,
            Flaw::OtherLocation | Flaw::LocationInside | Flaw::LocationLonger | Flaw::OtherType | Flaw::OddAccess
        )
    }
}

/// Judges the claims; the first flaw that is not overlooked.
pub(super) fn claims(
    judged: &Judged,
    trusted: &Trusted,
    overlooks: &(dyn Fn(Flaw) -> bool + Sync),
) -> Result<(), Flaw> {
    let refuse = |flaw: Flaw| if overlooks(flaw) { Ok(()) } else { Err(flaw) };
    let claim = |name: &str| judged.claims.get(name).filter(|value| !value.is_null());
    let now = now() as f64;
    match claim("exp") {
        None => refuse(Flaw::NoExpiry)?,
        Some(Value::Number(at)) if at.as_f64().is_some_and(|at| at + SKEW > now) => {}
        Some(Value::Number(at)) if at.as_f64().is_some_and(|at| at < 0.0) => refuse(Flaw::OddExpiry)?,
        Some(Value::Number(_)) => refuse(Flaw::Expired)?,
        Some(_) => refuse(Flaw::OddExpiry)?,
    }
    if claim("nbf").is_some_and(|at| at.as_f64().is_none_or(|at| at > now + SKEW)) {
        refuse(Flaw::NotYetValid)?;
    }
    match claim("iss") {
        Some(Value::String(iss)) if *iss == trusted.trust.issuer => {}
        None => refuse(Flaw::NoIssuer)?,
        Some(Value::String(iss)) if iss.is_empty() => refuse(Flaw::NoIssuer)?,
        Some(_) => refuse(Flaw::OtherIssuer)?,
    }
    let ours = match claim("aud") {
        Some(Value::String(aud)) => *aud == trusted.audience,
        Some(Value::Array(all)) => all.iter().any(|one| one.as_str() == Some(&trusted.audience)),
        _ => false,
    };
    if !ours {
        let is_for_others = judged.header.contains_key("typ");
        refuse(if is_for_others { Flaw::OtherUse } else { Flaw::OtherAudience })?;
    }
    organisation(judged, trusted, &refuse)?;
    access(judged, trusted, &refuse)
}

fn organisation(judged: &Judged, trusted: &Trusted, refuse: &dyn Fn(Flaw) -> Result<(), Flaw>) -> Result<(), Flaw> {
    let Some(wanted) = &trusted.trust.organisation else { return Ok(()) };
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    match judged.claims.get("organization_id") {
        Some(Value::String(given)) if given == wanted => Ok(()),
        // Somebody else, said in the right form.
        Some(Value::String(given)) if digits(given) != digits(wanted) => refuse(Flaw::OtherOrganisation),
        _ => refuse(Flaw::OddOrganisation),
    }
}

fn access(judged: &Judged, trusted: &Trusted, refuse: &dyn Fn(Flaw) -> Result<(), Flaw>) -> Result<(), Flaw> {
    let Some(wanted) = &trusted.location else { return Ok(()) };
    let empty = Vec::new();
    let entries = match judged.claims.get("requested_access") {
        Some(Value::Array(entries)) => entries,
        _ => &empty,
    };
    let locations = |entry: &Value| -> Vec<String> {
        let all = entry.get("locations").and_then(Value::as_array).into_iter().flatten();
        all.filter_map(Value::as_str).map(str::to_owned).collect()
    };
    let given: Vec<(&str, String)> = entries
        .iter()
        .filter_map(|entry| Some((entry.get("type")?.as_str()?, locations(entry))))
        .flat_map(|(kind, all)| all.into_iter().map(move |one| (kind, one)))
        .collect();
    if given.iter().any(|(kind, one)| *kind == API && alike(one, wanted) == Alike::Same) {
        return Ok(());
    }
    let Some((kind, one)) = given.first() else { return refuse(Flaw::OddAccess) };
    if *kind != API {
        return refuse(Flaw::OtherType);
    }
    refuse(match alike(one, wanted) {
        Alike::Inside => Flaw::LocationInside,
        Alike::Longer => Flaw::LocationLonger,
        Alike::Same | Alike::Other => Flaw::OtherLocation,
    })
}
