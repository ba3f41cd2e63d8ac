//! Documents of ours that a system under test fetches: metadata and keys of an issuer, and addresses that nobody has any business
//! asking for.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use crate::Client;
use crate::received::Received;

/// A small web server. It stops when it is dropped.
pub struct Documents {
    desk: Arc<Desk>,
    base: String,
    task: JoinHandle<()>,
}

/// What is served, and who has come for it.
#[derive(Default)]
struct Desk {
    /// Puts visits on record once there is a run.
    client: OnceLock<Client>,
    shelf: Mutex<BTreeMap<String, Document>>,
}

struct Document {
    media_type: &'static str,
    body: String,
    visits: u64,
}

impl Documents {
    /// Listens. `public_url` is where systems find the documents; without it the address itself is named.
    ///
    /// # Errors
    /// When the address cannot be listened on.
    pub async fn open(listen: &str, public_url: Option<&str>) -> std::io::Result<Self> {
        let address: SocketAddr =
            listen.parse().map_err(|e| std::io::Error::new(std::io::ErrorKind::InvalidInput, e))?;
        let socket = TcpListener::bind(address).await?;
        let local = socket.local_addr()?;
        let base = public_url.map_or_else(|| format!("http://{local}"), |url| url.trim_end_matches('/').to_owned());
        let desk = Arc::new(Desk::default());
        let router = Router::new().fallback(hand_out).with_state(Arc::clone(&desk));
        let task = tokio::spawn(async move {
            // The loop itself does not end; errors of single connections stay with them.
            let _ = axum::serve(socket, router).await;
        });
        Ok(Documents { desk, base, task })
    }

    /// Puts every visit from now on into the evidence of a run.
    pub fn record(&self, client: &Client) {
        // A second run would need documents of its own.
        let _ = self.desk.client.set(client.clone());
    }

    /// URL that all documents lie under, without a slash at the end.
    #[must_use]
    pub fn base(&self) -> &str {
        &self.base
    }

    /// Serves a document, in place of an earlier one at the same path. `path` starts with a slash.
    pub fn put(&self, path: &str, media_type: &'static str, body: String) {
        let mut shelf = self.desk.shelf();
        let visits = shelf.get(path).map_or(0, |document| document.visits);
        shelf.insert(path.to_owned(), Document { media_type, body, visits });
    }

    /// How often a document has been fetched.
    #[must_use]
    pub fn visits(&self, path: &str) -> u64 {
        self.desk.shelf().get(path).map_or(0, |document| document.visits)
    }
}

impl Drop for Documents {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Desk {
    fn shelf(&self) -> MutexGuard<'_, BTreeMap<String, Document>> {
        self.shelf.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The document at a path, with its name in the evidence. A proxy in front may leave its own prefix on the path, and metadata of
    /// an issuer with a path stands at the well-known address with that path behind it (RFC 8414, 3.1).
    fn take(&self, asked: &str) -> Option<(String, &'static str, String)> {
        let mut shelf = self.shelf();
        let fits =
            |path: &str| asked.ends_with(path) || asked.strip_prefix(path).is_some_and(|rest| rest.starts_with('/'));
        let (path, document) = shelf.iter_mut().find(|(path, _)| fits(path))?;
        document.visits += 1;
        let name = path.trim_start_matches('/');
        Some((format!("received/documents/{name}#{}", document.visits), document.media_type, document.body.clone()))
    }
}

async fn hand_out(State(desk): State<Arc<Desk>>, request: Request<Body>) -> Response {
    let (parts, _) = request.into_parts();
    let Some((id, media_type, body)) = desk.take(parts.uri.path()) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    if let Some(client) = desk.client.get() {
        let text = |value: &axum::http::HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
        let received = Received {
            id,
            at: jiff::Timestamp::now().to_string(),
            method: parts.method.as_str().to_owned(),
            headers: parts.headers.iter().map(|(name, value)| (name.as_str().to_owned(), text(value))).collect(),
            body: Vec::new(),
            answered: 200,
        };
        // Evidence that cannot be written ends the run at its next request; whoever asks need not be told.
        let _ = client.received(received).await;
    }
    ([(header::CONTENT_TYPE, media_type)], body).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn desk() -> Desk {
        let desk = Desk::default();
        let document = Document { media_type: "application/json", body: "{}".to_owned(), visits: 0 };
        desk.shelf().insert("/.well-known/jwks.json".to_owned(), document);
        desk
    }

    #[test]
    fn a_document_is_found_behind_a_prefix_and_before_a_path_and_its_visits_are_counted() {
        let desk = desk();
        for asked in ["/.well-known/jwks.json", "/issuer/.well-known/jwks.json", "/.well-known/jwks.json/issuer"] {
            assert!(desk.take(asked).is_some(), "{asked}");
        }
        assert_eq!(desk.shelf().values().map(|document| document.visits).sum::<u64>(), 3);
    }

    #[test]
    fn nothing_else_is_found() {
        assert!(desk().take("/.well-known/jwks.jsonx").is_none() && desk().take("/").is_none());
    }
}
