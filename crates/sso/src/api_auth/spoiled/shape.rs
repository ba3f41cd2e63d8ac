//! Credentials that are no token, or that are shown in another way than RFC 6750, 2.1 has it.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use samspel_exchange::Secret;
use samspel_model::Message;

use super::super::ground::Material;
use super::super::sent::Sent;
use super::{Shot, Wanted};
use crate::jose::{encoded, sealed};

/// Bytes of a token that is too large for any header.
const LARGE: usize = 1024 * 1024;

/// Other schemes than Bearer, and none or two of it.
pub(super) fn other_scheme(token: &Secret) -> Vec<Shot> {
    let raw = |label: &str, values: &[String]| {
        let sent = Sent::Raw(values.to_vec(), token.clone());
        Shot::shown(label, sent).wanted(Wanted::RefusedInGoodOrder)
    };
    let good = format!("Bearer {}", token.expose());
    let basic = format!("Basic {}", BASE64_STANDARD.encode(format!("samspel:{}", token.expose())));
    vec![
        raw("empty Bearer", &["Bearer".to_owned()]),
        raw("Basic", &[basic]),
        raw("no scheme", &[token.expose().to_owned()]),
        // The first is what a careless proxy would look at, the second what a careless API would.
        raw("two Authorization headers", &["Bearer samspel.made.this-up".to_owned(), good]),
    ]
}

/// The token in the query (RFC 9700, 4.3.2).
pub(super) fn in_query(token: Secret) -> Vec<Shot> {
    vec![Shot::shown("access_token in the query", Sent::Query(token))]
}

/// Text that is no JWS at all (RFC 7515, 3).
pub(super) fn not_a_jwt(material: &Material<'_>) -> Result<Vec<Shot>, Message> {
    let (head, rest) = (encoded(br#"{"alg":"ES256"}"#), encoded(b"{}"));
    let good = material.good.expose();
    let mut shots: Vec<Shot> = [
        ("random text", "samspel-made-this-up".to_owned()),
        ("one dot", format!("{head}.{rest}")),
        ("four dots", format!("{head}.{rest}.{rest}.{rest}.{rest}")),
        ("only dots", "..".to_owned()),
        ("not base64url", "%%%.%%%.%%%".to_owned()),
        ("one part too many", format!("{good}.{rest}")),
    ]
    .into_iter()
    .map(|(label, token)| Shot::refused(label, token).wanted(Wanted::RefusedInGoodOrder))
    .collect();
    let large = Shot::refused("1 MiB", "a".repeat(LARGE)).wanted(Wanted::RefusedInGoodOrder);
    shots.push(Shot { is_large: true, ..large });
    Ok(shots)
}

/// Parts that are not the JSON that they have to be (RFC 7519, 7.2). Signed by the trusted key where there is one, so that only the
/// form can be what is refused.
pub(super) fn not_json(material: &Material<'_>) -> Result<Vec<Shot>, Message> {
    let sign = |header: &str, payload: &str| {
        let input = format!("{}.{}", encoded(header.as_bytes()), encoded(payload.as_bytes()));
        let key = material.issuer.as_ref().map_or(material.foreign, |issuer| issuer.key());
        let signature = key.sign(input.as_bytes());
        sealed(&input, &signature)
    };
    let header = serde_json::Value::Object(material.draft.header.clone()).to_string();
    let claims = serde_json::Value::Object(material.draft.claims.clone()).to_string();
    // The audience twice, the right one last: readers that take the first and readers that take the last disagree.
    let twice = claims.replacen('{', r#"{"aud":"https://other.invalid/","#, 1);
    let shots = [
        ("header not JSON", sign("{alg", &claims)),
        ("header no object", sign(r#"["ES256"]"#, &claims)),
        ("claims not JSON", sign(&header, "{exp")),
        ("claims no object", sign(&header, r#"["samspel"]"#)),
        ("claims null", sign(&header, "null")),
    ]
    .map(|(label, token)| Shot::refused(label, token).wanted(Wanted::RefusedInGoodOrder));
    let mut shots = Vec::from(shots);
    // RFC 7519, 4: refused, or the last one counts. Without a right signature it is refused anyhow.
    shots.push(Shot::refused("a claim twice", sign(&header, &twice)).wanted(Wanted::Whatever));
    Ok(shots)
}
