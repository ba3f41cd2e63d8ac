//! Globs over ids, and what to say when one matches nothing.

use globset::{Glob, GlobMatcher};

use super::PlanError;
use crate::nearest::nearest;

/// A glob over ids as people write it. `*` crosses `/`; brackets are part of test ids and stand for themselves.
pub(crate) struct IdGlob {
    /// As written.
    pub(crate) text: String,
    matcher: GlobMatcher,
}

impl IdGlob {
    /// Compiles a glob.
    pub(crate) fn new(text: &str) -> Result<Self, globset::Error> {
        let mut literal = String::with_capacity(text.len());
        for c in text.chars() {
            match c {
                '[' => literal.push_str("[[]"),
                ']' => literal.push_str("[]]"),
                other => literal.push(other),
            }
        }
        Ok(IdGlob { text: text.to_owned(), matcher: Glob::new(&literal)?.compile_matcher() })
    }

    /// Compiles the globs of an option.
    pub(super) fn all(option: &'static str, texts: &[String]) -> Result<Vec<Self>, PlanError> {
        texts
            .iter()
            .map(|text| {
                IdGlob::new(text).map_err(|error| PlanError::BadGlob {
                    option,
                    glob: text.clone(),
                    what: error.kind().to_string(),
                })
            })
            .collect()
    }

    /// Whether an id matches.
    pub(crate) fn matches(&self, id: &str) -> bool {
        self.text == id || self.matcher.is_match(id)
    }
}

/// The error for a glob without match: names the nearest ids.
pub(super) fn no_match<'a>(option: &'static str, glob: &IdGlob, ids: impl IntoIterator<Item = &'a str>) -> PlanError {
    // Wildcards say nothing about which id was meant.
    let bare: String = glob.text.chars().filter(|c| !matches!(c, '*' | '?' | '{' | '}')).collect();
    PlanError::NothingMatches {
        option,
        glob: glob.text.clone(),
        nearest: nearest(&bare, ids).into_iter().map(str::to_owned).collect(),
    }
}
