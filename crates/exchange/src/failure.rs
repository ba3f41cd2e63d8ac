//! From an error of the HTTP stack to a fault that tells the causes apart.

use std::error::Error;
use std::io;

use url::Url;

use crate::{Fault, address, tls};

/// The fault behind an error of the HTTP stack. Timeouts are the caller's own and do not get here.
pub(crate) fn classify(error: &reqwest::Error, url: &Url) -> Fault {
    if let Some(tls) = find_tls(error) {
        return Fault::Tls { what: tls::explain(tls) };
    }
    let what = innermost(error);
    if error.is_dns() {
        return Fault::Dns { host: url.host_str().unwrap_or_default().to_owned() };
    }
    if error.is_connect() {
        if what.contains("tls handshake") {
            return Fault::Tls { what: "the server closed the connection during the handshake".to_owned() };
        }
        return Fault::Connect { address: address::host_and_port(url), what };
    }
    if error.is_builder() {
        return Fault::Unsendable { what };
    }
    Fault::Broken { what }
}

/// A TLS error anywhere in the chain. An `io::Error` hides the error it carries from the chain, so it is opened.
fn find_tls<'a>(error: &'a (dyn Error + 'static)) -> Option<&'a rustls::Error> {
    let mut current = Some(error);
    while let Some(error) = current {
        if let Some(tls) = error.downcast_ref::<rustls::Error>() {
            return Some(tls);
        }
        if let Some(inner) = error.downcast_ref::<io::Error>().and_then(io::Error::get_ref)
            && let Some(tls) = find_tls(inner)
        {
            return Some(tls);
        }
        current = error.source();
    }
    None
}

/// What the deepest error says. The outer ones repeat the URL, which may hold personal data.
fn innermost(error: &reqwest::Error) -> String {
    let mut deepest: Option<&dyn Error> = error.source();
    while let Some(next) = deepest.and_then(Error::source) {
        deepest = Some(next);
    }
    deepest.map_or_else(|| "the request failed".to_owned(), ToString::to_string)
}
