//! Personal data and tokens inside other text: error messages, headers, addresses, properties that nobody expected.

use std::ops::Range;

use super::civic_number::{CivicNumber, TODAY};
use super::pseudonym::{Pseudonymiser, is_uuid};
use crate::known_secrets::MASK;

/// What was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Found {
    CivicNumber,
    Email,
    /// A JSON Web Token, whoever it belongs to.
    Token,
}

/// Whether a text can hold anything worth looking for; most cannot.
fn is_suspicious(text: &str) -> bool {
    // Most texts of most bodies are ids.
    if is_uuid(text) {
        return false;
    }
    let bytes = text.as_bytes();
    let mut digits = 0;
    bytes.iter().enumerate().any(|(at, byte)| {
        digits = if byte.is_ascii_digit() { digits + 1 } else { 0 };
        digits == 6 || *byte == b'@' || *byte == b'e' && bytes[at..].starts_with(b"eyJ")
    })
}

/// All civic numbers, e-mail addresses and tokens in a text, in order.
fn find(text: &str) -> Vec<(Range<usize>, Found)> {
    let mut found: Vec<(Range<usize>, Found)> = Vec::new();
    if !is_suspicious(text) {
        return found;
    }
    let mut at = 0;
    while let Some(character) = text[at..].chars().next() {
        let begins_word = !text[..at].ends_with(char::is_alphanumeric);
        let hit = if begins_word { hit_at(text, at) } else { None };
        if let Some((end, what)) = hit {
            if let Some(what) = what {
                found.push((at..end, what));
            }
            at = end;
        } else {
            at += character.len_utf8();
        }
    }
    found
}

/// What begins here and where it ends. A UUID is stepped over: its last part can look like a civic number.
fn hit_at(text: &str, at: usize) -> Option<(usize, Option<Found>)> {
    let rest = &text[at..];
    if rest.get(..36).is_some_and(is_uuid) {
        return Some((at + 36, None));
    }
    if let Some(length) = token_length(rest) {
        return Some((at + length, Some(Found::Token)));
    }
    if let Some(length) = email_length(rest) {
        return Some((at + length, Some(Found::Email)));
    }
    if rest.starts_with(|c: char| c.is_ascii_digit()) {
        // The longest first: a shorter one could be part of it.
        for length in (10..=13).rev() {
            let Some((end, _)) = rest.char_indices().map(|(i, c)| (i + c.len_utf8(), c)).nth(length - 1) else {
                continue;
            };
            let ends_word = !rest[end..].starts_with(char::is_alphanumeric);
            if ends_word
                && let Some(number) = CivicNumber::parse(&rest[..end], *TODAY)
                && (number.is_distinct() || number.is_checked())
            {
                return Some((at + end, Some(Found::CivicNumber)));
            }
        }
    }
    None
}

/// Length of a JSON Web Token: three parts in base64url, of which the first two are JSON objects.
fn token_length(rest: &str) -> Option<usize> {
    if !rest.starts_with("eyJ") {
        return None;
    }
    let length = rest.bytes().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.')).count();
    let token = &rest[..length];
    (token.split('.').count() >= 3 && token.split('.').nth(1)?.starts_with("eyJ")).then_some(length)
}

/// Length of an e-mail address; its local part may hold letters outside ASCII, as people's names do.
fn email_length(rest: &str) -> Option<usize> {
    let local = |c: char| c.is_alphanumeric() || "._%+'-".contains(c);
    let at = rest.find(|c: char| !local(c))?;
    let domain = rest[at..].strip_prefix('@')?;
    if at == 0 {
        return None;
    }
    let end = domain.find(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | '-'))).unwrap_or(domain.len());
    let domain = domain[..end].trim_end_matches(['.', '-']);
    (domain.len() > 2 && domain.chars().skip(1).any(|c| c == '.')).then_some(at + 1 + domain.len())
}

/// The text with stand-ins for what was found in it.
pub(super) fn pseudonymise(text: &str, run: &Pseudonymiser) -> Option<String> {
    rewrite(text, |part, what| match what {
        Found::CivicNumber => run.civic_number(part).unwrap_or_else(|| MASK.to_owned()),
        Found::Email => run.email(part),
        Found::Token => MASK.to_owned(),
    })
}

/// The text with something else for each thing found; None when nothing was found.
pub(super) fn rewrite(text: &str, instead: impl Fn(&str, Found) -> String) -> Option<String> {
    let found = find(text);
    if found.is_empty() {
        return None;
    }
    let mut other = String::with_capacity(text.len());
    let mut done = 0;
    for (range, what) in found {
        other.push_str(&text[done..range.start]);
        other.push_str(&instead(&text[range.clone()], what));
        done = range.end;
    }
    other.push_str(&text[done..]);
    Some(other)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn found(text: &str) -> Vec<String> {
        find(text).into_iter().map(|(range, _)| text[range].to_owned()).collect()
    }

    #[test]
    fn personal_data_is_found_inside_other_text() {
        assert_eq!(found("Person 201005171230 saknas"), ["201005171230"]);
        assert_eq!(found("(20100517-1230), 640823-3234;6408233234"), ["20100517-1230", "640823-3234", "6408233234"]);
        assert_eq!(found("pnr-20100517TF12."), ["20100517TF12"]);
        assert_eq!(found("skriv till <anna.öberg@skola.se>."), ["anna.öberg@skola.se"]);
        assert_eq!(
            found("Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.c2ln!"),
            ["eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.c2ln"]
        );
        assert_eq!(found("/persons/201005171230/x?e=a@b.se&y"), ["201005171230", "a@b.se"]);
    }

    #[test]
    fn what_only_looks_like_it_is_left_alone() {
        for text in [
            "7f9c24e8-3b12-4fef-91e0-201005171230",
            "2024-01-01T00:00:00Z",
            "1735689600000",
            "212000-1355",
            "a@b",
            "@x.se",
            "eyJhbGciOiJub25lIn0",
            "12345678",
            "A201005171230",
            "2010051712300",
            "6408233235",
        ] {
            assert_eq!(found(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn the_rest_of_the_text_stays() {
        let run = Pseudonymiser::new();
        let other = pseudonymise("före 201005171230 efter", &run);
        assert!(
            other.is_some_and(|o| o.starts_with("före 2010") && o.ends_with(" efter") && !o.contains("201005171230"))
        );
        assert_eq!(pseudonymise("ingenting", &run), None);
    }

    proptest! {
        #[test]
        fn any_text_can_be_searched(text in "\\PC*") {
            let _ = pseudonymise(&text, &Pseudonymiser::new());
        }

        #[test]
        fn a_planted_number_never_stays(before in "[ a-zåäö,.]{0,9}[ ,.]", after in "[ ,.][ a-zåäö,.]{0,9}") {
            let run = Pseudonymiser::new();
            let other = pseudonymise(&format!("{before}201005171230{after}"), &run).unwrap_or_default();
            prop_assert!(other.starts_with(&before) && other.ends_with(&after));
            prop_assert!(!other.contains("201005171230"));
        }
    }
}
