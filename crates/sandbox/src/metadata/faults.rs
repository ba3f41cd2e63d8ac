//! Every fault of metadata, a file for each family.

mod document;
mod federation;
mod keys;
mod people;
mod roles;

use std::sync::LazyLock;

use super::MetadataFault;

static ALL: LazyLock<Vec<MetadataFault>> =
    LazyLock::new(|| [document::FAULTS, people::FAULTS, roles::FAULTS, keys::FAULTS, federation::FAULTS].concat());

/// Every fault, in catalogue order.
#[must_use]
pub fn metadata_faults() -> &'static [MetadataFault] {
    &ALL
}
