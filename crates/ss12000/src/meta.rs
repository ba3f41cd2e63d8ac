//! Family META: when records were created and changed, and the filters on that.
//!
//! What only shows when somebody changes data stands with the tests that guide an operator.

mod bounds;
mod combined;
mod expand;
mod instants;
mod partition;
mod precision;
mod second_reading;
mod times;

use samspel_suite::Check;

/// Checks of the family.
pub(crate) const CHECKS: &[Check] = &[
    bounds::CHECK,
    combined::CHECK,
    expand::CHECK,
    instants::CHECK,
    partition::CHECK,
    precision::CHECK,
    second_reading::CHECK,
    times::CHECK,
];
