//! Family DATE: filters on days and times, with bounds taken from the records themselves.

mod active;
mod aggregated;
pub(crate) mod as_written;
mod bounds;
mod last_day;
mod malformed;
pub(crate) mod moment;
mod relationship;
mod reversed;
mod start_missing;
mod window_required;

use samspel_suite::Check;

/// Checks of the family.
pub(crate) const CHECKS: &[Check] = &[
    active::CHECK,
    aggregated::CHECK,
    bounds::CHECK,
    last_day::CHECK,
    malformed::CHECK,
    relationship::CHECK,
    reversed::CHECK,
    start_missing::CHECK,
    window_required::CHECK,
];
