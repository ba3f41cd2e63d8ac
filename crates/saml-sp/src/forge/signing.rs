//! XML signatures (W3C XML Signature 1.1), made by hand: no library signs what has to be refused.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bergshamra_c14n::{C14nMode, canonicalize};
use hmac::{Hmac, Mac as _};
use md5::Digest as _;
use p256::ecdsa::signature::Signer as _;
use rsa::rand_core::OsRng;
use rsa::{Pkcs1v15Sign, Pss};

use super::message::Piece;
use crate::idp::{Key, Private};
use crate::xml::{DS, element};

pub(crate) const ENVELOPED: &str = "http://www.w3.org/2000/09/xmldsig#enveloped-signature";

/// How a digest is computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Digest {
    Sha1,
    Sha256,
    Sha384,
    Sha512,
    Md5,
}

/// How a signature is computed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Method {
    /// RSA with PKCS #1 v1.5 padding.
    Rsa(Digest),
    /// RSA-PSS with SHA-256.
    Pss,
    /// ECDSA with SHA-256.
    Ecdsa,
    /// HMAC with SHA-256 and this key, cut to so many bits.
    Hmac { key: Vec<u8>, bits: Option<usize> },
}

/// What the signature says about its key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum KeyInfo {
    /// Nothing.
    Absent,
    /// The certificate of the signing key.
    Certificate,
    /// Other content of `ds:KeyInfo`.
    Other(String),
}

/// How an element is signed.
#[derive(Clone)]
pub(crate) struct Signing<'k> {
    pub(crate) key: &'k Key,
    pub(crate) method: Method,
    pub(crate) digest: Digest,
    pub(crate) canonical: C14nMode,
    pub(crate) key_info: KeyInfo,
}

/// One `ds:Reference`.
pub(crate) struct Reference {
    pub(crate) uri: Option<String>,
    /// `ds:Transform` elements.
    pub(crate) transforms: String,
    pub(crate) digest: Digest,
    pub(crate) value: String,
}

impl Digest {
    pub(crate) fn uri(self) -> &'static str {
        match self {
            Digest::Sha1 => "http://www.w3.org/2000/09/xmldsig#sha1",
            Digest::Sha256 => "http://www.w3.org/2001/04/xmlenc#sha256",
            Digest::Sha384 => "http://www.w3.org/2001/04/xmldsig-more#sha384",
            Digest::Sha512 => "http://www.w3.org/2001/04/xmlenc#sha512",
            Digest::Md5 => "http://www.w3.org/2001/04/xmldsig-more#md5",
        }
    }

    pub(crate) fn of(self, bytes: &[u8]) -> Vec<u8> {
        use sha2::Digest as _;
        match self {
            Digest::Sha1 => sha1::Sha1::digest(bytes).to_vec(),
            Digest::Sha256 => sha2::Sha256::digest(bytes).to_vec(),
            Digest::Sha384 => sha2::Sha384::digest(bytes).to_vec(),
            Digest::Sha512 => sha2::Sha512::digest(bytes).to_vec(),
            Digest::Md5 => md5::Md5::digest(bytes).to_vec(),
        }
    }

    /// Start of a DigestInfo (RFC 8017, 9.2).
    fn prefix(self) -> &'static [u8] {
        match self {
            Digest::Sha1 => &[0x30, 0x21, 0x30, 0x09, 0x06, 0x05, 0x2b, 0x0e, 0x03, 0x02, 0x1a, 0x05, 0x00, 0x04, 0x14],
            Digest::Sha256 => &[
                0x30, 0x31, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00,
                0x04, 0x20,
            ],
            Digest::Sha384 => &[
                0x30, 0x41, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x02, 0x05, 0x00,
                0x04, 0x30,
            ],
            Digest::Sha512 => &[
                0x30, 0x51, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x03, 0x05, 0x00,
                0x04, 0x40,
            ],
            Digest::Md5 => &[
                0x30, 0x20, 0x30, 0x0c, 0x06, 0x08, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x02, 0x05, 0x05, 0x00, 0x04,
                0x10,
            ],
        }
    }
}

impl Method {
    pub(crate) fn uri(&self) -> &'static str {
        match self {
            Method::Rsa(Digest::Sha1) => "http://www.w3.org/2000/09/xmldsig#rsa-sha1",
            Method::Rsa(Digest::Sha256) => "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
            Method::Rsa(Digest::Sha384) => "http://www.w3.org/2001/04/xmldsig-more#rsa-sha384",
            Method::Rsa(Digest::Sha512) => "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512",
            Method::Rsa(Digest::Md5) => "http://www.w3.org/2001/04/xmldsig-more#rsa-md5",
            Method::Pss => "http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1",
            Method::Ecdsa => "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256",
            Method::Hmac { .. } => "http://www.w3.org/2001/04/xmldsig-more#hmac-sha256",
        }
    }
}

impl<'k> Signing<'k> {
    /// As a sound identity provider signs.
    pub(crate) fn sound(key: &'k Key) -> Self {
        let method = match key.private {
            Private::Rsa(_) => Method::Rsa(Digest::Sha256),
            Private::Ec(_) => Method::Ecdsa,
        };
        Signing { key, method, digest: Digest::Sha256, canonical: C14nMode::Exclusive, key_info: KeyInfo::Certificate }
    }

    /// The reference to a piece, with the transforms that SAML allows (saml-core-2.0-os, 5.4.4).
    pub(crate) fn reference(&self, piece: &Piece) -> Reference {
        Reference {
            uri: Some(format!("#{}", piece.id)),
            transforms: format!(
                "{}{}",
                element("ds:Transform", &[("Algorithm", Some(ENVELOPED))], ""),
                element("ds:Transform", &[("Algorithm", Some(self.canonical.uri()))], "")
            ),
            digest: self.digest,
            value: digest_of(&piece.unsigned(), self.canonical, self.digest),
        }
    }

    /// The signature of a piece.
    pub(crate) fn of(&self, piece: &Piece) -> String {
        let info = signed_info(self, &[self.reference(piece)]);
        signature(self, &info, "")
    }

    /// The piece with its signature behind the issuer (saml-schema-protocol-2.0 and saml-schema-assertion-2.0).
    pub(crate) fn signed(&self, piece: &Piece) -> String {
        piece.with(&self.of(piece))
    }
}

/// Digest of a standalone element in base64. What is not XML (never a message of ours) has the digest of its text.
pub(crate) fn digest_of(text: &str, canonical: C14nMode, digest: Digest) -> String {
    let bytes = canonicalize::<&str>(text, canonical, None, &[]).unwrap_or_else(|_| text.as_bytes().to_vec());
    STANDARD.encode(digest.of(&bytes))
}

/// `ds:SignedInfo`, as text that is its own canonical form.
pub(crate) fn signed_info(signing: &Signing<'_>, references: &[Reference]) -> String {
    let length = match &signing.method {
        Method::Hmac { bits: Some(bits), .. } => element("ds:HMACOutputLength", &[], &bits.to_string()),
        Method::Hmac { bits: None, .. } | Method::Rsa(_) | Method::Pss | Method::Ecdsa => String::new(),
    };
    let mut content = element("ds:CanonicalizationMethod", &[("Algorithm", Some(signing.canonical.uri()))], "");
    content.push_str(&element("ds:SignatureMethod", &[("Algorithm", Some(signing.method.uri()))], &length));
    for reference in references {
        let mut inner = element("ds:Transforms", &[], &reference.transforms);
        inner.push_str(&element("ds:DigestMethod", &[("Algorithm", Some(reference.digest.uri()))], ""));
        inner.push_str(&element("ds:DigestValue", &[], &reference.value));
        content.push_str(&element("ds:Reference", &[("URI", reference.uri.as_deref())], &inner));
    }
    element("ds:SignedInfo", &[("xmlns:ds", Some(DS))], &content)
}

/// `ds:Signature` over a `ds:SignedInfo`; `more` stands behind its key.
pub(crate) fn signature(signing: &Signing<'_>, info: &str, more: &str) -> String {
    let value = STANDARD.encode(sign_bytes(signing.key, &signing.method, info.as_bytes()));
    let key_info = match &signing.key_info {
        KeyInfo::Absent => String::new(),
        KeyInfo::Certificate => {
            let certificate = element("ds:X509Certificate", &[], &signing.key.x509());
            element("ds:KeyInfo", &[], &element("ds:X509Data", &[], &certificate))
        }
        KeyInfo::Other(content) => element("ds:KeyInfo", &[], content),
    };
    let value = element("ds:SignatureValue", &[], &value);
    element("ds:Signature", &[("xmlns:ds", Some(DS))], &format!("{info}{value}{key_info}{more}"))
}

/// Signs bytes. A method that the key is not made for gives no bytes.
fn sign_bytes(key: &Key, method: &Method, bytes: &[u8]) -> Vec<u8> {
    match (method, &key.private) {
        (Method::Rsa(digest), Private::Rsa(rsa)) => {
            let hashed = digest.of(bytes);
            let scheme = Pkcs1v15Sign { hash_len: Some(hashed.len()), prefix: digest.prefix().into() };
            rsa.sign(scheme, &hashed).unwrap_or_default()
        }
        (Method::Pss, Private::Rsa(rsa)) => {
            let hashed = Digest::Sha256.of(bytes);
            rsa.sign_with_rng(&mut OsRng, Pss::new_with_salt::<rsa::sha2::Sha256>(32), &hashed).unwrap_or_default()
        }
        (Method::Ecdsa, Private::Ec(ec)) => {
            let signed: p256::ecdsa::Signature = ec.sign(bytes);
            signed.to_bytes().to_vec()
        }
        (Method::Hmac { key, bits }, _) => {
            let Ok(mut mac) = Hmac::<sha2::Sha256>::new_from_slice(key) else { return Vec::new() };
            mac.update(bytes);
            let mut value = mac.finalize().into_bytes().to_vec();
            if let Some(bits) = bits {
                value.truncate(bits.div_ceil(8));
            }
            value
        }
        (Method::Rsa(_) | Method::Pss | Method::Ecdsa, _) => Vec::new(),
    }
}
