//! EXP: what `expand` puts under `_embedded`, held against the snapshot's own join.

mod content;
mod expected;
mod judge;
mod relation;
mod rights;
mod several;
mod unasked;
mod unknown;

use samspel_suite::Check;

/// Checks of the family.
pub(crate) const CHECKS: &[Check] = &[content::CHECK, several::CHECK, unasked::CHECK, unknown::CHECK, rights::CHECK];
