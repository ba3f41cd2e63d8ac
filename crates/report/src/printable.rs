//! Characters from systems under test that must not steer a terminal, an XML parser or the direction of writing.

use std::borrow::Cow;

/// The text with every control character shown as U+FFFD, except line feed and tab.
///
/// Escape sequences could rewrite what a terminal shows, and direction overrides could make a line read as its opposite.
pub(crate) fn printable(text: &str) -> Cow<'_, str> {
    if text.chars().any(steers) {
        Cow::Owned(text.chars().map(|c| if steers(c) { char::REPLACEMENT_CHARACTER } else { c }).collect())
    } else {
        Cow::Borrowed(text)
    }
}

/// The same on one line: runs of white space become one space.
pub(crate) fn one_line(text: &str) -> String {
    printable(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn steers(c: char) -> bool {
    let direction = matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}');
    direction || (c.is_control() && c != '\n' && c != '\t') || matches!(c, '\u{FFFE}' | '\u{FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escape_sequences_and_direction_overrides_are_made_visible() {
        assert_eq!(printable("a\u{1b}[31mb\u{202e}c\0"), "a\u{fffd}[31mb\u{fffd}c\u{fffd}");
    }

    #[test]
    fn ordinary_text_is_left_alone() {
        assert!(matches!(printable("Åsa\nläser\t1 av 2"), Cow::Borrowed(_)));
        assert_eq!(one_line(" a\n  b\tc "), "a b c");
    }
}
