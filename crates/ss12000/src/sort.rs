//! Family SORT: every sort key of every list, judged by what the entries hold.

mod collation;
mod disorder;
mod keys_accepted;
mod order;
mod reading;
mod unknown_key;
mod value;
mod without_key;

use samspel_suite::Check;

/// Checks of the family.
pub(crate) const CHECKS: &[Check] = &[keys_accepted::CHECK, order::CHECK, unknown_key::CHECK, without_key::CHECK];
