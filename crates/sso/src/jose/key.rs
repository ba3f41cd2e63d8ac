//! Signing keys.

use p256::SecretKey;
use p256::ecdsa::signature::Signer as _;
use p256::elliptic_curve::rand_core::OsRng;
use p256::pkcs8::{DecodePrivateKey as _, EncodePrivateKey as _, EncodePublicKey as _, LineEnding};
use rsa::RsaPrivateKey;
use rsa::pkcs1::DecodeRsaPrivateKey as _;
use rsa::sha2::{Sha256, Sha384};
use rsa::signature::SignatureEncoding as _;
use rsa::traits::PublicKeyParts as _;
use samspel_suite::SigningAlgorithm;
use serde_json::{Value, json};
use sha2::Digest as _;

use super::encoded;

/// Bits of new RSA keys: the least that RFC 7518, 3.3 allows.
const RSA_BITS: usize = 2048;

/// Why there is no key.
#[derive(Debug, thiserror::Error)]
pub(crate) enum KeyError {
    /// The file holds no private key of the wanted kind.
    #[error("it holds no private {0} key in PEM (PKCS #8, or what `openssl` writes for that kind)")]
    NotPem(&'static str),
    /// A new key could not be made.
    #[error("no key could be made: {0}")]
    NotMade(String),
}

/// A private key.
pub(crate) enum Key {
    /// P-256.
    Ec(Box<p256::ecdsa::SigningKey>),
    /// RSA.
    Rsa(Box<RsaPrivateKey>),
}

impl Key {
    /// A new key.
    pub(crate) fn new(algorithm: SigningAlgorithm) -> Result<Self, KeyError> {
        match algorithm {
            SigningAlgorithm::Es256 => Ok(Key::new_es256()),
            SigningAlgorithm::Rs256 => RsaPrivateKey::new(&mut OsRng, RSA_BITS)
                .map(|key| Key::Rsa(Box::new(key)))
                .map_err(|e| KeyError::NotMade(e.to_string())),
        }
    }

    /// A new P-256 key.
    pub(crate) fn new_es256() -> Self {
        Key::Ec(Box::new(p256::ecdsa::SigningKey::random(&mut OsRng)))
    }

    /// A key from PEM, as PKCS #8 or in the older form of its kind.
    pub(crate) fn from_pem(text: &str, algorithm: SigningAlgorithm) -> Result<Self, KeyError> {
        match algorithm {
            SigningAlgorithm::Es256 => SecretKey::from_pkcs8_pem(text)
                .ok()
                .or_else(|| SecretKey::from_sec1_pem(text).ok())
                .map(|key| Key::Ec(Box::new(key.into())))
                .ok_or(KeyError::NotPem("P-256")),
            SigningAlgorithm::Rs256 => RsaPrivateKey::from_pkcs8_pem(text)
                .ok()
                .or_else(|| RsaPrivateKey::from_pkcs1_pem(text).ok())
                .map(|key| Key::Rsa(Box::new(key)))
                .ok_or(KeyError::NotPem("RSA")),
        }
    }

    /// `alg` of tokens signed with it.
    pub(crate) fn alg(&self) -> &'static str {
        match self {
            Key::Ec(_) => "ES256",
            Key::Rsa(_) => "RS256",
        }
    }

    /// The signature as a token carries it.
    pub(crate) fn sign(&self, input: &[u8]) -> Vec<u8> {
        match self {
            Key::Ec(key) => {
                let signature: p256::ecdsa::Signature = key.sign(input);
                signature.to_bytes().to_vec()
            }
            Key::Rsa(key) => rsa::pkcs1v15::SigningKey::<Sha256>::new((**key).clone()).sign(input).to_vec(),
        }
    }

    /// A right signature by an algorithm that the key is not published for; None when the kind of key knows no other.
    pub(crate) fn sign_otherwise(&self, input: &[u8]) -> Option<(&'static str, Vec<u8>)> {
        match self {
            Key::Ec(_) => None,
            Key::Rsa(key) => {
                let signature = rsa::pkcs1v15::SigningKey::<Sha384>::new((**key).clone()).sign(input).to_vec();
                Some(("RS384", signature))
            }
        }
    }

    /// The signature in the form that certificates have (RFC 3279, 2.2.3) and tokens must not; None for RSA, which knows one form.
    pub(crate) fn sign_der(&self, input: &[u8]) -> Option<Vec<u8>> {
        match self {
            Key::Ec(key) => {
                let signature: p256::ecdsa::Signature = key.sign(input);
                Some(signature.to_der().as_bytes().to_vec())
            }
            Key::Rsa(_) => None,
        }
    }

    /// The public key as it is published (RFC 7517).
    pub(crate) fn jwk(&self, kid: &str) -> Value {
        let mut jwk = self.bare_jwk();
        if let Some(object) = jwk.as_object_mut() {
            object.insert("kid".to_owned(), kid.into());
            object.insert("use".to_owned(), "sig".into());
            object.insert("alg".to_owned(), self.alg().into());
        }
        jwk
    }

    /// The members that the thumbprint is made of, in its order.
    fn bare_jwk(&self) -> Value {
        match self {
            Key::Ec(key) => {
                let point = key.verifying_key().to_encoded_point(false);
                let part = |bytes: Option<&p256::FieldBytes>| encoded(bytes.map_or(&[][..], |bytes| &bytes[..]));
                json!({ "crv": "P-256", "kty": "EC", "x": part(point.x()), "y": part(point.y()) })
            }
            Key::Rsa(key) => {
                json!({ "e": encoded(&key.e().to_bytes_be()), "kty": "RSA", "n": encoded(&key.n().to_bytes_be()) })
            }
        }
    }

    /// The thumbprint (RFC 7638). Object members stand in alphabetical order, as it asks.
    pub(crate) fn thumbprint(&self) -> String {
        encoded(&sha2::Sha256::digest(self.bare_jwk().to_string()))
    }

    /// The public key in DER (SubjectPublicKeyInfo).
    pub(crate) fn public_der(&self) -> Vec<u8> {
        let der = match self {
            Key::Ec(key) => key.verifying_key().to_public_key_der(),
            Key::Rsa(key) => key.to_public_key().to_public_key_der(),
        };
        der.map(|der| der.as_bytes().to_vec()).unwrap_or_default()
    }

    /// The public key in PEM.
    pub(crate) fn public_pem(&self) -> String {
        let pem = match self {
            Key::Ec(key) => key.verifying_key().to_public_key_pem(LineEnding::LF),
            Key::Rsa(key) => key.to_public_key().to_public_key_pem(LineEnding::LF),
        };
        pem.unwrap_or_default()
    }

    /// A certificate for the key that nobody but itself vouches for, in DER; None when none can be made.
    pub(crate) fn certificate(&self) -> Option<Vec<u8>> {
        let der = match self {
            Key::Ec(key) => SecretKey::from(&**key).to_pkcs8_der().ok()?,
            Key::Rsa(key) => key.to_pkcs8_der().ok()?,
        };
        let pair = rcgen::KeyPair::try_from(der.as_bytes()).ok()?;
        let parameters = rcgen::CertificateParams::new(vec!["samspel.invalid".to_owned()]).ok()?;
        Some(parameters.self_signed(&pair).ok()?.der().to_vec())
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use p256::ecdsa::signature::Verifier as _;

    use super::*;

    #[test]
    fn a_signature_is_that_of_the_published_key() {
        let Key::Ec(key) = Key::new_es256() else { unreachable!() };
        let verifying = *key.verifying_key();
        let key = Key::Ec(key);
        let signature = p256::ecdsa::Signature::from_slice(&key.sign(b"abc")).unwrap();
        assert!(verifying.verify(b"abc", &signature).is_ok() && verifying.verify(b"abd", &signature).is_err());
        let der = p256::ecdsa::Signature::from_der(&key.sign_der(b"abc").unwrap()).unwrap();
        assert!(verifying.verify(b"abc", &der).is_ok());
    }

    #[test]
    fn a_key_comes_back_from_pem_in_both_forms() {
        let key = SecretKey::random(&mut OsRng);
        let expected = Key::Ec(Box::new(key.clone().into())).thumbprint();
        for pem in [
            key.to_pkcs8_pem(LineEnding::LF).unwrap().to_string(),
            key.to_sec1_pem(LineEnding::LF).unwrap().to_string(),
        ] {
            assert_eq!(Key::from_pem(&pem, SigningAlgorithm::Es256).unwrap().thumbprint(), expected);
            assert!(Key::from_pem(&pem, SigningAlgorithm::Rs256).is_err());
        }
    }

    #[test]
    fn the_thumbprint_is_that_of_the_rfc() {
        // RFC 7638, 3.1, over the members in its order.
        let jwk = json!({ "e": "AQAB", "kty": "RSA", "n": concat!(
            "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMs",
            "tn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn",
            "1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw") });
        assert_eq!(encoded(&sha2::Sha256::digest(jwk.to_string())), "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");
    }

    #[test]
    fn a_certificate_holds_the_key() {
        let key = Key::new_es256();
        let (certificate, public) = (key.certificate().unwrap(), key.public_der());
        assert!(certificate.windows(public.len()).any(|window| window == public));
    }
}
