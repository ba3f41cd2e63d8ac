//! Family ENV: what the schema checks do not see of envelopes and values.

mod no_duplicates;
mod no_hits;

use samspel_suite::Check;

/// Checks of the family.
pub(crate) const CHECKS: &[Check] = &[no_duplicates::CHECK, no_hits::CHECK];
