//! Page tokens: opaque, and kept as they are, unless they can be read and hold personal data.

use base64::Engine as _;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

/// The two alphabets; either may come with or without padding.
const ENGINES: [GeneralPurpose; 2] = [engine(&alphabet::URL_SAFE), engine(&alphabet::STANDARD)];

const fn engine(alphabet: &alphabet::Alphabet) -> GeneralPurpose {
    let config =
        GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent).with_encode_padding(false);
    GeneralPurpose::new(alphabet, config)
}

/// The token with the text inside it changed, when it is base64 of text and `change` wants it changed.
pub(super) fn rewrite(token: &str, change: impl Fn(&str) -> Option<String>) -> Option<String> {
    for engine in ENGINES {
        let Some(inside) = engine.decode(token).ok().and_then(|bytes| String::from_utf8(bytes).ok()) else { continue };
        let other = change(&inside)?;
        let mut encoded = engine.encode(other);
        if token.ends_with('=') {
            while encoded.len() % 4 != 0 {
                encoded.push('=');
            }
        }
        return Some(encoded);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_readable_token_with_something_to_change_is_changed() {
        let change = |text: &str| text.contains("Anna").then(|| text.replace("Anna", "Xyzw"));
        // {"after":"Anna"}
        assert_eq!(rewrite("eyJhZnRlciI6IkFubmEifQ==", change).as_deref(), Some("eyJhZnRlciI6Ilh5encifQ=="));
        assert_eq!(rewrite("eyJhZnRlciI6IkFubmEifQ", change).as_deref(), Some("eyJhZnRlciI6Ilh5encifQ"));
        assert_eq!(rewrite("eyJhZnRlciI6IjEyMyJ9", change), None);
        assert_eq!(rewrite("not base64 !", change), None);
        assert_eq!(rewrite("AAECAwT_", change), None);
    }
}
