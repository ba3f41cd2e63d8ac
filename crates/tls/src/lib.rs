//! TLS: judges how every HTTPS endpoint that a target file names, or that a named system publishes, is protected.
//!
//! ```text
//! target file, discovery, SAML metadata ─► Endpoints ─► Hello (bytes) ─► Line ─► Answer ─┐
//!                                             │          a modern one before and after ──┼─► checks ─► Observation
//!                                             ├─────────► chain of certificates ─────────┤
//!                                             └─────────► http: and https: requests ─────┘
//! ```
//!
//! A refusal shows nothing when everything is refused: each offer that has to be turned down stands between two modern ones that are
//! taken up. No library offers what must be refused any more, so that a ClientHello is bytes here, and only the answer is parsed.

mod answer;
mod certificate;
mod chain;
mod checks;
mod endpoints;
mod handshake;
mod hello;
mod line;
mod observe;
mod offers;
mod probe;
mod roots;

use samspel_suite::Check;

pub use endpoints::{Endpoint, Endpoints, Kind};
pub use line::is_there;

/// Id of the suite whose cases use these checks.
pub const SUITE: &str = "tls";

/// Every check of the domain.
#[must_use]
pub fn checks() -> Vec<Check> {
    checks::CHECKS.to_vec()
}
