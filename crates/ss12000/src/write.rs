//! Family WRITE: attendance and absence created and removed through the interface.

mod absence_stays;
mod bad_body;
mod created;
mod found;
mod removed;
mod server_fields;
mod twice;

use samspel_suite::Check;

/// Checks of the family.
pub(crate) const CHECKS: &[Check] = &[
    absence_stays::CHECK,
    bad_body::CHECK,
    created::CHECK,
    found::CHECK,
    removed::CHECK,
    server_fields::CHECK,
    twice::CHECK,
];
