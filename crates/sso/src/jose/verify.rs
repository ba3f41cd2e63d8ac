//! Signatures that others have made (RFC 7515, 5.2; RFC 7518, 3.3 and 3.4).

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64URL;
use p256::ecdsa::signature::Verifier as _;
use rsa::BigUint;
use rsa::sha2::Sha256;
use serde_json::{Map, Value};

use super::Draft;

/// Why a token is not what it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Flaw {
    /// Not three parts with two JSON objects.
    NotAJwt,
    /// `alg` is `none`, or there is no signature.
    Unsigned,
    /// Signed by a way that this program cannot check.
    Unknown(String),
    /// No published key fits `kid` and `alg`.
    NoKey,
    /// The signature is that of no published key.
    Wrong,
}

/// Takes a token apart whose signature is that of one of the published keys.
pub(crate) fn verified(token: &str, keys: &[Map<String, Value>]) -> Result<Draft, Flaw> {
    let mut parts = token.split('.');
    let (Some(header), Some(claims), Some(signature), None) = (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err(Flaw::NotAJwt);
    };
    let object = |part: &str| serde_json::from_slice::<Map<String, Value>>(&BASE64URL.decode(part).ok()?).ok();
    let (Some(header), Some(claims)) = (object(header), object(claims)) else { return Err(Flaw::NotAJwt) };
    let alg = header.get("alg").and_then(Value::as_str).unwrap_or_default().to_owned();
    if alg == "none" || alg.is_empty() || signature.is_empty() {
        return Err(Flaw::Unsigned);
    }
    let signature = BASE64URL.decode(signature).map_err(|_| Flaw::Wrong)?;
    let kind = match alg.as_str() {
        "RS256" | "PS256" => "RSA",
        "ES256" => "EC",
        // A provider cannot publish the key of an HMAC, so that this is for the caller to judge.
        _ => return Err(Flaw::Unknown(alg)),
    };
    let kid = header.get("kid");
    let text = |key: &Map<String, Value>, name: &str| key.get(name).and_then(Value::as_str).map(str::to_owned);
    let fitting: Vec<_> = keys
        .iter()
        .filter(|key| text(key, "kty").as_deref() == Some(kind) && text(key, "use").as_deref() != Some("enc"))
        .filter(|key| kid.is_none() || key.get("kid") == kid)
        .collect();
    if fitting.is_empty() {
        return Err(Flaw::NoKey);
    }
    let input = token.rsplit_once('.').map_or("", |(input, _)| input).as_bytes();
    let number = |key: &Map<String, Value>, name: &str| BASE64URL.decode(text(key, name)?).ok();
    let fits = fitting.iter().any(|key| {
        let fits = match alg.as_str() {
            "ES256" => ec(number(key, "x"), number(key, "y"), input, &signature),
            "RS256" => rsa_key(number(key, "n"), number(key, "e")).and_then(|key| {
                let signature = rsa::pkcs1v15::Signature::try_from(signature.as_slice()).ok()?;
                rsa::pkcs1v15::VerifyingKey::<Sha256>::new(key).verify(input, &signature).ok()
            }),
            _ => rsa_key(number(key, "n"), number(key, "e")).and_then(|key| {
                let signature = rsa::pss::Signature::try_from(signature.as_slice()).ok()?;
                rsa::pss::VerifyingKey::<Sha256>::new(key).verify(input, &signature).ok()
            }),
        };
        fits.is_some()
    });
    if fits { Ok(Draft { header, claims }) } else { Err(Flaw::Wrong) }
}

fn rsa_key(n: Option<Vec<u8>>, e: Option<Vec<u8>>) -> Option<rsa::RsaPublicKey> {
    rsa::RsaPublicKey::new(BigUint::from_bytes_be(&n?), BigUint::from_bytes_be(&e?)).ok()
}

fn ec(x: Option<Vec<u8>>, y: Option<Vec<u8>>, input: &[u8], signature: &[u8]) -> Option<()> {
    let (x, y): ([u8; 32], [u8; 32]) = (x?.try_into().ok()?, y?.try_into().ok()?);
    let point = p256::EncodedPoint::from_affine_coordinates(&x.into(), &y.into(), false);
    let key = p256::ecdsa::VerifyingKey::from_encoded_point(&point).ok()?;
    key.verify(input, &p256::ecdsa::Signature::from_slice(signature).ok()?).ok()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::jose::Key;

    fn published(key: &Key) -> Vec<Map<String, Value>> {
        vec![key.jwk("k").as_object().unwrap().clone()]
    }

    #[test]
    fn only_the_signature_of_a_published_key_counts() {
        let (key, other) = (Key::new_es256(), Key::new_es256());
        let draft = Draft::default().header("alg", "ES256").header("kid", "k").claim("sub", "a");
        let token = draft.signed(&key);
        assert_eq!(verified(&token, &published(&key)), Ok(draft.clone()));
        assert_eq!(verified(&token, &published(&other)), Err(Flaw::Wrong));
        assert_eq!(verified(&token, &[]), Err(Flaw::NoKey));
        let changed = draft.clone().claim("sub", "b").input();
        let signature = token.rsplit_once('.').unwrap().1;
        assert_eq!(verified(&format!("{changed}.{signature}"), &published(&key)), Err(Flaw::Wrong));
        assert_eq!(verified(&draft.header("alg", "none").unsigned(), &published(&key)), Err(Flaw::Unsigned));
        assert_eq!(verified("a.b", &published(&key)), Err(Flaw::NotAJwt));
    }
}
