//! The certificates that a server sends, judged apart by whom they lead to, whom they are for and until when they hold.

use std::time::Duration;

use jiff::Timestamp;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use webpki::{EndEntityCert, Error, KeyUsage};

use crate::answer::Answer;
use crate::certificate::Certificate;
use crate::endpoints::Server;
use crate::handshake;
use crate::hello::{TLS12, TLS13};
use crate::line::Line;
use crate::offers;
use crate::roots::Roots;

/// What a server sends.
#[derive(Debug, Clone)]
pub(crate) struct Chain {
    pub(crate) ders: Vec<CertificateDer<'static>>,
    /// The same, read; what is no certificate is left out.
    pub(crate) certificates: Vec<Certificate>,
    /// The version that it was sent with.
    pub(crate) version: u16,
    pub(crate) stapled: bool,
}

/// Whom a chain leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Trust {
    /// To an authority that is trusted.
    Trusted,
    /// To nobody, with what is wrong.
    Untrusted(String),
    /// Something else is wrong, which has a requirement of its own: a date or a signature algorithm.
    Hidden(String),
}

impl Chain {
    /// Fetches it: with TLS 1.2, where it is sent in clear text, else with TLS 1.3.
    ///
    /// # Errors
    /// Why there is none.
    pub(crate) async fn fetch(line: &Line, server: &Server) -> Result<Chain, String> {
        let answer = line.offer(server, &offers::tls12(server.name())).await;
        if let Answer::Taken(flight) = &answer
            && !flight.certificates.is_empty()
        {
            let ders = flight.certificates.iter().map(|der| CertificateDer::from(der.clone())).collect();
            return Ok(Chain::new(ders, flight.version.min(TLS12), flight.stapled));
        }
        match handshake::tls13(line, server, false).await {
            Ok(shaken) => Ok(Chain::new(shaken.certificates, TLS13, shaken.stapled)),
            Err(what) => Err(format!("TLS 1.2: {}; TLS 1.3: {what}", answer.told())),
        }
    }

    fn new(ders: Vec<CertificateDer<'static>>, version: u16, stapled: bool) -> Self {
        let certificates = ders.iter().filter_map(|der| Certificate::of(der)).collect();
        Chain { ders, certificates, version, stapled }
    }

    /// The server's own certificate.
    pub(crate) fn leaf(&self) -> Option<&Certificate> {
        self.certificates.first().filter(|_| self.certificates.len() == self.ders.len())
    }

    /// Whether it leads to somebody who is trusted (RFC 5280, 6.1), whatever the date and the name.
    pub(crate) fn trust(&self, roots: &Roots, now: Timestamp) -> Trust {
        let Some(leaf) = self.leaf() else { return Trust::Untrusted("not a certificate".to_owned()) };
        match self.verify(roots, now) {
            Ok(()) => Trust::Trusted,
            // Judged at a time when the server's own certificate holds, the chain still has to lead somewhere.
            Err(Error::CertExpired { .. } | Error::CertNotValidYet { .. }) => {
                let inside = if now < leaf.not_before { leaf.not_before } else { leaf.not_after.min(now) };
                match self.verify(roots, inside) {
                    Ok(()) => Trust::Trusted,
                    Err(error) => self.told(&error, leaf),
                }
            }
            Err(error) => self.told(&error, leaf),
        }
    }

    fn verify(&self, roots: &Roots, at: Timestamp) -> Result<(), Error> {
        let (leaf, rest) = self.ders.split_first().ok_or(Error::BadDer)?;
        let time = UnixTime::since_unix_epoch(Duration::from_secs(u64::try_from(at.as_second()).unwrap_or_default()));
        let algorithms = rustls::crypto::ring::default_provider().signature_verification_algorithms.all;
        EndEntityCert::try_from(leaf)?
            .verify_for_usage(algorithms, &roots.anchors, rest, time, KeyUsage::server_auth(), None, None)
            .map(|_| ())
    }

    fn told(&self, error: &Error, leaf: &Certificate) -> Trust {
        match error {
            Error::CertExpired { .. } | Error::CertNotValidYet { .. } => {
                Trust::Hidden("a certificate of the chain does not hold now".to_owned())
            }
            Error::UnsupportedSignatureAlgorithmContext(_) => {
                Trust::Hidden("a signature algorithm that nobody verifies".to_owned())
            }
            _ if leaf.is_self_issued() => Trust::Untrusted("self-signed".to_owned()),
            // An authority of that name is trusted, and it is another one.
            Error::UnknownIssuer | Error::UnsupportedSignatureAlgorithmForPublicKeyContext(_) => {
                let last = self.certificates.last().unwrap_or(leaf);
                Trust::Untrusted(format!("{} sent, issuer not known: {}", self.certificates.len(), last.issuer))
            }
            other => Trust::Untrusted(format!("{other:?}")),
        }
    }

    /// The first certificate that is not issued by the one after it (RFC 5246, 7.4.2).
    pub(crate) fn out_of_order(&self) -> Option<&Certificate> {
        self.certificates.windows(2).find(|pair| pair[0].issuer != pair[1].subject).map(|pair| &pair[0])
    }

    /// Whether the server's certificate is for a host, by its subject alternative names alone (RFC 9525, 6.1).
    pub(crate) fn is_for(&self, server: &Server) -> bool {
        let Some(Ok(leaf)) = self.ders.first().map(EndEntityCert::try_from) else { return false };
        let name = match &server.host {
            url::Host::Domain(name) => match ServerName::try_from(name.as_str()) {
                Ok(name) => name,
                Err(_) => return false,
            },
            url::Host::Ipv4(address) => ServerName::from(std::net::IpAddr::V4(*address)),
            url::Host::Ipv6(address) => ServerName::from(std::net::IpAddr::V6(*address)),
        };
        leaf.verify_is_valid_for_subject_name(&name).is_ok()
    }
}
