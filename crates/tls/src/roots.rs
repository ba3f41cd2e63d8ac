//! Whom the tests trust: the authorities of the system, and those that the target file adds.

use std::path::Path;

use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, TrustAnchor};

/// Authorities.
#[derive(Debug, Default)]
pub(crate) struct Roots {
    pub(crate) anchors: Vec<TrustAnchor<'static>>,
}

impl Roots {
    /// Reads them; an authority that cannot be read is trusted by nobody. `extra`: PEM file of the target.
    pub(crate) fn load(extra: Option<&Path>) -> Self {
        let own = extra.and_then(|path| std::fs::read(path).ok()).unwrap_or_default();
        let own = CertificateDer::pem_slice_iter(&own).filter_map(Result::ok);
        let all = rustls_native_certs::load_native_certs().certs.into_iter().chain(own);
        let anchor = |der: CertificateDer<'static>| webpki::anchor_from_trusted_cert(&der).ok().map(|a| a.to_owned());
        Roots { anchors: all.filter_map(anchor).collect() }
    }
}
