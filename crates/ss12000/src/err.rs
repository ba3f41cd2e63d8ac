//! Family ERR: what a system answers when something is wrong.

mod bad_path_id;
pub(crate) mod body;
mod client_mistakes;
mod error_bodies;
mod large_lookup;
mod leaks;
pub(crate) mod mistakes;
mod not_found;

use samspel_suite::Check;

/// Checks of the family.
pub(crate) const CHECKS: &[Check] =
    &[bad_path_id::CHECK, client_mistakes::CHECK, error_bodies::CHECK, large_lookup::CHECK, not_found::CHECK];
