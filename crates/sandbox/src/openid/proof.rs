//! Whether a client is who it says (OpenID Connect Core 1.0, 9; RFC 7523, 3).

use axum::body::Body;
use axum::http::Response;
use serde_json::Value;

use super::clients::RegisteredClient;
use super::fault::Slip;
use super::jwt::{is_signed_by, object};
use super::message::{Message, token_error, value, with};
use super::provider::{Provider, now};
use super::request_object::basic;

/// Seconds that clocks may differ.
const SKEW: i64 = 30;

impl Provider {
    /// The client behind a request, or the refusal.
    pub(crate) fn proven(&self, message: &Message) -> Result<&RegisteredClient, Box<Response<Body>>> {
        let header = message.authorization.as_deref();
        let refused = || {
            let refusal = token_error(401, "invalid_client");
            Box::new(if header.is_some() {
                with(refusal, "www-authenticate", "Basic realm=\"samspel\"")
            } else {
                refusal
            })
        };
        let given = header.and_then(basic);
        let (id, secret) = match &given {
            Some((id, secret)) => (Some(id.as_str()), Some(secret.as_str())),
            None => (value(&message.form, "client_id"), value(&message.form, "client_secret")),
        };
        if let Some(assertion) = value(&message.form, "client_assertion") {
            return self.asserted(assertion).ok_or_else(refused);
        }
        let client = id.and_then(|id| self.client(id)).ok_or_else(refused)?;
        let proven = match (&client.secret, &client.key) {
            (Some(own), _) => secret.is_some_and(|secret| secret == own || self.slips(Slip::AnySecret)),
            (None, Some(_)) => secret.is_some() && self.slips(Slip::SecretInsteadOfKey),
            (None, None) => true,
        };
        if proven { Ok(client) } else { Err(refused()) }
    }

    fn asserted(&self, assertion: &str) -> Option<&RegisteredClient> {
        let mut parts = assertion.split('.');
        let (head, claims) = (object(parts.next()?)?, object(parts.next()?)?);
        let text = |name: &str| claims.get(name).and_then(Value::as_str);
        let client = self.client(text("sub")?)?;
        let unsigned = head.get("alg")? == "none";
        if unsigned && !self.slips(Slip::AssertionUnsigned) {
            return None;
        }
        let signed = || client.key.as_ref().is_some_and(|key| is_signed_by(&key.public, assertion));
        if !unsigned && !self.slips(Slip::AssertionSignature) && !signed() {
            return None;
        }
        if text("iss") != Some(&client.id) && !self.slips(Slip::AssertionIssuer) {
            return None;
        }
        let endpoint = format!("{}/token", self.issuer);
        let known = |aud: &str| {
            aud == self.issuer && !self.slips(Slip::AssertionAudienceEndpointOnly)
                || aud == endpoint && !self.slips(Slip::AssertionAudienceIssuerOnly)
        };
        let meant = match claims.get("aud")? {
            Value::String(aud) => known(aud),
            Value::Array(all) => all.iter().filter_map(Value::as_str).any(known),
            _ => false,
        };
        if !meant && !self.slips(Slip::AssertionAudience) {
            return None;
        }
        let lasts = claims.get("exp").and_then(Value::as_i64).is_some_and(|exp| exp + SKEW > now());
        if !lasts && !self.slips(Slip::AssertionExpired) {
            return None;
        }
        let fresh = self.state().assertions.insert(text("jti")?.to_owned());
        (fresh || self.slips(Slip::AssertionTwice)).then_some(client)
    }
}
