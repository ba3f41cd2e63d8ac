//! Keys of the service provider, made once a process: making one takes longer than everything else.

use std::sync::LazyLock;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rcgen::{CertificateParams, KeyPair};
use rsa::RsaPrivateKey;
use rsa::pkcs8::EncodePrivateKey as _;

/// A key with its certificate as `ds:X509Certificate` has it.
pub(super) struct Pair {
    pub(super) private: RsaPrivateKey,
    pub(super) certificate: String,
}

/// Signs requests, and opens what is encrypted to it.
pub(super) static CURRENT: LazyLock<Option<Pair>> = LazyLock::new(new);
/// Opens what is encrypted to it, as after a change of keys.
pub(super) static OLDER: LazyLock<Option<Pair>> = LazyLock::new(new);

fn new() -> Option<Pair> {
    let private = RsaPrivateKey::new(&mut rsa::rand_core::OsRng, 2048).ok()?;
    let pem = private.to_pkcs8_pem(rsa::pkcs8::LineEnding::LF).ok()?;
    let pair = KeyPair::from_pem(&pem).ok()?;
    let certificate = CertificateParams::new(Vec::new()).ok()?.self_signed(&pair).ok()?;
    Some(Pair { private, certificate: STANDARD.encode(certificate.der()) })
}
