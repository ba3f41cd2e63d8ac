//! One JSON Schema for each definition, self-contained, and its validators, built when first asked for.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use jsonschema::Validator;
use serde_json::{Map, Value, json};

/// The schemas of an edition by name.
#[derive(Debug)]
pub(crate) struct Schemas {
    version: String,
    document: Value,
    cut: BTreeMap<String, Cut>,
}

/// What has been made of one definition so far.
#[derive(Debug, Default)]
struct Cut {
    answer: OnceLock<Value>,
    answer_validator: OnceLock<Option<Validator>>,
    request_validator: OnceLock<Option<Validator>>,
}

impl Schemas {
    pub(crate) fn new(version: &str, definitions: Map<String, Value>) -> Schemas {
        Schemas {
            version: version.to_owned(),
            cut: definitions.keys().map(|name| (name.clone(), Cut::default())).collect(),
            document: json!({ "$defs": definitions }),
        }
    }

    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.cut.keys().map(String::as_str)
    }

    /// The whole file, for following references.
    pub(crate) fn document(&self) -> &Value {
        &self.document
    }

    pub(crate) fn schema(&self, name: &str) -> Option<&Value> {
        let cut = self.cut.get(name)?;
        Some(cut.answer.get_or_init(|| self.self_contained(name)))
    }

    pub(crate) fn validator(&self, name: &str) -> Option<&Validator> {
        let schema = self.schema(name)?;
        self.cut.get(name)?.answer_validator.get_or_init(|| compile(schema).ok()).as_ref()
    }

    pub(crate) fn request_validator(&self, name: &str) -> Option<&Validator> {
        let schema = self.schema(name)?;
        self.cut.get(name)?.request_validator.get_or_init(|| compile(&without_server_fields(schema)).ok()).as_ref()
    }

    /// Compiles every schema now; says which does not compile and why.
    pub(crate) fn compile_all(&self) -> Result<(), (String, String)> {
        for (name, cut) in &self.cut {
            let schema = cut.answer.get_or_init(|| self.self_contained(name));
            let validator = compile(schema).map_err(|error| (name.clone(), error.to_string()))?;
            cut.answer_validator.get_or_init(|| Some(validator));
        }
        Ok(())
    }

    /// One definition with those that it needs.
    fn self_contained(&self, name: &str) -> Value {
        let empty = Map::new();
        let definitions = self.document.get("$defs").and_then(Value::as_object).unwrap_or(&empty);
        let needed: Map<String, Value> = reachable(name, definitions)
            .into_iter()
            .filter_map(|needed| definitions.get(needed).map(|definition| (needed.to_owned(), definition.clone())))
            .collect();
        json!({
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "$id": format!("urn:samspel:ss12000:{}:{name}", self.version),
            "$ref": format!("#/$defs/{name}"),
            "$defs": needed,
        })
    }
}

fn compile(schema: &Value) -> Result<Validator, jsonschema::ValidationError<'static>> {
    jsonschema::draft202012::options().should_validate_formats(true).build(schema)
}

/// The definitions that a definition uses, itself included.
fn reachable<'a>(name: &'a str, definitions: &'a Map<String, Value>) -> BTreeSet<&'a str> {
    let mut seen = BTreeSet::new();
    let mut waiting = vec![name];
    while let Some(next) = waiting.pop() {
        if seen.insert(next)
            && let Some(definition) = definitions.get(next)
        {
            collect_references(definition, &mut waiting);
        }
    }
    seen
}

fn collect_references<'a>(schema: &'a Value, found: &mut Vec<&'a str>) {
    match schema {
        Value::Object(object) => {
            if let Some(name) =
                object.get("$ref").and_then(Value::as_str).and_then(|target| target.strip_prefix("#/$defs/"))
            {
                found.push(name);
            }
            object.values().for_each(|value| collect_references(value, found));
        }
        Value::Array(array) => array.iter().for_each(|value| collect_references(value, found)),
        _ => {}
    }
}

/// The schema for request bodies: what only the server sets need not be there.
fn without_server_fields(answer: &Value) -> Value {
    let mut request = answer.clone();
    if let Some(definitions) = request.get_mut("$defs").and_then(Value::as_object_mut) {
        for definition in definitions.values_mut() {
            let server_sets = |name: &Value| {
                let name = name.as_str().unwrap_or_default();
                property(definition, name).and_then(|declared| declared.get("readOnly")).and_then(Value::as_bool)
                    == Some(true)
            };
            let Some(required) = definition.get("required").and_then(Value::as_array) else { continue };
            let kept: Vec<Value> = required.iter().filter(|name| !server_sets(name)).cloned().collect();
            definition["required"] = Value::Array(kept);
        }
    }
    request
}

fn property<'a>(definition: &'a Value, name: &str) -> Option<&'a Value> {
    definition.get("properties")?.get(name)
}
