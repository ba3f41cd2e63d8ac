//! Encrypted assertions (W3C XML Encryption 1.1; saml2int SDP-SP10 and SDP-ALG01; Sweden Connect, deployment profile, 8.3 and 8.4).

use super::{Odd, Wrong, odd, wrong};
use crate::forge::{Cipher, Draft, Encryption, Transport};
use crate::scene::Scene;

pub(super) fn wrongs(kind: &str) -> Option<Vec<Wrong>> {
    Some(match kind {
        "rsa15" => vec![wrong("rsa-1_5", |s| sealed(s, Cipher::Aes256Gcm, |e| e.transport = Transport::Pkcs1))],
        "tripledes" => vec![wrong("tripledes-cbc", |s| sealed(s, Cipher::TripleDes, |_| {}))],
        "cbc" => vec![wrong("aes256-cbc", |s| sealed(s, Cipher::Aes256Cbc, |_| {}))],
        "sealed-unsigned" => vec![wrong("EncryptedAssertion, Signature: -", |s| {
            s.with(|d| {
                seal(s, d, Cipher::Aes256Gcm, |_| {});
                d.sign_response = None;
                d.sign_assertion = None;
            })
        })],
        _ => return None,
    })
}

pub(super) fn odds(kind: &str) -> Option<Vec<Odd>> {
    Some(match kind {
        "sealed" => vec![odd("Response signed, EncryptedAssertion", |s| {
            s.with(|d| {
                seal(s, d, Cipher::Aes256Gcm, |_| {});
                if !s.bench.service.wants_assertions_signed {
                    d.sign_assertion = None;
                }
            })
        })],
        "sealed-both-signed" => vec![odd("both signed, EncryptedAssertion", |s| sealed(s, Cipher::Aes256Gcm, |_| {}))],
        "gcm" => vec![
            odd("aes128-gcm", |s| sealed(s, Cipher::Aes128Gcm, |_| {})),
            odd("aes256-gcm", |s| sealed(s, Cipher::Aes256Gcm, |_| {})),
        ],
        "cbc-accepted" => vec![odd("aes256-cbc", |s| sealed(s, Cipher::Aes256Cbc, |_| {}))],
        "key-places" => vec![
            odd("EncryptedKey in KeyInfo", |s| sealed(s, Cipher::Aes256Gcm, |_| {})),
            odd("EncryptedKey beside, RetrievalMethod", |s| sealed(s, Cipher::Aes256Gcm, |e| e.beside = true)),
        ],
        "each-key" => vec![
            odd("first encryption key", |s| sealed_to(s, false)),
            odd("last encryption key", |s| sealed_to(s, true)),
        ],
        _ => return None,
    })
}

fn sealed(scene: &Scene<'_>, cipher: Cipher, change: impl FnOnce(&mut Encryption)) -> String {
    scene.with(|draft| seal(scene, draft, cipher, change))
}

fn sealed_to(scene: &Scene<'_>, last: bool) -> String {
    let keys = &scene.bench.service.encryption;
    let key = if last { keys.last() } else { keys.first() };
    sealed(scene, Cipher::Aes256Gcm, |e| {
        if let Some(key) = key {
            e.recipient = key.clone();
        }
    })
}

fn seal(scene: &Scene<'_>, draft: &mut Draft<'_>, cipher: Cipher, change: impl FnOnce(&mut Encryption)) {
    if let Some(key) = scene.bench.service.encryption.first() {
        let mut encryption = Encryption::to(key, cipher);
        change(&mut encryption);
        draft.encryption = Some(encryption);
    }
}
