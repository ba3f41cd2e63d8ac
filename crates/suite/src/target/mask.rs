//! Masks secrets in the text of a target file, so that a caret never prints one.
//!
//! Nothing moves: every byte of a secret becomes `*`.

use crate::yaml::{Bytes, Document};

/// Keys below principals and refused tokens whose values are not secret.
const OPEN: [&str; 9] = ["env", "file", "command", "token_url", "client_id", "scope", "auth", "kid", "algorithm"];

/// Masks by place: every other scalar below `principals` and `refused_tokens`, known key or slip of the finger.
pub(super) fn by_place(text: &str, document: &Document) -> String {
    let mut bytes = text.as_bytes().to_vec();
    for (pointer, place) in &document.places {
        let below = pointer.starts_with("/principals/")
            || pointer.starts_with("/refused_tokens/")
            || pointer.starts_with("/interfaces/oidc-provider/clients/") && pointer.contains("/auth/")
            || pointer.starts_with("/interfaces/oidc-provider/login/people/") && pointer.contains("/types/");
        let scalar = document.value.pointer(pointer).is_some_and(|v| !v.is_object() && !v.is_array() && !v.is_null());
        let last = pointer.rsplit('/').next().unwrap_or_default();
        if below && scalar && !OPEN.contains(&last) {
            cover(&mut bytes, place.value.clone());
        }
    }
    cover_urls(text, &mut bytes);
    // Masked bytes are ASCII and cover whole scalars, so the text stays UTF-8.
    String::from_utf8(bytes).unwrap_or_default()
}

/// Masks a text that cannot be parsed: what follows a key that sounds secret, to the end of the line.
pub(super) fn by_guess(text: &str) -> String {
    const SECRET: [&str; 9] = [
        "client_secret",
        "secret",
        "bearer",
        "token",
        "password",
        "expired",
        "not_yet_valid",
        "bad_signature",
        "alg_none",
    ];
    let mut bytes = text.as_bytes().to_vec();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        for word in SECRET {
            for (at, _) in line.match_indices(word) {
                let after = at + word.len();
                let Some(colon) = line[after..].find(':').map(|c| after + c + 1) else { continue };
                let named =
                    line[after..colon - 1].trim_end_matches(|c: char| c.is_alphanumeric() || c == '_' || c == '"');
                let value = line[colon..].trim_end();
                let open = line[after..colon].starts_with("_url") || value.trim_start().starts_with('{');
                if named.is_empty() && !open {
                    cover(&mut bytes, start + colon..start + colon + value.len());
                }
            }
        }
        start += line.len();
    }
    cover_urls(text, &mut bytes);
    String::from_utf8(bytes).unwrap_or_default()
}

/// User name, password and query of every URL.
fn cover_urls(text: &str, bytes: &mut [u8]) {
    let is_end = |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | ',' | '}' | ']');
    for (at, _) in text.match_indices("://") {
        let start = at + "://".len();
        let url = &text[start..];
        let url = &url[..url.find(is_end).unwrap_or(url.len())];
        let authority = url.find(['/', '?', '#']).unwrap_or(url.len());
        if let Some(user) = url[..authority].rfind('@') {
            cover(bytes, start..start + user);
        }
        if let Some(query) = url.find('?') {
            cover(bytes, start + query + 1..start + url.len());
        }
    }
}

fn cover(bytes: &mut [u8], range: Bytes) {
    for byte in bytes.iter_mut().take(range.end).skip(range.start) {
        if !byte.is_ascii_whitespace() {
            *byte = b'*';
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;
    use crate::yaml;

    #[test]
    fn only_secrets_are_masked_and_nothing_moves() {
        let text = "name: hemligt\nprincipals:\n  full:\n    oauth2: { client_id: abc, client_secrt: hüsh, client_secret: { env: NAME } }\n  limited: { bearer: tok }\n";
        let masked = by_place(text, &yaml::parse(text).unwrap());
        assert_eq!(masked.len(), text.len());
        assert!(masked.contains("client_secrt: *****,") && masked.contains("bearer: ***"), "{masked}");
        assert!(masked.contains("hemligt") && masked.contains("abc") && masked.contains("NAME"), "{masked}");
    }

    #[test]
    fn a_broken_text_is_masked_by_guess() {
        let text = "a: [\n  client_secret: hush # x\n  bearer: { file: p }\n  token_url: https://x\n";
        let masked = by_guess(text);
        assert!(!masked.contains("hush") && masked.contains("{ file: p }") && masked.contains("https://x"), "{masked}");
    }
}
