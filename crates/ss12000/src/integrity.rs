//! Integrity: whether what a system holds hangs together, judged over the whole of it.
//!
//! ```text
//! Tables ─► references (one engine for every reference of the contract)      ┐
//!        ├► rules on single records (one pass, while the list streams by)     ├─► confirm: are the records still so? ─► Observation
//!        └► rules on sets (columns: trees, periods, duplicates, joins)        ┘
//! ```
//!
//! A rule is one entry in a file of its subject; a case names the requirements, and the rules about them are looked up.

mod branch;
mod confirm;
mod data;
mod deleted;
mod empty;
mod judge;
mod reachable;
mod records;
mod references;
mod resolve;
mod rule;
mod rules;
mod survey;
#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod trial;
mod twin;

use samspel_suite::Check;

pub use records::{Bundle, Records, RuleOutcome};
pub(crate) use survey::{Survey, Surveyed};

/// Checks of the family.
pub(crate) const CHECKS: &[Check] =
    &[judge::CHECK, references::CHECK, twin::CHECK, deleted::CHECK, empty::CHECK, reachable::CHECK];
