//! Family PAGE: paging, judged against everything that the harvest read.

mod ask;
mod bad_limit;
mod chains;
mod changed_limit;
mod complete;
mod empty_pages;
mod ends;
mod expand_beside_token;
mod final_token;
mod foreign_token;
mod keeps_query;
mod limit_respected;
mod pageable;
mod personal_token;
mod refusals;
mod strict_token;
mod token_accepted;
mod without_limit;

use samspel_suite::Check;

pub(crate) use chains::Chains;

/// Checks of the family.
pub(crate) const CHECKS: &[Check] = &[
    bad_limit::CHECK,
    changed_limit::CHECK,
    complete::CHECK,
    empty_pages::CHECK,
    ends::CHECK,
    expand_beside_token::CHECK,
    final_token::CHECK,
    foreign_token::CHECK,
    keeps_query::CHECK,
    limit_respected::CHECK,
    pageable::CHECK,
    personal_token::CHECK,
    strict_token::CHECK,
    token_accepted::CHECK,
    without_limit::CHECK,
];
