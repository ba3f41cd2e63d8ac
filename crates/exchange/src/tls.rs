//! TLS: what is trusted, and what a failed handshake means in plain words.

use std::path::Path;
use std::sync::{Arc, Once};

use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use rustls::{AlertDescription, CertificateError, ClientConfig, RootCertStore};

use crate::SetupError;

static PROVIDER: Once = Once::new();

/// The TLS settings of a client: ring, HTTP/2 before HTTP/1.1, the system's trust and the authorities of `ca_file`.
///
/// A client that talks plain http only (`needed` is false) trusts nobody, which saves reading the system's certificates.
pub(crate) fn client_config(ca_file: Option<&Path>, needed: bool) -> Result<ClientConfig, SetupError> {
    PROVIDER.call_once(|| {
        // Another part of the program may have installed a provider before; this client brings its own either way.
        let _ = rustls::crypto::ring::default_provider().install_default();
    });
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let extra = match ca_file {
        Some(path) => read_authorities(path)?,
        None => Vec::new(),
    };
    let builder = ClientConfig::builder_with_provider(provider.clone())
        .with_safe_default_protocol_versions()
        .map_err(|e| SetupError::Http(e.to_string()))?;
    let mut config = if needed {
        let verifier = rustls_platform_verifier::Verifier::new_with_extra_roots(extra, provider)
            .map_err(|e| trust_error(ca_file, &e))?;
        builder.dangerous().with_custom_certificate_verifier(Arc::new(verifier)).with_no_client_auth()
    } else {
        builder.with_root_certificates(RootCertStore::empty()).with_no_client_auth()
    };
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(config)
}

fn read_authorities(path: &Path) -> Result<Vec<CertificateDer<'static>>, SetupError> {
    let failed = |what: String| SetupError::Certificate { path: path.display().to_string(), what };
    let pem = std::fs::read(path).map_err(|e| failed(e.to_string()))?;
    let certificates =
        CertificateDer::pem_slice_iter(&pem).collect::<Result<Vec<_>, _>>().map_err(|e| failed(e.to_string()))?;
    if certificates.is_empty() {
        return Err(failed("it holds no PEM certificate".to_owned()));
    }
    // Each must be a certificate that can be trusted; the verifier says only that one of them is not.
    let mut store = RootCertStore::empty();
    for (at, certificate) in certificates.iter().enumerate() {
        store.add(certificate.clone()).map_err(|e| failed(format!("certificate {}: {e}", at + 1)))?;
    }
    Ok(certificates)
}

fn trust_error(ca_file: Option<&Path>, error: &rustls::Error) -> SetupError {
    match ca_file {
        Some(path) => SetupError::Certificate { path: path.display().to_string(), what: error.to_string() },
        None => SetupError::Http(format!(
            "no certificate authority to trust ({error}); install the system's CA certificates or set ca_file"
        )),
    }
}

/// What a failed handshake means, for somebody who has to put it right.
pub(crate) fn explain(error: &rustls::Error) -> String {
    match error {
        rustls::Error::InvalidCertificate(why) => explain_certificate(why),
        rustls::Error::InvalidMessage(_) => {
            "the server does not speak TLS on this port (is the address http instead of https?)".to_owned()
        }
        rustls::Error::AlertReceived(AlertDescription::ProtocolVersion) | rustls::Error::PeerIncompatible(_) => {
            "the server offers neither TLS 1.2 nor TLS 1.3 with a cipher suite in common".to_owned()
        }
        rustls::Error::AlertReceived(AlertDescription::HandshakeFailure) => {
            "the server refused the handshake (no cipher suite in common, or it wants a client certificate)".to_owned()
        }
        rustls::Error::AlertReceived(AlertDescription::CertificateRequired) => {
            "the server wants a client certificate".to_owned()
        }
        other => other.to_string(),
    }
}

fn explain_certificate(why: &CertificateError) -> String {
    match why {
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => "the certificate has expired".to_owned(),
        CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
            "the certificate is not valid yet".to_owned()
        }
        CertificateError::UnknownIssuer => {
            "the certificate's issuer is unknown (an authority that the system does not \
             trust, a self-signed certificate, or a chain without its intermediate certificate); \
             ca_file can name the authority"
                .to_owned()
        }
        CertificateError::NotValidForName => "the certificate is not valid for this host name".to_owned(),
        CertificateError::NotValidForNameContext { expected, presented } => format!(
            "the certificate is not valid for {}; it is for {}",
            expected.to_str(),
            if presented.is_empty() { "no name at all".to_owned() } else { presented.join(", ") }
        ),
        CertificateError::Revoked => "the certificate has been revoked".to_owned(),
        other => format!("the certificate is not acceptable: {other}"),
    }
}
