//! TLS failures and what is said about them, with certificates that are wrong in a chosen way.
#![allow(clippy::unwrap_used, reason = "tests")]

mod scripted;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair, date_time_ymd};
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use samspel_exchange::{Client, Fault, Request, SetupError};
use scripted::{Received, converse, json, settings};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

struct TlsServer {
    url: String,
    ca_file: PathBuf,
    received: Arc<Mutex<Vec<Received>>>,
    _dir: tempfile::TempDir,
}

/// A TLS server whose certificate is for `name`, changed as the test wants it.
async fn tls_server(name: &str, change: impl FnOnce(&mut CertificateParams)) -> TlsServer {
    let mut ca = CertificateParams::new(Vec::<String>::new()).unwrap();
    static NUMBER: AtomicUsize = AtomicUsize::new(1);
    ca.distinguished_name.push(DnType::CommonName, format!("Test authority {}", NUMBER.fetch_add(1, Ordering::SeqCst)));
    ca.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let ca = CertifiedIssuer::self_signed(ca, KeyPair::generate().unwrap()).unwrap();
    let key = KeyPair::generate().unwrap();
    let mut params = CertificateParams::new(vec![name.to_owned()]).unwrap();
    change(&mut params);
    let certificate = params.signed_by(&key, &ca).unwrap();

    let dir = tempfile::tempdir().unwrap();
    let ca_file = dir.path().join("ca.pem");
    std::fs::write(&ca_file, ca.pem()).unwrap();

    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let mut config = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(
            vec![CertificateDer::from(certificate.der().to_vec())],
            PrivateKeyDer::from_pem_slice(key.serialize_pem().as_bytes()).unwrap(),
        )
        .unwrap();
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    let acceptor = tokio_rustls::TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("https://localhost:{}", listener.local_addr().unwrap().port());
    let received = Arc::new(Mutex::new(Vec::new()));
    let log = received.clone();
    tokio::spawn(async move {
        loop {
            let (stream, _) = listener.accept().await.unwrap();
            let (acceptor, log) = (acceptor.clone(), log.clone());
            tokio::spawn(async move {
                if let Ok(stream) = acceptor.accept(stream).await {
                    assert_eq!(stream.get_ref().1.alpn_protocol(), Some(b"http/1.1".as_slice()));
                    converse(stream, 1, Arc::new(|_: &Received| json("{}")), log).await;
                }
            });
        }
    });
    TlsServer { url, ca_file, received, _dir: dir }
}

async fn ask(server: &TlsServer, ca_file: &Path) -> Result<u16, Fault> {
    let mut settings = settings(&server.url);
    settings.ca_file = Some(ca_file.to_owned());
    let session = Client::live(settings).unwrap().session("t");
    session.send(Request::get("x", "/")).await.unwrap().outcome.map(|response| response.status)
}

fn what(outcome: Result<u16, Fault>) -> String {
    match outcome {
        Err(Fault::Tls { what }) => what,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn an_authority_of_the_ca_file_is_trusted() {
    let server = tls_server("localhost", |_| {}).await;
    assert_eq!(ask(&server, &server.ca_file).await, Ok(200));
    assert_eq!(server.received.lock().unwrap().len(), 1);
}

#[tokio::test]
async fn an_unknown_authority_is_named_as_the_cause() {
    let server = tls_server("localhost", |_| {}).await;
    let another = tls_server("localhost", |_| {}).await;
    assert!(what(ask(&server, &another.ca_file).await).contains("issuer is unknown"));
    assert_eq!(server.received.lock().unwrap().len(), 0, "nothing is sent to somebody who is not trusted");
}

#[tokio::test]
async fn a_certificate_for_another_name_is_named_as_the_cause() {
    let server = tls_server("other.example", |_| {}).await;
    let what = what(ask(&server, &server.ca_file).await);
    assert!(what.contains("not valid for localhost") && what.contains("other.example"), "{what}");
}

#[tokio::test]
async fn an_expired_and_a_future_certificate_are_named_as_the_cause() {
    let expired = tls_server("localhost", |params| {
        params.not_before = date_time_ymd(2019, 1, 1);
        params.not_after = date_time_ymd(2020, 1, 1);
    })
    .await;
    assert!(what(ask(&expired, &expired.ca_file).await).contains("expired"));
    let future = tls_server("localhost", |params| {
        params.not_before = date_time_ymd(2090, 1, 1);
        params.not_after = date_time_ymd(2099, 1, 1);
    })
    .await;
    assert!(what(ask(&future, &future.ca_file).await).contains("not valid yet"));
}

#[tokio::test]
async fn plain_http_on_an_https_address_is_named_as_the_cause() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let mut plain = tls_server("localhost", |_| {}).await;
    plain.url = format!("https://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        loop {
            let (mut stream, _) = listener.accept().await.unwrap();
            let _ = stream.read_u8().await;
            let _ = stream.write_all(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n").await;
        }
    });
    assert!(what(ask(&plain, &plain.ca_file).await).contains("does not speak TLS"));
}

#[tokio::test]
async fn a_server_that_hangs_up_in_the_handshake_is_a_tls_fault() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let mut rude = tls_server("localhost", |_| {}).await;
    rude.url = format!("https://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        loop {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut hello = [0; 16 * 1024];
            let _ = stream.read(&mut hello).await;
        }
    });
    assert!(what(ask(&rude, &rude.ca_file).await).contains("closed the connection"));
}

#[test]
fn an_unusable_ca_file_is_a_setup_error() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("ca.pem");
    for content in [None, Some(""), Some("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")] {
        if let Some(content) = content {
            std::fs::write(&path, content).unwrap();
        }
        let mut settings = settings("https://127.0.0.1:1");
        settings.ca_file = Some(path.clone());
        let error = Client::live(settings).err().unwrap();
        assert!(matches!(error, SetupError::Certificate { .. }), "{error}");
    }
}
