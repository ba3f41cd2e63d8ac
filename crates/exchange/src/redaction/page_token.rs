//! Page tokens: opaque, and kept as they are, unless they can be read.
//!
//! What can be read is often the sort key of the last record, which may be somebody's name. So in a readable token every text is
//! taken for personal, but for ids, dates, and words like `offset`.

use base64::Engine as _;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

use super::json_text;
use super::personal::RULES;
use super::pseudonym::{is_uuid, leading_date};
use super::replacement::Replacement;

/// The two alphabets; either may come with or without padding.
const ENGINES: [GeneralPurpose; 2] = [engine(&alphabet::URL_SAFE), engine(&alphabet::STANDARD)];

const fn engine(alphabet: &alphabet::Alphabet) -> GeneralPurpose {
    let config =
        GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent).with_encode_padding(false);
    GeneralPurpose::new(alphabet, config)
}

/// The token with other text inside; None when it cannot be read or holds nothing personal.
pub(super) fn rewrite(token: &str, instead: &dyn Replacement) -> Option<String> {
    for engine in ENGINES {
        let Some(inside) = engine.decode(token).ok().and_then(|bytes| String::from_utf8(bytes).ok()) else { continue };
        if inside.contains(|c: char| c.is_control() && !c.is_whitespace()) {
            continue;
        }
        let mut encoded = engine.encode(rewrite_inside(&inside, instead)?);
        if token.ends_with('=') {
            while encoded.len() % 4 != 0 {
                encoded.push('=');
            }
        }
        return Some(encoded);
    }
    let opaque = token.bytes().all(|b| b.is_ascii_alphanumeric() || b"+/=-_.~".contains(&b));
    if opaque { None } else { rewrite_inside(token, instead) }
}

fn rewrite_inside(inside: &str, instead: &dyn Replacement) -> Option<String> {
    let content = Content(instead);
    match json_text::rewrite(inside, &content) {
        // Without the white space that rewriting leaves out anyway, nothing was changed.
        Some(other) if json_text::rewrite(inside, &Untouched).as_ref() == Some(&other) => None,
        Some(other) => Some(other),
        None if is_query(inside) => rewrite_query(inside, &content),
        None => content.text(inside),
    }
}

fn is_query(text: &str) -> bool {
    text.contains('=') && !text.contains(char::is_whitespace)
}

/// The values of `name=value&name=value`.
fn rewrite_query(text: &str, content: &Content<'_>) -> Option<String> {
    let pair = |pair: &str| match pair.split_once('=') {
        Some((name, value)) => format!("{name}={}", content.text(value).unwrap_or_else(|| value.to_owned())),
        None => content.text(pair).unwrap_or_else(|| pair.to_owned()),
    };
    let other = text.split('&').map(pair).collect::<Vec<_>>().join("&");
    (other != text).then_some(other)
}

/// Takes every text for personal that is not known to be harmless.
struct Content<'a>(&'a dyn Replacement);

impl Replacement for Content<'_> {
    fn personal(&self, value: &str) -> String {
        self.0.personal(value)
    }

    fn text(&self, text: &str) -> Option<String> {
        if is_harmless(text) { self.0.text(text) } else { Some(self.0.personal(text)) }
    }

    fn name(&self, name: &str) -> Option<String> {
        self.0.text(name)
    }

    fn number(&self, text: &str, personal: bool) -> Option<String> {
        self.0.number(text, personal)
    }

    fn page_token(&self, token: &str) -> Option<String> {
        self.text(token)
    }
}

/// Leaves everything as it is.
struct Untouched;

impl Replacement for Untouched {
    fn personal(&self, value: &str) -> String {
        value.to_owned()
    }

    fn text(&self, _: &str) -> Option<String> {
        None
    }

    fn number(&self, _: &str, _: bool) -> Option<String> {
        None
    }

    fn page_token(&self, _: &str) -> Option<String> {
        None
    }
}

fn is_harmless(text: &str) -> bool {
    is_uuid(text)
        || leading_date(text).is_some()
        || text.split(|c: char| !c.is_alphabetic()).all(|word| word.is_empty() || RULES.is_token_word(word))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;

    /// Writes `X` for everything personal.
    struct Cross;

    impl Replacement for Cross {
        fn personal(&self, _: &str) -> String {
            "X".to_owned()
        }
        fn text(&self, _: &str) -> Option<String> {
            None
        }
        fn number(&self, _: &str, _: bool) -> Option<String> {
            None
        }
        fn page_token(&self, _: &str) -> Option<String> {
            None
        }
    }

    fn inside(text: &str) -> Option<String> {
        let token = ENGINES[0].encode(text);
        let other = rewrite(&token, &Cross)?;
        Some(String::from_utf8(ENGINES[0].decode(other).unwrap()).unwrap())
    }

    #[test]
    fn whatever_can_be_read_and_could_be_a_name_is_replaced() {
        assert_eq!(inside(r#"{"after":"Anna", "n":7}"#).as_deref(), Some(r#"{"after":"X","n":7}"#));
        assert_eq!(inside("sort=name&after=andersson&n=7").as_deref(), Some("sort=X&after=X&n=7"));
        assert_eq!(inside("Hemligström|42").as_deref(), Some("X"));
    }

    #[test]
    fn ids_dates_and_counters_stay() {
        for text in [
            r#"{ "after": "7f9c24e8-3b12-4fef-91e0-2f0d6e5c1a77", "at": "2024-01-01T00:00:00Z", "n": 12 }"#,
            "offset=100&limit=10",
            "offset:100",
            "12345",
        ] {
            assert_eq!(inside(text), None, "{text}");
        }
    }

    #[test]
    fn padding_stays_as_it_was_and_what_cannot_be_read_stays() {
        assert!(rewrite("eyJhZnRlciI6IkFubmFiZSJ9", &Cross).is_some_and(|token| !token.contains('=')));
        assert!(rewrite("eyJhZnRlciI6IkFubmEifQ==", &Cross).is_some_and(|token| token.len() % 4 == 0));
        assert_eq!(rewrite("after:Hemligström", &Cross).as_deref(), Some("X"), "readable as it is");
        for opaque in ["offset:100", "AAECAwT_", "AAAA", ""] {
            assert_eq!(rewrite(opaque, &Cross), None, "{opaque}");
        }
    }
}
