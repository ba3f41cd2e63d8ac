//! One page: its envelope, and its entries one at a time, so that a page of any size needs memory for one entry.

use std::fmt;

use samspel_exchange::{JsonFault, Response};
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

/// What is wrong with the envelope of a list response.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum EnvelopeFault {
    /// The body is not JSON.
    NotJson(JsonFault),
    /// The body is JSON but no object.
    NotObject {
        /// What it is.
        kind: &'static str,
    },
    /// There is no `data`.
    NoData {
        /// Another property that holds an array, if there is one.
        instead: Option<String>,
    },
    /// `data` has the wrong type.
    DataKind {
        /// What it is.
        kind: &'static str,
    },
    /// `pageToken` has the wrong type.
    TokenKind {
        /// What it is.
        kind: &'static str,
    },
}

/// The `pageToken` of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Token {
    /// No such property.
    Absent,
    /// `null`.
    Null,
    /// A string.
    Text(String),
    /// Something else.
    Other,
}

/// A page without its entries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Page {
    /// How many entries it had.
    pub(crate) entries: u64,
    /// Its token.
    pub(crate) token: Token,
    /// What is wrong with its envelope.
    pub(crate) faults: Vec<EnvelopeFault>,
    /// Properties beside `data` and `pageToken`.
    pub(crate) extra: Vec<String>,
}

/// Reads a list response and hands its entries to `on_entry`. With `deleted`, `data` is an object of id arrays and each id
/// becomes an entry `{ "id", "resource" }`.
pub(crate) fn read(response: &Response, deleted: bool, on_entry: &mut dyn FnMut(Value)) -> Page {
    let mut page = Page { entries: 0, token: Token::Absent, faults: Vec::new(), extra: Vec::new() };
    let text = match text(&response.body) {
        Ok(text) => text,
        Err(fault) => {
            page.faults.push(EnvelopeFault::NotJson(fault));
            return page;
        }
    };
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let read = Envelope { page: &mut page, deleted, on_entry }
        .deserialize(&mut deserializer)
        .and_then(|()| deserializer.end());
    if let Err(e) = read {
        let what = format!("{:?} error at line {} column {}", e.classify(), e.line(), e.column());
        page.faults = vec![EnvelopeFault::NotJson(JsonFault::Syntax { what })];
    }
    page
}

fn text(body: &[u8]) -> Result<&str, JsonFault> {
    if body.is_empty() {
        return Err(JsonFault::Empty);
    }
    if body.starts_with(b"\xEF\xBB\xBF") {
        return Err(JsonFault::ByteOrderMark);
    }
    std::str::from_utf8(body).map_err(|e| JsonFault::NotUtf8 { at: e.valid_up_to() })
}

/// The JSON type of a value, as the standard's schemas name it.
pub(crate) fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(n) if n.is_f64() => "number",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}

struct Envelope<'a> {
    page: &'a mut Page,
    deleted: bool,
    on_entry: &'a mut dyn FnMut(Value),
}

impl<'de> DeserializeSeed<'de> for Envelope<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

/// The visits of a value that is no object (or no array): note what it is and go on.
macro_rules! other_kinds {
    ($self:ident => $note:expr) => {
        fn visit_bool<E>($self, _: bool) -> Result<(), E> {
            $note("boolean");
            Ok(())
        }
        fn visit_i64<E>($self, _: i64) -> Result<(), E> {
            $note("integer");
            Ok(())
        }
        fn visit_u64<E>($self, _: u64) -> Result<(), E> {
            $note("integer");
            Ok(())
        }
        fn visit_f64<E>($self, _: f64) -> Result<(), E> {
            $note("number");
            Ok(())
        }
        fn visit_str<E>($self, _: &str) -> Result<(), E> {
            $note("string");
            Ok(())
        }
        fn visit_unit<E>($self) -> Result<(), E> {
            $note("null");
            Ok(())
        }
    };
}

impl<'de> Visitor<'de> for Envelope<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list response")
    }

    other_kinds!(self => |kind| self.page.faults.push(EnvelopeFault::NotObject { kind }));

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        while items.next_element::<IgnoredAny>()?.is_some() {}
        self.page.faults.push(EnvelopeFault::NotObject { kind: "array" });
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut seen_data = false;
        let mut instead = None;
        while let Some(name) = map.next_key::<String>()? {
            match name.as_str() {
                "data" => {
                    seen_data = true;
                    map.next_value_seed(Data { page: self.page, deleted: self.deleted, on_entry: self.on_entry })?;
                }
                "pageToken" => {
                    self.page.token = match map.next_value::<Value>()? {
                        Value::Null => Token::Null,
                        Value::String(token) => Token::Text(token),
                        other => {
                            self.page.faults.push(EnvelopeFault::TokenKind { kind: kind(&other) });
                            Token::Other
                        }
                    };
                }
                _ => {
                    if map.next_value::<IsArray>()?.0 && instead.is_none() {
                        instead = Some(name.clone());
                    }
                    self.page.extra.push(name);
                }
            }
        }
        if !seen_data {
            self.page.faults.push(EnvelopeFault::NoData { instead });
        }
        Ok(())
    }
}

struct Data<'a> {
    page: &'a mut Page,
    deleted: bool,
    on_entry: &'a mut dyn FnMut(Value),
}

impl<'de> DeserializeSeed<'de> for Data<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Data<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the entries of a page")
    }

    other_kinds!(self => |kind| self.page.faults.push(EnvelopeFault::DataKind { kind }));

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        if self.deleted {
            while items.next_element::<IgnoredAny>()?.is_some() {}
            self.page.faults.push(EnvelopeFault::DataKind { kind: "array" });
            return Ok(());
        }
        while let Some(entry) = items.next_element::<Value>()? {
            self.page.entries += 1;
            (self.on_entry)(entry);
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        if !self.deleted {
            while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
            self.page.faults.push(EnvelopeFault::DataKind { kind: "object" });
            return Ok(());
        }
        while let Some((resource, ids)) = map.next_entry::<String, Value>()? {
            for id in ids.as_array().into_iter().flatten() {
                self.page.entries += 1;
                (self.on_entry)(serde_json::json!({ "id": id, "resource": resource }));
            }
        }
        Ok(())
    }
}

/// Whether a value is an array, without keeping it.
struct IsArray(bool);

impl<'de> serde::Deserialize<'de> for IsArray {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Look;
        impl<'de> Visitor<'de> for Look {
            type Value = IsArray;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("anything")
            }
            fn visit_bool<E>(self, _: bool) -> Result<IsArray, E> {
                Ok(IsArray(false))
            }
            fn visit_i64<E>(self, _: i64) -> Result<IsArray, E> {
                Ok(IsArray(false))
            }
            fn visit_u64<E>(self, _: u64) -> Result<IsArray, E> {
                Ok(IsArray(false))
            }
            fn visit_f64<E>(self, _: f64) -> Result<IsArray, E> {
                Ok(IsArray(false))
            }
            fn visit_str<E>(self, _: &str) -> Result<IsArray, E> {
                Ok(IsArray(false))
            }
            fn visit_unit<E>(self) -> Result<IsArray, E> {
                Ok(IsArray(false))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<IsArray, A::Error> {
                while items.next_element::<IgnoredAny>()?.is_some() {}
                Ok(IsArray(true))
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<IsArray, A::Error> {
                while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
                Ok(IsArray(false))
            }
        }
        deserializer.deserialize_any(Look)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(body: &str, deleted: bool) -> (Page, Vec<Value>) {
        let response = Response { status: 200, headers: Vec::new(), body: body.as_bytes().to_vec() };
        let mut entries = Vec::new();
        let page = read(&response, deleted, &mut |entry| entries.push(entry));
        (page, entries)
    }

    #[test]
    fn entries_stream_out_whatever_the_order_of_the_properties() {
        for body in [r#"{"data":[{"a":1},{"a":2}],"pageToken":"x"}"#, r#"{"pageToken":"x","data":[{"a":1},{"a":2}]}"#] {
            let (page, entries) = page(body, false);
            assert_eq!((page.entries, entries.len()), (2, 2));
            assert_eq!(page.token, Token::Text("x".to_owned()));
            assert!(page.faults.is_empty());
        }
    }

    #[test]
    fn the_last_page_is_told_apart_by_null_absence_and_empty_string() {
        assert_eq!(page(r#"{"data":[],"pageToken":null}"#, false).0.token, Token::Null);
        assert_eq!(page(r#"{"data":[]}"#, false).0.token, Token::Absent);
        assert_eq!(page(r#"{"data":[],"pageToken":""}"#, false).0.token, Token::Text(String::new()));
    }

    #[test]
    fn every_fault_of_the_envelope_has_its_own_name() {
        let faults = |body| page(body, false).0.faults;
        assert!(matches!(faults("<html>")[..], [EnvelopeFault::NotJson(JsonFault::Syntax { .. })]));
        assert!(matches!(faults("")[..], [EnvelopeFault::NotJson(JsonFault::Empty)]));
        assert!(matches!(faults(r#"{"data":[{"a":1}"#)[..], [EnvelopeFault::NotJson(_)]));
        assert_eq!(faults(r#"[{"id":1}]"#), [EnvelopeFault::NotObject { kind: "array" }]);
        assert_eq!(faults(r#""x""#), [EnvelopeFault::NotObject { kind: "string" }]);
        assert_eq!(faults(r#"{"persons":[]}"#), [EnvelopeFault::NoData { instead: Some("persons".to_owned()) }]);
        assert_eq!(faults(r#"{"data":null}"#), [EnvelopeFault::DataKind { kind: "null" }]);
        assert_eq!(faults(r#"{"data":{"id":1}}"#), [EnvelopeFault::DataKind { kind: "object" }]);
        assert_eq!(faults(r#"{"data":[],"pageToken":7}"#), [EnvelopeFault::TokenKind { kind: "integer" }]);
    }

    #[test]
    fn deleted_entities_are_ids_by_resource() {
        let (page, entries) = page(r#"{"data":{"persons":["a","b"],"groups":["c"]},"pageToken":null}"#, true);
        assert_eq!(page.entries, 3);
        assert_eq!(entries[2], serde_json::json!({"id": "c", "resource": "groups"}));
        assert!(page.faults.is_empty());
    }
}
