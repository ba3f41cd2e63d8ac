//! Family CHANGE: what has to be seen when somebody changes data behind the interface.

mod followed;
mod modified;
mod parts;
mod referenced;
mod subject;

use samspel_suite::Check;

/// Checks of the family.
pub(crate) const CHECKS: &[Check] = &[followed::CHECK, modified::CHECK, parts::CHECK, referenced::CHECK];
