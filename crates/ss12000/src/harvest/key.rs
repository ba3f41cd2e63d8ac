//! Identity of an entry: its id, or its content where the standard gives it none.

use std::collections::BTreeMap;

use serde_json::Value;
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// Identity of an entry in 16 bytes: the UUID, or a digest of the content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Key {
    /// The UUID or digest.
    pub(crate) value: u128,
    /// Whether it is the entry's own id.
    pub(crate) own: bool,
}

impl Key {
    /// The id as written in evidence; None for a digest.
    pub(crate) fn uuid(self) -> Option<Uuid> {
        self.own.then(|| Uuid::from_u128(self.value))
    }
}

/// The identity of an entry.
pub(crate) fn key(entry: &Value) -> Key {
    let own = entry.get("id").and_then(Value::as_str);
    match own.and_then(|id| Uuid::try_parse(id).ok()) {
        Some(id) => Key { value: id.as_u128(), own: true },
        None => Key { value: content_digest(entry), own: false },
    }
}

/// Digest of a JSON value that does not depend on the order of properties.
pub(crate) fn content_digest(value: &Value) -> u128 {
    let mut hasher = Sha256::new();
    feed(&mut hasher, value);
    let digest = hasher.finalize();
    digest.iter().take(16).fold(0, |sum, byte| sum << 8 | u128::from(*byte))
}

fn feed(hasher: &mut Sha256, value: &Value) {
    match value {
        Value::Object(map) => {
            hasher.update(b"{");
            for (name, value) in map.iter().collect::<BTreeMap<_, _>>() {
                hasher.update(name.as_bytes());
                hasher.update(b"\0");
                feed(hasher, value);
            }
            hasher.update(b"}");
        }
        Value::Array(items) => {
            hasher.update(b"[");
            items.iter().for_each(|item| feed(hasher, item));
            hasher.update(b"]");
        }
        Value::String(text) => {
            hasher.update(b"\"");
            hasher.update(text.as_bytes());
            hasher.update(b"\0");
        }
        other => {
            hasher.update(other.to_string().as_bytes());
            hasher.update(b",");
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn an_entry_is_known_by_its_uuid_in_either_case() {
        let lower = json!({"id": "0a0b0c0d-0000-4000-8000-000000000001"});
        let upper = json!({"id": "0A0B0C0D-0000-4000-8000-000000000001", "x": 1});
        assert_eq!(key(&lower), key(&upper));
        assert!(key(&lower).own);
    }

    #[test]
    fn an_entry_without_id_is_known_by_its_content_in_any_order_of_properties() {
        let one: Value = serde_json::from_str(r#"{"a": 1, "b": [true]}"#).unwrap_or_default();
        let two: Value = serde_json::from_str(r#"{"b": [true], "a": 1}"#).unwrap_or_default();
        assert_eq!(key(&one), key(&two));
        assert_ne!(key(&one), key(&json!({"a": 1, "b": [false]})));
        assert!(!key(&one).own);
    }
}
