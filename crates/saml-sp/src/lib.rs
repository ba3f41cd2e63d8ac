//! SAML service provider under test: Samspel is its identity provider, first a good one, then a bad one.
//!
//! ```text
//! idp (keys, metadata) ─┐
//! service (its metadata) ┼─► bench: browser ─► login ─► AuthnRequest ─► scene ─► forge, spoiled in one way ─► ACS ─► probe ─► Observation
//! target file ───────────┘
//! ```
//!
//! No HTTP status decides anything. Each message is about somebody of its own, and a page that tells who is logged in is asked after it;
//! refusals stand between two sound logins that succeed, or they show nothing.

mod authn_request;
mod bench;
mod browser;
mod checks;
mod demand;
mod forge;
mod idp;
mod person;
mod scene;
mod service;
mod spoiled;
mod xml;

use samspel_suite::Check;

pub use bench::Bench;
pub use idp::{Idp, IdpError};
pub use service::{Service, ServiceError};

/// Id of the suite whose cases use these checks.
pub const SUITE: &str = "saml-sp";

/// Every check of the domain.
#[must_use]
pub fn checks() -> Vec<Check> {
    checks::CHECKS.to_vec()
}
