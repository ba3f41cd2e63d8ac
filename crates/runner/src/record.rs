//! What a run leaves behind.

use samspel_model::{CaseResult, Ending};
use samspel_suite::LeftOut;
use serde::{Deserialize, Serialize};

/// A test that has ended.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Ended {
    /// What it saw.
    pub result: CaseResult,
    /// Whether the ending is a fault in Samspel (a panic, a check that speaks of requirements its case does not claim,
    /// a case that gives its check what it cannot use), as told apart from the network.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub fault: bool,
}

/// A run, as far as it came. Judged by [`crate::assemble`].
#[derive(Debug, Clone, PartialEq)]
pub struct RunRecord {
    /// Every test of the plan in plan order, then those that the plan leaves out.
    pub results: Vec<CaseResult>,
    /// Ids of the tests that ended by a fault in Samspel.
    pub faults: Vec<String>,
    /// Whether the run was cut short.
    pub interrupted: bool,
    /// When it started, before any resumption (RFC 3339, UTC).
    pub started: String,
    /// When it ended (RFC 3339, UTC).
    pub ended: String,
    /// Requests sent, token requests included, over all resumptions.
    pub requests: u64,
}

/// How far the principal `full` came when the run knocked on the system's door.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reach {
    /// At least one operation answered with 2xx.
    Answers,
    /// The system answers, but nothing with 2xx and not everything with a refusal: most likely the base URL is wrong.
    NothingThere,
    /// Every operation refuses the principal (401, 403).
    Refused,
    /// No connection, no TLS, no answer, or no token.
    Unreachable,
}

/// The result of a test that the plan leaves out.
pub(crate) fn left_out(left_out: &LeftOut) -> CaseResult {
    CaseResult {
        id: left_out.id.clone(),
        requirements: left_out.requirements.clone(),
        control: false,
        ending: Ending::Skipped { reason: left_out.reason.clone() },
        observations: Vec::new(),
        duration_ms: 0,
        exchanges: Vec::new(),
    }
}
