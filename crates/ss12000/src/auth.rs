//! Family AUTH: who gets in.

mod jwt;
mod limited;
mod no_permission;
mod no_token;
mod query_token;
mod refused_token;

use samspel_suite::Check;

/// Checks of the family.
pub(crate) const CHECKS: &[Check] =
    &[limited::CHECK, no_permission::CHECK, no_token::CHECK, query_token::CHECK, refused_token::CHECK];
