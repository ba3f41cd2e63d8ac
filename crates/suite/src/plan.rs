//! A plan: what will run, in which order, and what is left out and why. A value you can print.

mod error;
mod make;
pub(crate) mod matrix;
mod print;
pub(crate) mod scope;
pub(crate) mod select;
mod terms;

pub use error::PlanError;
pub use make::Selection;
pub use matrix::Row;
pub use scope::covered;
pub use terms::Terms;

use samspel_model::{Exercise, Message, ProfileClaim, Requirement, Scenario};

use crate::{Check, Needs, Step};

/// Everything a run needs to know beforehand.
#[derive(Clone)]
pub struct Plan {
    /// Suite id.
    pub suite: String,
    /// Suite version.
    pub suite_version: String,
    /// Suite digest.
    pub suite_digest: String,
    /// The claim.
    pub profile: ProfileClaim,
    /// Operations that the claim needs, with the tests about them.
    pub operations: Vec<Exercise>,
    /// Scenarios that are judged beside the claim.
    pub scenarios: Vec<Scenario>,
    /// Requirements of the profile that hold in the edition.
    pub requirements: Vec<Requirement>,
    /// Tests in order.
    pub cases: Vec<PlannedCase>,
    /// Tests that will not run; they still stand in the report.
    pub left_out: Vec<LeftOut>,
    /// How the system is treated.
    pub terms: Terms,
    /// Seed of all choices.
    pub seed: u64,
    /// SHA-256 over everything above that decides what is run; a resumed run must have the same.
    pub digest: String,
}

/// A test: a case with one matrix row.
#[derive(Clone)]
pub struct PlannedCase {
    /// Test id, `case[row]`.
    pub id: String,
    /// Requirements that it tests.
    pub requirements: Vec<String>,
    /// The work.
    pub work: Work,
    /// `with:` and the matrix row, merged.
    pub with: serde_json::Value,
    /// What the target must have.
    pub needs: Needs,
    /// Ids of tests that must have ended before.
    pub after: Vec<String>,
    /// Whether it is a positive control.
    pub control: bool,
}

/// What a test does.
#[derive(Clone)]
pub enum Work {
    /// Runs a check.
    Check(Check),
    /// Runs steps.
    Steps(Vec<Step>),
}

/// A test that will not run.
#[derive(Debug, Clone, PartialEq)]
pub struct LeftOut {
    /// Test id.
    pub id: String,
    /// Requirements that it would test.
    pub requirements: Vec<String>,
    /// Why not.
    pub reason: Message,
}
