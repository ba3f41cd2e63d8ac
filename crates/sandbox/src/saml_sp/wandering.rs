//! What a careless service fetches because a message names it.

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use super::fault::Lapse;
use super::server::Sp;

/// Fetches the addresses that a lapse makes it fetch.
pub(super) async fn wander(sp: &Sp, message: &str) {
    for (lapse, mark) in [
        (Lapse::FetchesEntities, "SYSTEM \""),
        (Lapse::FetchesTransforms, "document('"),
        (Lapse::FetchesKeys, "RetrievalMethod URI=\""),
        (Lapse::FetchesKeys, "X509Data\" URI=\""),
    ] {
        if !sp.lapses(lapse) {
            continue;
        }
        for (at, _) in message.match_indices(mark) {
            let address = message[at + mark.len()..].split(['"', '\'']).next().unwrap_or_default();
            // Whether somebody answers is of no interest.
            let _ = fetch(address).await;
        }
    }
}

async fn fetch(address: &str) -> Option<()> {
    let url = url::Url::parse(address).ok()?;
    let mut stream = TcpStream::connect((url.host_str()?, url.port_or_known_default()?)).await.ok()?;
    let request = format!("GET {} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", url.path(), url.host_str()?);
    stream.write_all(request.as_bytes()).await.ok()?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.ok()?;
    Some(())
}
