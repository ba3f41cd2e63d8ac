//! The server on its sockets.

use std::collections::HashSet;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use rustls::ServerConfig;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;
use tokio::time::{sleep, timeout};
use tokio_rustls::TlsAcceptor;

use super::certificates::{Identity, identity};
use super::fault::Slip;
use super::faults::tls_faults;
use super::offered::{Offered, length};
use super::page;
use super::weak::{Reply, reply};
use crate::StartError;

/// The name that the certificate is for.
const NAME: &str = "localhost";
/// How long anybody may take to say something.
const PATIENCE: Duration = Duration::from_secs(5);
/// Bytes of a request's head at most.
const LARGEST: usize = 16 * 1024;

/// A running server. It stops when this is dropped.
pub struct TlsRunning {
    /// The page.
    pub url: String,
    /// Port of plain HTTP.
    pub http_port: u16,
    /// The authority that its clients have to trust, PEM.
    pub authority: String,
    tasks: Vec<JoinHandle<()>>,
}

impl Drop for TlsRunning {
    fn drop(&mut self) {
        self.tasks.iter().for_each(JoinHandle::abort);
    }
}

/// Everything that a connection needs.
struct Host {
    slips: HashSet<Slip>,
    acceptor: TlsAcceptor,
    shown: Vec<Vec<u8>>,
    url: String,
    http_port: u16,
}

/// Starts a server; `faults` are switched on by id. Plain HTTP listens on a port of its own.
///
/// # Errors
/// When a fault does not exist, an address cannot be listened on, or no certificate can be made.
pub async fn start_tls(listen: SocketAddr, faults: &[String]) -> Result<TlsRunning, StartError> {
    let slip = |id: &String| {
        let found = tls_faults().iter().find(|fault| fault.id == id.as_str());
        found.map(|fault| fault.slip).ok_or_else(|| StartError::UnknownFault(id.clone()))
    };
    let slips: HashSet<_> = faults.iter().map(slip).collect::<Result<_, _>>()?;
    let bind = |address: SocketAddr| async move {
        TcpListener::bind(address).await.map_err(|source| StartError::Listen { address, source })
    };
    let port = |socket: &TcpListener| {
        let local = socket.local_addr();
        local.map(|address| address.port()).map_err(|source| StartError::Listen { address: listen, source })
    };
    let protected = bind(listen).await?;
    let plain = bind(SocketAddr::from((Ipv4Addr::LOCALHOST, 0))).await?;
    let (url, http_port) = (format!("https://{NAME}:{}/", port(&protected)?), port(&plain)?);
    let identity = identity(&slips, NAME).map_err(StartError::Certificate)?;
    let authority = identity.authority.clone();
    let shown = identity.shown.clone();
    let config = config(&slips, identity).map_err(|error| StartError::Certificate(error.to_string()))?;
    let host = Host { slips, acceptor: TlsAcceptor::from(Arc::new(config)), shown, url: url.clone(), http_port };
    let host = Arc::new(host);
    let tasks =
        vec![tokio::spawn(listen_on(protected, Arc::clone(&host), true)), tokio::spawn(listen_on(plain, host, false))];
    Ok(TlsRunning { url, http_port, authority, tasks })
}

fn config(slips: &HashSet<Slip>, identity: Identity) -> Result<ServerConfig, rustls::Error> {
    let mut provider = rustls::crypto::ring::default_provider();
    if slips.contains(&Slip::OtherGroups) {
        provider.kx_groups = vec![rustls::crypto::ring::kx_group::SECP384R1];
    }
    let versions: Vec<&rustls::SupportedProtocolVersion> = match () {
        () if slips.contains(&Slip::NoTls13) => vec![&rustls::version::TLS12],
        () if slips.contains(&Slip::NoTls12) => vec![&rustls::version::TLS13],
        () => vec![&rustls::version::TLS13, &rustls::version::TLS12],
    };
    let chain = identity.chain.into_iter().map(CertificateDer::from).collect();
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(identity.key));
    let mut config = ServerConfig::builder_with_provider(Arc::new(provider))
        .with_protocol_versions(&versions)?
        .with_no_client_auth()
        .with_single_cert(chain, key)?;
    if slips.contains(&Slip::EarlyData) {
        config.max_early_data_size = 16 * 1024;
    }
    Ok(config)
}

async fn listen_on(socket: TcpListener, host: Arc<Host>, protected: bool) {
    loop {
        let Ok((stream, _)) = socket.accept().await else { continue };
        let host = Arc::clone(&host);
        // What goes wrong with one connection stays with it.
        tokio::spawn(async move {
            let _ = if protected { host.serve(stream).await } else { host.serve_plain(stream).await };
        });
    }
}

impl Host {
    async fn serve(&self, mut stream: TcpStream) -> std::io::Result<()> {
        let Ok(Ok(hello)) = timeout(PATIENCE, first_message(&stream)).await else { return Ok(()) };
        let offered = Offered::read(&hello);
        match offered.and_then(|offered| reply(&self.slips, &offered, NAME, &self.shown)) {
            Some(reply) => {
                // Read for good: a connection that is closed with something unread is torn down.
                stream.read_exact(&mut vec![0; hello.len()]).await?;
                match reply {
                    Reply::Last(bytes) => stream.write_all(&bytes).await?,
                    Reply::Bytes(bytes) => {
                        stream.write_all(&bytes).await?;
                        let _ = timeout(PATIENCE, stream.read(&mut [0; 1024])).await;
                    }
                }
                stream.shutdown().await
            }
            None => {
                let mut stream = self.acceptor.accept(stream).await?;
                let Some(head) = head(&mut stream).await? else { return Ok(()) };
                say(&mut stream, &page::protected(&self.slips, &head)).await
            }
        }
    }

    async fn serve_plain(&self, mut stream: TcpStream) -> std::io::Result<()> {
        let Some(head) = head(&mut stream).await? else { return Ok(()) };
        say(&mut stream, &page::plain(&self.slips, &head, &self.url, self.http_port)).await
    }
}

/// The first message of a connection, left where it is.
async fn first_message(stream: &TcpStream) -> std::io::Result<Vec<u8>> {
    let mut bytes = vec![0; LARGEST];
    let mut before = 0;
    loop {
        let count = stream.peek(&mut bytes).await?;
        match length(&bytes[..count]) {
            Some(whole) if count >= whole => return Ok(bytes[..whole].to_vec()),
            _ if count == 0 || count == LARGEST => return Ok(Vec::new()),
            // The rest is on its way.
            _ if count == before => sleep(Duration::from_millis(5)).await,
            _ => before = count,
        }
    }
}

/// The head of a request; None when there is none.
async fn head(stream: &mut (impl AsyncRead + Unpin)) -> std::io::Result<Option<String>> {
    let mut seen = Vec::new();
    let mut chunk = [0; 1024];
    while !seen.windows(4).any(|end| end == b"\r\n\r\n") {
        let Ok(read) = timeout(PATIENCE, stream.read(&mut chunk)).await else { return Ok(None) };
        let count = read?;
        if count == 0 || seen.len() > LARGEST {
            return Ok(None);
        }
        seen.extend_from_slice(&chunk[..count]);
    }
    Ok(Some(String::from_utf8_lossy(&seen).into_owned()))
}

async fn say(stream: &mut (impl AsyncWrite + Unpin), answer: &str) -> std::io::Result<()> {
    stream.write_all(answer.as_bytes()).await?;
    stream.flush().await?;
    stream.shutdown().await
}
