//! Certificates in metadata. The one place that knows the X.509 library.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use x509_parser::prelude::{FromDer, X509Certificate};
use x509_parser::public_key::PublicKey;

/// What rules look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Certificate {
    pub(crate) not_before: Timestamp,
    pub(crate) not_after: Timestamp,
    pub(crate) key: Key,
    /// OID of the algorithm that it is signed with.
    pub(crate) signed_with: String,
    /// Whether issuer and subject are the same.
    pub(crate) is_self_issued: bool,
}

/// A public key by what its strength depends on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Key {
    /// RSA with a modulus of so many bits.
    Rsa(usize),
    /// An elliptic curve of so many bits.
    Ec(usize),
    /// Anything else.
    Other,
}

impl Certificate {
    /// From the text of `ds:X509Certificate`; None when it is no certificate.
    pub(crate) fn of(text: &str) -> Option<Certificate> {
        let packed: String = text.split_whitespace().collect();
        let der = STANDARD.decode(packed).ok()?;
        let (rest, certificate) = X509Certificate::from_der(&der).ok()?;
        if !rest.is_empty() {
            return None;
        }
        let second = |time: &x509_parser::time::ASN1Time| Timestamp::from_second(time.timestamp()).ok();
        let key = match certificate.public_key().parsed() {
            Ok(PublicKey::RSA(key)) => Key::Rsa(key.key_size()),
            Ok(PublicKey::EC(point)) => Key::Ec(point.key_size()),
            _ => Key::Other,
        };
        Some(Certificate {
            not_before: second(&certificate.validity().not_before)?,
            not_after: second(&certificate.validity().not_after)?,
            key,
            signed_with: certificate.signature_algorithm.algorithm.to_id_string(),
            is_self_issued: certificate.subject() == certificate.issuer(),
        })
    }
}

impl std::fmt::Display for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Key::Rsa(bits) => write!(f, "RSA {bits}"),
            Key::Ec(bits) => write!(f, "EC {bits}"),
            Key::Other => f.write_str("?"),
        }
    }
}
