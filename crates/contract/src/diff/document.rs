//! Reads YAML or JSON and follows references within the document.

use percent_encoding::percent_decode_str;
use saphyr::{LoadableYamlNode, Scalar, Yaml};
use serde_json::{Map, Value};

use super::DiffError;

/// Longest chain of references that is followed: a longer one is a circle.
const LONGEST_CHAIN: usize = 32;

/// A parsed document.
#[derive(Debug)]
pub(super) struct Document(Value);

impl Document {
    /// Reads an OpenAPI 3.0 document.
    pub(super) fn parse(text: &str) -> Result<Document, DiffError> {
        let value = match serde_json::from_str(text) {
            Ok(value) => value,
            Err(_) => read_yaml(text)?,
        };
        match value.get("openapi").and_then(Value::as_str) {
            Some(version) if version.starts_with("3.0") => {}
            Some(version) => return Err(DiffError::NotOpenApi(format!("openapi is {version:?}"))),
            None => return Err(DiffError::NotOpenApi("there is no `openapi` with a version".to_owned())),
        }
        if value.get("paths").and_then(Value::as_object).is_none() {
            return Err(DiffError::NotOpenApi("there are no `paths`".to_owned()));
        }
        Ok(Document(value))
    }

    pub(super) fn root(&self) -> &Value {
        &self.0
    }

    /// The object itself, or what its `$ref` points at.
    pub(super) fn follow<'a>(&'a self, node: &'a Value) -> Result<&'a Value, DiffError> {
        let mut node = node;
        for _ in 0..LONGEST_CHAIN {
            match node.get("$ref").and_then(Value::as_str) {
                None => return Ok(node),
                Some(reference) => node = resolve(&self.0, reference)?,
            }
        }
        Err(circle(node))
    }
}

/// What a reference within a document points at.
pub(super) fn resolve<'a>(root: &'a Value, reference: &str) -> Result<&'a Value, DiffError> {
    let error = |problem| DiffError::Reference { reference: reference.to_owned(), problem };
    let pointer = reference
        .strip_prefix('#')
        .ok_or_else(|| error("points outside the document; bundle it into one file first"))?;
    let pointer = percent_decode_str(pointer).decode_utf8_lossy();
    root.pointer(&pointer).ok_or_else(|| error("points at nothing"))
}

/// The error for a reference that leads back to itself.
pub(super) fn circle(node: &Value) -> DiffError {
    let reference = node.get("$ref").and_then(Value::as_str).unwrap_or_default().to_owned();
    DiffError::Reference { reference, problem: "leads back to itself" }
}

fn read_yaml(text: &str) -> Result<Value, DiffError> {
    let documents = Yaml::load_from_str(text).map_err(|error| DiffError::Syntax(error.to_string()))?;
    match documents.as_slice() {
        [one] => from_yaml(one),
        several => Err(DiffError::Syntax(format!("{} documents in one file", several.len()))),
    }
}

fn from_yaml(node: &Yaml<'_>) -> Result<Value, DiffError> {
    Ok(match node {
        Yaml::Value(scalar) => from_scalar(scalar),
        Yaml::Sequence(items) => Value::Array(items.iter().map(from_yaml).collect::<Result<_, _>>()?),
        Yaml::Mapping(entries) => {
            let mut object = Map::new();
            for (key, value) in entries {
                object.insert(key_text(key)?, from_yaml(value)?);
            }
            Value::Object(object)
        }
        Yaml::Tagged(_, inner) => from_yaml(inner)?,
        Yaml::Representation(text, ..) => Value::String(text.to_string()),
        Yaml::Alias(_) | Yaml::BadValue => {
            return Err(DiffError::Syntax("a value that cannot be read as its tag says".to_owned()));
        }
    })
}

fn from_scalar(scalar: &Scalar<'_>) -> Value {
    match scalar {
        Scalar::Null => Value::Null,
        Scalar::Boolean(value) => Value::Bool(*value),
        Scalar::Integer(value) => Value::from(*value),
        Scalar::FloatingPoint(value) => Value::from(value.into_inner()),
        Scalar::String(text) => Value::String(text.to_string()),
    }
}

/// Keys are texts in OpenAPI; YAML writers leave the quotes around status codes out.
fn key_text(key: &Yaml<'_>) -> Result<String, DiffError> {
    match key {
        Yaml::Value(Scalar::String(text)) => Ok(text.to_string()),
        Yaml::Value(Scalar::Integer(number)) => Ok(number.to_string()),
        Yaml::Value(Scalar::Boolean(value)) => Ok(value.to_string()),
        other => Err(DiffError::Syntax(format!("a key that is no text: {other:?}"))),
    }
}
