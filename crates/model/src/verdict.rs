//! Verdicts on tests and requirements, outcomes of statements.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a test or a requirement came to (ISO/IEC 9646, EARL).
///
/// The order is the order of dominance: the greatest of several verdicts is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Verdict {
    /// Does not apply, by the ICS or by a computed condition that the report shows.
    NotApplicable,
    /// Something was seen that could have gone the other way, and nothing contradicts the requirement.
    Pass,
    /// No test looked at it.
    NotTested,
    /// Tests ran but could not decide: no data, no access, drift.
    Inconclusive,
    /// Samspel or the network failed, never the system under test.
    Error,
    /// A witnessed contradiction.
    Fail,
}

impl Verdict {
    /// Every verdict, best first as people read it.
    pub const ALL: [Verdict; 6] = [
        Verdict::Pass,
        Verdict::Fail,
        Verdict::Inconclusive,
        Verdict::NotApplicable,
        Verdict::NotTested,
        Verdict::Error,
    ];

    /// The word as written in `report.json`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Verdict::NotApplicable => "NOT_APPLICABLE",
            Verdict::Pass => "PASS",
            Verdict::NotTested => "NOT_TESTED",
            Verdict::Inconclusive => "INCONCLUSIVE",
            Verdict::Error => "ERROR",
            Verdict::Fail => "FAIL",
        }
    }
}

/// What a scenario came to in a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ScenarioOutcome {
    /// Every applicable MUST that its calls rely on passed, and each of its operations was seen to work.
    Conforms,
    /// At least one such MUST is contradicted.
    DoesNotConform,
    /// Neither could be shown.
    NotShown,
    /// No test of it was run.
    NotTested,
}

impl ScenarioOutcome {
    /// The word as written in `report.json`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            ScenarioOutcome::Conforms => "CONFORMS",
            ScenarioOutcome::DoesNotConform => "DOES_NOT_CONFORM",
            ScenarioOutcome::NotShown => "NOT_SHOWN",
            ScenarioOutcome::NotTested => "NOT_TESTED",
        }
    }
}

impl From<Outcome> for ScenarioOutcome {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Conforms => ScenarioOutcome::Conforms,
            Outcome::DoesNotConform => ScenarioOutcome::DoesNotConform,
            Outcome::NotShown => ScenarioOutcome::NotShown,
        }
    }
}

/// The statement of conformity, always "to profile P, edition E, on dates D".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Outcome {
    /// Every applicable MUST passed with a witness, and nothing erred.
    Conforms,
    /// At least one MUST is contradicted.
    DoesNotConform,
    /// Neither could be shown.
    NotShown,
}

impl Outcome {
    /// The word as written in `report.json`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Outcome::Conforms => "CONFORMS",
            Outcome::DoesNotConform => "DOES_NOT_CONFORM",
            Outcome::NotShown => "NOT_SHOWN",
        }
    }
}
