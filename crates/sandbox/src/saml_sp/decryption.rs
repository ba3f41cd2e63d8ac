//! Opens encrypted assertions.

use aes_gcm::aead::{Aead as _, KeyInit as _};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use cbc::cipher::{BlockModeDecrypt as _, KeyIvInit as _, block_padding::Pkcs7};
use roxmltree::Node;
use rsa::{Oaep, Pkcs1v15Encrypt, RsaPrivateKey};

use super::fault::{Lapse, SpPolicy};
use super::keys::{CURRENT, OLDER};
use super::server::Sp;

const XENC: &str = "http://www.w3.org/2001/04/xmlenc#";

/// Says nothing of why.
pub(super) const FAILED: &str = "it cannot be opened";

/// The text of the assertion inside.
pub(super) fn opened(sp: &Sp, sealed: Node<'_, '_>) -> Result<String, &'static str> {
    let data = sealed.children().find(|n| n.has_tag_name((XENC, "EncryptedData"))).ok_or(FAILED)?;
    let inside = data.descendants().find(|n| n.has_tag_name((XENC, "EncryptedKey")));
    if inside.is_none() && sp.lapses(Lapse::RefusesKeyBeside) {
        return Err(FAILED);
    }
    let wrapped =
        inside.or_else(|| sealed.children().find(|n| n.has_tag_name((XENC, "EncryptedKey")))).ok_or(FAILED)?;
    let transport = method(wrapped).ok_or(FAILED)?;
    let wrapped = value(wrapped).ok_or(FAILED)?;
    let unwrap = |key: &RsaPrivateKey| match transport.as_str() {
        "http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p" => key.decrypt(Oaep::new::<sha1::Sha1>(), &wrapped).ok(),
        "http://www.w3.org/2001/04/xmlenc#rsa-1_5" if sp.lapses(Lapse::Rsa15) => {
            key.decrypt(Pkcs1v15Encrypt, &wrapped).ok()
        }
        _ => None,
    };
    let older = (!sp.lapses(Lapse::RefusesOlderKey)).then(|| OLDER.as_ref()).flatten();
    let key = [CURRENT.as_ref(), older].into_iter().flatten().find_map(|pair| unwrap(&pair.private)).ok_or(FAILED)?;
    let content = value(data).ok_or(FAILED)?;
    let cipher = method(data).ok_or(FAILED)?;
    let cbc = (sp.policy != SpPolicy::Saml2int && !sp.lapses(Lapse::RefusesCbc)) || sp.lapses(Lapse::Cbc);
    let plain = match cipher.as_str() {
        "http://www.w3.org/2009/xmlenc11#aes128-gcm" if !sp.lapses(Lapse::RefusesGcm128) => {
            let (nonce, rest) = content.split_first_chunk::<12>().ok_or(FAILED)?;
            aes_gcm::Aes128Gcm::new_from_slice(&key).ok().and_then(|c| c.decrypt(&(*nonce).into(), rest).ok())
        }
        "http://www.w3.org/2009/xmlenc11#aes256-gcm" => {
            let (nonce, rest) = content.split_first_chunk::<12>().ok_or(FAILED)?;
            aes_gcm::Aes256Gcm::new_from_slice(&key).ok().and_then(|c| c.decrypt(&(*nonce).into(), rest).ok())
        }
        "http://www.w3.org/2001/04/xmlenc#aes256-cbc" if cbc => {
            let (iv, rest) = content.split_at_checked(16).ok_or(FAILED)?;
            cbc::Decryptor::<aes::Aes256>::new_from_slices(&key, iv)
                .ok()
                .and_then(|c| c.decrypt_padded_vec::<Pkcs7>(rest).ok())
        }
        "http://www.w3.org/2001/04/xmlenc#tripledes-cbc" if sp.lapses(Lapse::TripleDes) => {
            let (iv, rest) = content.split_at_checked(8).ok_or(FAILED)?;
            cbc::Decryptor::<des::TdesEde3>::new_from_slices(&key, iv)
                .ok()
                .and_then(|c| c.decrypt_padded_vec::<Pkcs7>(rest).ok())
        }
        _ => None,
    };
    String::from_utf8(plain.ok_or(FAILED)?).map_err(|_| FAILED)
}

fn method(node: Node<'_, '_>) -> Option<String> {
    let method = node.children().find(|n| n.has_tag_name((XENC, "EncryptionMethod")))?;
    method.attribute("Algorithm").map(str::to_owned)
}

fn value(node: Node<'_, '_>) -> Option<Vec<u8>> {
    let data = node.children().find(|n| n.has_tag_name((XENC, "CipherData")))?;
    let value = data.children().find(|n| n.has_tag_name((XENC, "CipherValue")))?;
    STANDARD.decode(value.text()?.trim()).ok()
}
