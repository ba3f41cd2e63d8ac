//! Family FILT: every filter of every list, judged against what the collections hold.

mod bad_values;
mod beside;
mod exact;
mod filter;
mod group_staff;
mod identifiers;
mod made_up;
mod names;
mod relations;
mod same_relation;
mod school_type;

use samspel_suite::Check;

/// Checks of the family.
pub(crate) const CHECKS: &[Check] = &[
    bad_values::OUTSIDE_ENUMERATION,
    bad_values::UUIDS,
    filter::CHECK,
    group_staff::CHECK,
    identifiers::CHECK,
    names::CHECK,
    relations::ANY_KIND,
    relations::KIND,
    relations::ORGANISATION,
    same_relation::CHECK,
    school_type::CHECK,
];
