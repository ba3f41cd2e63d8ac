//! The kinds of files that people write, each with its JSON Schema generated from the Rust type.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use jsonschema::Validator;
use samspel_model::{Profile, Requirement, Text};
use schemars::{JsonSchema, Schema, generate::SchemaSettings};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::{Case, Target};

/// `suite.yaml`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SuiteFile {
    /// Id, used on the command line and as first part of case ids.
    pub id: String,
    /// Version of the suite (SemVer).
    pub version: String,
    /// Name for people.
    pub title: Text,
    /// Interface of the target file that the suite tests.
    pub interface: String,
    /// Editions of the standard, newest last.
    pub editions: Vec<String>,
    /// Profile used when none is named.
    pub default_profile: String,
    /// Why a requirement can be without test, by reason id.
    #[serde(default)]
    pub untested_reasons: BTreeMap<String, Text>,
    /// Ids of those reasons under which there is only the word of whoever runs the system.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attested: Vec<String>,
    /// Ids of those reasons that say no more than that a test is still to be made.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unfinished: Vec<String>,
    /// Operations that a row is about which names an entity, by entity.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub entities: BTreeMap<String, Vec<String>>,
    /// Named lists of matrix values, used as `$name`.
    #[serde(default)]
    pub sets: BTreeMap<String, Vec<Value>>,
}

/// `requirements/*.yaml`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RequirementsFile {
    /// Requirements in catalogue order.
    pub requirements: Vec<Requirement>,
}

/// `cases/*.yaml`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CasesFile {
    /// Test cases.
    pub cases: Vec<Case>,
}

/// A kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// A target file.
    Target,
    /// `suite.yaml`.
    Suite,
    /// `requirements/*.yaml`.
    Requirements,
    /// `cases/*.yaml`.
    Cases,
    /// `profiles/*.yaml`.
    Profile,
    /// `report.json`.
    Report,
}

impl FileKind {
    /// Every kind.
    pub const ALL: [FileKind; 6] = [
        FileKind::Target,
        FileKind::Suite,
        FileKind::Requirements,
        FileKind::Cases,
        FileKind::Profile,
        FileKind::Report,
    ];

    /// Name of the kind, also of its schema file `<name>.schema.json`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            FileKind::Target => "target",
            FileKind::Suite => "suite",
            FileKind::Requirements => "requirements",
            FileKind::Cases => "cases",
            FileKind::Profile => "profile",
            FileKind::Report => "report",
        }
    }

    /// The JSON Schema (2020-12) of the kind.
    #[must_use]
    pub fn schema(self) -> Value {
        let generator = SchemaSettings::draft2020_12().into_generator();
        let schema: Schema = match self {
            FileKind::Target => generator.into_root_schema_for::<Target>(),
            FileKind::Suite => generator.into_root_schema_for::<SuiteFile>(),
            FileKind::Requirements => generator.into_root_schema_for::<RequirementsFile>(),
            FileKind::Cases => generator.into_root_schema_for::<CasesFile>(),
            FileKind::Profile => generator.into_root_schema_for::<Profile>(),
            FileKind::Report => generator.into_root_schema_for::<samspel_model::Report>(),
        };
        let mut schema = schema.to_value();
        close_secret_sources(&mut schema);
        schema
    }

    /// Schema and compiled validator, made once.
    pub(crate) fn rules(self) -> &'static Rules {
        static RULES: [OnceLock<Rules>; 6] = [const { OnceLock::new() }; 6];
        RULES[self as usize].get_or_init(|| {
            let schema = self.schema();
            match jsonschema::draft202012::new(&schema) {
                Ok(validator) => Rules { schema, validator },
                // The schema is generated from our own types, and a test compiles every one.
                Err(error) => unreachable!("the schema of {} files does not compile: {error}", self.name()),
            }
        })
    }
}

/// A schema in both forms.
pub(crate) struct Rules {
    pub(crate) schema: Value,
    pub(crate) validator: Validator,
}

/// Serde cannot refuse unknown keys in untagged variants, the schema can: `{ evn: NAME }` must not pass.
fn close_secret_sources(schema: &mut Value) {
    let branches = schema.pointer_mut("/$defs/SecretSource/anyOf").and_then(Value::as_array_mut);
    for branch in branches.into_iter().flatten().filter_map(Value::as_object_mut) {
        if branch.contains_key("properties") {
            branch.insert("additionalProperties".to_owned(), json!(false));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_schema_compiles() {
        for kind in FileKind::ALL {
            assert!(!kind.rules().validator.is_valid(&json!(17)), "{} accepts a number", kind.name());
        }
    }
}
