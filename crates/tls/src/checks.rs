//! The checks, a file for each kind of question.

mod answers;
mod chain;
mod cookies;
mod early_data;
mod fallback;
mod groups;
mod mixed_content;
mod negotiation;
mod plain_http;
mod refused;
mod server_name;
mod strict;
mod taken;
mod visit;

use samspel_suite::Check;

pub(crate) const CHECKS: &[Check] = &[
    answers::CHECK,
    chain::CHECK,
    cookies::CHECK,
    early_data::CHECK,
    fallback::CHECK,
    groups::DHE,
    groups::NAMED,
    mixed_content::CHECK,
    negotiation::CHECK,
    plain_http::CHECK,
    refused::CHECK,
    server_name::CHECK,
    strict::CHECK,
    taken::CHECK,
];
