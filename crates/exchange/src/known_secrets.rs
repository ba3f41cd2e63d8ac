//! The secrets of this run, so that they can be found and struck out wherever a system repeats them.

use std::sync::{PoisonError, RwLock};

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;

use crate::Secret;

/// What stands for a secret.
pub(crate) const MASK: &str = "***";

/// Shorter values are not looked for: they stand in ordinary text by chance.
const SHORTEST: usize = 6;

/// Every secret sent so far, in the forms in which it may come back.
#[derive(Default)]
pub(crate) struct KnownSecrets(RwLock<Vec<String>>);

impl KnownSecrets {
    /// Remembers a secret, also as it looks inside a URL, a form and a JSON string.
    pub(crate) fn add(&self, secret: &Secret) {
        let plain = secret.expose();
        if plain.len() < SHORTEST {
            return;
        }
        let json = serde_json::Value::from(plain).to_string();
        let forms = [
            plain.to_owned(),
            url::form_urlencoded::byte_serialize(plain.as_bytes()).collect(),
            crate::address::encode(plain),
            json.trim_matches('"').to_owned(),
            BASE64_STANDARD.encode(plain),
        ];
        let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
        for form in forms {
            if !known.contains(&form) {
                known.push(form);
            }
        }
        // A secret may be part of another; the longer one goes first, or its rest would stay.
        known.sort_by_key(|form| std::cmp::Reverse(form.len()));
    }

    /// Whether a text holds a known secret.
    pub(crate) fn are_in(&self, text: &str) -> bool {
        self.0.read().unwrap_or_else(PoisonError::into_inner).iter().any(|form| text.contains(form.as_str()))
    }

    /// The text with each known secret struck out.
    pub(crate) fn strike_out(&self, text: &str) -> String {
        let mut text = text.to_owned();
        for form in self.0.read().unwrap_or_else(PoisonError::into_inner).iter() {
            if text.contains(form.as_str()) {
                text = text.replace(form.as_str(), MASK);
            }
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_struck_out_in_every_form_in_which_it_comes_back() {
        let known = KnownSecrets::default();
        known.add(&Secret::new("hem/ligt+värde\"1"));
        let text = "hem/ligt+värde\"1 hem%2Fligt%2Bv%C3%A4rde%221 hem/ligt+värde\\\"1 aGVtL2xpZ3QrdsOkcmRlIjE=";
        assert!(known.are_in(text));
        assert_eq!(known.strike_out(text), "*** *** *** ***");
    }

    #[test]
    fn a_secret_inside_a_longer_one_leaves_no_rest() {
        let known = KnownSecrets::default();
        known.add(&Secret::new("hemligt"));
        known.add(&Secret::new("hemligt-och-mer"));
        assert_eq!(known.strike_out("x hemligt-och-mer hemligt"), "x *** ***");
    }
}
