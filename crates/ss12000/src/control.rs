//! Controls: that the system holds data and tells good requests from bad, and which operations it offers.

mod alive;
mod offered;

use samspel_suite::Check;

/// Checks of the family.
pub(crate) const CHECKS: &[Check] = &[alive::CHECK, offered::CHECK];
