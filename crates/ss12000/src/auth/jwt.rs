//! Tokens spoilt on purpose, made from a token that works.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64URL;
use serde_json::Value;

/// The three parts of a signed JWT.
struct Parts<'a> {
    header: &'a str,
    claims: &'a str,
    signature: &'a str,
}

/// The parts of a signed JWT: three base64url parts, the first a JSON object with `alg`; None for any other token.
fn parts(token: &str) -> Option<Parts<'_>> {
    let mut parts = token.split('.');
    let (header, claims, signature) = (parts.next()?, parts.next()?, parts.next()?);
    let signed = parts.next().is_none() && !signature.is_empty() && BASE64URL.decode(signature).is_ok();
    let has_algorithm = decoded(header)?.get("alg").is_some_and(Value::is_string);
    (signed && has_algorithm && decoded(claims)?.is_object()).then_some(Parts { header, claims, signature })
}

fn decoded(part: &str) -> Option<Value> {
    serde_json::from_slice(&BASE64URL.decode(part).ok()?).ok()
}

fn encoded(value: &Value) -> String {
    BASE64URL.encode(value.to_string())
}

/// The same token with one bit of the signature's last byte turned.
///
/// The bit is turned in the bytes: the last letter of base64url holds bits that mean nothing, and turning one of those would leave
/// the signature valid.
pub(crate) fn bad_signature(token: &str) -> Option<String> {
    let Parts { header, claims, signature } = parts(token)?;
    let mut bytes = BASE64URL.decode(signature).ok()?;
    *bytes.last_mut()? ^= 1;
    Some(format!("{header}.{claims}.{}", BASE64URL.encode(bytes)))
}

/// The same signature under other claims: a later end of validity and one more claim.
pub(crate) fn changed_claims(token: &str) -> Option<String> {
    let Parts { header, claims, signature } = parts(token)?;
    let mut claims = decoded(claims)?;
    let object = claims.as_object_mut()?;
    if let Some(expires) = object.get("exp").and_then(Value::as_u64) {
        object.insert("exp".to_owned(), (expires + 60).into());
    }
    object.insert("samspel".to_owned(), "changed".into());
    Some(format!("{header}.{}.{signature}", encoded(&claims)))
}

/// The same claims without signature, `alg: none`.
pub(crate) fn alg_none(token: &str) -> Option<String> {
    let Parts { header, claims, .. } = parts(token)?;
    let mut header = decoded(header)?;
    header.as_object_mut()?.insert("alg".to_owned(), "none".into());
    Some(format!("{}.{claims}.", encoded(&header)))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;

    fn token() -> String {
        let part = |json: &str| BASE64URL.encode(json);
        format!(
            "{}.{}.{}",
            part(r#"{"alg":"RS256"}"#),
            part(r#"{"sub":"full","exp":1000}"#),
            BASE64URL.encode([7_u8; 256])
        )
    }

    #[test]
    fn only_signed_jwts_are_taken_apart() {
        assert!(parts(&token()).is_some());
        for other in ["", "opaque", "a.b.c", "2YotnFZFEjr1zCsicMWpAA"] {
            assert!(
                bad_signature(other).is_none() && changed_claims(other).is_none() && alg_none(other).is_none(),
                "{other}"
            );
        }
    }

    #[test]
    fn a_bad_signature_differs_in_its_bytes() {
        let spoilt = bad_signature(&token()).unwrap();
        let signature = BASE64URL.decode(spoilt.rsplit('.').next().unwrap()).unwrap();
        assert_eq!((signature.len(), signature[255], signature[254]), (256, 6, 7));
        assert_eq!(spoilt.rsplit_once('.').unwrap().0, token().rsplit_once('.').unwrap().0);
    }

    #[test]
    fn changed_claims_keep_the_signature() {
        let spoilt = changed_claims(&token()).unwrap();
        assert_eq!(decoded(spoilt.split('.').nth(1).unwrap()).unwrap()["exp"], 1060);
        assert_eq!(spoilt.rsplit('.').next(), token().rsplit('.').next());
    }

    #[test]
    fn alg_none_has_no_signature() {
        let spoilt = alg_none(&token()).unwrap();
        assert!(spoilt.ends_with('.'));
        assert_eq!(decoded(spoilt.split('.').next().unwrap()).unwrap()["alg"], "none");
    }
}
