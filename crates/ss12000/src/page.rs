//! Family.

use samspel_suite::Check;

/// Checks of the family.
pub(crate) const CHECKS: &[Check] = &[];
