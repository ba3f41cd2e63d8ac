//! `{name}` in requests.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Map, Value};

/// Everything but the unreserved characters of RFC 3986, 2.3.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Parts of a template.
enum Part<'t> {
    Text(&'t str),
    Name(&'t str),
}

/// Cuts a template. A brace that does not enclose a name is text.
fn parts(template: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut rest = template;
    let mut text = 0;
    let mut from = 0;
    while let Some(open) = rest[from..].find('{').map(|at| from + at) {
        let inside = &rest[open + 1..];
        let name = inside.find('}').map(|close| &inside[..close]).filter(|name| is_name(name));
        match name {
            Some(name) => {
                parts.push(Part::Text(&rest[text..open]));
                parts.push(Part::Name(name));
                rest = &inside[name.len() + 1..];
                (text, from) = (0, 0);
            }
            None => from = open + 1,
        }
    }
    parts.push(Part::Text(&rest[text..]));
    parts
}

fn is_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic()) && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

/// The names that a template mentions.
pub(super) fn names(template: &str) -> Vec<&str> {
    parts(template)
        .into_iter()
        .filter_map(|part| match part {
            Part::Name(name) => Some(name),
            Part::Text(_) => None,
        })
        .collect()
}

/// How values are written into a template.
#[derive(Clone, Copy)]
pub(super) enum Encoding {
    /// Percent-encoded, for paths.
    Percent,
    /// As they are: query parameters are encoded when sent.
    Plain,
}

/// Puts the values in.
///
/// # Errors
/// The name that has no value.
pub(super) fn fill(template: &str, values: &Map<String, Value>, encoding: Encoding) -> Result<String, String> {
    let mut out = String::with_capacity(template.len());
    for part in parts(template) {
        match part {
            Part::Text(text) => out.push_str(text),
            Part::Name(name) => {
                let value = values.get(name).map(written).ok_or_else(|| name.to_owned())?;
                match encoding {
                    Encoding::Percent => out.extend(utf8_percent_encode(&value, ENCODED)),
                    Encoding::Plain => out.push_str(&value),
                }
            }
        }
    }
    Ok(out)
}

/// Puts values into the strings of a JSON body. A string that is nothing but one name becomes the value itself.
///
/// # Errors
/// The name that has no value.
pub(super) fn fill_body(body: &Value, values: &Map<String, Value>) -> Result<Value, String> {
    Ok(match body {
        Value::String(text) => match text.strip_prefix('{').and_then(|t| t.strip_suffix('}')).filter(|n| is_name(n)) {
            Some(name) => values.get(name).cloned().ok_or_else(|| name.to_owned())?,
            None => Value::String(fill(text, values, Encoding::Plain)?),
        },
        Value::Array(items) => {
            Value::Array(items.iter().map(|item| fill_body(item, values)).collect::<Result<_, _>>()?)
        }
        Value::Object(members) => Value::Object(
            members
                .iter()
                .map(|(name, value)| Ok((name.clone(), fill_body(value, values)?)))
                .collect::<Result<_, String>>()?,
        ),
        Value::Null | Value::Bool(_) | Value::Number(_) => body.clone(),
    })
}

/// The names that a body mentions.
pub(super) fn body_names(body: &Value) -> Vec<&str> {
    match body {
        Value::String(text) => names(text),
        Value::Array(items) => items.iter().flat_map(body_names).collect(),
        Value::Object(members) => members.values().flat_map(body_names).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) => Vec::new(),
    }
}

fn written(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => value.to_string(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use serde_json::json;

    use super::*;

    fn values() -> Map<String, Value> {
        json!({"id": "a/b å", "n": 3}).as_object().unwrap().clone()
    }

    #[test]
    fn values_in_paths_are_encoded_and_braces_without_name_stay() {
        let filled = fill("/persons/{id}?x={ no }{n}{", &values(), Encoding::Percent).unwrap();
        assert_eq!(filled, "/persons/a%2Fb%20%C3%A5?x={ no }3{");
    }

    #[test]
    fn a_missing_value_is_named() {
        assert_eq!(fill("{gone}", &values(), Encoding::Plain).unwrap_err(), "gone");
    }

    #[test]
    fn a_body_string_that_is_only_a_name_keeps_the_type_of_its_value() {
        let body = fill_body(&json!({"a": "{n}", "b": ["no. {n}"]}), &values()).unwrap();
        assert_eq!(body, json!({"a": 3, "b": ["no. 3"]}));
    }
}
