//! What a client does with a no: waits when it is asked to wait, and changes something before it asks again.

mod not_repeated;
mod waits;

use samspel_suite::Check;

pub(crate) const CHECKS: &[Check] = &[waits::CHECK, not_repeated::CHECK];
