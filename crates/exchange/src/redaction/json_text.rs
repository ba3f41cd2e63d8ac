//! JSON text with other values in it. The text is not parsed into values and written again: numbers keep their digits, objects the
//! order of their properties and even properties that come twice, because that is what a check may be about.

use std::borrow::Cow;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

use super::personal::{Facts, Place, RULES};
use super::replacement::Replacement;
use crate::known_secrets::MASK;

/// Reads any JSON and keeps nothing. Fails exactly where reading into a `serde_json::Value` fails.
pub(super) struct AnyJson;

impl<'de> Deserialize<'de> for AnyJson {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any;
        impl<'de> Visitor<'de> for Any {
            type Value = AnyJson;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("any JSON")
            }
            fn visit_bool<E>(self, _: bool) -> Result<AnyJson, E> {
                Ok(AnyJson)
            }
            fn visit_i64<E>(self, _: i64) -> Result<AnyJson, E> {
                Ok(AnyJson)
            }
            fn visit_u64<E>(self, _: u64) -> Result<AnyJson, E> {
                Ok(AnyJson)
            }
            fn visit_f64<E>(self, _: f64) -> Result<AnyJson, E> {
                Ok(AnyJson)
            }
            fn visit_str<E>(self, _: &str) -> Result<AnyJson, E> {
                Ok(AnyJson)
            }
            fn visit_unit<E>(self) -> Result<AnyJson, E> {
                Ok(AnyJson)
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<AnyJson, A::Error> {
                while seq.next_element::<AnyJson>()?.is_some() {}
                Ok(AnyJson)
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<AnyJson, A::Error> {
                while map.next_entry::<AnyJson, AnyJson>()?.is_some() {}
                Ok(AnyJson)
            }
        }
        deserializer.deserialize_any(Any)
    }
}

/// The text without white space between its tokens and with other values, or None when it is not JSON.
pub(super) fn rewrite(text: &str, instead: &dyn Replacement) -> Option<String> {
    serde_json::from_str::<AnyJson>(text).ok()?;
    rewrite_valid(text, instead)
}

/// As [`rewrite`], for text that has been read as JSON already.
pub(super) fn rewrite_valid(text: &str, instead: &dyn Replacement) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    Reader::whole(text, |reader| write(reader, Place::Plain, Facts::default(), instead, &mut out))?;
    Some(out)
}

/// Text that has been read as JSON, with each value replaced by the name of its type.
pub(super) fn shape_valid(text: &str, instead: &dyn Replacement) -> Option<String> {
    let mut out = String::new();
    Reader::whole(text, |reader| write_shape(reader, instead, &mut out))?;
    Some(out)
}

/// Cuts text that is known to be JSON into pieces. No tree is made of it: the body of a long list would take many times its size.
struct Reader<'t> {
    text: &'t str,
    at: usize,
}

/// A property: the name as it stands there, with quotes, and the piece of text that is its value.
type Property<'t> = (&'t str, &'t str);

impl<'t> Reader<'t> {
    /// Reads a text that is one value with `value`; None when it is not.
    fn whole(text: &'t str, value: impl FnOnce(&mut Self) -> Option<()>) -> Option<()> {
        let mut reader = Reader { text, at: 0 };
        value(&mut reader)?;
        reader.peek();
        (reader.at == text.len()).then_some(())
    }

    /// The next byte that is no white space.
    fn peek(&mut self) -> Option<u8> {
        let bytes = self.text.as_bytes();
        while let Some(b' ' | b'\t' | b'\r' | b'\n') = bytes.get(self.at) {
            self.at += 1;
        }
        bytes.get(self.at).copied()
    }

    fn next_is(&mut self, byte: u8) -> bool {
        let is = self.peek() == Some(byte);
        self.at += usize::from(is);
        is
    }

    /// The properties of the object that begins here.
    fn properties(&mut self) -> Option<Vec<Property<'t>>> {
        self.at += 1;
        let mut properties = Vec::new();
        if self.next_is(b'}') {
            return Some(properties);
        }
        loop {
            self.peek();
            let name = self.string()?;
            if !self.next_is(b':') {
                return None;
            }
            properties.push((name, self.value()?));
            if !self.next_is(b',') {
                return self.next_is(b'}').then_some(properties);
            }
        }
    }

    /// Reads each element of the array that begins here with `element`.
    fn elements(&mut self, mut element: impl FnMut(&mut Self, bool) -> Option<()>) -> Option<()> {
        self.at += 1;
        if self.next_is(b']') {
            return Some(());
        }
        let mut is_first = true;
        loop {
            element(self, is_first)?;
            is_first = false;
            if !self.next_is(b',') {
                return self.next_is(b']').then_some(());
            }
        }
    }

    /// The piece of text that is the next value.
    fn value(&mut self) -> Option<&'t str> {
        let first = self.peek()?;
        let begin = self.at;
        match first {
            b'{' | b'[' => self.skip_container()?,
            b'"' => return self.string(),
            _ => return Some(self.word()),
        }
        self.text.get(begin..self.at)
    }

    fn skip_container(&mut self) -> Option<()> {
        let mut open = 0_usize;
        loop {
            match self.text.as_bytes().get(self.at)? {
                b'"' => {
                    self.string()?;
                    continue;
                }
                b'{' | b'[' => open += 1,
                b'}' | b']' => open = open.checked_sub(1)?,
                _ => {}
            }
            self.at += 1;
            if open == 0 {
                return Some(());
            }
        }
    }

    fn string(&mut self) -> Option<&'t str> {
        let begin = self.at;
        let bytes = self.text.as_bytes();
        let mut at = begin + 1;
        loop {
            match bytes.get(at)? {
                b'"' => break,
                b'\\' => at += 2,
                _ => at += 1,
            }
        }
        self.at = at + 1;
        self.text.get(begin..self.at)
    }

    fn word(&mut self) -> &'t str {
        let rest = &self.text[self.at..];
        let ends = |byte: u8| matches!(byte, b',' | b']' | b'}' | b' ' | b'\t' | b'\r' | b'\n');
        let end = rest.bytes().position(ends).unwrap_or(rest.len());
        self.at += end;
        &rest[..end]
    }
}

/// What a string says; a copy only when it holds escapes.
fn decoded(raw: &str) -> Cow<'_, str> {
    let inner = raw.get(1..raw.len().saturating_sub(1)).unwrap_or_default();
    if inner.contains('\\') {
        // The text was read before, so this cannot fail; should it, nothing of it is shown.
        serde_json::from_str::<String>(raw).map_or(Cow::Borrowed(MASK), Cow::Owned)
    } else {
        Cow::Borrowed(inner)
    }
}

fn push_string(text: &str, out: &mut String) {
    out.push_str(&serde_json::Value::from(text).to_string());
}

fn write(
    reader: &mut Reader<'_>,
    place: Place<'_>,
    holder: Facts,
    instead: &dyn Replacement,
    out: &mut String,
) -> Option<()> {
    match reader.peek()? {
        b'"' => {
            let raw = reader.string()?;
            let text = decoded(raw);
            let other = match place {
                Place::Plain => instead.text(&text),
                Place::Personal | Place::Container(_) => Some(instead.personal(&text)),
                Place::PageToken => instead.page_token(&text),
                Place::Secret => Some(MASK.to_owned()),
            };
            match other {
                Some(other) => push_string(&other, out),
                None => out.push_str(raw),
            }
        }
        b'-' | b'0'..=b'9' => {
            let raw = reader.word();
            let personal = matches!(place, Place::Personal | Place::Container(_));
            match instead.number(raw, personal) {
                Some(other) => out.push_str(&other),
                None => out.push_str(raw),
            }
        }
        b'[' => {
            out.push('[');
            reader.elements(|element, is_first| {
                if !is_first {
                    out.push(',');
                }
                write(element, place, holder, instead, out)
            })?;
            out.push(']');
        }
        b'{' => {
            let properties = reader.properties()?;
            let names: Vec<Cow<'_, str>> = properties.iter().map(|(name, _)| decoded(name)).collect();
            let facts: Vec<Facts> = names.iter().map(|name| RULES.facts(name)).collect();
            let traits = RULES.traits(&facts);
            out.push('{');
            for (at, (((raw, value), name), facts)) in properties.iter().zip(&names).zip(&facts).enumerate() {
                if at > 0 {
                    out.push(',');
                }
                write_name(raw, name, instead, out);
                let place = RULES.place(name, *facts, traits, holder, place);
                Reader::whole(value, |value| write(value, place, *facts, instead, out))?;
            }
            out.push('}');
        }
        _ => out.push_str(reader.word()),
    }
    Some(())
}

/// A name is data too when an object is used as a table.
fn write_name(raw: &str, name: &str, instead: &dyn Replacement, out: &mut String) {
    match instead.name(name) {
        Some(other) => push_string(&other, out),
        None => out.push_str(raw),
    }
    out.push(':');
}

fn write_shape(reader: &mut Reader<'_>, instead: &dyn Replacement, out: &mut String) -> Option<()> {
    match reader.peek()? {
        b'"' => {
            reader.string()?;
            out.push_str("\"string\"");
        }
        b'-' | b'0'..=b'9' => {
            reader.word();
            out.push_str("\"number\"");
        }
        b'[' => {
            out.push('[');
            reader.elements(|element, is_first| {
                if !is_first {
                    out.push(',');
                }
                write_shape(element, instead, out)
            })?;
            out.push(']');
        }
        b'{' => {
            out.push('{');
            for (at, (raw, value)) in reader.properties()?.into_iter().enumerate() {
                if at > 0 {
                    out.push(',');
                }
                write_name(raw, &decoded(raw), instead, out);
                Reader::whole(value, |value| write_shape(value, instead, out))?;
            }
            out.push('}');
        }
        _ => out.push_str(if reader.word() == "null" { "null" } else { "\"boolean\"" }),
    }
    Some(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;
    use proptest::prelude::*;
    use serde_json::Value;

    /// Replaces nothing.
    struct Nothing;

    impl Replacement for Nothing {
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

    #[test]
    fn numbers_order_and_repeated_properties_stay_as_they_were() {
        let text = "{ \"z\": 1.50, \"a\": 12345678901234567890123,\n\t\"a\": [1e3 , -0, true,null ,{}, []], \"s\": \"\\u00e5\\\"\" }";
        let other = rewrite(text, &Nothing).unwrap();
        assert_eq!(other, r#"{"z":1.50,"a":12345678901234567890123,"a":[1e3,-0,true,null,{},[]],"s":"\u00e5\""}"#);
    }

    #[test]
    fn what_is_not_json_is_not_rewritten() {
        for text in ["", "{", "{\"a\":1", "<html>", "{} {}", "\u{FEFF}{}", "\"\\ud800\"", "1e999"] {
            assert_eq!(rewrite(text, &Nothing), None, "{text}");
            assert!(serde_json::from_str::<Value>(text).is_err(), "{text}");
        }
        let deep = "[".repeat(200) + &"]".repeat(200);
        assert_eq!(rewrite(&deep, &Nothing), None);
    }

    #[test]
    fn the_shape_shows_types_and_no_values() {
        let shape = shape_valid(r#"{"a":"Anna","n":[1,2.5],"b":false,"x":null,"o":{}}"#, &Nothing).unwrap();
        assert_eq!(shape, r#"{"a":"string","n":["number","number"],"b":"boolean","x":null,"o":{}}"#);
    }

    fn any_json() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<f64>().prop_map(Value::from),
            "\\PC{0,12}".prop_map(Value::from),
        ];
        leaf.prop_recursive(4, 32, 6, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
                prop::collection::btree_map("\\PC{0,8}", inner, 0..6).prop_map(|map| Value::Object(
                    map.into_iter().filter(|(name, _)| !name.contains("token")).collect()
                )),
            ]
        })
    }

    proptest! {
        #[test]
        fn any_json_is_rewritten_to_the_same_json(value in any_json()) {
            let pretty = serde_json::to_string_pretty(&value).unwrap();
            let other: Value = serde_json::from_str(&rewrite(&pretty, &Nothing).unwrap()).unwrap();
            prop_assert_eq!(other, serde_json::from_str::<Value>(&pretty).unwrap());
        }

        #[test]
        fn any_text_can_be_tried(text in "\\PC*") {
            prop_assert_eq!(rewrite(&text, &Nothing).is_some(), serde_json::from_str::<Value>(&text).is_ok());
        }
    }
}
