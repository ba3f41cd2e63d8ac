//! The form that a page posts to an identity provider (saml-bindings-2.0-os, 3.5): looked for as text, since nothing else of the page
//! matters.

use url::Url;

/// A form with its fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Form {
    pub(crate) action: Url,
    pub(crate) fields: Vec<(String, String)>,
}

impl Form {
    /// The first form whose action begins so.
    pub(crate) fn posted_to(page: &str, here: &Url, begins: &str) -> Option<Form> {
        tags(page, "form").into_iter().find_map(|(tag, rest)| {
            let action = here.join(&attribute(tag, "action")?).ok()?;
            if !action.as_str().starts_with(begins) {
                return None;
            }
            let inside = &rest[..find(rest, "</form").unwrap_or(rest.len())];
            let fields = tags(inside, "input").into_iter().filter_map(|(input, _)| {
                Some((attribute(input, "name")?, attribute(input, "value").unwrap_or_default()))
            });
            Some(Form { action, fields: fields.collect() })
        })
    }
}

/// Start tags of that name, each with what follows.
fn tags<'p>(page: &'p str, name: &str) -> Vec<(&'p str, &'p str)> {
    let open = format!("<{name}");
    let mut found = Vec::new();
    let mut rest = page;
    while let Some(at) = find(rest, &open) {
        let tag = &rest[at + open.len()..];
        let Some(end) = tag.find('>') else { break };
        if tag.starts_with(|c: char| c.is_whitespace() || c == '>' || c == '/') {
            found.push((&tag[..end], &tag[end + 1..]));
        }
        rest = &tag[end + 1..];
    }
    found
}

fn find(text: &str, what: &str) -> Option<usize> {
    text.to_ascii_lowercase().find(what)
}

/// An attribute of a start tag.
fn attribute(tag: &str, name: &str) -> Option<String> {
    let lower = tag.to_ascii_lowercase();
    let mut from = 0;
    while let Some(at) = lower[from..].find(name).map(|at| at + from) {
        from = at + name.len();
        let begins = lower[..at].ends_with(|c: char| c.is_whitespace() || c == '"' || c == '\'');
        let Some(value) = tag[from..].trim_start().strip_prefix('=').map(str::trim_start) else { continue };
        if !begins {
            continue;
        }
        let raw = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => value[1..].split(quote).next().unwrap_or_default(),
            _ => value.split(|c: char| c.is_whitespace()).next().unwrap_or_default(),
        };
        return Some(unescaped(raw));
    }
    None
}

/// Character references, numeric ones and the five that XML knows.
fn unescaped(raw: &str) -> String {
    let mut out = String::new();
    let mut rest = raw;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let Some(end) = rest.find(';').filter(|end| *end <= 10) else {
            out.push('&');
            rest = &rest[1..];
            continue;
        };
        let name = &rest[1..end];
        let number = match name.strip_prefix("#x").or(name.strip_prefix("#X")) {
            Some(hex) => u32::from_str_radix(hex, 16).ok(),
            None => name.strip_prefix('#').and_then(|decimal| decimal.parse().ok()),
        };
        match (name, number.and_then(char::from_u32)) {
            (_, Some(character)) => out.push(character),
            ("amp", _) => out.push('&'),
            ("lt", _) => out.push('<'),
            ("gt", _) => out.push('>'),
            ("quot", _) => out.push('"'),
            ("apos", _) => out.push('\''),
            _ => out.push_str(&rest[..=end]),
        }
        rest = &rest[end + 1..];
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;

    #[test]
    fn the_form_that_goes_to_the_identity_provider_is_found_with_its_fields() {
        let page = "<form action='/search'><input name=q></form><FORM method=\"post\" action=\"https&#58;//idp.example/sso\">\
                    <input type='hidden' name='SAMLRequest' value='PD94&#43;bWw='/><input name=\"RelayState\" value=\"a&amp;b\"></FORM>";
        let form =
            Form::posted_to(page, &Url::parse("https://sp.example/login").unwrap(), "https://idp.example/sso").unwrap();
        assert_eq!(form.fields[0], ("SAMLRequest".to_owned(), "PD94+bWw=".to_owned()));
        assert_eq!(form.fields[1].1, "a&b");
        assert_eq!(Form::posted_to(page, &Url::parse("https://sp.example/").unwrap(), "https://other.example"), None);
    }
}
