//! `saml:EncryptedAssertion` (W3C XML Encryption 1.1).

use aes_gcm::aead::{Aead as _, KeyInit as _};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use cbc::cipher::{BlockModeEncrypt as _, KeyIvInit as _, block_padding::Pkcs7};
use rand::RngCore as _;
use rsa::rand_core::OsRng;
use rsa::{Oaep, Pkcs1v15Encrypt, RsaPublicKey};

use crate::xml::{DS, SAML, XENC, element};

/// Cipher of the content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cipher {
    Aes128Gcm,
    Aes256Gcm,
    Aes256Cbc,
    TripleDes,
}

/// How the content's key travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Transport {
    /// RSA-OAEP with MGF1 and SHA-1, the only form that every product knows (no collision matters there).
    Oaep,
    /// PKCS #1 v1.5.
    Pkcs1,
}

/// How an assertion is encrypted.
#[derive(Debug, Clone)]
pub(crate) struct Encryption {
    pub(crate) recipient: RsaPublicKey,
    pub(crate) cipher: Cipher,
    pub(crate) transport: Transport,
    /// Whether the wrapped key stands beside the data, which then points to it, rather than inside.
    pub(crate) beside: bool,
}

impl Encryption {
    pub(crate) fn to(recipient: &RsaPublicKey, cipher: Cipher) -> Encryption {
        Encryption { recipient: recipient.clone(), cipher, transport: Transport::Oaep, beside: false }
    }
}

impl Cipher {
    fn uri(self) -> &'static str {
        match self {
            Cipher::Aes128Gcm => "http://www.w3.org/2009/xmlenc11#aes128-gcm",
            Cipher::Aes256Gcm => "http://www.w3.org/2009/xmlenc11#aes256-gcm",
            Cipher::Aes256Cbc => "http://www.w3.org/2001/04/xmlenc#aes256-cbc",
            Cipher::TripleDes => "http://www.w3.org/2001/04/xmlenc#tripledes-cbc",
        }
    }

    fn key_length(self) -> usize {
        match self {
            Cipher::Aes128Gcm => 16,
            Cipher::Aes256Gcm | Cipher::Aes256Cbc => 32,
            Cipher::TripleDes => 24,
        }
    }

    /// Initialisation vector, ciphertext and tag in a row; None for a key of another length, which is never made.
    fn seal(self, key: &[u8], plain: &[u8]) -> Option<Vec<u8>> {
        let mut iv = [0u8; 16];
        rand::rng().fill_bytes(&mut iv);
        let (iv, sealed) = match self {
            Cipher::Aes128Gcm => {
                let cipher = aes_gcm::Aes128Gcm::new_from_slice(key).ok()?;
                let nonce: [u8; 12] = iv[..12].try_into().ok()?;
                (iv[..12].to_vec(), cipher.encrypt(&nonce.into(), plain).ok()?)
            }
            Cipher::Aes256Gcm => {
                let cipher = aes_gcm::Aes256Gcm::new_from_slice(key).ok()?;
                let nonce: [u8; 12] = iv[..12].try_into().ok()?;
                (iv[..12].to_vec(), cipher.encrypt(&nonce.into(), plain).ok()?)
            }
            Cipher::Aes256Cbc => {
                let cipher = cbc::Encryptor::<aes::Aes256>::new_from_slices(key, &iv).ok()?;
                (iv.to_vec(), cipher.encrypt_padded_vec::<Pkcs7>(plain))
            }
            Cipher::TripleDes => {
                let cipher = cbc::Encryptor::<des::TdesEde3>::new_from_slices(key, &iv[..8]).ok()?;
                (iv[..8].to_vec(), cipher.encrypt_padded_vec::<Pkcs7>(plain))
            }
        };
        Some([iv, sealed].concat())
    }
}

/// The assertion as `saml:EncryptedAssertion`.
pub(crate) fn encrypted(how: &Encryption, assertion: &str) -> String {
    let mut key = vec![0u8; how.cipher.key_length()];
    rand::rng().fill_bytes(&mut key);
    let content = how.cipher.seal(&key, assertion.as_bytes()).unwrap_or_default();
    let (method, wrapped) = match how.transport {
        Transport::Oaep => {
            let digest =
                element("ds:DigestMethod", &[("Algorithm", Some("http://www.w3.org/2000/09/xmldsig#sha1"))], "");
            let uri = "http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p";
            let wrapped = how.recipient.encrypt(&mut OsRng, Oaep::new::<sha1::Sha1>(), &key);
            (element("xenc:EncryptionMethod", &[("Algorithm", Some(uri))], &digest), wrapped)
        }
        Transport::Pkcs1 => {
            let uri = "http://www.w3.org/2001/04/xmlenc#rsa-1_5";
            let wrapped = how.recipient.encrypt(&mut OsRng, Pkcs1v15Encrypt, &key);
            (element("xenc:EncryptionMethod", &[("Algorithm", Some(uri))], ""), wrapped)
        }
    };
    let wrapped = wrapped.unwrap_or_default();
    let value =
        |bytes: &[u8]| element("xenc:CipherData", &[], &element("xenc:CipherValue", &[], &STANDARD.encode(bytes)));
    let id = format!("_{:032x}", rand::random::<u128>());
    let wrapped_key = element(
        "xenc:EncryptedKey",
        &[("xmlns:xenc", Some(XENC)), ("xmlns:ds", Some(DS)), ("Id", Some(&id))],
        &format!("{method}{}", value(&wrapped)),
    );
    let retrieval = element(
        "ds:RetrievalMethod",
        &[("Type", Some("http://www.w3.org/2001/04/xmlenc#EncryptedKey")), ("URI", Some(&format!("#{id}")))],
        "",
    );
    let key_info = element("ds:KeyInfo", &[], if how.beside { &retrieval } else { &wrapped_key });
    let content_method = element("xenc:EncryptionMethod", &[("Algorithm", Some(how.cipher.uri()))], "");
    let data = element(
        "xenc:EncryptedData",
        &[
            ("xmlns:xenc", Some(XENC)),
            ("xmlns:ds", Some(DS)),
            ("Type", Some("http://www.w3.org/2001/04/xmlenc#Element")),
        ],
        &format!("{content_method}{key_info}{}", value(&content)),
    );
    let beside = if how.beside { wrapped_key.as_str() } else { "" };
    element("saml:EncryptedAssertion", &[("xmlns:saml", Some(SAML))], &format!("{data}{beside}"))
}
