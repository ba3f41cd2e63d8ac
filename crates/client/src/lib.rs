//! A client under test: judges what a client asked a provider that watched it (passive testing).
//!
//! ```text
//! Conversation (what was asked and answered, in order) ─┐
//! Contract ─────────────────────────────────────────────┴─► Scene ─► rules: address, values, paging, bodies, tokens, patience,
//!                                                                     course, subscriptions ─► Tally ─► Observation
//! ```
//!
//! Nothing here talks to anyone. A rule says only what can be seen from outside: where the situation never arose it says so, and
//! what can be explained in another way than by a mistake has a requirement of confidence C or is a note.

mod address;
mod bodies;
mod call;
mod control;
mod conversation;
mod course;
mod evidence;
mod form;
mod paging;
mod patience;
mod scene;
#[cfg(test)]
mod scripted;
mod subscriptions;
mod tally;
mod tokens;
mod values;

use samspel_suite::Check;

pub use call::{Answer, Bearer, Call, Granted, Place, Token};
pub use conversation::Conversation;
pub use evidence::evidence;

/// Id of the suite whose cases use these checks.
pub const SUITE: &str = "ss12000-client";

/// Every check of the domain.
#[must_use]
pub fn checks() -> Vec<Check> {
    [
        control::CHECKS,
        address::CHECKS,
        values::CHECKS,
        paging::CHECKS,
        bodies::CHECKS,
        tokens::CHECKS,
        patience::CHECKS,
        course::CHECKS,
        subscriptions::CHECKS,
    ]
    .concat()
}
