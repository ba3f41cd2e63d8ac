//! Secure access: checks that judge who an API lets in, what an OpenID provider hands out, and whether login and register know the same
//! person.
//!
//! ```text
//! target file, `issuer:` ─► Issuer (key, metadata, good tokens) ─┐
//! principal `full` ─────────► a real token ────────────────────┼─► jose (spoilt in one way) ─► api_auth ─► Observation
//! contract ─────────────────► an operation that gives data ────┘
//! ```
//!
//! A token that has to be refused proves nothing when the API refuses everything: each is sent between two good ones.

mod api_auth;
mod identity;
mod issuer;
mod jose;
mod oidc_provider;

use samspel_suite::Check;

pub use identity::IDENTITY;
pub use issuer::{Issuer, IssuerError};
pub use oidc_provider::OIDC_PROVIDER;

/// Every check of the domain.
#[must_use]
pub fn checks() -> Vec<Check> {
    [api_auth::CHECKS, oidc_provider::CHECKS, identity::CHECKS].concat()
}

/// Whether a check asks for tokens of Samspel's own issuer.
#[must_use]
pub fn wants_issuer(check: &str) -> bool {
    check.starts_with(api_auth::PREFIX)
}
