//! Telling subscribers: changes are gathered for a moment, then each subscription concerned gets one call.
//!
//! The sandbox calls nobody but receivers on the same machine.

use std::collections::BTreeSet;
use std::net::IpAddr;
use std::sync::{Arc, PoisonError};
use std::time::Duration;

use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::{sleep, timeout};
use url::{Host, Url};

use super::{Provider, Subscription, present};

/// How long changes are gathered.
const GATHERED: Duration = Duration::from_millis(60);
/// How long a receiver may take.
const PATIENCE: Duration = Duration::from_secs(2);
/// Pauses before a call is made again that was not accepted.
const AGAIN: [Duration; 3] = [Duration::from_millis(150), Duration::from_millis(300), Duration::from_millis(600)];

/// What subscribers have not been told yet.
#[derive(Debug, Default)]
pub(crate) struct Pending {
    modified: BTreeSet<String>,
    deleted: BTreeSet<String>,
    /// Whether somebody is about to tell.
    ringing: bool,
}

impl Pending {
    pub(crate) fn modified(&mut self, entity: &str) {
        self.modified.insert(entity.to_owned());
    }

    pub(crate) fn deleted(&mut self, entity: &str) {
        self.deleted.insert(entity.to_owned());
    }

    fn is_empty(&self) -> bool {
        self.modified.is_empty() && self.deleted.is_empty()
    }
}

/// A notification in the making.
#[derive(Debug, Clone)]
pub(crate) struct Notice {
    pub(crate) target: Url,
    pub(crate) method: &'static str,
    pub(crate) content_type: &'static str,
    pub(crate) headers: Vec<(&'static str, String)>,
    pub(crate) body: Value,
    /// Whether it is sent at all.
    pub(crate) sent: bool,
    /// How often it is sent before giving up.
    pub(crate) tries: usize,
    /// How often it is sent although it was accepted.
    pub(crate) repeats: usize,
    /// How long it is kept back.
    pub(crate) kept_back: Duration,
    /// Types that the subscription names.
    pub(crate) subscribed: Vec<String>,
    /// Types in which something was modified or created, subscribed to or not.
    pub(crate) modified: Vec<String>,
    /// Whether the subscription has run out.
    pub(crate) expired: bool,
    /// Whether the client has ended it.
    pub(crate) ended: bool,
    /// Live subscriptions of the same client to the same types before this one.
    pub(crate) twins: usize,
}

/// Has subscribers told of what is pending, soon and once.
pub(crate) fn ring(provider: &Arc<Provider>) {
    for (number, tenant) in provider.tenants.iter().enumerate() {
        let mut tenant = tenant.write().unwrap_or_else(PoisonError::into_inner);
        if tenant.pending.is_empty() || tenant.pending.ringing {
            continue;
        }
        tenant.pending.ringing = true;
        let provider = Arc::clone(provider);
        tokio::spawn(async move {
            sleep(GATHERED).await;
            for notice in notices(&provider, number) {
                tokio::spawn(deliver(notice));
            }
        });
    }
}

fn notices(provider: &Provider, number: usize) -> Vec<Notice> {
    let mut tenant = provider.tenants[number].write().unwrap_or_else(PoisonError::into_inner);
    let pending = std::mem::take(&mut tenant.pending);
    let now = present();
    let mut made = Vec::new();
    for (at, subscription) in tenant.subscriptions.iter().enumerate() {
        let Ok(target) = Url::parse(&subscription.target) else { continue };
        let subscribed = subscription.types();
        let named = |types: &BTreeSet<String>| -> Vec<String> {
            types.iter().filter(|entity| subscribed.contains(entity)).cloned().collect()
        };
        let (modified, deleted) = (named(&pending.modified), named(&pending.deleted));
        let expired = subscription.expires <= now;
        let twin =
            |other: &&Subscription| !other.ended && other.client == subscription.client && other.types() == subscribed;
        let twins = tenant.subscriptions[..at].iter().filter(twin).count();
        let mut notice = Notice {
            target,
            method: "POST",
            content_type: "application/json",
            headers: Vec::new(),
            body: json!({ "modifiedEntites": modified, "deletedEntities": !deleted.is_empty() }),
            sent: !(expired || subscription.ended || modified.is_empty() && deleted.is_empty()),
            tries: 1 + AGAIN.len(),
            repeats: 0,
            kept_back: Duration::ZERO,
            modified: pending.modified.iter().cloned().collect(),
            expired,
            ended: subscription.ended,
            twins,
            subscribed,
        };
        provider.hooks.notice(&mut notice);
        if notice.sent {
            made.push(notice);
        }
    }
    made
}

async fn deliver(notice: Notice) {
    sleep(notice.kept_back).await;
    let mut pauses = AGAIN.iter();
    for _ in 0..notice.tries {
        if call(&notice).await.is_some_and(|status| (200..300).contains(&status)) {
            for _ in 0..notice.repeats {
                sleep(AGAIN[0]).await;
                call(&notice).await;
            }
            return;
        }
        sleep(pauses.next().copied().unwrap_or(AGAIN[0])).await;
    }
}

/// Asks a receiver whether it is there, before anything has happened.
pub(super) async fn greet(target: Url) {
    let notice = Notice {
        target,
        method: "GET",
        content_type: "application/json",
        headers: vec![("x-challenge", "samspel-sandbox".to_owned())],
        body: Value::Null,
        sent: true,
        tries: 1,
        repeats: 0,
        kept_back: Duration::ZERO,
        subscribed: Vec::new(),
        modified: Vec::new(),
        expired: false,
        ended: false,
        twins: 0,
    };
    deliver(notice).await;
}

/// One call; the status of the answer.
async fn call(notice: &Notice) -> Option<u16> {
    timeout(PATIENCE, post(notice)).await.ok()?
}

async fn post(notice: &Notice) -> Option<u16> {
    let address = match notice.target.host()? {
        Host::Ipv4(address) if address.is_loopback() => IpAddr::from(address),
        Host::Ipv6(address) if address.is_loopback() => IpAddr::from(address),
        _ => return None,
    };
    if notice.target.scheme() != "http" {
        return None;
    }
    let mut stream = TcpStream::connect((address, notice.target.port_or_known_default()?)).await.ok()?;
    let body = if notice.method == "GET" { String::new() } else { notice.body.to_string() };
    let mut head = format!(
        "{} {} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\ncontent-length: {}\r\n",
        notice.method,
        notice.target.path(),
        body.len()
    );
    head.push_str(&format!("content-type: {}\r\n", notice.content_type));
    for (name, value) in &notice.headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    stream.write_all(format!("{head}\r\n{body}").as_bytes()).await.ok()?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.ok()?;
    let line = String::from_utf8_lossy(&answer);
    line.split_whitespace().nth(1)?.parse().ok()
}
