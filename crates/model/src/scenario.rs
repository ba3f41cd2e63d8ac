//! Scenarios: what two systems do together, as the calls that it takes (annex C of SS 12000).

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Requirement, Text};

/// A call of a scenario.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Call {
    /// Operation of the interface, for example `listPersons`.
    pub operation: String,
    /// Method, path and parameters, with what varies in braces: `GET /persons?relationship.organisation={school}`.
    pub request: String,
    /// What it is good for in the scenario.
    pub purpose: Text,
}

/// An operation and the tests that are about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exercise {
    /// The operation.
    pub operation: String,
    /// Ids of the tests.
    pub tests: BTreeSet<String>,
}

/// A scenario as far as a run can judge it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scenario {
    /// Id of its profile.
    pub id: String,
    /// Name for people.
    pub title: Text,
    /// Its calls, in order.
    pub calls: Vec<Call>,
    /// What its calls rely on, as far as it holds in the edition, in catalogue order.
    pub requirements: Vec<Requirement>,
    /// Ids of the tests that count: those about its operations, and those about no operation in particular.
    pub tests: BTreeSet<String>,
    /// Every operation that it takes.
    pub operations: Vec<Exercise>,
}
