//! The words of conformance testing as types, and the pure rule that turns observations into a statement.
//!
//! Nothing here does I/O. Data passes through in one direction:
//!
//! ```text
//! Requirement ─┐
//!              ├─► judge() ─► Report (serde, JSON Schema in schemas/samspel/report.schema.json)
//! CaseResult ──┘      ▲
//! DecisionRule ───────┘
//! ```
//!
//! A check returns [`Observation`]s. [`judge`] folds them to a [`Verdict`] for each test and requirement, groups
//! contradictions with the same cause into one [`Finding`], and states the outcome against a profile.
//! The vocabulary is that of ISO/IEC 9646 and ISO/IEC 17025.

mod decision_rule;
mod judgement;
mod observation;
mod report;
mod requirement;
mod scenario;
mod text;
mod verdict;

pub use decision_rule::DecisionRule;
pub use judgement::{Basis, Judgement, judge};
pub use observation::{CaseResult, Contradiction, Ending, Gap, Location, Observation, Sight};
pub use report::{
    Counts, DataGap, Finding, FindingLevel, ProfileClaim, Report, RequirementResult, RunFacts, SCHEMA_ID,
    ScenarioResult, Statement, SuiteFacts, TargetFacts, TestResult, ToolFacts,
};
pub use requirement::{Confidence, Exception, Level, Profile, Requirement, family};
pub use scenario::{Call, Exercise, Scenario};
pub use text::{Argument, Lang, Message, Text, Texts};
pub use verdict::{Outcome, ScenarioOutcome, Verdict};
