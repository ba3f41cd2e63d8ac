//! Robustness: input that nobody means well, and many readers at once.

mod hostile;
mod malformed;
mod parallel;
mod shrink;

use samspel_suite::Check;

pub(crate) const CHECKS: &[Check] = &[malformed::CHECK, parallel::CHECK];
