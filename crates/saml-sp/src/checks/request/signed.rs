//! The signature of a request, where the metadata promises one (saml-bindings-2.0-os, 3.4.4.1).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rsa::Pkcs1v15Sign;
use samspel_model::Message;
use sha2::Digest as _;

use super::Said;
use crate::authn_request::{AuthnRequest, Binding};
use crate::bench::Bench;

const RSA_SHA256: &str = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";

pub(super) fn signed(request: &AuthnRequest, bench: &Bench) -> Said {
    if !bench.service.signs_requests {
        return Said::Absent;
    }
    if request.binding == Binding::Post || bench.service.other_signing {
        return Said::Open(Message::new("sp-signature-not-tried"));
    }
    let query = request.arrival.url.query().unwrap_or_default();
    // What is signed is the text as it was sent, not as it would be written anew.
    let raw = |name: &str| query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='));
    let algorithm = request.arrival.parameter("SigAlg").unwrap_or_default();
    let value = request.arrival.parameter("Signature").and_then(|value| STANDARD.decode(value.trim()).ok());
    let expected = format!("SigAlg = {RSA_SHA256}, Signature ✓");
    if algorithm != RSA_SHA256 {
        let seen = if algorithm.is_empty() { "Signature: -".to_owned() } else { format!("SigAlg = {algorithm}") };
        return Said::Wrong(expected, seen);
    }
    let parts: Vec<String> = ["SAMLRequest", "RelayState", "SigAlg"]
        .into_iter()
        .filter_map(|name| raw(name).map(|value| format!("{name}={value}")))
        .collect();
    let hashed = sha2::Sha256::digest(parts.join("&").as_bytes());
    let verifies = value.is_some_and(|value| {
        bench
            .service
            .signing
            .iter()
            .any(|key| key.verify(Pkcs1v15Sign::new::<rsa::sha2::Sha256>(), &hashed, &value).is_ok())
    });
    if verifies { Said::Right } else { Said::Wrong(expected, "Signature ✗".to_owned()) }
}
