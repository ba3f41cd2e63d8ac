//! A tiny raw HTTP server for hollow and hostile systems: full control over every byte, which no HTTP library would let us have.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::time::Duration;

/// A request as far as hollow systems care.
pub(crate) struct Asked {
    /// Method and path with query, for example `GET /v2.0/persons?limit=1`.
    pub(crate) line: String,
    /// Whether it carries a bearer token.
    pub(crate) bearer: bool,
}

/// What a hollow system sends back.
pub(crate) enum Reply {
    /// A complete answer with this status, media type and body.
    Whole(u16, &'static str, String),
    /// The same with more header lines.
    WithHeaders(u16, &'static str, String, &'static str),
    /// Promises more bytes than it sends, then closes.
    CutShort(String),
    /// A byte every 100 ms, for ever.
    Drip,
    /// A body that never ends, as fast as it is read.
    Endless,
    /// Nothing: closes the connection.
    Hangup,
}

/// What a hollow system is: from a request (and how many came before it) to a reply.
pub(crate) type Behaviour = Arc<dyn Fn(&Asked, u64) -> Reply + Send + Sync>;

/// Starts a hollow system on a free loopback port and gives its origin. It lives as long as the test process.
pub(crate) fn start(behaviour: Behaviour) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let origin = format!("http://{}", listener.local_addr().unwrap());
    let counter = Arc::new(std::sync::atomic::AtomicU64::new(0));
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let behaviour = Arc::clone(&behaviour);
            let counter = Arc::clone(&counter);
            std::thread::spawn(move || {
                // A client that goes away in the middle is no failure of the test.
                let _ = serve(&stream, &behaviour, &counter);
            });
        }
    });
    origin
}

fn serve(stream: &TcpStream, behaviour: &Behaviour, counter: &std::sync::atomic::AtomicU64) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    stream.set_read_timeout(Some(Duration::from_secs(60)))?;
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut writer = stream.try_clone()?;
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line)? == 0 {
            return Ok(());
        }
        let (mut length, mut bearer) = (0, false);
        loop {
            let mut header = String::new();
            reader.read_line(&mut header)?;
            let header = header.trim_end().to_ascii_lowercase();
            if header.is_empty() {
                break;
            }
            if let Some(value) = header.strip_prefix("content-length:") {
                length = value.trim().parse().unwrap_or(0);
            }
            bearer |= header.starts_with("authorization: bearer");
        }
        std::io::copy(&mut reader.by_ref().take(length), &mut std::io::sink())?;
        let asked = Asked { line: line.trim_end_matches(" HTTP/1.1\r\n").to_owned(), bearer };
        let head = asked.line.starts_with("HEAD");
        match behaviour(&asked, counter.fetch_add(1, std::sync::atomic::Ordering::Relaxed)) {
            Reply::Whole(status, media_type, body) => whole(&mut writer, status, media_type, &body, "", head)?,
            Reply::WithHeaders(status, media_type, body, more) => {
                whole(&mut writer, status, media_type, &body, more, head)?;
            }
            Reply::CutShort(body) => {
                write!(
                    writer,
                    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
                    body.len() + 500
                )?;
                return stream.shutdown(std::net::Shutdown::Both);
            }
            Reply::Drip => {
                writer.write_all(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n")?;
                loop {
                    writer.write_all(b" ")?;
                    std::thread::sleep(Duration::from_millis(100));
                }
            }
            Reply::Endless => {
                writer.write_all(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{\"data\":[")?;
                let block = vec![b' '; 1 << 16];
                loop {
                    writer.write_all(&block)?;
                }
            }
            Reply::Hangup => return stream.shutdown(std::net::Shutdown::Both),
        }
    }
}

fn whole(
    writer: &mut TcpStream,
    status: u16,
    media_type: &str,
    body: &str,
    more: &str,
    head: bool,
) -> std::io::Result<()> {
    let length = if status == 204 { String::new() } else { format!("Content-Length: {}\r\n", body.len()) };
    let body = if head || status == 204 { "" } else { body };
    write!(writer, "HTTP/1.1 {status} X\r\nContent-Type: {media_type}\r\n{length}{more}\r\n{body}")
}
