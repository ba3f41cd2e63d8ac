//! Query parameters, wherever an address is quoted: in the request itself, a `Location` header, a link in a body, an error message.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

use super::personal::{Place, RULES};
use super::replacement::Replacement;
use crate::address::encode;
use crate::known_secrets::MASK;

/// Instead of the value of a query parameter; None when it may stay.
pub(super) fn value(name: &str, value: &str, instead: &dyn Replacement) -> Option<String> {
    match RULES.parameter(name) {
        Place::Plain => instead.text(value),
        Place::Personal | Place::Container(_) => Some(instead.personal(value)),
        Place::PageToken => instead.page_token(value),
        Place::Secret => Some(MASK.to_owned()),
    }
}

/// A text with the personal parameters of the addresses in it rewritten; None when there are none.
pub(super) fn rewrite(text: &str, instead: &dyn Replacement) -> Option<String> {
    if !text.bytes().any(|byte| matches!(byte, b'?' | b'&')) || !text.contains('=') {
        return None;
    }
    let mut other = String::with_capacity(text.len());
    let mut done = 0;
    let mut at = 0;
    while let Some(begin) = text[at..].find(['?', '&']) {
        let begin = at + begin + 1;
        let rest = &text[begin..];
        let name_end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || "._-%".contains(c))).unwrap_or(rest.len());
        at = begin;
        if !rest[name_end..].starts_with('=') {
            continue;
        }
        let value_begin = begin + name_end + 1;
        let value_end = text[value_begin..]
            .find(|c: char| c.is_whitespace() || "&#\"'<>".contains(c))
            .unwrap_or(text.len() - value_begin);
        let raw = &text[value_begin..value_begin + value_end];
        at = value_begin + value_end;
        let name = decode(&rest[..name_end]);
        let changed = match RULES.parameter(&name) {
            // What else may stand in a text is looked for in the text as a whole.
            Place::Plain if !raw.contains('%') => None,
            Place::Personal | Place::Container(_) => Some(instead.parameter(&name, &decode(raw))),
            _ => value(&name, &decode(raw), instead).map(|changed| encode(&changed)),
        };
        if let Some(changed) = changed {
            other.push_str(&text[done..value_begin]);
            other.push_str(&changed);
            done = at;
        }
    }
    if done == 0 {
        return None;
    }
    other.push_str(&text[done..]);
    Some(other)
}

/// A name or value as it was meant. What is not UTF-8 after decoding stays encoded.
fn decode(raw: &str) -> Cow<'_, str> {
    let spaced = if raw.contains('+') { Cow::Owned(raw.replace('+', " ")) } else { Cow::Borrowed(raw) };
    if !spaced.contains('%') {
        return spaced;
    }
    match percent_decode_str(&spaced).decode_utf8() {
        Ok(decoded) => Cow::Owned(decoded.into_owned()),
        Err(_) => spaced,
    }
}
