//! Values of a document as findings may tell them.

/// Longest value that is told whole.
const LONGEST: usize = 160;

/// A value on one line, without anything that could be somebody's address.
pub(crate) fn shown(value: &str) -> String {
    let is_plain = |c: char| !c.is_control();
    let plain: String = value.chars().filter(|c| is_plain(*c)).take(LONGEST).collect();
    let cut = if value.chars().count() > LONGEST { "…" } else { "" };
    let words: Vec<&str> = plain.split_whitespace().map(|word| if word.contains('@') { "…@…" } else { word }).collect();
    format!("{}{cut}", words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_people_are_not_told() {
        assert_eq!(shown("mailto:anna.andersson@skola.example"), "…@…");
        assert_eq!(shown("https://idp.example.se/sso"), "https://idp.example.se/sso");
    }

    #[test]
    fn a_value_stays_on_its_line_and_ends() {
        assert_eq!(shown("a\n\tb\u{7}c"), "abc");
        assert_eq!(shown(&"x".repeat(1000)).chars().count(), 161);
    }
}
