//! Faults of the suite `api-auth`: how the provider treats tokens of the issuer that it was told to trust, and its token endpoint.

mod claims;
mod manners;
mod signature;
mod token_endpoint;

use crate::fault::{Fault, Hook, Level, Title};

/// The families.
pub(super) const FAMILIES: &[&[Fault]] = &[signature::FAULTS, claims::FAULTS, manners::FAULTS, token_endpoint::FAULTS];

/// A fault in one requirement.
const fn of(
    id: &'static str,
    requirements: &'static [&'static str],
    level: Level,
    title: Title,
    hooks: &'static [Hook],
) -> Fault {
    Fault { id, requirements, level, title, hooks }
}
