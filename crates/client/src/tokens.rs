//! How a client gets in: the bearer token, its end, its reuse.

mod bearer;
mod renewed;
mod reused;

use samspel_suite::Check;

pub(crate) const CHECKS: &[Check] = &[bearer::CHECK, renewed::CHECK, reused::CHECK];
