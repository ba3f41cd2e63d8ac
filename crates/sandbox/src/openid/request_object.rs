//! Request objects by value (OpenID Connect Core 1.0, 6.1).

use base64::Engine as _;
use serde_json::{Map, Value};

use super::clients::RegisteredClient;
use super::fault::Slip;
use super::jwt::{is_signed_by, object};
use super::message::{Pairs, value};
use super::provider::Provider;

impl Provider {
    /// The parameters with those of the request object, which win.
    pub(crate) fn with_request_object(
        &self,
        client: &RegisteredClient,
        outside: &Pairs,
    ) -> Result<Pairs, &'static str> {
        let Some(jws) = value(outside, "request").filter(|_| !self.slips(Slip::RequestObjectIgnored)) else {
            return Ok(outside.clone());
        };
        let inside = self.signed_by(client, jws).ok_or("invalid_request_object")?;
        let mut parameters = outside.clone();
        for (name, member) in inside {
            if matches!(name.as_str(), "iss" | "aud" | "exp" | "iat" | "nbf" | "jti") {
                continue;
            }
            let text = member.as_str().map_or_else(|| member.to_string(), str::to_owned);
            let given = parameters.iter().position(|(other, _)| *other == name);
            match given {
                Some(_) if self.slips(Slip::RequestObjectOutsideWins) => {}
                Some(at) => parameters[at].1 = text,
                None => parameters.push((name, text)),
            }
        }
        Ok(parameters)
    }

    fn signed_by(&self, client: &RegisteredClient, jws: &str) -> Option<Map<String, Value>> {
        let mut parts = jws.split('.');
        let (head, claims) = (object(parts.next()?)?, object(parts.next()?)?);
        let unsigned = head.get("alg")? == "none";
        if unsigned {
            return self.slips(Slip::RequestObjectUnsigned).then_some(claims);
        }
        let signed = || client.key.as_ref().is_some_and(|key| is_signed_by(&key.public, jws));
        if !self.slips(Slip::RequestObjectSignature) && !signed() {
            return None;
        }
        if claims.get("iss") != Some(&client.id.clone().into()) && !self.slips(Slip::RequestObjectIssuer) {
            return None;
        }
        let endpoint = format!("{}/authorize", self.issuer);
        let known = |aud: &str| aud == self.issuer || aud == endpoint && !self.slips(Slip::RequestObjectAudience);
        match claims.get("aud") {
            Some(Value::String(aud)) if known(aud) => Some(claims),
            Some(Value::Array(all)) if all.iter().filter_map(Value::as_str).any(known) => Some(claims),
            _ => None,
        }
    }
}

/// User name and password of HTTP Basic authentication, form-decoded (RFC 6749, 2.3.1).
pub(crate) fn basic(header: &str) -> Option<(String, String)> {
    let text = base64::prelude::BASE64_STANDARD.decode(header.strip_prefix("Basic ")?).ok()?;
    let text = String::from_utf8(text).ok()?;
    let (user, password) = text.split_once(':')?;
    let plain =
        |text: &str| url::form_urlencoded::parse(format!("v={text}").as_bytes()).next().map(|(_, v)| v.into_owned());
    Some((plain(user)?, plain(password)?))
}
