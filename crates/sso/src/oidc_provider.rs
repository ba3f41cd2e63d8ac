//! OpenID providers: what one publishes, how it logs people in and whom it hands codes and tokens to.
//!
//! ```text
//! target file ─► Provider (metadata, keys, clients, people) ─► Browser ─► Ask ─► Trip ─► code ─► tokens ─► UserInfo
//!                                                                └─ page rules fill in the login pages
//! ```
//!
//! A request that has to be refused proves nothing when the provider refuses everything: each stands between two that go through. What
//! counts is what was handed out, never the status alone.

mod accepted_request;
pub(crate) mod ask;
pub(crate) mod browser;
mod claims;
mod client;
mod client_proof;
mod cookies;
mod hostile_redirect;
mod id_token;
mod keys;
mod login;
mod logout;
mod metadata;
mod page;
pub(crate) mod provider;
mod refresh;
mod refused_redemption;
mod request_object;
mod sample;
mod session;
pub(crate) mod stage;
mod token_endpoint;
mod told;
mod trip;
mod userinfo;

use samspel_suite::Check;

/// Id of the suite whose cases use these checks.
pub const OIDC_PROVIDER: &str = "oidc-provider";

/// Checks of the suite.
pub(crate) const CHECKS: &[Check] = &[
    accepted_request::CHECK,
    claims::CHECK,
    client_proof::CHECK,
    hostile_redirect::CHECK,
    id_token::CHECK,
    keys::CHECK,
    login::CHECK,
    logout::CHECK,
    metadata::CHECK,
    refresh::CHECK,
    refused_redemption::CHECK,
    request_object::CHECK,
    session::CHECK,
    userinfo::CHECK,
];
