//! Every fault of the server, a file for each family.

mod certificates;
mod handshake;
mod http;

use std::sync::LazyLock;

use super::TlsFault;

static ALL: LazyLock<Vec<TlsFault>> =
    LazyLock::new(|| [handshake::FAULTS, certificates::FAULTS, http::FAULTS].concat());

/// Every fault, in catalogue order.
#[must_use]
pub fn tls_faults() -> &'static [TlsFault] {
    &ALL
}
