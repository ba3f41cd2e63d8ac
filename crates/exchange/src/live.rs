//! Exchanges with a real system.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use crate::address::BaseUrl;
use crate::dispatch::{Pause, dispatch};
use crate::evidence::{Interface, SCHEMA};
use crate::known_secrets::{KnownSecrets, MASK};
use crate::pace::Pace;
use crate::received::Received;
use crate::recorder::{Captured, Recorder};
use crate::tokens::{Token, TokenError, Tokens};
use crate::transport::{Transport, Wire};
use crate::{Credentials, Exchange, Fault, Halt, PrincipalMethod, Request, RequestBody, Secret, Settings, SetupError};

/// Everything that a client needs to talk to a system.
pub(crate) struct Live {
    pub(crate) base_url: BaseUrl,
    pub(crate) pace: Pace,
    transport: Transport,
    tokens: Tokens,
    known: Arc<KnownSecrets>,
    recorder: Option<Recorder>,
    token_requests: AtomicU64,
}

impl Live {
    pub(crate) fn new(settings: &Settings) -> Result<Self, SetupError> {
        let base_url = BaseUrl::parse(&settings.base_url)?;
        let known = Arc::new(KnownSecrets::default());
        let tokens = Tokens::read(&settings.principals, &settings.base_dir, known.clone())?;
        let mut urls = vec![base_url.as_str()];
        urls.extend(settings.principals.values().filter_map(|method| match method {
            PrincipalMethod::OAuth2(oauth2) => Some(oauth2.token_url.as_str()),
            PrincipalMethod::None {} | PrincipalMethod::Bearer(_) => None,
        }));
        let transport = Transport::new(settings, &urls)?;
        let pace = Pace::new(&settings.limits);
        let recorder = match &settings.evidence {
            Some((folder, level)) => {
                let interface = Interface {
                    schema: SCHEMA.to_owned(),
                    base_url: base_url.as_str().to_owned(),
                    level: *level,
                    principals: tokens.recorded(),
                };
                Some(Recorder::open(folder, &interface, base_url.clone(), known.clone())?)
            }
            None => None,
        };
        Ok(Live { base_url, pace, transport, tokens, known, recorder, token_requests: AtomicU64::new(0) })
    }

    /// Sends a request, with a new token once when the old one may have been withdrawn.
    pub(crate) async fn exchange(&self, id: String, request: Request) -> Result<Exchange, Halt> {
        self.pace.check_running()?;
        let url = self.base_url.join(&request.path, &request.query);
        let mut renewed = false;
        let (outcome, elapsed, pauses) = loop {
            let token = match self.token_for(&request.credentials).await {
                Ok(token) => token,
                Err(TokenError::Halt(halt)) => return Err(halt),
                Err(TokenError::Fault(fault)) => break (Err(fault), Duration::ZERO, Vec::<Pause>::new()),
            };
            let wire = match wire(&request, &url, token.as_ref()) {
                Ok(wire) => wire,
                Err(fault) => break (Err(fault), Duration::ZERO, Vec::new()),
            };
            let dispatched = dispatch(&self.transport, &self.pace, &wire).await?;
            if !renewed
                && let Ok(response) = &dispatched.outcome
                && response.status == 401
                && let (Credentials::Principal(name), Some(token)) = (&request.credentials, &token)
                && self.tokens.refused(name, token).await
            {
                renewed = true;
                continue;
            }
            break (dispatched.outcome, dispatched.elapsed, dispatched.pauses);
        };
        let request = Arc::new(without_secrets(request));
        let exchange = Exchange { id, request, url, outcome: outcome.map(Arc::new), elapsed };
        if let Some(recorder) = &self.recorder {
            recorder.record(Captured::Exchange { exchange: exchange.clone(), pauses }).await?;
        }
        Ok(exchange)
    }

    /// The token that a principal would send now.
    pub(crate) async fn token(&self, principal: &str) -> Result<Option<Token>, TokenError> {
        let (token, fetch) = self.tokens.current(principal, &self.transport, &self.pace).await;
        if let (Some(fetch), Some(recorder)) = (fetch, &self.recorder) {
            let number = self.token_requests.fetch_add(1, Ordering::AcqRel) + 1;
            let id = format!("token/{principal}#{number}");
            recorder
                .record(Captured::Token { id, principal: principal.to_owned(), fetch })
                .await
                .map_err(TokenError::Halt)?;
        }
        token
    }

    /// Has a secret struck out from now on.
    pub(crate) fn keep_secret(&self, secret: &Secret) {
        self.known.add(secret);
    }

    /// Puts a call that the system made on record.
    pub(crate) async fn received(&self, received: Received) -> Result<(), Halt> {
        match &self.recorder {
            Some(recorder) => recorder.record(Captured::Received(received)).await,
            None => Ok(()),
        }
    }

    /// Waits until all evidence is written.
    pub(crate) async fn finish(&self) -> Result<(), Halt> {
        match &self.recorder {
            Some(recorder) => recorder.settle().await,
            None => Ok(()),
        }
    }

    async fn token_for(&self, credentials: &Credentials) -> Result<Option<Token>, TokenError> {
        match credentials {
            Credentials::Principal(name) => self.token(name).await,
            Credentials::Anonymous => Ok(None),
            Credentials::Token { token, .. } => {
                self.known.add(token);
                Ok(Some(Token { value: token.clone(), since: None }))
            }
        }
    }
}

fn wire(request: &Request, url: &str, token: Option<&Token>) -> Result<Wire, Fault> {
    let mut wire = Wire::new(&request.method, url)?;
    for (name, value) in &request.headers {
        wire.header(name, value)?;
    }
    wire.default_header("accept", "application/json")?;
    if let Some(token) = token {
        wire.default_header("authorization", &bearer(&token.value))?;
    }
    match &request.body {
        Some(RequestBody::Json(value)) => {
            wire.default_header("content-type", "application/json")?;
            wire.body = Some(value.to_string().into_bytes());
        }
        Some(RequestBody::Raw { media_type, bytes }) => {
            wire.default_header("content-type", media_type)?;
            wire.body = Some(bytes.clone());
        }
        None => {}
    }
    Ok(wire)
}

fn bearer(token: &Secret) -> String {
    format!("Bearer {}", token.expose())
}

/// The request as a check may keep and print it.
pub(crate) fn without_secrets(mut request: Request) -> Request {
    for (name, value) in &mut request.headers {
        if is_secret_header(name) {
            MASK.clone_into(value);
        }
    }
    request
}

/// Whether a header carries a secret, judged by its name.
pub(crate) fn is_secret_header(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    matches!(name.as_str(), "authorization" | "proxy-authorization" | "cookie" | "set-cookie")
        || ["token", "secret", "password", "api-key", "apikey", "session"].iter().any(|part| name.contains(part))
}
