//! Family LOG: what clients report back, and the paths that they report to.

mod accepted;
mod entry;
mod negative;
mod paths;
mod refused;
mod unreadable;

use samspel_suite::Check;

/// Checks of the family.
pub(crate) const CHECKS: &[Check] =
    &[accepted::CHECK, negative::CHECK, paths::CHECK, refused::CHECK, unreadable::CHECK];
