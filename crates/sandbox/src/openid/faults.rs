//! Every fault of the provider, by family.

mod authorisation;
mod client;
mod identity;
mod login;
mod published;
mod tokens;

use std::sync::OnceLock;

use super::fault::OpenIdFault;

/// All faults, in the order of the catalogue.
#[must_use]
pub fn openid_faults() -> &'static [OpenIdFault] {
    static ALL: OnceLock<Vec<OpenIdFault>> = OnceLock::new();
    ALL.get_or_init(|| {
        [published::FAULTS, authorisation::FAULTS, tokens::FAULTS, login::FAULTS, client::FAULTS, identity::FAULTS]
            .concat()
    })
}
