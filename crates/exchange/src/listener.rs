//! Where notifications of the system arrive: a small HTTP server with one mailbox for each subscription.

use std::collections::{HashMap, VecDeque};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::StatusCode;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio::time::Instant;

use crate::Client;
use crate::received::Received;

/// Bytes of a notification at most.
const LARGEST_BODY: usize = 1024 * 1024;
/// Calls kept for one mailbox; a system that floods it is not kept in memory whole.
const KEPT: usize = 200;

/// A call that the system made to a mailbox.
#[derive(Debug, Clone)]
pub struct Delivery {
    /// Id in the evidence.
    pub id: String,
    /// When it came.
    pub at: Instant,
    /// HTTP method.
    pub method: String,
    /// Headers in order, names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
    /// What it was answered.
    pub answered: u16,
}

impl Delivery {
    /// The media type without parameters, in lower case.
    #[must_use]
    pub fn media_type(&self) -> Option<String> {
        let (_, value) = self.headers.iter().find(|(name, _)| name == "content-type")?;
        Some(value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase())
    }
}

/// The listener. It stops when it is dropped.
pub struct Listener {
    post: Arc<Post>,
    base: String,
    is_public: bool,
    task: JoinHandle<()>,
}

/// What has come, by the last step of the path.
struct Post {
    client: Client,
    boxes: Mutex<HashMap<String, Contents>>,
    arrivals: watch::Sender<u64>,
}

#[derive(Default)]
struct Contents {
    label: String,
    deliveries: Vec<Delivery>,
    /// What the next calls are answered; 200 when there is nothing left.
    answers: VecDeque<u16>,
    count: usize,
}

impl Listener {
    /// Listens. `public_url` is where the system finds the address; without it the address itself is named.
    ///
    /// # Errors
    /// When the address cannot be listened on.
    pub async fn open(client: &Client, listen: &str, public_url: Option<&str>) -> std::io::Result<Self> {
        let address: SocketAddr =
            listen.parse().map_err(|e| std::io::Error::new(std::io::ErrorKind::InvalidInput, e))?;
        let socket = TcpListener::bind(address).await?;
        let local = socket.local_addr()?;
        let base = match public_url {
            Some(url) => url.trim_end_matches('/').to_owned(),
            None => format!("http://{local}"),
        };
        let post = Arc::new(Post { client: client.clone(), boxes: Mutex::default(), arrivals: watch::Sender::new(0) });
        let router = Router::new().fallback(take).with_state(Arc::clone(&post));
        let task = tokio::spawn(async move {
            // The loop itself does not end; errors of single connections stay with them.
            let _ = axum::serve(socket, router).await;
        });
        Ok(Listener { post, base, is_public: public_url.is_some(), task })
    }

    /// Whether the target file says where the system finds the listener.
    #[must_use]
    pub fn is_public(&self) -> bool {
        self.is_public
    }

    /// A new mailbox. Its address cannot be guessed; `label` names it in the evidence.
    #[must_use]
    pub fn mailbox(&self, label: &str) -> Mailbox {
        let key = uuid::Uuid::new_v4().simple().to_string();
        self.post.boxes().insert(key.clone(), Contents { label: label.to_owned(), ..Contents::default() });
        Mailbox { url: format!("{}/{key}", self.base), key, post: Arc::clone(&self.post) }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// The address of one subscription, and what has come there.
pub struct Mailbox {
    url: String,
    key: String,
    post: Arc<Post>,
}

impl Mailbox {
    /// The address.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// What the next calls are answered, one after the other; then 200 again.
    pub fn answer(&self, statuses: impl IntoIterator<Item = u16>) {
        if let Some(contents) = self.post.boxes().get_mut(&self.key) {
            contents.answers = statuses.into_iter().collect();
        }
    }

    /// Everything that has come.
    #[must_use]
    pub fn deliveries(&self) -> Vec<Delivery> {
        self.post.boxes().get(&self.key).map(|contents| contents.deliveries.clone()).unwrap_or_default()
    }

    /// Waits until something that is wanted has come, and gives it; None when the time is over. The first `known` calls do not
    /// count.
    pub async fn wait(
        &self,
        time: Duration,
        known: usize,
        wanted: impl Fn(&Delivery) -> bool + Send + Sync,
    ) -> Option<Delivery> {
        let mut arrivals = self.post.arrivals.subscribe();
        let until = Instant::now() + time;
        loop {
            arrivals.mark_unchanged();
            if let Some(found) = self.deliveries().into_iter().skip(known).find(|delivery| wanted(delivery)) {
                return Some(found);
            }
            tokio::time::timeout_at(until, arrivals.changed()).await.ok()?.ok()?;
        }
    }
}

impl Post {
    fn boxes(&self) -> MutexGuard<'_, HashMap<String, Contents>> {
        self.boxes.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Puts a call into its mailbox and says what it is answered; None when there is no such mailbox.
    fn put(&self, key: &str, method: &str, headers: Vec<(String, String)>, body: Vec<u8>) -> Option<Delivery> {
        let mut boxes = self.boxes();
        let contents = boxes.get_mut(key)?;
        contents.count += 1;
        let delivery = Delivery {
            id: format!("received/{}#{}", contents.label, contents.count),
            at: Instant::now(),
            method: method.to_owned(),
            headers,
            body,
            answered: contents.answers.pop_front().unwrap_or(200),
        };
        if contents.deliveries.len() < KEPT {
            contents.deliveries.push(delivery.clone());
        }
        Some(delivery)
    }
}

async fn take(State(post): State<Arc<Post>>, request: Request<Body>) -> StatusCode {
    let (parts, body) = request.into_parts();
    let key = parts.uri.path().rsplit('/').next().unwrap_or_default().to_owned();
    let Ok(body) = to_bytes(body, LARGEST_BODY).await else { return StatusCode::PAYLOAD_TOO_LARGE };
    let headers: Vec<(String, String)> = parts
        .headers
        .iter()
        .map(|(name, value)| (name.as_str().to_owned(), String::from_utf8_lossy(value.as_bytes()).into_owned()))
        .collect();
    let Some(delivery) = post.put(&key, parts.method.as_str(), headers, body.to_vec()) else {
        return StatusCode::NOT_FOUND;
    };
    let answered = delivery.answered;
    let received = Received {
        id: delivery.id,
        at: jiff::Timestamp::now().to_string(),
        method: delivery.method,
        headers: delivery.headers,
        body: delivery.body,
        answered,
    };
    // Evidence that cannot be written ends the run at its next request; the system need not be told.
    let _ = post.client.received(received).await;
    post.arrivals.send_modify(|count| *count += 1);
    StatusCode::from_u16(answered).unwrap_or(StatusCode::OK)
}
