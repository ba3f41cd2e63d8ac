//! The YAML wrapper holds on any text.

#![allow(clippy::unwrap_used, reason = "tests")]

use proptest::prelude::*;
use serde_json::{Value, json};

use super::{parse, pointer};

fn every_pointer(value: &Value, at: &str, out: &mut Vec<String>) {
    out.push(at.to_owned());
    match value {
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                every_pointer(item, &format!("{at}/{index}"), out);
            }
        }
        Value::Object(members) => {
            for (name, member) in members {
                every_pointer(member, &pointer(at, name), out);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Every node has a place inside the text, at character boundaries, and no place stands for nothing.
fn places_are_whole(text: &str) -> Result<(), TestCaseError> {
    match parse(text) {
        Ok(document) => {
            let mut pointers = Vec::new();
            every_pointer(&document.value, "", &mut pointers);
            prop_assert_eq!(pointers.len(), document.places.len());
            for pointer in pointers {
                let place = &document.places[&pointer];
                prop_assert!(text.get(place.value.clone()).is_some(), "{pointer}: {place:?}");
                if let Some(key) = &place.key {
                    prop_assert!(text.get(key.clone()).is_some_and(|k| !k.is_empty()), "{pointer}: {place:?}");
                }
            }
        }
        Err(broken) => {
            prop_assert!(text.get(broken.at.clone()).is_some(), "{broken:?}");
            prop_assert!(!broken.what.is_empty());
        }
    }
    Ok(())
}

fn json_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        "\\PC{0,12}".prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 40, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::hash_map("[a-zåäö~/ ]{1,8}", inner, 0..5)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_text_never_panics(text in "\\PC{0,80}") {
        places_are_whole(&text)?;
    }

    #[test]
    fn text_of_yaml_signs_never_panics(text in "[-:,?{}\\[\\]&*!|>'\"%@` \n\ta-cå0-9#~.<\\\\]{0,60}") {
        places_are_whole(&text)?;
    }

    #[test]
    fn json_is_yaml_with_the_same_content(value in json_value()) {
        let text = serde_json::to_string_pretty(&value).unwrap();
        let document = parse(&text).map_err(|broken| TestCaseError::fail(format!("{broken:?} in\n{text}")))?;
        prop_assert_eq!(&document.value, &value);
        places_are_whole(&text)?;
    }
}

#[test]
fn a_place_is_the_written_value_and_the_key_before_it() {
    let text = "å: ['x', \"y\"]\nb:\n  c: 1 # comment\n";
    let document = parse(text).unwrap();
    assert_eq!(document.value, json!({"å": ["x", "y"], "b": {"c": 1}}));
    let shown = |pointer: &str| {
        let place = document.places[pointer].clone();
        (place.key.map(|key| &text[key]), &text[place.value])
    };
    assert_eq!(shown("/å/1"), (None, "\"y\""));
    assert_eq!(shown("/b/c"), (Some("c"), "1"));
    assert_eq!(shown("/å"), (Some("å"), "['x', \"y\"]"));
}

#[test]
fn nesting_has_an_end() {
    let deep = "[".repeat(100_000);
    assert!(parse(&deep).is_err());
    let deep = "- ".repeat(2000);
    assert!(parse(&deep).is_err());
}
