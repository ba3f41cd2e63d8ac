//! What is written instead of personal data: a stand-in in evidence, one fixed word where a reader shall fill in his own.

use std::cell::RefCell;

use super::civic_number::{CivicNumber, TODAY};
use super::free_text::{self, Found};
use super::pseudonym::Pseudonymiser;
use super::{page_token, parameters};
use crate::address::encode;
use crate::known_secrets::MASK;
use crate::replace_ids;

/// The fixed word.
pub(crate) const REDACTED: &str = "REDACTED";

/// Decides what is written instead of a value.
pub(super) trait Replacement {
    /// Instead of a personal value.
    fn personal(&self, value: &str) -> String;
    /// Instead of the value of a personal query parameter, as it stands in an address.
    fn parameter(&self, _name: &str, value: &str) -> String {
        encode(&self.personal(value))
    }
    /// Instead of a text that nobody expects to be personal; None when it may stay.
    fn text(&self, text: &str) -> Option<String>;
    /// Instead of a property's name; None when it may stay.
    fn name(&self, name: &str) -> Option<String> {
        self.text(name)
    }
    /// Instead of a JSON number; None when it may stay.
    fn number(&self, text: &str, personal: bool) -> Option<String>;
    /// Instead of a page token; None when it may stay.
    fn page_token(&self, token: &str) -> Option<String>;
}

/// Numbers shorter than this say nothing about a person, and a wrong type has to stay visible.
const PERSONAL_DIGITS: usize = 6;

fn is_whole_number(text: &str) -> bool {
    text.trim_start_matches('-').bytes().all(|b| b.is_ascii_digit())
}

fn is_personal_number(text: &str, personal: bool) -> bool {
    is_whole_number(text)
        && ((personal && text.len() >= PERSONAL_DIGITS)
            || (text.len() >= 12 && CivicNumber::parse(text, *TODAY).is_some()))
}

/// Personal values that a request held, so that they are known again in an error message.
#[derive(Default)]
pub(super) struct Echo(RefCell<Vec<String>>);

impl Echo {
    /// More are not looked for: only somebody who asks for names sends them, one or a few at a time.
    const MOST: usize = 32;

    fn add(&self, value: &str) {
        let mut values = self.0.borrow_mut();
        if value.trim().chars().count() >= 3 && values.len() < Self::MOST && !values.iter().any(|v| v == value.trim()) {
            values.push(value.trim().to_owned());
        }
    }
}

/// Stand-ins.
pub(super) struct StandIns<'a> {
    pub(super) run: &'a Pseudonymiser,
    /// Whether ids and page tokens stay.
    pub(super) ids_stay: bool,
    /// Values of the request; filled while the request is rewritten, used while its answer is.
    pub(super) echo: &'a Echo,
    /// Whether values are collected (a request) or looked for (an answer with an error).
    pub(super) role: Role,
}

/// What is being rewritten.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Request,
    Answer,
    /// An answer that says what was wrong and may quote the request.
    Error,
}

impl Replacement for StandIns<'_> {
    fn personal(&self, value: &str) -> String {
        if self.role == Role::Request {
            self.echo.add(value);
        }
        self.run.value(value)
    }

    fn text(&self, text: &str) -> Option<String> {
        let parameters = parameters::rewrite(text, self);
        let found = free_text::pseudonymise(parameters.as_deref().unwrap_or(text), self.run);
        let mut other = found.or(parameters);
        if self.role == Role::Error {
            for value in self.echo.0.borrow().iter() {
                let current = other.as_deref().unwrap_or(text);
                if current.contains(value.as_str()) {
                    other = Some(current.replace(value.as_str(), &self.run.value(value)));
                }
            }
        }
        if !self.ids_stay {
            let before = other.as_deref().unwrap_or(text);
            let without = replace_ids(before, |id| self.run.value(id));
            if without != before {
                other = Some(without);
            }
        }
        other
    }

    fn number(&self, text: &str, personal: bool) -> Option<String> {
        is_personal_number(text, personal).then(|| self.run.number(text))
    }

    fn page_token(&self, token: &str) -> Option<String> {
        if !self.ids_stay && !token.is_empty() {
            return Some(REDACTED.to_owned());
        }
        page_token::rewrite(token, self).or_else(|| self.text(token))
    }
}

/// The fixed word for everything personal: independent of the key, so that two runs agree on it.
pub(super) struct FixedWord;

impl Replacement for FixedWord {
    fn personal(&self, value: &str) -> String {
        if value.trim().is_empty() { value.to_owned() } else { REDACTED.to_owned() }
    }

    /// A place to fill in, by the parameter's name.
    fn parameter(&self, name: &str, value: &str) -> String {
        if value.trim().is_empty() { encode(value) } else { format!("{{{name}}}") }
    }

    fn text(&self, text: &str) -> Option<String> {
        let parameters = parameters::rewrite(text, self);
        let found = free_text::rewrite(parameters.as_deref().unwrap_or(text), |_, what| match what {
            Found::CivicNumber | Found::Email => REDACTED.to_owned(),
            Found::Token => MASK.to_owned(),
        });
        found.or(parameters)
    }

    fn number(&self, text: &str, personal: bool) -> Option<String> {
        is_personal_number(text, personal).then(|| "0".to_owned())
    }

    fn page_token(&self, token: &str) -> Option<String> {
        page_token::rewrite(token, self).or_else(|| self.text(token))
    }
}
