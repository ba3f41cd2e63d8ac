//! NAME: names in references, only when asked for and then in every one, as the target calls itself.

mod given;
mod marking;
mod own_name;
mod references;
mod unasked;

use samspel_suite::Check;

/// Checks of the family.
pub(crate) const CHECKS: &[Check] = &[unasked::CHECK, given::CHECK, marking::CHECK];
