//! Watching clients: every request with its answer is told to whoever listens, and things happen that happen to clients in real life.
//!
//! Nothing is judged here. Access tokens are never told, only what tells them apart and what the sandbox wrote into them.

use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, Response, header};
use axum::middleware::Next;
use jiff::Timestamp;
use sha2::{Digest, Sha256};

use crate::incident::{Incident, Incidents};
use crate::provider::{Provider, too_large};

/// Whoever listens. Called before the answer leaves, so that nothing a client does next comes first.
pub type Observer = Arc<dyn Fn(&Served<'_>) + Send + Sync>;

/// How to watch.
#[derive(Clone)]
pub struct Watch {
    /// Gets every request.
    pub observer: Observer,
    /// How long access tokens live; None = an hour.
    pub token_life: Option<Duration>,
    /// How long subscriptions live unless they are renewed; None = ninety days.
    pub subscription_life: Option<Duration>,
    /// What happens to clients.
    pub incidents: Vec<Incident>,
}

/// One request as it came, and its answer.
#[derive(Debug)]
pub struct Served<'a> {
    /// HTTP method.
    pub method: &'a str,
    /// The whole path.
    pub path: &'a str,
    /// The path below the base URL, when it lies there.
    pub below: Option<&'a str>,
    /// Whether a token was asked for. Neither body is told then: both are secret.
    pub is_token_request: bool,
    /// The query as it came; it may hold what should not be in a query.
    pub query: &'a str,
    /// Media type of the body.
    pub content_type: Option<&'a str>,
    /// What the client showed to be let in.
    pub shown: Shown,
    /// Body of the request.
    pub body: &'a [u8],
    /// When the request had arrived as a whole.
    pub arrived: Timestamp,
    /// When the answer was ready.
    pub answered: Timestamp,
    /// Status of the answer.
    pub status: u16,
    /// `Retry-After`, when it counts seconds.
    pub retry_after: Option<Duration>,
    /// Body of the answer.
    pub answer: &'a [u8],
    /// The token that was issued.
    pub issued: Option<SeenToken>,
}

/// What a client shows to be let in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shown {
    /// Nothing in the Authorization header.
    Nothing,
    /// Another scheme than Bearer.
    OtherScheme,
    /// A bearer token.
    Token(SeenToken),
}

/// What may be told of an access token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenToken {
    /// The same for the same token.
    pub digest: String,
    /// The client that the sandbox issued it to; None for tokens of other origin.
    pub client: Option<String>,
    /// When it ends, for tokens of the sandbox.
    pub expires: Option<Timestamp>,
}

/// What the middleware works with.
pub(crate) struct Watching {
    pub(crate) watch: Watch,
    pub(crate) incidents: Incidents,
    pub(crate) provider: Arc<Provider>,
    /// Path that every operation lies under.
    pub(crate) base: &'static str,
    /// Path of the token endpoint.
    pub(crate) token_path: &'static str,
    /// Bytes of a request body at most.
    pub(crate) largest_body: usize,
}

/// Watches one request.
pub(crate) async fn watched(State(watching): State<Arc<Watching>>, request: Request, next: Next) -> Response<Body> {
    let (parts, body) = request.into_parts();
    // Too large to look at: refused as it would be unwatched.
    let Ok(body) = to_bytes(body, watching.largest_body).await else { return too_large().into_response() };
    let arrived = Timestamp::now();
    let path = parts.uri.path().to_owned();
    let query = parts.uri.query().unwrap_or_default().to_owned();
    let method = parts.method.clone();
    let content_type = text(&parts.headers, &header::CONTENT_TYPE).map(str::to_owned);
    let shown = watching.shown(&parts.headers);
    let is_token_request = path == watching.token_path;

    let below = path.strip_prefix(watching.base);
    let client = match &shown {
        Shown::Token(token) => token.client.as_deref(),
        Shown::Nothing | Shown::OtherScheme => None,
    };
    let happened = below.zip(client).and_then(|(below, client)| {
        watching.incidents.strike(&watching.provider.contract, client, method.as_str(), below, &query)
    });
    let response = match happened {
        Some(answer) => answer.into_response(),
        None => next.run(Request::from_parts(parts, Body::from(body.clone()))).await,
    };
    let (head, answer) = response.into_parts();
    let answer = to_bytes(answer, usize::MAX).await.unwrap_or_default();
    let (told_body, told_answer): (&[u8], &[u8]) = if is_token_request { (&[], &[]) } else { (&body, &answer) };
    (watching.watch.observer)(&Served {
        method: method.as_str(),
        path: &path,
        below,
        is_token_request,
        query: &query,
        content_type: content_type.as_deref(),
        shown,
        body: told_body,
        arrived,
        answered: Timestamp::now(),
        status: head.status.as_u16(),
        retry_after: text(&head.headers, &header::RETRY_AFTER)
            .and_then(|seconds| seconds.parse().ok())
            .map(Duration::from_secs),
        answer: told_answer,
        issued: if is_token_request { watching.issued(&answer) } else { None },
    });
    Response::from_parts(head, Body::from(answer))
}

impl Watching {
    fn shown(&self, headers: &HeaderMap) -> Shown {
        let Some(value) = headers.get(header::AUTHORIZATION) else { return Shown::Nothing };
        let bearer = value.to_str().ok().and_then(|value| value.split_once(' '));
        match bearer.filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer")) {
            Some((_, token)) => Shown::Token(self.seen(token.trim())),
            None => Shown::OtherScheme,
        }
    }

    fn issued(&self, answer: &[u8]) -> Option<SeenToken> {
        let answer: serde_json::Value = serde_json::from_slice(answer).ok()?;
        answer.get("access_token")?.as_str().map(|token| self.seen(token))
    }

    fn seen(&self, token: &str) -> SeenToken {
        let claims = self.provider.access.own_claims(token);
        SeenToken {
            digest: hex::encode(&Sha256::digest(token)[..8]),
            expires: claims.as_ref().and_then(|claims| Timestamp::from_second(i64::try_from(claims.exp).ok()?).ok()),
            client: claims.map(|claims| claims.sub),
        }
    }
}

fn text<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Option<&'h str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}
