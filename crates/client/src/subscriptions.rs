//! Subscriptions: kept alive, and not made twice.

mod not_twice;
mod renewed;

use samspel_suite::Check;

pub(crate) const CHECKS: &[Check] = &[renewed::CHECK, not_twice::CHECK];
