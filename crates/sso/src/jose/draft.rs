//! A token in the making: header and claims, to be spoilt and then signed, or not.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64URL;
use hmac::{Hmac, Mac as _};
use serde_json::{Map, Value};
use sha2::Sha256;

use super::Key;

/// Header and claims of a token.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Draft {
    /// The JOSE header.
    pub(crate) header: Map<String, Value>,
    /// The claims.
    pub(crate) claims: Map<String, Value>,
}

impl Draft {
    /// Takes a signed JWT apart; None for any other token.
    pub(crate) fn of(token: &str) -> Option<Draft> {
        let mut parts = token.split('.');
        let (header, claims, signature) = (parts.next()?, parts.next()?, parts.next()?);
        let object = |part: &str| serde_json::from_slice(&BASE64URL.decode(part).ok()?).ok();
        let draft = Draft { header: object(header)?, claims: object(claims)? };
        let signed = parts.next().is_none() && !signature.is_empty() && draft.header.contains_key("alg");
        signed.then_some(draft)
    }

    /// With another header field.
    pub(crate) fn header(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.header.insert(name.to_owned(), value.into());
        self
    }

    /// With another claim.
    pub(crate) fn claim(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.claims.insert(name.to_owned(), value.into());
        self
    }

    /// Without a header field.
    pub(crate) fn without_header(mut self, name: &str) -> Self {
        self.header.remove(name);
        self
    }

    /// Without a claim.
    pub(crate) fn without(mut self, name: &str) -> Self {
        self.claims.remove(name);
        self
    }

    /// What is signed (RFC 7515, 5.1).
    pub(crate) fn input(&self) -> String {
        format!("{}.{}", json(&self.header), json(&self.claims))
    }

    /// The whole token.
    pub(crate) fn signed(&self, key: &Key) -> String {
        let input = self.input();
        let signature = key.sign(input.as_bytes());
        sealed(&input, &signature)
    }

    /// The token with an empty signature.
    pub(crate) fn unsigned(&self) -> String {
        format!("{}.", self.input())
    }
}

/// A part of a token.
pub(crate) fn encoded(bytes: &[u8]) -> String {
    BASE64URL.encode(bytes)
}

/// A part of a token that is JSON.
fn json(object: &Map<String, Value>) -> String {
    encoded(Value::Object(object.clone()).to_string().as_bytes())
}

/// What was signed with its signature.
pub(crate) fn sealed(input: &str, signature: &[u8]) -> String {
    format!("{input}.{}", encoded(signature))
}

/// A signature as HS256 makes it (RFC 7518, 3.2).
pub(crate) fn hmac_sha256(secret: &[u8], input: &[u8]) -> Vec<u8> {
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret) else { unreachable!("HMAC takes keys of any length") };
    mac.update(input);
    mac.finalize().into_bytes().to_vec()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn a_token_can_be_taken_apart_and_put_together_again() {
        let key = Key::new_es256();
        let token = Draft::default().header("alg", "ES256").claim("iss", "a").signed(&key);
        let draft = Draft::of(&token).unwrap();
        assert_eq!(draft.claims["iss"], "a");
        assert!(token.starts_with(&format!("{}.", draft.input())));
    }

    #[test]
    fn other_tokens_are_left_alone() {
        for other in ["", "opaque", "a.b.c", "e30.e30.", "e30.e30.c2ln"] {
            assert!(Draft::of(other).is_none(), "{other}");
        }
    }

    #[test]
    fn hs256_is_that_of_the_rfc() {
        // RFC 7515, A.1: header and claims are kept byte for byte, line ends included.
        let input = concat!(
            "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.",
            "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ"
        );
        let secret = BASE64URL
            .decode("AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow")
            .unwrap();
        let signature = encoded(&hmac_sha256(&secret, input.as_bytes()));
        assert_eq!(signature, "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
    }
}
