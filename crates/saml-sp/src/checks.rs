//! The checks of the suite.

mod accepted;
mod garbage;
mod login;
mod redirected;
mod refused;
mod relay_state;
mod replayed;
mod request;
mod sealing_faults;
mod session;
mod status_message;

use samspel_suite::Check;

/// Every check.
pub(crate) const CHECKS: &[Check] = &[
    accepted::CHECK,
    garbage::CHECK,
    login::CHECK,
    redirected::CHECK,
    refused::CHECK,
    relay_state::CHECK,
    replayed::CHECK,
    request::CHECK,
    sealing_faults::CHECK,
    session::CHECK,
    status_message::CHECK,
];
