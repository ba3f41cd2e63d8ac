//! Tokens of the principals: read once, or fetched with client credentials, kept, and renewed before they run out.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use tokio::sync::Mutex;
use url::form_urlencoded;

use crate::dispatch::{Dispatched, Pause, dispatch};
use crate::evidence::{RecordedPrincipal, TokenKind};
use crate::known_secrets::KnownSecrets;
use crate::pace::Pace;
use crate::transport::{Transport, Wire};
use crate::{Fault, Halt, OAuth2, PrincipalMethod, Response, Secret, SecretPlacement, SetupError, address};

/// A token this much older than its fetching may have been withdrawn since: a 401 is then worth a new token.
const OLD_ENOUGH: Duration = Duration::from_secs(3);

/// How long a refusal of the token endpoint is believed before it is asked again. Every test of a run would ask otherwise.
const REFUSED_FOR: Duration = Duration::from_secs(60);

/// How long any other failure is believed: long enough that requests under way at once share it.
const FAILED_FOR: Duration = Duration::from_secs(1);

/// The principals of a target with their tokens.
pub(crate) struct Tokens {
    principals: BTreeMap<String, Principal>,
    known: Arc<KnownSecrets>,
}

enum Principal {
    None,
    Bearer(Secret),
    OAuth2(Box<ClientCredentials>),
}

struct ClientCredentials {
    settings: OAuth2,
    secret: Secret,
    /// Held while a token is fetched, so that one is enough for all who wait.
    kept: Mutex<Option<Kept>>,
}

/// The last answer of the token endpoint.
struct Kept {
    since: Instant,
    what: Result<Fetched, (Fault, Duration)>,
}

struct Fetched {
    token: Secret,
    renew_at: Option<Instant>,
}

/// A token to send.
#[derive(Debug, Clone)]
pub(crate) struct Token {
    pub(crate) value: Secret,
    /// When it was fetched from a token endpoint; None for ready-made ones.
    pub(crate) since: Option<Instant>,
}

/// Why there is no token.
#[derive(Debug)]
pub(crate) enum TokenError {
    Halt(Halt),
    Fault(Fault),
}

/// A request to a token endpoint, for the evidence.
#[derive(Debug)]
pub(crate) struct Fetch {
    pub(crate) url: String,
    pub(crate) status: Option<u16>,
    /// Kind of the token, or why there is none.
    pub(crate) result: Result<TokenKind, Fault>,
    pub(crate) elapsed: Duration,
    pub(crate) pauses: Vec<Pause>,
}

impl Tokens {
    /// Reads the secrets of all principals.
    pub(crate) fn read(
        principals: &BTreeMap<String, PrincipalMethod>,
        base_dir: &Path,
        known: Arc<KnownSecrets>,
    ) -> Result<Self, SetupError> {
        let mut read = BTreeMap::new();
        for (name, method) in principals {
            let failed = |what: String| SetupError::Secret { principal: name.clone(), what };
            let principal = match method {
                PrincipalMethod::None {} => Principal::None,
                PrincipalMethod::Bearer(source) => {
                    let token = source.read(base_dir).map_err(failed)?;
                    known.add(&token);
                    Principal::Bearer(token)
                }
                PrincipalMethod::OAuth2(settings) => {
                    address::parse_endpoint(&settings.token_url)
                        .map_err(|what| failed(format!("token_url: {what}")))?;
                    let secret = settings.client_secret.read(base_dir).map_err(failed)?;
                    known.add(&secret);
                    Principal::OAuth2(Box::new(ClientCredentials {
                        settings: settings.clone(),
                        secret,
                        kept: Mutex::new(None),
                    }))
                }
            };
            read.insert(name.clone(), principal);
        }
        Ok(Tokens { principals: read, known })
    }

    /// What is known about a principal before the run.
    pub(crate) fn recorded(&self) -> BTreeMap<String, RecordedPrincipal> {
        let recorded = |principal: &Principal| match principal {
            Principal::None => RecordedPrincipal::None,
            Principal::Bearer(token) => RecordedPrincipal::Bearer { token: TokenKind::of(token.expose()) },
            Principal::OAuth2(_) => RecordedPrincipal::OAuth2,
        };
        self.principals.iter().map(|(name, principal)| (name.clone(), recorded(principal))).collect()
    }

    /// The principal's token; None when it sends none. Those who ask at once wait for one fetch. The second result tells about the
    /// fetch, if there was one.
    pub(crate) async fn current(
        &self,
        name: &str,
        transport: &Transport,
        pace: &Pace,
    ) -> (Result<Option<Token>, TokenError>, Option<Fetch>) {
        let ClientCredentials { settings, secret, kept } = match self.principals.get(name) {
            None => return (Err(TokenError::Halt(Halt::NoPrincipal(name.to_owned()))), None),
            Some(Principal::None) => return (Ok(None), None),
            Some(Principal::Bearer(token)) => return (Ok(Some(Token { value: token.clone(), since: None })), None),
            Some(Principal::OAuth2(credentials)) => credentials.as_ref(),
        };
        let mut kept = kept.lock().await;
        if let Some(usable) = kept.as_ref().and_then(Kept::usable) {
            return (usable.map(Some).map_err(TokenError::Fault), None);
        }
        let dispatched = match token_request(settings, secret, &self.known) {
            Ok(wire) => dispatch(transport, pace, &wire).await,
            Err(fault) => return (Err(TokenError::Fault(fault)), None),
        };
        let Dispatched { outcome, elapsed, pauses } = match dispatched {
            Ok(dispatched) => dispatched,
            Err(halt) => return (Err(TokenError::Halt(halt)), None),
        };
        let fetched = Kept::new(name, &outcome);
        if let Ok(fetched) = &fetched.what {
            self.known.add(&fetched.token);
        }
        let fetch = Fetch {
            url: settings.token_url.clone(),
            status: outcome.as_ref().ok().map(|response| response.status),
            result: match &fetched.what {
                Ok(fetched) => Ok(TokenKind::of(fetched.token.expose())),
                Err((fault, _)) => Err(fault.clone()),
            },
            elapsed,
            pauses,
        };
        let answer = fetched.answer();
        *kept = Some(fetched);
        (answer.map(Some).map_err(TokenError::Fault), Some(fetch))
    }

    /// Drops a token that was answered with 401, so that the next request fetches another. Says whether it is worth asking again:
    /// a token fetched just now would not be better the second time.
    pub(crate) async fn refused(&self, name: &str, token: &Token) -> bool {
        let (Some(Principal::OAuth2(credentials)), Some(since)) = (self.principals.get(name), token.since) else {
            return false;
        };
        if since.elapsed() < OLD_ENOUGH {
            return false;
        }
        let mut kept = credentials.kept.lock().await;
        let still_there =
            kept.as_ref().is_some_and(|kept| kept.what.as_ref().is_ok_and(|fetched| fetched.token == token.value));
        if still_there {
            *kept = None;
        }
        true
    }
}

impl Kept {
    fn new(principal: &str, outcome: &Result<Response, Fault>) -> Self {
        let since = Instant::now();
        let what = match outcome {
            Ok(response) => read_token(response, since).map_err(|what| {
                let believed = if matches!(response.status, 400..=403) { REFUSED_FOR } else { FAILED_FOR };
                (no_token(principal, what), believed)
            }),
            Err(fault) => Err((no_token(principal, fault.to_string()), FAILED_FOR)),
        };
        Kept { since, what }
    }

    fn answer(&self) -> Result<Token, Fault> {
        match &self.what {
            Ok(fetched) => Ok(Token { value: fetched.token.clone(), since: Some(self.since) }),
            Err((fault, _)) => Err(fault.clone()),
        }
    }

    /// The answer while it holds.
    fn usable(&self) -> Option<Result<Token, Fault>> {
        let holds = match &self.what {
            Ok(fetched) => fetched.renew_at.is_none_or(|at| at > Instant::now()),
            Err((_, time)) => self.since.elapsed() < *time,
        };
        holds.then(|| self.answer())
    }
}

fn no_token(principal: &str, what: String) -> Fault {
    Fault::NoToken { principal: principal.to_owned(), what }
}

/// The request of RFC 6749, 4.4.2.
fn token_request(settings: &OAuth2, secret: &Secret, known: &KnownSecrets) -> Result<Wire, Fault> {
    let mut wire = Wire::new("POST", &settings.token_url)?;
    wire.header("accept", "application/json")?;
    wire.header("content-type", "application/x-www-form-urlencoded")?;
    let mut form = form_urlencoded::Serializer::new(String::new());
    form.append_pair("grant_type", "client_credentials");
    if let Some(scope) = &settings.scope {
        form.append_pair("scope", scope);
    }
    match settings.auth {
        SecretPlacement::ClientSecretBasic => {
            // RFC 6749, 2.3.1: both parts are form-encoded before they are joined.
            let encoded = |text: &str| form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
            let pair = BASE64_STANDARD.encode(format!("{}:{}", encoded(&settings.client_id), encoded(secret.expose())));
            known.add(&Secret::new(pair.clone()));
            wire.header("authorization", &format!("Basic {pair}"))?;
        }
        SecretPlacement::ClientSecretPost => {
            form.append_pair("client_id", &settings.client_id);
            form.append_pair("client_secret", secret.expose());
        }
    }
    wire.body = Some(form.finish().into_bytes());
    Ok(wire)
}

/// The token in the answer of a token endpoint (RFC 6749, 5.1), or why there is none.
fn read_token(response: &Response, since: Instant) -> Result<Fetched, String> {
    let body: Option<serde_json::Value> = response.json().ok();
    let field = |name: &str| body.as_ref().and_then(|body| body.get(name));
    if !response.is_success() {
        let code = field("error").and_then(serde_json::Value::as_str).filter(|code| is_error_code(code));
        return Err(match code {
            Some(code) => format!("HTTP {}, {code}", response.status),
            None => format!("HTTP {}", response.status),
        });
    }
    if body.is_none() {
        return Err(format!("HTTP {} with a body that is not JSON", response.status));
    }
    let token = field("access_token")
        .and_then(serde_json::Value::as_str)
        .filter(|token| !token.is_empty())
        .ok_or_else(|| format!("HTTP {} without access_token", response.status))?;
    let lifetime = field("expires_in").and_then(|value| match value {
        serde_json::Value::String(text) => text.trim().parse::<f64>().ok(),
        other => other.as_f64(),
    });
    let renew_at = lifetime.filter(|seconds| seconds.is_finite()).map(|seconds| {
        // A fifth of its life, but no more than half a minute, is left for requests under way and clocks that differ.
        let usable = (seconds - (seconds / 5.0).min(30.0)).clamp(0.0, 30.0 * 86_400.0);
        since + Duration::from_secs_f64(usable)
    });
    Ok(Fetched { token: Secret::new(token), renew_at })
}

/// Whether a text is an error code and not something that a hostile endpoint wants to see in our report.
fn is_error_code(text: &str) -> bool {
    (1..=40).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;

    fn answer(status: u16, body: &str) -> Result<Fetched, String> {
        let response = Response { status, headers: Vec::new(), body: body.as_bytes().to_vec() };
        read_token(&response, Instant::now())
    }

    #[test]
    fn a_token_is_renewed_before_it_runs_out() {
        let left =
            |body: &str| answer(200, body).unwrap().renew_at.map(|at| at.duration_since(Instant::now()).as_secs());
        assert_eq!(left(r#"{"access_token":"t","expires_in":3600}"#), Some(3569));
        assert_eq!(left(r#"{"access_token":"t","expires_in":"10"}"#), Some(7));
        assert_eq!(left(r#"{"access_token":"t","expires_in":-5}"#), Some(0));
        assert_eq!(left(r#"{"access_token":"t"}"#), None);
    }

    #[test]
    fn an_endpoint_without_a_token_is_quoted_only_with_its_error_code() {
        let why = |status, body| answer(status, body).map(|_| ()).unwrap_err();
        assert_eq!(why(401, r#"{"error":"invalid_client"}"#), "HTTP 401, invalid_client");
        assert_eq!(why(400, r#"{"error":"Anna Andersson 20100517"}"#), "HTTP 400");
        assert_eq!(why(200, "<html>"), "HTTP 200 with a body that is not JSON");
        assert_eq!(why(200, r#"{"access_token":""}"#), "HTTP 200 without access_token");
        assert_eq!(why(500, ""), "HTTP 500");
    }
}
