//! References between entities, intervals, and corrections of the published document.

use serde::{Deserialize, Serialize};

/// A reference from one entity to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reference {
    /// Entity that holds the reference.
    pub entity: String,
    /// Path to it, `[]` for array elements.
    pub path: String,
    /// Entity that the id belongs to.
    pub target: String,
    /// Whether it has to be present inside its carrier object.
    pub required: bool,
    /// Extra condition on the target, for example `organisationType=Skolenhet`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub constraint: Option<String>,
}

/// A pair of fields that make an interval, both ends inclusive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Interval {
    /// Entity or sub-object.
    pub entity: String,
    /// Field with the start.
    pub from: String,
    /// Field with the end.
    pub to: String,
}

/// What `expand` adds under `_embedded`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Embedded {
    /// Entity that is expanded.
    pub entity: String,
    /// Value of `expand` and property of `_embedded`.
    pub name: String,
    /// Entity or sub-object found there.
    pub holds: String,
    /// Whether it is an array.
    pub many: bool,
}

/// A defect of the published document and how it is treated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// Short stable name, for example `grade-school-unit`.
    pub id: String,
    /// Entity or operation.
    pub entity: String,
    /// Field, when it is about one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// What the document says.
    pub as_written: String,
    /// What is meant.
    pub corrected: String,
    /// What Samspel does.
    pub treatment: String,
    /// The differences that it makes when the published document is compared with the data.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub shows_as: Vec<Trace>,
}

/// A difference that a correction explains.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trace {
    /// Place of the difference.
    #[serde(rename = "where")]
    pub place: String,
    /// What the published document has there; any text when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub theirs: Option<String>,
}
