//! LOOK: lookups by every key, held against the snapshot.

mod asking;
mod by_key;
mod civic_number;
mod combined;
mod complete;
mod duplicates;
mod empty;
mod kind;
mod malformed;
mod query_options;
mod same_as_by_id;

use samspel_suite::Check;

/// Checks of the family.
pub(crate) const CHECKS: &[Check] = &[
    by_key::CHECK,
    combined::CHECK,
    duplicates::CHECK,
    empty::CHECK,
    malformed::CHECK,
    complete::CHECK,
    same_as_by_id::CHECK,
    query_options::CHECK,
    civic_number::CHECK,
    kind::CHECK,
];
