//! A token taken apart.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Map, Value};

use super::Flaw;

/// The parts of a signed token.
pub(super) struct Presented {
    pub(super) header: Map<String, Value>,
    pub(super) claims: Map<String, Value>,
    pub(super) signature: Vec<u8>,
    /// The signature as it was written.
    pub(super) written: String,
    /// What was signed.
    pub(super) input: String,
}

/// Takes a token apart. With the flaw overlooked, a token without the dot before its signature has an empty one.
pub(super) fn unpacked(token: &str, overlooks: &(dyn Fn(Flaw) -> bool + Sync)) -> Result<Presented, Flaw> {
    let parts: Vec<&str> = token.split('.').collect();
    let (head, body, seal) = match parts[..] {
        [head, body, seal] => (head, body, seal),
        [head, body] if overlooks(Flaw::NoSignature) => (head, body, ""),
        _ => return Err(Flaw::Form),
    };
    let object = |part: &str| -> Result<Map<String, Value>, Flaw> {
        let bytes = URL_SAFE_NO_PAD.decode(part).map_err(|_| Flaw::Form)?;
        serde_json::from_slice(&bytes).map_err(|_| Flaw::Form)
    };
    Ok(Presented {
        header: object(head)?,
        claims: object(body)?,
        signature: URL_SAFE_NO_PAD.decode(seal).map_err(|_| Flaw::Form)?,
        written: seal.to_owned(),
        input: format!("{head}.{body}"),
    })
}
