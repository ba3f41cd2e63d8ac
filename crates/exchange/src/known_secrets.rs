//! The secrets of this run, so that they can be found and struck out wherever a system repeats them.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{PoisonError, RwLock};

use aho_corasick::AhoCorasick;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;

use crate::Secret;

/// What stands for a secret.
pub(crate) const MASK: &str = "***";

/// Shorter values are not looked for: they stand in ordinary text by chance.
const SHORTEST: usize = 6;

/// Bytes at the end of a form by which it is found. A run with many tokens knows thousands of long forms, and each line is searched
/// for all of them: so they are found by a short part, and the end of a token is what differs most from other text.
const ENDING: usize = 16;

/// Every secret sent so far, in the forms in which it may come back in a line of JSON.
#[derive(Default)]
pub(crate) struct KnownSecrets(RwLock<Forms>);

#[derive(Default)]
struct Forms {
    /// The forms, by their ending.
    by_ending: BTreeMap<Vec<u8>, Vec<String>>,
    /// Finds the endings, in the order of `by_ending`; none before there are any.
    finder: Option<AhoCorasick>,
}

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
        self.0.write().unwrap_or_else(PoisonError::into_inner).add(forms);
    }

    /// The line with each known secret struck out.
    pub(crate) fn strike_out(&self, line: String) -> String {
        let found = self.0.read().unwrap_or_else(PoisonError::into_inner).find(&line);
        if found.is_empty() {
            return line;
        }
        let mut text = String::with_capacity(line.len());
        let mut done = 0;
        for range in found {
            text.push_str(&line[done..range.start]);
            text.push_str(MASK);
            done = range.end;
        }
        text.push_str(&line[done..]);
        text
    }
}

impl Forms {
    fn add(&mut self, forms: [String; 4]) {
        let mut is_new = false;
        for form in forms {
            let ending = form.as_bytes()[form.len().saturating_sub(ENDING)..].to_vec();
            let alike = self.by_ending.entry(ending).or_default();
            if !alike.contains(&form) {
                alike.push(form);
                is_new = true;
            }
        }
        if is_new {
            self.finder = AhoCorasick::new(self.by_ending.keys()).ok();
        }
    }

    /// Where secrets stand in a text, in order. Those that touch or lie in one another are one, so that no rest of any stays.
    fn find(&self, text: &str) -> Vec<Range<usize>> {
        let Some(finder) = &self.finder else {
            // Without a finder nothing can be vouched for; there is none only when nothing has been added.
            let whole = std::iter::once(0..text.len());
            return whole.filter(|whole| !self.by_ending.is_empty() && !whole.is_empty()).collect();
        };
        let forms: Vec<&Vec<String>> = self.by_ending.values().collect();
        let ending_here = |hit: aho_corasick::Match| {
            let before = &text.as_bytes()[..hit.end()];
            let alike = forms.get(hit.pattern().as_usize()).into_iter().flat_map(|alike| alike.iter());
            let whole = alike.filter(|form| before.ends_with(form.as_bytes())).map(String::len).max();
            whole.map(|length| hit.end() - length..hit.end())
        };
        let mut found: Vec<Range<usize>> = Vec::new();
        for range in finder.find_overlapping_iter(text).filter_map(ending_here) {
            // They come in the order of their ends: a later one may begin before several earlier ones.
            let mut range = range;
            while let Some(last) = found.pop_if(|last| range.start <= last.end) {
                range.start = range.start.min(last.start);
            }
            found.push(range);
        }
        found
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

    #[test]
    fn of_secrets_that_overlap_nothing_stays() {
        let known = KnownSecrets::default();
        known.add(&Secret::new("hemligt-och"));
        known.add(&Secret::new("och-mer-ändå"));
        known.add(&Secret::new("mer-änd"));
        assert_eq!(known.strike_out("x hemligt-och-mer-ändå y".to_owned()), "x *** y");
    }

    #[test]
    fn what_ends_like_a_secret_is_none() {
        let known = KnownSecrets::default();
        known.add(&Secret::new("0123456789-0123456789-0123456789"));
        let other = "1123456789-0123456789-0123456789 0123456789-0123456789-012345678";
        assert_eq!(known.strike_out(other.to_owned()), other);
        assert_eq!(known.strike_out("a0123456789-0123456789-0123456789".to_owned()), "a***");
    }

    proptest::proptest! {
        #[test]
        fn no_form_of_any_secret_stays(
            secrets in proptest::collection::vec("[ab/ö\"]{6,40}", 1..8),
            between in proptest::collection::vec("[ab]{0,3}", 8),
        ) {
            let known = KnownSecrets::default();
            let mut line = String::new();
            for (secret, between) in secrets.iter().zip(&between) {
                known.add(&Secret::new(secret.clone()));
                line += between;
                line += secret.replace('"', "\\\"").as_str();
                line += &BASE64_STANDARD.encode(secret);
            }
            let struck = known.strike_out(line);
            for secret in &secrets {
                let json = secret.replace('"', "\\\"");
                proptest::prop_assert!(!struck.contains(&json) && !struck.contains(&BASE64_STANDARD.encode(secret)));
            }
        }
    }
}
