//! SAML metadata: judges what an identity provider, a service provider or a federation publishes about itself. Nobody logs in.
//!
//! ```text
//! file or URL ─► Metadata (tree of one entity, summary of an aggregate, signature) ─► View ─► rules ─► Findings ─► Observation
//! ```
//!
//! A rule is general (a contact of some type, a key of some size); which one a requirement means stands in the case (`with:`). Contact
//! persons are people: their names and addresses are looked at and never told.

mod aggregate;
mod certificate;
mod fetch;
mod findings;
mod metadata;
mod namespaces;
mod rules;
mod shown;
mod signature;
mod tree;
mod unreadable;
mod view;

use samspel_suite::Check;

pub use fetch::{Fetched, fetch};
pub use metadata::{Metadata, Question};

/// Id of the suite whose cases use these checks.
pub const SUITE: &str = "saml-metadata";

/// Every check of the domain.
#[must_use]
pub fn checks() -> Vec<Check> {
    rules::CHECKS.concat()
}
