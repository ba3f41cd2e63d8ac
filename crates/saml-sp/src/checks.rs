//! The checks of the suite.

mod accepted;
mod login;
mod refused;
mod relay_state;
mod replayed;
mod request;
mod session;

use samspel_suite::Check;

/// Every check.
pub(crate) const CHECKS: &[Check] = &[
    accepted::CHECK,
    login::CHECK,
    refused::CHECK,
    relay_state::CHECK,
    replayed::CHECK,
    request::CHECK,
    session::CHECK,
];
