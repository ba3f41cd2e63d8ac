//! Keys of the identity provider, each in a file of its own with its certificate.

use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use p256::pkcs8::{DecodePrivateKey as _, EncodePrivateKey as _, LineEnding};
use rcgen::{CertificateParams, DistinguishedName, DnType, KeyPair};
use rsa::RsaPrivateKey;
use rsa::rand_core::OsRng;

use super::IdpError;

/// Bits of an RSA key (saml2int SDP-MD06: at least 2048).
const RSA_BITS: usize = 2048;

/// A private key of either kind.
pub(crate) enum Private {
    Rsa(Box<RsaPrivateKey>),
    Ec(Box<p256::ecdsa::SigningKey>),
}

/// A key pair with its certificate.
pub(crate) struct Key {
    pub(crate) private: Private,
    /// DER.
    pub(crate) certificate: Vec<u8>,
}

/// What kind of key is wanted.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Rsa,
    Ec,
}

impl Key {
    /// Reads `<name>.pem` from a folder, or makes it.
    pub(crate) fn in_folder(folder: &Path, name: &str, kind: Kind) -> Result<Key, IdpError> {
        let path = folder.join(format!("{name}.pem"));
        let file = |error: std::io::Error| IdpError::File(path.display().to_string(), error.to_string());
        if path.is_file() {
            let text = std::fs::read_to_string(&path).map_err(file)?;
            return Key::of(&text, kind).map_err(|what| IdpError::File(path.display().to_string(), what));
        }
        let text = new(name, kind).map_err(IdpError::Key)?;
        write_private(&path, &text).map_err(file)?;
        Key::of(&text, kind).map_err(IdpError::Key)
    }

    fn of(text: &str, kind: Kind) -> Result<Key, String> {
        let cut = text.find("-----BEGIN CERTIFICATE-----").ok_or("it holds no certificate after the key")?;
        let (key, certificate) = text.split_at(cut);
        let private = match kind {
            Kind::Rsa => Private::Rsa(Box::new(RsaPrivateKey::from_pkcs8_pem(key).map_err(|e| e.to_string())?)),
            Kind::Ec => Private::Ec(Box::new(p256::ecdsa::SigningKey::from_pkcs8_pem(key).map_err(|e| e.to_string())?)),
        };
        let base64: String = certificate.lines().filter(|line| !line.starts_with("-----")).collect();
        let certificate = STANDARD.decode(base64.trim()).map_err(|e| e.to_string())?;
        Ok(Key { private, certificate })
    }

    /// The certificate as `ds:X509Certificate` has it.
    pub(crate) fn x509(&self) -> String {
        STANDARD.encode(&self.certificate)
    }
}

/// Private key and self-signed certificate in PEM.
fn new(name: &str, kind: Kind) -> Result<String, String> {
    let key = match kind {
        Kind::Rsa => {
            let key = RsaPrivateKey::new(&mut OsRng, RSA_BITS).map_err(|e| e.to_string())?;
            key.to_pkcs8_pem(LineEnding::LF).map_err(|e| e.to_string())?
        }
        Kind::Ec => {
            let key = p256::ecdsa::SigningKey::random(&mut OsRng);
            key.to_pkcs8_pem(LineEnding::LF).map_err(|e| e.to_string())?
        }
    };
    let pair = KeyPair::from_pem(&key).map_err(|e| e.to_string())?;
    let mut params = CertificateParams::new(Vec::new()).map_err(|e| e.to_string())?;
    params.distinguished_name = DistinguishedName::new();
    params.distinguished_name.push(DnType::CommonName, format!("samspel {name}"));
    let certificate = params.self_signed(&pair).map_err(|e| e.to_string())?.pem();
    Ok(format!("{}{certificate}", key.as_str()))
}

/// A file that only its owner can read.
fn write_private(path: &Path, text: &str) -> std::io::Result<()> {
    use std::io::Write as _;
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    options.open(path)?.write_all(text.as_bytes())
}
