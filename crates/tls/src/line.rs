//! A line to a server: one connection, one ClientHello, one answer. As gentle as the target file asks.

use std::sync::Mutex;
use std::time::Duration;

use samspel_exchange::Limits;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::sync::Semaphore;
use tokio::time::{Instant, sleep_until, timeout};

use crate::answer::{self, Answer};
use crate::endpoints::{Endpoints, Server};
use crate::hello::Hello;

/// A hello is answered at once or not at all: nobody has to wait as long as for an API.
const PATIENCE: Duration = Duration::from_secs(10);
/// Bytes of an answer at most: certificates are the largest part of it.
const LARGEST: usize = 256 * 1024;

/// Opens connections, not faster and not more at once than the target file allows.
#[derive(Debug)]
pub(crate) struct Line {
    patience: Duration,
    interval: Duration,
    next: Mutex<Instant>,
    slots: Semaphore,
}

impl Line {
    pub(crate) fn new(limits: &Limits) -> Self {
        let interval = match limits.requests_per_second {
            0 => Duration::ZERO,
            many => Duration::from_secs(1) / many,
        };
        Line {
            patience: PATIENCE.min(Duration::from_secs(limits.timeout_s.max(1))),
            interval,
            next: Mutex::new(Instant::now()),
            slots: Semaphore::new(usize::from(limits.concurrency.max(1))),
        }
    }

    pub(crate) fn patience(&self) -> Duration {
        self.patience
    }

    /// Offers something and reads what comes back.
    pub(crate) async fn offer(&self, server: &Server, hello: &Hello) -> Answer {
        let Ok(_slot) = self.slots.acquire().await else { return Answer::Silent };
        let mut stream = match self.connect(server).await {
            Ok(stream) => stream,
            Err(what) => return Answer::Unreached(what),
        };
        let mut seen = Vec::new();
        let asked = timeout(self.patience, async {
            stream.write_all(&hello.bytes()).await?;
            let mut chunk = [0; 4096];
            loop {
                let count = stream.read(&mut chunk).await?;
                seen.extend_from_slice(&chunk[..count]);
                let is_whole = answer::read(&seen).is_some_and(|so_far| answer::is_whole(&so_far));
                if count == 0 || is_whole || seen.len() > LARGEST {
                    return Ok::<_, std::io::Error>(());
                }
            }
        })
        .await;
        match (answer::read(&seen), asked) {
            (Some(answer), _) => answer,
            (None, Ok(Ok(()))) if seen.is_empty() => Answer::Closed,
            (None, Ok(Ok(()))) => Answer::Other,
            (None, Ok(Err(_))) => Answer::Reset,
            (None, Err(_)) => Answer::Silent,
        }
    }

    /// Connects, and does nothing more.
    pub(crate) async fn connect(&self, server: &Server) -> Result<TcpStream, String> {
        let turn = {
            let mut next = self.next.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            let turn = (*next).max(Instant::now());
            *next = turn + self.interval;
            turn
        };
        sleep_until(turn).await;
        match timeout(self.patience, connect(server)).await {
            Ok(Ok(stream)) => Ok(stream),
            Ok(Err(error)) => Err(error.kind().to_string()),
            Err(_) => Err("timed out".to_owned()),
        }
    }
}

async fn connect(server: &Server) -> std::io::Result<TcpStream> {
    match &server.host {
        url::Host::Domain(name) => TcpStream::connect((name.as_str(), server.port)).await,
        url::Host::Ipv4(address) => TcpStream::connect((*address, server.port)).await,
        url::Host::Ipv6(address) => TcpStream::connect((*address, server.port)).await,
    }
}

/// Whether anything listens at one of the addresses at least; what the network says of the first that does not.
///
/// # Errors
/// When nothing does.
pub async fn is_there(endpoints: &Endpoints, limits: &Limits) -> Result<(), String> {
    let line = Line::new(limits);
    let mut first = None;
    for endpoint in endpoints.iter() {
        let Some(host) = endpoint.url.host() else { continue };
        let server = Server { host: host.to_owned(), port: endpoint.url.port_or_known_default().unwrap_or(443) };
        match line.connect(&server).await {
            Ok(_) => return Ok(()),
            Err(what) => {
                first.get_or_insert(format!("{}: {what}", server.place()));
            }
        }
    }
    Err(first.unwrap_or_else(|| "the target file names no address".to_owned()))
}
