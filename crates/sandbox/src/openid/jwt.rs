//! The provider's keys and what it signs.

use std::sync::OnceLock;

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64URL;
use hmac::{Hmac, Mac as _};
use p256::elliptic_curve::rand_core::OsRng;
use rsa::RsaPrivateKey;
use rsa::pkcs1v15::SigningKey;
use rsa::signature::{SignatureEncoding as _, Signer as _};
use rsa::traits::{PrivateKeyParts as _, PublicKeyParts as _};
use serde_json::{Map, Value, json};
use sha2::Sha256;

use super::fault::Slip;
use super::provider::Provider;

/// `kid` of the key that tokens are signed with.
pub(crate) const KID: &str = "signing-1";

/// The key. Making one takes longer than a whole test run, so that all providers of a process share it.
pub(crate) fn rsa_key() -> Option<&'static RsaPrivateKey> {
    static KEY: OnceLock<Option<RsaPrivateKey>> = OnceLock::new();
    KEY.get_or_init(|| RsaPrivateKey::new(&mut OsRng, 2048).ok()).as_ref()
}

/// Part of a token.
pub(crate) fn encoded(bytes: &[u8]) -> String {
    BASE64URL.encode(bytes)
}

/// Bytes of a part of a token.
pub(crate) fn decoded(part: &str) -> Option<Vec<u8>> {
    BASE64URL.decode(part).ok()
}

/// Whether a token bears the ES256 signature of a key.
pub(crate) fn is_signed_by(key: &p256::ecdsa::VerifyingKey, jws: &str) -> bool {
    use p256::ecdsa::signature::Verifier as _;
    let Some((input, signature)) = jws.rsplit_once('.') else { return false };
    let head = input.split('.').next().and_then(object);
    let signature = decoded(signature).and_then(|bytes| p256::ecdsa::Signature::from_slice(&bytes).ok());
    head.is_some_and(|head| head.get("alg").is_some_and(|alg| alg == "ES256"))
        && signature.is_some_and(|signature| key.verify(input.as_bytes(), &signature).is_ok())
}

/// A part of a token that is a JSON object.
pub(crate) fn object(part: &str) -> Option<Map<String, Value>> {
    serde_json::from_slice(&decoded(part)?).ok()
}

impl Provider {
    /// A signed token, unless a fault makes it something else.
    pub(crate) fn sign(&self, claims: &Value, secret: Option<&str>) -> String {
        let alg = if self.slips(Slip::AlgNone) {
            "none"
        } else if self.slips(Slip::Hs256) {
            "HS256"
        } else {
            "RS256"
        };
        let mut head = json!({ "alg": alg, "typ": "JWT" });
        if !self.slips(Slip::NoKid) {
            head["kid"] = KID.into();
        }
        let input = format!("{}.{}", encoded(head.to_string().as_bytes()), encoded(claims.to_string().as_bytes()));
        let mut signature = match (alg, rsa_key()) {
            ("RS256", Some(key)) => SigningKey::<Sha256>::new(key.clone()).sign(input.as_bytes()).to_vec(),
            ("HS256", _) => Hmac::<Sha256>::new_from_slice(secret.unwrap_or("secret").as_bytes())
                .map(|mut mac| {
                    mac.update(input.as_bytes());
                    mac.finalize().into_bytes().to_vec()
                })
                .unwrap_or_default(),
            _ => Vec::new(),
        };
        if self.slips(Slip::BadSignature)
            && let Some(byte) = signature.first_mut()
        {
            *byte ^= 1;
        }
        format!("{input}.{}", encoded(&signature))
    }

    /// The published keys.
    pub(crate) fn keys(&self) -> Value {
        let Some(key) = rsa_key() else { return json!({ "keys": [] }) };
        let number = |bytes: Vec<u8>| Value::from(encoded(&bytes));
        let (n, e) = (number(key.n().to_bytes_be()), number(key.e().to_bytes_be()));
        let mut signing = json!({ "kty": "RSA", "use": "sig", "alg": "RS256", "kid": KID, "n": n, "e": e });
        let mut decrypting =
            json!({ "kty": "RSA", "use": "enc", "alg": "RSA-OAEP", "kid": "decrypting-1", "n": n, "e": e });
        if self.slips(Slip::PrivateKeyPublished) {
            signing["d"] = number(key.d().to_bytes_be());
        }
        if self.slips(Slip::KidTwice) {
            decrypting["kid"] = KID.into();
        }
        if self.slips(Slip::KeyWithoutUse)
            && let Some(key) = decrypting.as_object_mut()
        {
            key.remove("use");
        }
        let mut keys = vec![signing, decrypting];
        if self.slips(Slip::WeakKey) {
            // Only its size matters: nothing is signed with it.
            let weak = number([0xC5; 128].to_vec());
            keys.push(json!({ "kty": "RSA", "use": "sig", "alg": "RS256", "kid": "old", "n": weak, "e": "AQAB" }));
        }
        json!({ "keys": keys })
    }
}
