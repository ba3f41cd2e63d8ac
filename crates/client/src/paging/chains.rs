//! Which answer handed out which page token, and which call used it.

use std::collections::HashMap;

use crate::scene::{Ask, Scene};

/// Page tokens by what they continue.
pub(super) struct Chains<'s, 'c> {
    /// The answers that handed a token out.
    handed: HashMap<&'s str, Vec<&'s Ask<'c>>>,
    /// The first call that used it, if any.
    used: HashMap<&'s str, &'s Ask<'c>>,
    /// The first answer of all that handed a token out.
    first: Option<&'s Ask<'c>>,
}

impl<'s, 'c> Chains<'s, 'c> {
    pub(super) fn of(scene: &'s Scene<'c>) -> Chains<'s, 'c> {
        let mut chains = Chains { handed: HashMap::new(), used: HashMap::new(), first: None };
        for (ask, _) in scene.operated() {
            if let Some(token) = ask.value("pageToken") {
                chains.used.entry(token).or_insert(ask);
            }
            if let Some(token) = &ask.call.answer.page_token {
                chains.handed.entry(token).or_default().push(ask);
                chains.first.get_or_insert(ask);
            }
        }
        chains
    }

    /// The last call before this one whose answer handed its token out.
    pub(super) fn source(&self, ask: &Ask<'_>) -> Option<&'s Ask<'c>> {
        let token = ask.value("pageToken")?;
        self.handed.get(token)?.iter().rev().find(|source| source.number() < ask.number()).copied()
    }

    /// The call without token that began the chain.
    pub(super) fn beginning(&self, ask: &Ask<'_>) -> Option<&'s Ask<'c>> {
        let mut at = self.source(ask)?;
        // Each step goes back in the conversation, so that this ends.
        while let Some(earlier) = self.source(at) {
            at = earlier;
        }
        Some(at)
    }

    /// Whether the token that this answer handed out was ever used.
    pub(super) fn is_followed(&self, ask: &Ask<'_>) -> bool {
        ask.call.answer.page_token.as_deref().is_some_and(|token| self.used.contains_key(token))
    }

    /// Whether any token had been handed out before a call.
    pub(super) fn any_before(&self, ask: &Ask<'_>) -> bool {
        self.first.is_some_and(|source| source.number() < ask.number())
    }
}
