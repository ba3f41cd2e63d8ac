//! Whatever is built by the structural view is valid, and stops being so when something required goes or turns null.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use std::collections::BTreeMap;
use std::sync::LazyLock;

use proptest::prelude::*;
use samspel_contract::{Contract, Property, Shape};
use serde_json::{Map, Value, json};

static CONTRACTS: LazyLock<[Contract; 2]> =
    LazyLock::new(|| ["2.0", "2.1"].map(|edition| Contract::embedded(edition).unwrap()));

/// Below this depth only what is required is built; recursion goes through optional `_embedded` alone.
const DEEPEST: usize = 4;

/// Builds documents out of a tape of choices, so that proptest can shrink them.
struct Builder<'a> {
    contract: &'a Contract,
    tape: &'a [u8],
    position: usize,
}

impl Builder<'_> {
    fn choose(&mut self, below: usize) -> usize {
        let choice = self.tape.get(self.position).map_or(0, |byte| usize::from(*byte));
        self.position += 1;
        choice % below
    }

    fn entity(&mut self, name: &str, depth: usize) -> Value {
        let contract = self.contract;
        self.object(&contract.entity(name).unwrap().properties, depth)
    }

    fn object(&mut self, properties: &BTreeMap<String, Property>, depth: usize) -> Value {
        let mut object = Map::new();
        for (name, property) in properties {
            if property.required || (depth < DEEPEST && self.choose(2) == 1) {
                object.insert(name.clone(), self.value(&property.shape, depth + 1));
            }
        }
        Value::Object(object)
    }

    fn value(&mut self, shape: &Shape, depth: usize) -> Value {
        match shape {
            Shape::Object(name) => self.entity(name, depth),
            Shape::Inline(properties) => self.object(properties, depth),
            Shape::Reference { .. } => json!({ "id": self.uuid() }),
            Shape::Array { items, unique, min_items } => {
                let longest = if depth < DEEPEST { 3 } else { 1 };
                let length = usize::try_from(*min_items).unwrap().max(self.choose(longest));
                let mut values: Vec<Value> = Vec::new();
                while values.len() < length {
                    let value = self.value(items, depth + 1);
                    if *unique && values.contains(&value) {
                        break;
                    }
                    values.push(value);
                }
                Value::Array(values)
            }
            Shape::Scalar { data_type, format, enumeration, minimum, maximum, pattern } => {
                if let Some(name) = enumeration {
                    let literals = self.contract.enumeration(name).unwrap();
                    return json!(literals[self.choose(literals.len())]);
                }
                match data_type.as_str() {
                    "boolean" => json!(self.choose(2) == 1),
                    "integer" => {
                        let (least, most) = (minimum.unwrap_or(-3), maximum.unwrap_or(90));
                        json!(least + i64::try_from(self.choose(usize::try_from(most - least + 1).unwrap())).unwrap())
                    }
                    "string" => json!(self.text(format.as_deref(), pattern.as_deref())),
                    other => panic!("no way to build {other}"),
                }
            }
        }
    }

    fn text(&mut self, format: Option<&str>, pattern: Option<&str>) -> String {
        let (month, day) = (1 + self.choose(12), 1 + self.choose(28));
        match (format, pattern) {
            (Some("uuid"), None) => self.uuid(),
            (Some("date"), None) => format!("2024-{month:02}-{day:02}"),
            (Some("date-time"), None) => format!("2024-{month:02}-{day:02}T{:02}:00:00+02:00", self.choose(24)),
            (Some("email"), None) => format!("person{day}@skola.example"),
            (Some("uri"), None) => format!("https://skola.example/{day}?q=%C3%A5"),
            (None, Some("^[0-9]{2}:[0-9]{2}$")) => format!("{:02}:{:02}", self.choose(24), self.choose(60)),
            (None, None) => ["", "Å", "två ord", "\u{1f600}", "null"][self.choose(5)].to_owned(),
            other => panic!("no way to build {other:?}"),
        }
    }

    fn uuid(&mut self) -> String {
        format!("{:08x}-0000-4000-8000-{:012X}", self.choose(256), self.choose(256))
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn a_document_built_from_the_structural_view_is_valid(tape in proptest::collection::vec(any::<u8>(), 0..400)) {
        for contract in &*CONTRACTS {
            for entity in contract.entities() {
                let mut builder = Builder { contract, tape: &tape, position: 0 };
                let document = builder.entity(&entity.name, 0);
                let validator = contract.validator(&entity.name).unwrap();
                if let Err(error) = validator.validate(&document) {
                    prop_assert!(false, "{} {}: {} at {}", contract.edition(), entity.name, error, error.instance_path());
                }
                prop_assert!(contract.request_validator(&entity.name).unwrap().is_valid(&document));
            }
        }
    }

    #[test]
    fn a_document_without_a_required_property_or_with_a_null_is_invalid(tape in proptest::collection::vec(any::<u8>(), 0..200)) {
        for contract in &*CONTRACTS {
            for entity in contract.entities() {
                let mut builder = Builder { contract, tape: &tape, position: 0 };
                let document = builder.entity(&entity.name, 0);
                let validator = contract.validator(&entity.name).unwrap();
                for name in document.as_object().unwrap().keys() {
                    let mut poorer = document.clone();
                    poorer.as_object_mut().unwrap().remove(name);
                    prop_assert_eq!(validator.is_valid(&poorer), !entity.properties[name].required, "{} {}", entity.name, name);
                    let mut emptied = document.clone();
                    emptied[name] = Value::Null;
                    prop_assert!(!validator.is_valid(&emptied), "{} accepts null as {}", entity.name, name);
                }
            }
        }
    }
}
