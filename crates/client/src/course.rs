//! The course of a whole reading: in which order, what about deletions, what about emptiness.

mod deletions;
mod emptiness;
mod order;

use samspel_suite::Check;

use crate::scene::Ask;

pub(crate) const CHECKS: &[Check] = &[order::CHECK, deletions::CHECK, emptiness::CHECK];

/// Parameters that change what comes with an entry or in which order, not which entries come.
const NO_FILTERS: [&str; 4] = ["limit", "sortkey", "expand", "expandReferenceNames"];

/// Whether a call begins a list as a whole.
fn is_whole(ask: &Ask<'_>) -> bool {
    ask.pairs.iter().all(|pair| NO_FILTERS.contains(&pair.name.as_str()))
}
