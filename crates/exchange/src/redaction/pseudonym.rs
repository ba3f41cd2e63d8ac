//! Stand-ins for personal values: consistent within a run, of the same form, and impossible to undo without the run's key.

use std::cell::RefCell;
use std::collections::HashMap;

use jiff::civil::Date;

use super::civic_number::{CivicNumber, TODAY, displace_date};
use super::letters::{self, PercentEncoding};
use super::permutation::{Key, Place};

/// Purpose of the key for host and domain names; see also `civic_number`.
const DOMAIN: u8 = 110;

/// How often a stand-in that looks like something else is replaced by the next one.
const WALK: usize = 64;

/// The form of a value, which its stand-in keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Uuid,
    /// A date, perhaps with a time behind it.
    Date,
    CivicNumber,
    Email,
    Uri,
    Text,
}

/// Stand-ins remembered: the same persons come again and again. When it is full it starts anew.
const REMEMBERED: usize = 50_000;

/// Longer values are not remembered.
const REMEMBERED_LENGTH: usize = 100;

/// Makes stand-ins.
pub(crate) struct Pseudonymiser {
    key: Key,
    remembered: RefCell<HashMap<String, String>>,
}

impl Pseudonymiser {
    /// With a new random key.
    pub(crate) fn new() -> Self {
        Pseudonymiser { key: Key::random(), remembered: RefCell::default() }
    }

    /// The stand-in of a personal value. White space around it stays.
    pub(crate) fn value(&self, text: &str) -> String {
        if let Some(known) = self.remembered.borrow().get(text) {
            return known.clone();
        }
        let other = self.padded(text);
        if text.len() <= REMEMBERED_LENGTH {
            let mut remembered = self.remembered.borrow_mut();
            if remembered.len() >= REMEMBERED {
                remembered.clear();
            }
            remembered.insert(text.to_owned(), other.clone());
        }
        other
    }

    fn padded(&self, text: &str) -> String {
        let core = text.trim();
        if core.is_empty() {
            return text.to_owned();
        }
        let begin = text.len() - text.trim_start().len();
        format!("{}{}{}", &text[..begin], self.core(core), &text[begin + core.len()..])
    }

    fn core(&self, text: &str) -> String {
        match form(text) {
            Form::Uuid => self.uuid(text),
            Form::Date => self.date(text),
            Form::CivicNumber => self.civic_number(text).unwrap_or_else(|| self.text(text)),
            Form::Email => self.email(text),
            Form::Uri => self.uri(text),
            Form::Text => self.text(text),
        }
    }

    /// The stand-in of a civic number; None when it is none.
    pub(super) fn civic_number(&self, text: &str) -> Option<String> {
        Some(CivicNumber::parse(text, *TODAY)?.displaced(&self.key, *TODAY).to_string())
    }

    /// The stand-in of an e-mail address: the same domain always becomes the same domain, below `example.invalid`.
    pub(super) fn email(&self, text: &str) -> String {
        let Some((local, domain)) = text.rsplit_once('@') else { return self.text(text) };
        format!("{}@{}", letters::permute(&self.key, local, PercentEncoding::Foreign), self.host(domain))
    }

    /// The stand-in of any other text. It is replaced by the next one as long as it looks like a civic number, a date or the like:
    /// what was wrong must not become right.
    fn text(&self, text: &str) -> String {
        let mut other = self.words(text);
        for _ in 0..WALK {
            if form(&other) == Form::Text {
                break;
            }
            other = self.words(&other);
        }
        other
    }

    /// A name is made of the stand-ins of its words, so that `displayName` still begins with `givenName`. Text with digits is
    /// taken as a whole: pairs of digits in a telephone number would be too easy to guess one by one.
    fn words(&self, text: &str) -> String {
        let whole = |part: &str| letters::permute(&self.key, part, PercentEncoding::Foreign);
        if text.contains(|c: char| c.is_ascii_digit()) {
            return whole(text);
        }
        text.split_inclusive(char::is_whitespace).map(whole).collect()
    }

    fn host(&self, host: &str) -> String {
        format!("{}.example.invalid", self.key.short_digest(DOMAIN, &host.to_lowercase()))
    }

    fn date(&self, text: &str) -> String {
        match leading_date(text) {
            Some(date) => format!("{}{}", displace_date(&self.key, date, *TODAY), &text[10..]),
            None => text.to_owned(),
        }
    }

    /// Scheme, port and the form of the rest stay.
    fn uri(&self, text: &str) -> String {
        let inner = |part: &str| letters::permute(&self.key, part, PercentEncoding::All);
        if let Some((scheme, rest)) = text.split_once("://") {
            let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
            let (authority, path) = rest.split_at(end);
            let host_and_port = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
            let (host, port) = match host_and_port.rsplit_once(':') {
                Some((host, port)) if port.bytes().all(|b| b.is_ascii_digit()) => (host, format!(":{port}")),
                _ => (host_and_port, String::new()),
            };
            return format!("{scheme}://{}{port}{}", self.host(host), inner(path));
        }
        // `data:image/png;base64,…` keeps its media type.
        let kept = match text.find(',') {
            Some(comma) if text.starts_with("data:") => comma + 1,
            _ => text.find(':').map_or(0, |colon| colon + 1),
        };
        format!("{}{}", &text[..kept], inner(&text[kept..]))
    }

    /// Version and variant stay.
    fn uuid(&self, text: &str) -> String {
        let upper = text.bytes().any(|b| b.is_ascii_uppercase());
        let stays = |at: usize, c: char| c == '-' || at == 14 || at == 19;
        let mut places: Vec<Place> = text
            .char_indices()
            .filter(|(at, c)| !stays(*at, *c))
            .map(|(_, c)| Place { symbol: c.to_digit(16).unwrap_or_default(), size: 16 })
            .collect();
        self.key.permute(&mut places);
        let mut places = places.into_iter();
        text.char_indices()
            .map(|(at, c)| {
                if stays(at, c) {
                    return c;
                }
                let digit = places.next().and_then(|place| char::from_digit(place.symbol, 16)).unwrap_or(c);
                if upper { digit.to_ascii_uppercase() } else { digit }
            })
            .collect()
    }

    /// The stand-in of a whole number that is written as a JSON number: as many digits, no leading zero.
    pub(super) fn number(&self, text: &str) -> String {
        if let Some(other) = self.civic_number(text) {
            return other;
        }
        let mut other = letters::permute(&self.key, text, PercentEncoding::Foreign);
        for _ in 0..WALK {
            if !other.trim_start_matches('-').starts_with('0') && form(&other) == Form::Text {
                break;
            }
            other = letters::permute(&self.key, &other, PercentEncoding::Foreign);
        }
        other
    }
}

/// The form that a value has.
fn form(text: &str) -> Form {
    if is_uuid(text) {
        Form::Uuid
    } else if leading_date(text).is_some() {
        Form::Date
    } else if CivicNumber::parse(text, *TODAY).is_some() {
        Form::CivicNumber
    } else if is_email(text) {
        Form::Email
    } else if is_uri(text) {
        Form::Uri
    } else {
        Form::Text
    }
}

/// Whether a text is a UUID in its usual writing.
pub(crate) fn is_uuid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(at, b)| match at {
            8 | 13 | 18 | 23 => b == b'-',
            _ => b.is_ascii_hexdigit(),
        })
}

/// The valid date that a text begins with, when it is a date or a date and time.
pub(super) fn leading_date(text: &str) -> Option<Date> {
    let date = text.get(..10)?;
    let shape =
        date.bytes().enumerate().all(|(at, b)| if matches!(at, 4 | 7) { b == b'-' } else { b.is_ascii_digit() });
    let rest = text.get(10..)?;
    if !shape || !(rest.is_empty() || rest.starts_with(['T', 't', ' '])) {
        return None;
    }
    date.parse().ok()
}

/// Whether a text is an e-mail address in its usual writing (RFC 5321 without quoting and address literals).
pub(super) fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.split_once('@') else { return false };
    let atom = |part: &str| {
        !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+/=?^_`{|}~-".contains(&b))
    };
    let label = |part: &str| {
        !part.is_empty()
            && !part.starts_with('-')
            && !part.ends_with('-')
            && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    local.len() <= 64 && local.split('.').all(atom) && domain.contains('.') && domain.split('.').all(label)
}

/// Whether a text is an absolute URI with something behind its scheme.
fn is_uri(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else { return false };
    scheme.len() > 1
        && !rest.is_empty()
        && scheme.bytes().all(|b| b.is_ascii_lowercase())
        && !text.contains(char::is_whitespace)
        && url::Url::parse(text).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_value_gets_the_same_stand_in_each_time_and_another_run_another_one() {
        let (a, b) = (Pseudonymiser::new(), Pseudonymiser::new());
        assert_eq!(a.value("Annabella Andersson"), a.value("Annabella Andersson"));
        assert_ne!(a.value("Annabella Andersson"), b.value("Annabella Andersson"));
    }

    #[test]
    fn a_stand_in_keeps_the_form_of_its_value() {
        let run = Pseudonymiser::new();
        for value in [
            "anna.andersson+x@skola.kommun.se",
            "201005171230",
            "2010-05-17",
            "2010-05-17T00:00:00+02:00",
            "https://foto.kommun.se:8443/elev/anna%20andersson.jpg?v=1",
            "data:image/png;base64,iVBORw0KGgo=",
            "tel:+46701234567",
            "7f9c24e8-3b12-4fef-91e0-2f0d6e5c1a77",
            "7F9C24E8-3B12-4FEF-91E0-2F0D6E5C1A77",
            "Anna",
            "201013171230",
            "2010-02-31",
        ] {
            let other = run.value(value);
            assert_ne!(other, value);
            assert_eq!(form(&other), form(value), "{value} to {other}");
        }
        assert!(run.value("2010-05-17T00:00:00+02:00").ends_with("T00:00:00+02:00"));
        assert!(run.value("https://foto.kommun.se:8443/a%20b").contains(".example.invalid:8443/"));
        assert!(run.value("data:image/png;base64,iVBORw0KGgo=").starts_with("data:image/png;base64,"));
    }

    #[test]
    fn a_full_name_is_made_of_the_stand_ins_of_its_parts() {
        let run = Pseudonymiser::new();
        let parts = format!("{} {}", run.value("Annabella"), run.value("Björklund-Öst"));
        assert_eq!(run.value("Annabella Björklund-Öst"), parts);
    }

    #[test]
    fn addresses_of_one_domain_stay_in_one_domain() {
        let run = Pseudonymiser::new();
        let domain = |text: &str| run.value(text).split_once('@').map(|(_, domain)| domain.to_owned());
        assert_eq!(domain("anna@kommun.se"), domain("bo@Kommun.se"));
        assert_ne!(domain("anna@kommun.se"), domain("anna@annan.se"));
    }

    #[test]
    fn the_date_of_a_civic_number_is_that_of_the_birth_date() {
        let run = Pseudonymiser::new();
        assert_eq!(run.value("2010-05-17").replace('-', ""), run.value("201005171230")[..8]);
    }

    #[test]
    fn emptiness_and_white_space_around_stay() {
        let run = Pseudonymiser::new();
        assert_eq!(run.value(""), "");
        assert_eq!(run.value("  "), "  ");
        let padded = run.value(" Annabella\t");
        assert_eq!(padded.trim(), run.value("Annabella"));
        assert!(padded.starts_with(' ') && padded.ends_with('\t'));
    }

    #[test]
    fn a_number_stays_a_number_of_the_same_length() {
        let run = Pseudonymiser::new();
        for number in ["201005171230", "46701234567", "-123456"] {
            let other = run.number(number);
            assert_ne!(other, number);
            assert_eq!(other.len(), number.len());
            assert!(serde_json::from_str::<serde_json::Number>(&other).is_ok(), "{other}");
        }
    }

    proptest! {
        #[test]
        fn any_value_keeps_its_form_and_length_class(value in "\\PC{0,40}") {
            let run = Pseudonymiser::new();
            let other = run.value(&value);
            prop_assert_eq!(value.is_empty(), other.is_empty());
            if form(value.trim()) == Form::Text {
                prop_assert_eq!(value.chars().count(), other.chars().count());
            }
            prop_assert_eq!(form(value.trim()), form(other.trim()));
        }

        #[test]
        fn two_values_never_share_a_stand_in(a in "[A-Za-zåäö ]{0,4}", b in "[A-Za-zåäö ]{0,4}") {
            let run = Pseudonymiser::new();
            prop_assert_eq!(a == b, run.value(&a) == run.value(&b));
        }
    }
}
