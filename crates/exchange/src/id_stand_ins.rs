//! Keyed pseudonyms for ids in what a report tells about a system with real people's data.

use std::sync::{Mutex, PoisonError};

use crate::redaction::{Pseudonymiser, is_uuid};

/// How long a UUID is.
const LENGTH: usize = 36;

/// Replaces UUIDs with one key, which is never written anywhere.
pub(crate) struct IdStandIns {
    run: Mutex<Pseudonymiser>,
}

impl IdStandIns {
    /// With a new random key.
    pub(crate) fn new() -> Self {
        IdStandIns { run: Mutex::new(Pseudonymiser::new()) }
    }

    /// The text with a pseudonym in place of each UUID.
    pub(crate) fn replace(&self, text: &str) -> String {
        let run = self.run.lock().unwrap_or_else(PoisonError::into_inner);
        replace_ids(text, |id| run.value(id))
    }
}

/// The text with something else in place of each UUID.
pub fn replace_ids(text: &str, mut instead: impl FnMut(&str) -> String) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(next) = rest.chars().next() {
        let id = rest.get(..LENGTH).filter(|candidate| is_uuid(candidate));
        let taken = id.map_or(next.len_utf8(), str::len);
        match id {
            Some(id) => out.push_str(&instead(id)),
            None => out.push(next),
        }
        rest = &rest[taken..];
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "7f9c24e8-3b12-4fef-91e0-2f0d6e5c1a77";

    #[test]
    fn an_id_gets_the_same_pseudonym_wherever_it_stands_and_the_rest_stays() {
        let ids = IdStandIns::new();
        let told = ids.replace(&format!("listPersons /åldern/* {ID}, {ID}"));
        assert!(!told.contains(ID), "{told}");
        assert!(told.starts_with("listPersons /åldern/* "));
        let pair: Vec<&str> = told["listPersons /åldern/* ".len()..].split(", ").collect();
        assert_eq!(pair[0], pair[1]);
        assert!(is_uuid(pair[0]));
    }

    #[test]
    fn another_run_gives_another_pseudonym() {
        assert_ne!(IdStandIns::new().replace(ID), IdStandIns::new().replace(ID));
        assert_eq!(IdStandIns::new().replace("7f9c24e8-3b12"), "7f9c24e8-3b12");
    }
}
