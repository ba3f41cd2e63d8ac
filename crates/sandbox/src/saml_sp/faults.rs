//! Every fault of the service provider, a file for each family.

mod messages;
mod requests;
mod signatures;
mod sound;

use std::sync::LazyLock;

use super::SpFault;

static ALL: LazyLock<Vec<SpFault>> =
    LazyLock::new(|| [signatures::FAULTS, messages::FAULTS, sound::FAULTS, requests::FAULTS].concat());

/// Every fault, in catalogue order.
#[must_use]
pub fn sp_faults() -> &'static [SpFault] {
    &ALL
}
