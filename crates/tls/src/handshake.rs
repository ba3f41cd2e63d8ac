//! A whole handshake of TLS 1.3, with whoever it may be: what is encrypted there can be seen only by finishing it. Nothing that is
//! seen is trusted, and nothing but a request for the head of a page is sent.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::client::{ClientSessionStore, Resumption, Tls12ClientSessionValue, Tls13ClientSessionValue};
use rustls::pki_types::{CertificateDer, IpAddr, ServerName, UnixTime};
use rustls::{ClientConfig, DigitallySignedStruct, Error, NamedGroup, SignatureScheme};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::time::timeout;
use tokio_rustls::TlsConnector;

use crate::endpoints::Server;
use crate::line::Line;

/// How long a ticket may take: it comes with the end of the handshake or with the first answer.
const TICKET: Duration = Duration::from_secs(3);

/// What a handshake showed.
#[derive(Debug, Clone, Default)]
pub(crate) struct Shaken {
    pub(crate) certificates: Vec<CertificateDer<'static>>,
    pub(crate) stapled: bool,
    /// Bytes of early data that each ticket allows.
    pub(crate) tickets: Vec<u32>,
    /// Whether it came to its end.
    pub(crate) finished: bool,
}

/// Shakes hands and waits for tickets, if they are wanted.
///
/// # Errors
/// Why there is nothing to show.
pub(crate) async fn tls13(line: &Line, server: &Server, tickets: bool) -> Result<Shaken, String> {
    let seen = Arc::new(Record::default());
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let mut config = ClientConfig::builder_with_provider(provider)
        .with_protocol_versions(&[&rustls::version::TLS13])
        .map_err(|error| error.to_string())?
        .dangerous()
        .with_custom_certificate_verifier(Arc::clone(&seen) as Arc<dyn ServerCertVerifier>)
        .with_no_client_auth();
    config.resumption = Resumption::store(Arc::clone(&seen) as Arc<dyn ClientSessionStore>);
    let name = match &server.host {
        url::Host::Domain(name) => ServerName::try_from(name.clone()).map_err(|error| error.to_string())?,
        url::Host::Ipv4(address) => ServerName::IpAddress(IpAddr::from(std::net::IpAddr::V4(*address))),
        url::Host::Ipv6(address) => ServerName::IpAddress(IpAddr::from(std::net::IpAddr::V6(*address))),
    };
    let stream = line.connect(server).await?;
    let connected = timeout(line.patience(), TlsConnector::from(Arc::new(config)).connect(name, stream)).await;
    let failed = match connected {
        Ok(Ok(mut stream)) => {
            if tickets {
                let request = format!("HEAD / HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", server.host);
                let _ = timeout(TICKET, async {
                    stream.write_all(request.as_bytes()).await?;
                    stream.flush().await?;
                    stream.read(&mut [0; 1024]).await
                })
                .await;
            }
            seen.seen().finished = true;
            None
        }
        Ok(Err(error)) => Some(error.to_string()),
        Err(_) => Some("no answer in time".to_owned()),
    };
    let shaken = seen.seen().clone();
    match failed {
        Some(what) if shaken.certificates.is_empty() => Err(what),
        _ => Ok(shaken),
    }
}

/// Writes down what passes by.
#[derive(Debug, Default)]
struct Record(Mutex<Shaken>);

impl Record {
    fn seen(&self) -> std::sync::MutexGuard<'_, Shaken> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl ServerCertVerifier for Record {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        ocsp_response: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let mut seen = self.seen();
        seen.certificates = std::iter::once(end_entity).chain(intermediates).map(|c| c.clone().into_owned()).collect();
        seen.stapled = !ocsp_response.is_empty();
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        _: &[u8],
        _: &CertificateDer<'_>,
        _: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        Ok(HandshakeSignatureValid::assertion())
    }

    fn verify_tls13_signature(
        &self,
        _: &[u8],
        _: &CertificateDer<'_>,
        _: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        Ok(HandshakeSignatureValid::assertion())
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        use SignatureScheme as S;
        vec![
            S::ECDSA_NISTP256_SHA256,
            S::ECDSA_NISTP384_SHA384,
            S::ECDSA_NISTP521_SHA512,
            S::ED25519,
            S::RSA_PSS_SHA256,
            S::RSA_PSS_SHA384,
            S::RSA_PSS_SHA512,
            S::RSA_PKCS1_SHA256,
            S::RSA_PKCS1_SHA384,
            S::RSA_PKCS1_SHA512,
            S::RSA_PKCS1_SHA1,
            S::ECDSA_SHA1_Legacy,
        ]
    }
}

/// Tickets are looked at and forgotten: no session is ever resumed.
impl ClientSessionStore for Record {
    fn set_kx_hint(&self, _: ServerName<'static>, _: NamedGroup) {}

    fn kx_hint(&self, _: &ServerName<'_>) -> Option<NamedGroup> {
        None
    }

    fn set_tls12_session(&self, _: ServerName<'static>, _: Tls12ClientSessionValue) {}

    fn tls12_session(&self, _: &ServerName<'_>) -> Option<Tls12ClientSessionValue> {
        None
    }

    fn remove_tls12_session(&self, _: &ServerName<'static>) {}

    fn insert_tls13_ticket(&self, _: ServerName<'static>, ticket: Tls13ClientSessionValue) {
        self.seen().tickets.push(ticket.max_early_data_size());
    }

    fn take_tls13_ticket(&self, _: &ServerName<'static>) -> Option<Tls13ClientSessionValue> {
        None
    }
}
