//! Family DEL: what has been deleted, told by id.

mod after;
mod asked;
mod entities;
mod gone;
mod paged;
mod plain;
mod remembered;
mod shape;

use samspel_suite::Check;

pub(crate) use asked::type_of;

/// Checks of the family.
pub(crate) const CHECKS: &[Check] =
    &[after::CHECK, entities::CHECK, gone::CHECK, paged::CHECK, plain::CHECK, remembered::CHECK, shape::CHECK];
