//! Text with other letters in the same places: each character keeps its class, so that faults of form stay visible.
//!
//! Kept as they are: white space, punctuation, control characters, combining marks, traces of a wrong encoding (`Ã¥`, `&aring;`,
//! `%C3%A5`, `\u00e5`, U+FFFD). A letter in front of a combining mark becomes another letter that the mark combines with, so text
//! in decomposed form (NFD) stays in decomposed form and text in composed form stays composed.

use unicode_normalization::char::{canonical_combining_class, compose};
use unicode_normalization::is_nfc;

use super::permutation::{Key, Place};

const DIGITS: &str = "0123456789";
const LOWER: &str = "abcdefghijklmnopqrstuvwxyz";
const UPPER: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
/// Latin-1 letters without those that a wrong encoding leaves behind (`Ã`, `Â`, `â`).
const LATIN_LOWER: &str = "àáãäåæçèéêëìíîïðñòóôõöøùúûüýþ";
const LATIN_UPPER: &str = "ÀÁÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞ";

/// Which percent-encoded characters are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PercentEncoding {
    /// Only those that stand for something outside ASCII: in text they are a trace of a wrong encoding.
    Foreign,
    /// All: in an address they must stay well-formed.
    All,
}

/// The text with other letters and digits.
pub(super) fn permute(key: &Key, text: &str, percent: PercentEncoding) -> String {
    let characters: Vec<char> = text.chars().collect();
    let alphabets = alphabets(&characters, percent);
    let mut places = Vec::with_capacity(characters.len());
    for (character, alphabet) in characters.iter().zip(&alphabets) {
        if let Some((symbol, size)) = alphabet.as_ref().and_then(|alphabet| alphabet.position(*character)) {
            places.push(Place { symbol, size });
        }
    }
    key.permute(&mut places);
    let mut places = places.into_iter();
    characters
        .iter()
        .zip(&alphabets)
        .map(|(character, alphabet)| match alphabet {
            Some(alphabet) if alphabet.position(*character).is_some() => {
                places.next().and_then(|place| alphabet.symbol(place.symbol)).unwrap_or(*character)
            }
            _ => *character,
        })
        .collect()
}

/// The characters that may stand in a place.
enum Alphabet {
    Fixed(&'static str),
    Listed(Vec<char>),
}

impl Alphabet {
    fn position(&self, character: char) -> Option<(u32, u32)> {
        let (position, size) = match self {
            Alphabet::Fixed(letters) if letters.is_ascii() => (letters.find(character)?, letters.len()),
            Alphabet::Fixed(letters) => (letters.chars().position(|c| c == character)?, letters.chars().count()),
            Alphabet::Listed(letters) => (letters.iter().position(|c| *c == character)?, letters.len()),
        };
        Some((u32::try_from(position).ok()?, u32::try_from(size).ok()?))
    }

    fn symbol(&self, symbol: u32) -> Option<char> {
        match self {
            Alphabet::Fixed(letters) if letters.is_ascii() => {
                letters.as_bytes().get(symbol as usize).map(|b| char::from(*b))
            }
            Alphabet::Fixed(letters) => letters.chars().nth(symbol as usize),
            Alphabet::Listed(letters) => letters.get(symbol as usize).copied(),
        }
    }
}

/// For each character the ones that may take its place; None where it stays.
fn alphabets(characters: &[char], percent: PercentEncoding) -> Vec<Option<Alphabet>> {
    let mut alphabets = Vec::with_capacity(characters.len());
    while alphabets.len() < characters.len() {
        let rest = &characters[alphabets.len()..];
        let kept = trace_length(rest, percent);
        if kept > 0 {
            alphabets.extend((0..kept).map(|_| None));
            continue;
        }
        let mark = rest.get(1).copied().filter(|next| canonical_combining_class(*next) != 0);
        alphabets.push(alphabet(rest[0], mark));
    }
    alphabets
}

fn alphabet(character: char, mark: Option<char>) -> Option<Alphabet> {
    let fixed = match character {
        '0'..='9' => DIGITS,
        'a'..='z' => LOWER,
        'A'..='Z' => UPPER,
        _ if LATIN_LOWER.contains(character) => LATIN_LOWER,
        _ if LATIN_UPPER.contains(character) => LATIN_UPPER,
        _ => return neighbours(character, mark),
    };
    let Some(mark) = mark else { return Some(Alphabet::Fixed(fixed)) };
    let combining: Vec<char> = fixed.chars().filter(|letter| compose(*letter, mark).is_some()).collect();
    // A mark that does not combine with this letter says nothing about composed and decomposed form.
    combining.contains(&character).then_some(Alphabet::Listed(combining))
}

/// Letters of the same kind from the same row of sixteen in Unicode, which keeps script and length.
fn neighbours(character: char, mark: Option<char>) -> Option<Alphabet> {
    let alike = |other: char| {
        other.is_alphabetic()
            && other.is_lowercase() == character.is_lowercase()
            && other.is_uppercase() == character.is_uppercase()
            && canonical_combining_class(other) == 0
            && is_nfc(other.encode_utf8(&mut [0; 4]))
    };
    // The row U+0080 to U+00BF holds no names; what stands there comes from a wrong encoding.
    if (character as u32) < 0xC0
        || matches!(character, 'Ã' | 'Â' | 'â' | 'ß' | 'ÿ')
        || mark.is_some()
        || !alike(character)
    {
        return None;
    }
    let row = character as u32 & !0xF;
    let letters: Vec<char> = (row..row + 16).filter_map(char::from_u32).filter(|other| alike(*other)).collect();
    (letters.len() > 1).then_some(Alphabet::Listed(letters))
}

/// How many characters from here on are a trace of a wrong encoding.
fn trace_length(rest: &[char], percent: PercentEncoding) -> usize {
    match rest {
        ['Ã' | 'Â', _, ..] => 2,
        ['%', a, b, ..] => match hexadecimal(&[*a, *b]) {
            Some(code) if code >= 0x80 || percent == PercentEncoding::All => 3,
            _ => 0,
        },
        ['\\', 'u', a, b, c, d, ..] if hexadecimal(&[*a, *b, *c, *d]).is_some_and(|code| code >= 0x80) => 6,
        ['&', ..] => entity_length(rest),
        _ => 0,
    }
}

fn hexadecimal(digits: &[char]) -> Option<u32> {
    digits.iter().try_fold(0, |code, digit| Some(code * 16 + digit.to_digit(16)?))
}

/// Length of a named or numeric character reference of HTML that stands for something outside ASCII.
fn entity_length(rest: &[char]) -> usize {
    let Some(end) = rest.iter().take(12).position(|c| *c == ';') else { return 0 };
    let name: String = rest[1..end].iter().collect();
    let foreign = match name.strip_prefix('#') {
        Some(number) => number.parse::<u32>().is_ok_and(|code| code >= 0x80),
        None => name.len() > 1 && name.chars().all(|c| c.is_ascii_alphabetic()),
    };
    if foreign { end + 1 } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_normalization::{UnicodeNormalization as _, is_nfd};

    fn stand_in(text: &str) -> String {
        permute(&Key::random(), text, PercentEncoding::Foreign)
    }

    #[test]
    fn every_character_keeps_its_class() {
        let name = "Åsa-Lena O'Brien d.ä. 42";
        let other = stand_in(name);
        assert_ne!(other, name);
        for (a, b) in name.chars().zip(other.chars()) {
            assert_eq!(a.is_alphabetic(), b.is_alphabetic());
            assert_eq!((a.is_lowercase(), a.is_uppercase()), (b.is_lowercase(), b.is_uppercase()));
            assert_eq!((a.is_ascii(), a.is_ascii_digit()), (b.is_ascii(), b.is_ascii_digit()));
            if !a.is_alphanumeric() {
                assert_eq!(a, b);
            }
        }
        assert_eq!(name.chars().count(), other.chars().count());
    }

    #[test]
    fn decomposed_text_stays_decomposed_and_composed_text_composed() {
        for name in ["Åsa Öberg", "Zoë Müller", "José Nuñez"] {
            let decomposed: String = name.nfd().collect();
            let other = stand_in(&decomposed);
            assert!(is_nfd(&other) && !is_nfc(&other), "{other:?}");
            assert!(is_nfc(&stand_in(name)));
        }
    }

    #[test]
    fn traces_of_a_wrong_encoding_stay() {
        for trace in ["Ã¥", "Ã–", "Â ", "\u{FFFD}", "&aring;", "&#229;", "%C3%A5", "\\u00e5", "â€™", "?"] {
            let other = stand_in(&format!("Bj{trace}rn"));
            assert!(other.contains(trace), "{trace}: {other}");
        }
    }

    #[test]
    fn what_is_plain_ascii_in_disguise_is_no_trace() {
        let other = stand_in("&#65;&#110; \\u0041 %41%6E and a long enough rest");
        assert!(!other.contains("&#65;&#110;") || !other.contains("\\u0041"), "{other}");
    }

    #[test]
    fn letters_of_other_scripts_stay_in_their_script() {
        let other = stand_in("Владимир محمد");
        assert!(other.chars().take(8).all(|c| ('\u{400}'..'\u{500}').contains(&c)), "{other}");
        assert!(other.chars().skip(9).all(|c| ('\u{600}'..'\u{700}').contains(&c)), "{other}");
    }

    #[test]
    fn no_two_names_get_the_same_stand_in() {
        let key = Key::random();
        let names: std::collections::BTreeSet<String> =
            (0..5000).map(|n| permute(&key, &format!("B{n:04}å"), PercentEncoding::Foreign)).collect();
        assert_eq!(names.len(), 5000);
    }
}
