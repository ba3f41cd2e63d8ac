//! Page tokens: sealed, so that nobody can read, change or move them to another list or client.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, Mac};
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use uuid::Uuid;

/// Where a list is to be continued, and the request that it began with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Continuation {
    pub(crate) operation: String,
    pub(crate) client: String,
    /// The first request's parameters, without `limit` and `pageToken`.
    pub(crate) query: Vec<(String, String)>,
    /// How many entries have been served.
    pub(crate) served: usize,
    /// The entry served last: the place is found again when entries before it have come or gone.
    pub(crate) last: Option<Uuid>,
    /// Page size of the first request.
    pub(crate) limit: Option<usize>,
    /// Pages served so far.
    pub(crate) pages: usize,
}

/// Seals and opens page tokens with a key of its own.
pub(crate) struct Sealer {
    key: [u8; 32],
}

const TAG: usize = 16;

impl Sealer {
    pub(crate) fn new(key: [u8; 32]) -> Sealer {
        Sealer { key }
    }

    /// The token of a continuation: authentication tag, then the state under a key stream that depends on the tag.
    pub(crate) fn seal(&self, continuation: &Continuation) -> String {
        let mut state = serde_json::to_vec(continuation).unwrap_or_default();
        let tag = self.digest(b"tag", &state);
        self.mask(&tag[..TAG], &mut state);
        URL_SAFE_NO_PAD.encode([&tag[..TAG], &state].concat())
    }

    /// What a token continues, or None when it is not one of ours.
    pub(crate) fn open(&self, token: &str) -> Option<Continuation> {
        let sealed = URL_SAFE_NO_PAD.decode(token).ok()?;
        let (tag, state) = sealed.split_at_checked(TAG)?;
        let mut state = state.to_vec();
        self.mask(tag, &mut state);
        let genuine = self.digest(b"tag", &state);
        if genuine[..TAG] != *tag {
            return None;
        }
        serde_json::from_slice(&state).ok()
    }

    fn mask(&self, tag: &[u8], state: &mut [u8]) {
        for (block, chunk) in state.chunks_mut(32).enumerate() {
            let stream = self.digest(&(block as u64).to_be_bytes(), tag);
            chunk.iter_mut().zip(stream).for_each(|(byte, mask)| *byte ^= mask);
        }
    }

    fn digest(&self, purpose: &[u8], data: &[u8]) -> [u8; 32] {
        // A key of any length is accepted by HMAC; the fallback is never reached.
        let Ok(mac) = Hmac::<Sha256>::new_from_slice(&self.key) else { return [0; 32] };
        mac.chain_update(purpose).chain_update(data).finalize().into_bytes().into()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;

    fn continuation() -> Continuation {
        Continuation {
            operation: "listPersons".to_owned(),
            client: "full".to_owned(),
            query: vec![("nameContains".to_owned(), "Åsa".to_owned())],
            served: 7,
            last: None,
            limit: Some(7),
            pages: 1,
        }
    }

    #[test]
    fn a_token_opens_to_what_was_sealed() {
        let sealer = Sealer::new([7; 32]);
        assert_eq!(sealer.open(&sealer.seal(&continuation())), Some(continuation()));
    }

    #[test]
    fn an_altered_foreign_or_made_up_token_does_not_open() {
        let sealer = Sealer::new([7; 32]);
        let token = sealer.seal(&continuation());
        for at in 0..token.len() {
            let mut altered = token.clone().into_bytes();
            altered[at] = if altered[at] == b'A' { b'B' } else { b'A' };
            assert_eq!(sealer.open(&String::from_utf8(altered).unwrap()), None);
        }
        assert_eq!(Sealer::new([8; 32]).open(&token), None);
        assert_eq!(sealer.open("abc"), None);
        assert_eq!(sealer.open(""), None);
    }

    #[test]
    fn a_token_shows_nothing_of_its_state() {
        let token = Sealer::new([7; 32]).seal(&continuation());
        let bytes = URL_SAFE_NO_PAD.decode(&token).unwrap();
        assert!(!String::from_utf8_lossy(&bytes).contains("list"));
    }
}
