//! Suite `api-auth`: how an SS 12000 API treats the tokens that it is shown.
//!
//! ```text
//! ground (operation with data, our issuer, a real token)
//!   └─► spoiled/<family> (one thing wrong) ─► refused: good, bad …, good ─► verdict for each requirement
//!                                          └─► accepted: bad signature refused, unusual but right token let in
//! ```
//!
//! `spoiled/` knows what can be wrong, the checks know what follows.

mod accepted;
mod cors;
mod error_body;
mod every_path;
mod good_token;
mod ground;
mod key_fetching;
mod new_key;
mod no_token;
mod refused;
mod sent;
mod spoiled;
mod token_endpoint;

use samspel_suite::Check;

/// First part of the ids of all checks.
pub(crate) const PREFIX: &str = "api-auth/";

/// Checks of the suite.
pub(crate) const CHECKS: &[Check] = &[
    good_token::CHECK,
    accepted::CHECK,
    cors::CHECK,
    error_body::CHECK,
    every_path::CHECK,
    key_fetching::CHECK,
    new_key::CHECK,
    no_token::CHECK,
    refused::CHECK,
    token_endpoint::CHECK,
];
