//! A server over real sockets that answers as the test says, byte for byte.
#![allow(dead_code, reason = "each test file uses its own part")]
#![allow(clippy::unwrap_used, reason = "tests")]

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use samspel_exchange::{Limits, PrincipalMethod, SecretSource, Settings};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpListener;

/// A request as it came over the wire.
#[derive(Debug, Clone)]
pub(crate) struct Received {
    pub(crate) method: String,
    pub(crate) target: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: String,
    /// Number of the connection, from 1.
    pub(crate) connection: usize,
    /// Number of the request over all connections, from 1.
    pub(crate) number: usize,
}

impl Received {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str())
    }
}

/// What the server does with a request.
pub(crate) enum Answer {
    /// Writes these bytes and waits for the next request.
    Bytes(Vec<u8>),
    /// Writes these bytes and closes.
    Last(Vec<u8>),
    /// Closes without a byte.
    Close,
    /// Never answers.
    Silence,
    /// Writes the head, then one byte after another with a pause.
    Drip(String, Duration),
    /// Writes the head, then bytes without end.
    Endless(String),
    /// Answers after a while.
    Slow(Duration, Vec<u8>),
}

/// A whole answer.
pub(crate) fn answer(status: &str, headers: &str, body: &str) -> Answer {
    Answer::Bytes(format!("HTTP/1.1 {status}\r\n{headers}Content-Length: {}\r\n\r\n{body}", body.len()).into_bytes())
}

/// A JSON answer.
pub(crate) fn json(body: &str) -> Answer {
    answer("200 OK", "Content-Type: application/json\r\n", body)
}

pub(crate) struct Server {
    pub(crate) url: String,
    received: Arc<Mutex<Vec<Received>>>,
}

impl Server {
    /// Everything received so far.
    pub(crate) fn received(&self) -> Vec<Received> {
        self.received.lock().unwrap().clone()
    }
}

/// Starts a server on a free port of the loopback interface.
pub(crate) async fn serve(script: impl Fn(&Received) -> Answer + Send + Sync + 'static) -> Server {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let received = Arc::new(Mutex::new(Vec::new()));
    let (script, log) = (Arc::new(script), received.clone());
    tokio::spawn(async move {
        for connection in 1.. {
            let Ok((stream, _)) = listener.accept().await else { return };
            stream.set_nodelay(true).unwrap();
            tokio::spawn(converse(stream, connection, script.clone(), log.clone()));
        }
    });
    Server { url, received }
}

/// Answers the requests of one connection.
pub(crate) async fn converse<S>(
    mut stream: S,
    connection: usize,
    script: Arc<impl Fn(&Received) -> Answer>,
    log: Arc<Mutex<Vec<Received>>>,
) where
    S: AsyncRead + AsyncWrite + Unpin,
{
    let mut buffer = Vec::new();
    loop {
        let Some(mut request) = read_request(&mut stream, &mut buffer).await else { return };
        request.connection = connection;
        {
            let mut log = log.lock().unwrap();
            request.number = log.len() + 1;
            log.push(request.clone());
        }
        match script(&request) {
            Answer::Bytes(bytes) => {
                if stream.write_all(&bytes).await.is_err() {
                    return;
                }
            }
            Answer::Slow(time, bytes) => {
                tokio::time::sleep(time).await;
                if stream.write_all(&bytes).await.is_err() {
                    return;
                }
            }
            Answer::Last(bytes) => {
                let _ = stream.write_all(&bytes).await;
                let _ = stream.shutdown().await;
                return;
            }
            Answer::Close => return,
            Answer::Silence => {
                tokio::time::sleep(Duration::from_secs(600)).await;
                return;
            }
            Answer::Drip(head, pause) => {
                let _ = stream.write_all(head.as_bytes()).await;
                while stream.write_all(b" ").await.is_ok() {
                    tokio::time::sleep(pause).await;
                }
                return;
            }
            Answer::Endless(head) => {
                let _ = stream.write_all(head.as_bytes()).await;
                let block = vec![b' '; 64 * 1024];
                while stream.write_all(&block).await.is_ok() {}
                return;
            }
        }
    }
}

async fn read_request(stream: &mut (impl AsyncRead + Unpin), buffer: &mut Vec<u8>) -> Option<Received> {
    let end = loop {
        if let Some(end) = buffer.windows(4).position(|w| w == b"\r\n\r\n") {
            break end;
        }
        if stream.read_buf(buffer).await.ok()? == 0 {
            return None;
        }
    };
    let head = String::from_utf8(buffer[..end].to_vec()).ok()?;
    buffer.drain(..end + 4);
    let mut lines = head.split("\r\n");
    let mut first = lines.next()?.split(' ');
    let (method, target) = (first.next()?.to_owned(), first.next()?.to_owned());
    let headers: Vec<(String, String)> = lines
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned()))
        .collect();
    let length = headers.iter().find(|(n, _)| n == "content-length").map_or(0, |(_, v)| v.parse().unwrap());
    while buffer.len() < length {
        if stream.read_buf(buffer).await.ok()? == 0 {
            return None;
        }
    }
    let body = String::from_utf8(buffer.drain(..length).collect()).ok()?;
    Some(Received { method, target, headers, body, connection: 0, number: 0 })
}

/// Settings of a client for a server: one principal `full` without credentials, nothing recorded.
pub(crate) fn settings(base_url: &str) -> Settings {
    Settings {
        base_url: base_url.to_owned(),
        principals: BTreeMap::from([("full".to_owned(), PrincipalMethod::None {})]),
        base_dir: PathBuf::new(),
        limits: Limits { requests_per_second: 0, timeout_s: 10, ..Limits::default() },
        ca_file: None,
        proxy: None,
        evidence: None,
        read_only: false,
    }
}

/// A bearer token as a literal.
pub(crate) fn bearer(token: &str) -> PrincipalMethod {
    PrincipalMethod::Bearer(SecretSource::Literal(token.to_owned()))
}
