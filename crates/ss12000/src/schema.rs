//! Schema conformance: every entity that was read, against the schema of its edition.

mod by_id;
mod envelope;
mod list;
mod lookup;
mod verdict;

use samspel_suite::Check;

/// Checks of the family.
pub(crate) const CHECKS: &[Check] = &[list::CHECK, by_id::CHECK, lookup::CHECK];
