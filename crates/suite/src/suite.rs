//! A suite: requirements, cases, profiles and texts.

mod case_rules;
mod files;
mod load;

use std::collections::BTreeMap;
use std::sync::Arc;

use samspel_model::{Profile, Requirement, Text};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::FluentTexts;
use crate::texts::FtlFile;

/// What is defined somewhere: its kind and its name.
pub(crate) type SpotId = (&'static str, String);

/// A loaded suite.
#[derive(Debug, Clone)]
pub struct Suite {
    /// Id, for example `ss12000`.
    pub id: String,
    /// Version of the suite.
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
    pub untested_reasons: BTreeMap<String, Text>,
    /// Ids of those reasons under which there is only the word of whoever runs the system.
    pub attested: Vec<String>,
    /// Ids of those reasons that say no more than that a test is still to be made.
    pub unfinished: Vec<String>,
    /// Operations that a row is about which names an entity.
    pub entities: BTreeMap<String, Vec<String>>,
    /// Named lists of matrix values.
    pub sets: BTreeMap<String, Vec<serde_json::Value>>,
    /// Requirements in catalogue order.
    pub requirements: Vec<Requirement>,
    /// Cases in file order.
    pub cases: Vec<Case>,
    /// Profiles.
    pub profiles: Vec<Profile>,
    /// SHA-256 over all files of the suite, hex.
    pub digest: String,
    /// Where things are defined, `file:line`.
    pub(crate) spots: Arc<BTreeMap<SpotId, String>>,
    /// The suite's Fluent files as written.
    pub(crate) ftl: Arc<Vec<FtlFile>>,
    /// The core's words and the suite's own.
    pub(crate) texts: Arc<FluentTexts>,
}

impl Suite {
    /// Words for messages: the core's and the suite's own.
    #[must_use]
    pub fn texts(&self) -> &FluentTexts {
        &self.texts
    }

    /// The requirement with this id.
    #[must_use]
    pub fn requirement(&self, id: &str) -> Option<&Requirement> {
        self.requirements.iter().find(|r| r.id == id)
    }

    /// The profile with this id, in whichever case it is written.
    #[must_use]
    pub fn profile(&self, id: &str) -> Option<&Profile> {
        self.profiles.iter().find(|p| p.id.eq_ignore_ascii_case(id))
    }

    /// The tests of a case: one for each row of its matrix.
    #[must_use]
    pub fn rows(&self, case: &Case) -> Vec<crate::Row> {
        crate::plan::matrix::rows(case, &self.sets)
    }

    /// Where something is defined, as `file:line`; kinds are `requirement`, `case`, `profile`, `set`, `reason`, `suite`.
    #[must_use]
    pub fn spot(&self, kind: &'static str, name: &str) -> Option<&str> {
        self.spots.get(&(kind, name.to_owned())).map(String::as_str)
    }
}

/// A test case as written in `cases/*.yaml`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// Stable id, `suite/family/name`.
    pub id: String,
    /// What is to be shown, in one sentence (test purpose, ISO/IEC 9646).
    pub purpose: Text,
    /// Requirements that it tests.
    pub requirements: Vec<String>,
    /// Check to run. Either this or `steps`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub uses: Option<String>,
    /// Arguments of the check.
    #[serde(default, skip_serializing_if = "serde_json::Map::is_empty")]
    pub with: serde_json::Map<String, serde_json::Value>,
    /// Operations that it is about, where neither its arguments nor its steps name them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub about: Vec<String>,
    /// One test for each combination: a list of values, or `$name` of a set in `suite.yaml`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub matrix: BTreeMap<String, serde_json::Value>,
    /// HTTP steps with assertions instead of a check.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<Step>,
    /// Editions that it runs in; empty = all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub editions: Vec<String>,
    /// What the target must have.
    #[serde(default, skip_serializing_if = "Needs::is_empty")]
    pub needs: Needs,
    /// Cases that must have ended before; with `control: true` cases implied.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub after: Vec<String>,
    /// A positive control: when it does not pass, no witness of the run counts.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub control: bool,
}

/// What a case needs of the target.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Needs {
    /// Principals.
    pub principals: Vec<String>,
    /// Whether it writes.
    pub writes: bool,
    /// Whether somebody has to change data behind the interface.
    pub changes: bool,
}

impl Needs {
    fn is_empty(&self) -> bool {
        *self == Needs::default()
    }

    /// Whether the data differs after the test, at least for a while.
    #[must_use]
    pub fn moves_data(&self) -> bool {
        self.writes || self.changes
    }
}

/// One HTTP step of a case.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Operation, for evidence and findings.
    pub operation: String,
    /// `GET /path` and so on; `{name}` is replaced by captured or matrix values.
    pub request: String,
    /// Query parameters.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub query: BTreeMap<String, String>,
    /// Extra headers.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub headers: BTreeMap<String, String>,
    /// JSON body.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<serde_json::Value>,
    /// Principal that sends it, or `anonymous`.
    #[serde(default = "Step::full")]
    pub principal: String,
    /// Values taken from the answer by JSONPath (RFC 9535) for later steps: name to path.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub capture: BTreeMap<String, String>,
    /// Assertions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub expect: Vec<Expectation>,
}

/// An assertion in CEL over `status`, `headers`, `body`, `captured`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Expectation {
    /// CEL expression that must be true.
    pub that: String,
    /// Requirement that it decides; one of the case's.
    pub requirement: String,
    /// CEL condition that must be true for the assertion to be a witness; when false the step is INCONCLUSIVE for lack of data.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<String>,
    /// The finding in both languages when it is false.
    pub otherwise: Text,
}

impl Step {
    fn full() -> String {
        "full".to_owned()
    }
}
