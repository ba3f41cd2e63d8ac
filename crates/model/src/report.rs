//! The report: a value that every output format is a projection of.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Call, Confidence, Level, Location, Outcome, ScenarioOutcome, Text, Verdict};

/// Value of `schema` in the reports that this version writes.
pub const SCHEMA_ID: &str = "samspel-report/1";

/// What was tested, what was shown, what was not. The file `report.json`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Report {
    /// Always [`SCHEMA_ID`].
    pub schema: String,
    /// Id of this report (a UUID).
    pub id: String,
    /// The tool that wrote it.
    pub tool: ToolFacts,
    /// The suites that were used.
    pub suites: Vec<SuiteFacts>,
    /// The system under test.
    pub target: TargetFacts,
    /// When and how.
    pub run: RunFacts,
    /// What the statement is about.
    pub profile: ProfileClaim,
    /// The statement of conformity.
    pub statement: Statement,
    /// The scenarios that the profile judges, in the order of the suite.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub scenarios: Vec<ScenarioResult>,
    /// What the system's data could not witness, and what to add, that with most binding requirements first.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub data_gaps: Vec<DataGap>,
    /// Every requirement of the profile, in catalogue order.
    pub requirements: Vec<RequirementResult>,
    /// Every test of the plan, in plan order.
    pub tests: Vec<TestResult>,
    /// What contradicts requirements or is worth telling, worst first.
    pub findings: Vec<Finding>,
}

/// The tool.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ToolFacts {
    /// `samspel`.
    pub name: String,
    /// Version of the binary.
    pub version: String,
}

/// A suite that was used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SuiteFacts {
    /// Suite id.
    pub id: String,
    /// Suite version.
    pub version: String,
    /// SHA-256 over the suite's files, in hex.
    pub digest: String,
}

/// The system under test, as far as the report may tell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TargetFacts {
    /// Name from the target file.
    pub name: String,
    /// `test` or `production`.
    pub environment: String,
    /// Base URL of each interface, without user information.
    pub interfaces: BTreeMap<String, String>,
    /// The ICS of the target file: operations said to be supported. None when left out.
    pub supports: Option<Vec<String>>,
    /// Operations seen to be offered.
    pub offered: Vec<String>,
    /// Names of the principals that were available.
    pub principals: Vec<String>,
}

/// When and how the run was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RunFacts {
    /// RFC 3339 instant in UTC.
    pub started: String,
    /// RFC 3339 instant in UTC.
    pub ended: String,
    /// Seed of all choices that Samspel made.
    pub seed: u64,
    /// Requests sent, token requests included.
    pub requests: u64,
    /// Whether the run was cut short.
    pub interrupted: bool,
    /// Selection and options that differ from the default, for example `--only GLOB`.
    pub options: Vec<String>,
    /// Evidence level of the recorded exchanges.
    pub evidence: String,
}

/// Profile and edition that the statement is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ProfileClaim {
    /// Profile id.
    pub id: String,
    /// Edition of the standard.
    pub edition: String,
    /// Name for people.
    pub title: Text,
    /// What a claim says and does not say.
    pub about: Text,
}

/// The number of requirements for each verdict.
pub type Counts = BTreeMap<Verdict, u64>;

/// The statement of conformity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Statement {
    /// The outcome.
    pub outcome: Outcome,
    /// Id of the decision rule.
    pub decision_rule: String,
    /// The rule in words.
    pub decision_rule_text: Text,
    /// Why the outcome is what it is, one sentence a reason.
    pub because: Vec<Text>,
    /// Requirements for each level and verdict.
    pub counts: BTreeMap<Level, Counts>,
}

/// What one scenario came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ScenarioResult {
    /// Id of its profile, for example `C.7`.
    pub id: String,
    /// Name for people.
    pub title: Text,
    /// The outcome.
    pub outcome: ScenarioOutcome,
    /// MUST requirements that it relies on and that passed.
    pub passed: u64,
    /// MUST requirements that it relies on and that apply.
    pub applicable: u64,
    /// MUST requirements that keep it from conforming: the contradicted ones if there are any, else those that were not shown.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub reasons: Vec<String>,
    /// Operations of the scenario that were not seen to work: not offered, without data, or not tested.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub operations_not_shown: Vec<String>,
    /// Its calls, in order.
    pub calls: Vec<Call>,
}

/// Something that the data could not witness.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DataGap {
    /// What was lacking, and what to add.
    pub what: Text,
    /// Requirements that would be shown, or shown in full.
    pub requirements: Vec<String>,
    /// Tests that missed it.
    pub tests: u64,
}

/// What one requirement came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RequirementResult {
    /// Requirement id.
    pub id: String,
    /// How binding.
    pub level: Level,
    /// How sure we are.
    pub confidence: Confidence,
    /// What holds.
    pub title: Text,
    /// The verdict.
    pub verdict: Verdict,
    /// Things seen that could have gone the other way.
    pub witnesses: u64,
    /// Tests that looked at it.
    pub tests: Vec<String>,
    /// Why the verdict is what it is; always given unless it is PASS or FAIL.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub reason: Option<Text>,
    /// What was not shown although the verdict is PASS: parts without data, as a to-do.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub not_shown: Vec<Text>,
}

/// What one test came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TestResult {
    /// Test id.
    pub id: String,
    /// The verdict.
    pub verdict: Verdict,
    /// Requirements that it tests.
    pub requirements: Vec<String>,
    /// Wall time in milliseconds.
    pub duration_ms: u64,
    /// Exchanges that it made; they stand in `evidence/`.
    pub exchanges: Vec<String>,
    /// What was seen, or why nothing was.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub remarks: Vec<Text>,
}

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "UPPERCASE")]
pub enum FindingLevel {
    /// A binding requirement is contradicted.
    Must,
    /// A recommended requirement is contradicted: a deviation.
    Should,
    /// Worth telling, never a failure.
    Note,
}

/// One cause, however many places show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Finding {
    /// Id within this report, `F-001` and up, worst first.
    pub id: String,
    /// Requirement that is contradicted.
    pub requirement: String,
    /// First test that saw it.
    pub test: String,
    /// How much it weighs.
    pub level: FindingLevel,
    /// The finding in a sentence.
    pub summary: Text,
    /// What was expected, as facts.
    pub expected: String,
    /// What was observed, as facts.
    pub observed: String,
    /// Where it was first seen.
    #[serde(rename = "where")]
    pub location: Location,
    /// How many places.
    pub count: u64,
    /// Some of the places, at most ten.
    pub samples: Vec<String>,
    /// Operations that show it.
    pub operations: Vec<String>,
    /// Why it matters.
    pub why: Text,
    /// Likely cause, when known.
    pub cause: Option<Text>,
    /// What to change.
    pub remedy: Text,
    /// A curl command that shows it again.
    pub reproduce: Option<String>,
    /// Exchanges that show it, at most ten; they stand in `evidence/`.
    pub exchanges: Vec<String>,
}
