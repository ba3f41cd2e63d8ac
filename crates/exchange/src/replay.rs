//! Exchanges with a recording instead of a system.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;

use crate::address::BaseUrl;
use crate::evidence::{OtherBody, RecordedPrincipal, TokenKind, label};
use crate::live::without_secrets;
use crate::recording::{Key, Recording};
use crate::redaction::{impersonal_url, json_candidate};
use crate::stand_in_body;
use crate::{Credentials, Exchange, Fault, Halt, Request, RequestBody, Response, Secret, SetupError};

/// Answers from a recording.
pub(crate) struct Replay {
    pub(crate) base_url: BaseUrl,
    pub(crate) recording: Recording,
    answered: AtomicU64,
    stopped: AtomicBool,
}

impl Replay {
    pub(crate) fn new(recording: Recording) -> Result<Self, SetupError> {
        let base_url = BaseUrl::parse(&recording.interface.base_url)?;
        Ok(Replay { base_url, recording, answered: AtomicU64::new(0), stopped: AtomicBool::new(false) })
    }

    /// The recorded answer to a request.
    pub(crate) fn exchange(&self, id: String, request: Request) -> Result<Exchange, Halt> {
        self.check_running()?;
        if let Credentials::Principal(name) = &request.credentials
            && !self.recording.interface.principals.contains_key(name)
        {
            return Err(Halt::NoPrincipal(name.clone()));
        }
        let url = self.base_url.join(&request.path, &request.query);
        let principal = label(&request.credentials);
        let text = request.body.as_ref().and_then(json_candidate);
        let json = text.as_deref().filter(|text| serde_json::from_str::<serde_json::Value>(text).is_ok());
        let other = match (&request.body, json) {
            (Some(RequestBody::Raw { media_type, bytes }), None) => {
                Some(OtherBody { media_type: media_type.clone(), bytes: bytes.len() })
            }
            _ => None,
        };
        let key = Key::new(&request.method, &url, json, other.as_ref(), &principal);
        let missing = || Halt::NotRecorded(format!("{} {} as {principal}", request.method, impersonal_url(&url)));
        let line =
            self.recording.find(&id, key).ok_or_else(missing)?.map_err(|e| Halt::NotRecorded(format!("{id}: {e}")))?;
        self.answered.fetch_add(1, Ordering::AcqRel);
        let outcome = match (line.fault, line.response) {
            (Some(fault), _) => Err(fault),
            (None, Some(response)) => {
                let body = stand_in_body::body(&response);
                Ok(Arc::new(Response { status: response.status, headers: response.headers, body }))
            }
            (None, None) => return Err(missing()),
        };
        let elapsed = Duration::try_from_secs_f64(line.elapsed_ms / 1000.0).unwrap_or_default();
        Ok(Exchange { id, request: Arc::new(without_secrets(request)), url, outcome, elapsed })
    }

    /// A stand-in for the principal's token: the token itself was never recorded.
    pub(crate) fn token(&self, principal: &str) -> Result<Result<Option<Secret>, Fault>, Halt> {
        self.check_running()?;
        let interface = &self.recording.interface;
        let kind = match interface.principals.get(principal) {
            None => return Err(Halt::NoPrincipal(principal.to_owned())),
            Some(RecordedPrincipal::None) => return Ok(Ok(None)),
            Some(RecordedPrincipal::Bearer { token }) => *token,
            Some(RecordedPrincipal::OAuth2) => match self.recording.token(principal) {
                Some(Ok(kind)) => *kind,
                Some(Err(fault)) => return Ok(Err(fault.clone())),
                None => return Err(Halt::NotRecorded(format!("the token request of principal {principal}"))),
            },
        };
        Ok(Ok(Some(stand_in_token(kind))))
    }

    pub(crate) fn answered(&self) -> u64 {
        self.answered.load(Ordering::Acquire)
    }

    pub(crate) fn stop(&self) {
        self.stopped.store(true, Ordering::Release);
    }

    fn check_running(&self) -> Result<(), Halt> {
        if self.stopped.load(Ordering::Acquire) { Err(Halt::Interrupted) } else { Ok(()) }
    }
}

/// A token of the same kind that no system accepts.
fn stand_in_token(kind: TokenKind) -> Secret {
    match kind {
        TokenKind::Opaque => Secret::new("stand-in-for-the-token-of-the-recorded-run"),
        TokenKind::Jwt => {
            let part = |text: &str| BASE64_URL_SAFE_NO_PAD.encode(text);
            let (header, claims) = (r#"{"alg":"RS256","typ":"JWT"}"#, r#"{"sub":"stand-in"}"#);
            Secret::new(format!("{}.{}.{}", part(header), part(claims), part("stand-in for the recorded signature")))
        }
    }
}
