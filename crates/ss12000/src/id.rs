//! Family ID: identifiers, and fetching by them.

mod offering_identity;
mod one_namespace;
mod same_by_id;
mod stable;
mod unknown;

use samspel_suite::Check;

/// Checks of the family.
pub(crate) const CHECKS: &[Check] =
    &[offering_identity::CHECK, one_namespace::CHECK, same_by_id::CHECK, stable::CHECK, unknown::CHECK];
