//! Claims that are wrong under a right signature: time, issuer, audience, purpose (RFC 7519, 4.1).

use samspel_model::Message;
use serde_json::{Value, json};

use super::super::ground::Material;
use super::{Shot, Wanted};
use crate::issuer::now;
use crate::jose::Draft;

/// More than any skew between clocks.
const TEN_MINUTES: i64 = 600;
/// Somebody who is not us.
const OTHER: &str = "https://samspel-other.invalid/";

/// One token for each changed draft, signed by the trusted key.
fn signed(
    material: &Material<'_>,
    changed: impl IntoIterator<Item = (&'static str, Draft)>,
) -> Result<Vec<Shot>, Message> {
    let key = material.issuer.clone()?.key();
    Ok(changed.into_iter().map(|(label, draft)| Shot::refused(label, draft.signed(key))).collect())
}

pub(super) fn expired(material: &Material<'_>) -> Result<Vec<Shot>, Message> {
    let ago = now() - TEN_MINUTES;
    let draft = material.draft.clone().claim("iat", ago - TEN_MINUTES).claim("nbf", ago - TEN_MINUTES);
    signed(material, [("expired ten minutes ago", draft.claim("exp", ago))])
}

pub(super) fn no_expiry(material: &Material<'_>) -> Result<Vec<Shot>, Message> {
    let draft = material.draft.clone();
    signed(material, [("no exp", draft.clone().without("exp")), ("exp null", draft.claim("exp", Value::Null))])
}

pub(super) fn not_yet_valid(material: &Material<'_>) -> Result<Vec<Shot>, Message> {
    let draft = material.draft.clone().claim("nbf", now() + TEN_MINUTES).claim("exp", now() + 2 * TEN_MINUTES);
    signed(material, [("valid in ten minutes", draft)])
}

/// Forms of `exp` that are no NumericDate, and lawful ones that are rare (RFC 7519, 2).
pub(super) fn odd_expiry(material: &Material<'_>) -> Result<Vec<Shot>, Message> {
    let exp = |value: Value| material.draft.clone().claim("exp", value);
    let later = now() + TEN_MINUTES;
    let mut shots = signed(
        material,
        [
            ("exp is text", exp(later.to_string().into())),
            ("exp is a date in text", exp("2999-01-01T00:00:00Z".into())),
            ("exp is negative", exp((-1).into())),
            ("exp is an object", exp(json!({ "at": later }))),
        ],
    )?;
    shots.iter_mut().for_each(|shot| shot.wanted = Wanted::RefusedInGoodOrder);
    #[expect(clippy::cast_precision_loss, reason = "seconds of this century are exact")]
    let fraction = later as f64 + 0.5;
    let lawful = signed(
        material,
        [("exp with a fraction", exp(fraction.into())), ("exp in the year 9999", exp(253_402_300_799_i64.into()))],
    )?;
    shots.extend(lawful.into_iter().map(|shot| shot.wanted(Wanted::Whatever)));
    Ok(shots)
}

pub(super) fn other_issuer(material: &Material<'_>) -> Result<Vec<Shot>, Message> {
    let name = material.issuer.clone()?.name();
    let iss = |value: Value| material.draft.clone().claim("iss", value);
    signed(
        material,
        [
            ("another iss", iss(OTHER.into())),
            ("iss with something behind it", iss(format!("{name}.samspel-other.invalid").into())),
            ("iss is a list", iss(json!([name, OTHER]))),
        ],
    )
}

pub(super) fn no_issuer(material: &Material<'_>) -> Result<Vec<Shot>, Message> {
    let draft = material.draft.clone();
    signed(material, [("no iss", draft.clone().without("iss")), ("iss empty", draft.claim("iss", ""))])
}

pub(super) fn other_audience(material: &Material<'_>) -> Result<Vec<Shot>, Message> {
    let own = material.issuer.clone()?.audience();
    let aud = |value: Value| material.draft.clone().claim("aud", value);
    signed(
        material,
        [
            ("another aud", aud(OTHER.into())),
            ("aud with something behind it", aud(format!("{own}-other").into())),
            ("a list of others", aud(json!([OTHER, "samspel"]))),
            ("aud empty", aud(json!([]))),
            ("no aud", material.draft.clone().without("aud")),
        ],
    )
}

/// Tokens of the same issuer for something else: an ID token, and an access token for another API (RFC 9068, 2.1; RFC 8725, 3.11).
pub(super) fn other_use(material: &Material<'_>) -> Result<Vec<Shot>, Message> {
    let bare = || {
        let draft = material.draft.clone().header("typ", "JWT");
        draft.without("organization_id").without("requested_access").without("scope")
    };
    let id_token = bare().claim("aud", "samspel-client").claim("nonce", "samspel").claim("auth_time", now());
    let other_api =
        bare().header("typ", "at+jwt").claim("aud", "https://samspel-other.invalid/api").claim("scope", "read");
    signed(material, [("ID token", id_token), ("access token for another API", other_api)])
}
