//! What checks see.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Message;

/// What one check saw of one requirement.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Observation {
    /// Id of the requirement.
    pub requirement: String,
    /// What was seen.
    pub sight: Sight,
}

/// The kinds of things to see.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Sight {
    /// Things that could have gone the other way and went as required. A count of 0 is no witness.
    Witness {
        /// How many.
        count: u64,
        /// What was seen, for people.
        message: Message,
    },
    /// Evidence against the requirement.
    Contradiction(Box<Contradiction>),
    /// The question could not be put or answered.
    Undecided {
        /// What was lacking.
        gap: Gap,
        /// The same for people, as a to-do ("add one organisation").
        reason: Message,
    },
    /// The requirement does not apply here, by the ICS or by a computed condition.
    NotApplicable {
        /// Which condition.
        reason: Message,
    },
    /// Worth telling, never a failure: undeclared properties, open choices of the standard.
    Note(Box<Contradiction>),
}

/// Why a question stayed open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Gap {
    /// The system holds no data that could decide. Does not take away what other data showed.
    NoData,
    /// Another fault of the system hides the answer, and a requirement of its own judges that fault. No data would help; like
    /// missing data it does not take away what was seen elsewhere.
    OtherFault,
    /// A principal, a token or a permission is missing.
    NoAccess,
    /// Data changed while it was read.
    Drift,
    /// The system did not answer in a way that decides this.
    NoAnswer,
}

/// Evidence against a requirement. Contradictions of one requirement with the same message id are one finding.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Contradiction {
    /// The finding in a sentence; its id groups contradictions that have one cause.
    pub summary: Message,
    /// What was expected, as facts that need no translation (`HTTP 400`, `pageToken: string | null`).
    pub expected: String,
    /// What was observed, in the same notation; never personal data.
    pub observed: String,
    /// Where it was seen.
    pub location: Location,
    /// How many places.
    pub count: u64,
    /// A few of the places (pseudonymised ids, JSON pointers), at most ten.
    pub samples: Vec<String>,
    /// Likely cause, known from real systems.
    pub cause: Option<Message>,
    /// A curl command that shows it again, without secrets.
    pub reproduce: Option<String>,
    /// Ids of the exchanges that show it, at most ten.
    pub exchanges: Vec<String>,
}

/// Where something was seen.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Location {
    /// Operation of the interface, for example `listPersons`.
    pub operation: Option<String>,
    /// JSON pointer into the body, with `*` for any array index.
    pub pointer: Option<String>,
}

/// How a test ended.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Ending {
    /// It ran to its end.
    Ran,
    /// The check panicked or erred, or the network failed: never the system's fault.
    Erred {
        /// What happened.
        what: String,
    },
    /// It was not run.
    Skipped {
        /// Why not: not selected, out of budget, interrupted, a test that it builds on did not pass.
        reason: Message,
    },
    /// It does not apply to this system.
    DoesNotApply {
        /// Which ICS line or computed condition says so.
        reason: Message,
    },
}

/// One executed (or skipped) test with what it saw.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CaseResult {
    /// Test id: the case id, with the matrix row in brackets.
    pub id: String,
    /// Requirements that the case claims to test.
    pub requirements: Vec<String>,
    /// Whether this is a positive control: if it is not passed, no witness of the run counts.
    pub control: bool,
    /// How it ended.
    pub ending: Ending,
    /// What it saw.
    pub observations: Vec<Observation>,
    /// Wall time in milliseconds.
    pub duration_ms: u64,
    /// Ids of the exchanges that it made.
    pub exchanges: Vec<String>,
}
