//! Certificates. The one place that knows the X.509 library.

use jiff::Timestamp;
use x509_parser::extensions::{GeneralName, ParsedExtension};
use x509_parser::prelude::{FromDer, X509Certificate};
use x509_parser::public_key::PublicKey;

/// What the tests look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Certificate {
    pub(crate) subject: String,
    pub(crate) issuer: String,
    pub(crate) not_before: Timestamp,
    pub(crate) not_after: Timestamp,
    pub(crate) key: Key,
    /// OID of the algorithm that it is signed with.
    pub(crate) signed_with: String,
    /// Host names and addresses in the subject alternative names.
    pub(crate) names: Vec<String>,
    /// Whether it says where to ask if it has been revoked.
    pub(crate) tells_revocation: bool,
}

/// A public key by what its strength depends on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Key {
    /// RSA with a modulus of so many bits.
    Rsa(usize),
    /// An elliptic curve of so many bits.
    Ec(usize),
    /// Anything else, such as Ed25519.
    Other,
}

/// Signatures by MD2, MD5 and SHA-1, by RSA, DSA and ECDSA (RFC 3279, 2.2; RFC 9155).
const WEAK: [(&str, &str); 6] = [
    ("1.2.840.113549.1.1.2", "MD2 with RSA"),
    ("1.2.840.113549.1.1.4", "MD5 with RSA"),
    ("1.2.840.113549.1.1.5", "SHA-1 with RSA"),
    ("1.3.14.3.2.29", "SHA-1 with RSA"),
    ("1.2.840.10040.4.3", "SHA-1 with DSA"),
    ("1.2.840.10045.4.1", "SHA-1 with ECDSA"),
];

impl Certificate {
    /// Reads a certificate; None when it is none.
    pub(crate) fn of(der: &[u8]) -> Option<Certificate> {
        let (_, certificate) = X509Certificate::from_der(der).ok()?;
        let second = |time: &x509_parser::time::ASN1Time| Timestamp::from_second(time.timestamp()).ok();
        let key = match certificate.public_key().parsed() {
            Ok(PublicKey::RSA(key)) => Key::Rsa(key.key_size()),
            Ok(PublicKey::EC(point)) => Key::Ec(point.key_size()),
            _ => Key::Other,
        };
        let names = match certificate.subject_alternative_name() {
            Ok(Some(extension)) => extension.value.general_names.iter().filter_map(name).collect(),
            _ => Vec::new(),
        };
        let tells_revocation = certificate.extensions().iter().any(|extension| match extension.parsed_extension() {
            ParsedExtension::CRLDistributionPoints(points) => points.iter().next().is_some(),
            ParsedExtension::AuthorityInfoAccess(access) => {
                access.accessdescs.iter().any(|one| one.access_method.to_id_string() == "1.3.6.1.5.5.7.48.1")
            }
            _ => false,
        });
        Some(Certificate {
            subject: certificate.subject().to_string(),
            issuer: certificate.issuer().to_string(),
            not_before: second(&certificate.validity().not_before)?,
            not_after: second(&certificate.validity().not_after)?,
            key,
            signed_with: certificate.signature_algorithm.algorithm.to_id_string(),
            names,
            tells_revocation,
        })
    }

    pub(crate) fn is_self_issued(&self) -> bool {
        self.subject == self.issuer
    }

    /// A signature that nobody should rely on any more, by name.
    pub(crate) fn weak_signature(&self) -> Option<&'static str> {
        WEAK.iter().find(|(oid, _)| *oid == self.signed_with).map(|(_, name)| *name)
    }
}

fn name(name: &GeneralName<'_>) -> Option<String> {
    match name {
        GeneralName::DNSName(name) => Some((*name).to_owned()),
        GeneralName::IPAddress(bytes) => match <[u8; 4]>::try_from(*bytes) {
            Ok(four) => Some(std::net::Ipv4Addr::from(four).to_string()),
            Err(_) => <[u8; 16]>::try_from(*bytes).ok().map(|bytes| std::net::Ipv6Addr::from(bytes).to_string()),
        },
        _ => None,
    }
}
