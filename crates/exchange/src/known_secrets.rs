//! The secrets of this run, so that they can be found and struck out wherever a system repeats them.

use std::sync::{PoisonError, RwLock};

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;

use crate::Secret;

/// What stands for a secret.
pub(crate) const MASK: &str = "***";

/// Shorter values are not looked for: they stand in ordinary text by chance.
const SHORTEST: usize = 6;

/// Every secret sent so far, in the forms in which it may come back in a line of JSON.
#[derive(Default)]
pub(crate) struct KnownSecrets(RwLock<Vec<String>>);

impl KnownSecrets {
    /// Remembers a secret as it looks inside a URL, a form, a JSON string and Basic authentication.
    pub(crate) fn add(&self, secret: &Secret) {
        let plain = secret.expose();
        if plain.len() < SHORTEST {
            return;
        }
        let json = serde_json::Value::from(plain).to_string();
        let forms = [
            url::form_urlencoded::byte_serialize(plain.as_bytes()).collect(),
            crate::address::encode(plain),
            json.get(1..json.len() - 1).unwrap_or_default().to_owned(),
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

    /// The line with each known secret struck out.
    pub(crate) fn strike_out(&self, line: String) -> String {
        let mut text = line;
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
        let text = "hem%2Fligt%2Bv%C3%A4rde%221 hem/ligt+värde\\\"1 aGVtL2xpZ3QrdsOkcmRlIjE=";
        assert_eq!(known.strike_out(text.to_owned()), "*** *** ***");
    }

    #[test]
    fn a_secret_inside_a_longer_one_leaves_no_rest() {
        let known = KnownSecrets::default();
        known.add(&Secret::new("hemligt"));
        known.add(&Secret::new("hemligt-och-mer"));
        assert_eq!(known.strike_out("x hemligt-och-mer hemligt".to_owned()), "x *** ***");
    }
}
