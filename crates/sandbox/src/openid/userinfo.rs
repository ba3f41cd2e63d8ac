//! The UserInfo endpoint (OpenID Connect Core 1.0, 5.3; Swedish OIDC profile 4).

use axum::body::Body;
use axum::http::Response;
use serde_json::{Value, json};

use super::fault::Slip;
use super::jwt::object;
use super::message::{Message, answer, json_answer, value, with};
use super::provider::{Grant, Provider, now};

impl Provider {
    /// Tells about the person behind an access token.
    pub(crate) fn userinfo(&self, message: &Message) -> Response<Body> {
        if message.method == "POST" && self.slips(Slip::UserInfoNoPost) {
            return answer(405, "text/plain", String::new());
        }
        // Some providers take a form that is announced and empty for a mistake, and they may.
        if message.is_hollow {
            return answer(400, "text/plain", String::new());
        }
        let header = message.authorization.as_deref().and_then(|header| header.strip_prefix("Bearer "));
        let Some(token) = header.or_else(|| value(&message.form, "access_token")) else {
            return self.refused("Bearer");
        };
        match self.grant_of(token) {
            Some(grant) => self.told(&grant),
            None => self.refused("Bearer error=\"invalid_token\""),
        }
    }

    fn grant_of(&self, token: &str) -> Option<Grant> {
        let state = self.state();
        if let Some(grant) = state.access.get(token) {
            return Some(grant.clone());
        }
        let known = || state.access.values().max_by_key(|grant| grant.made).cloned();
        if self.slips(Slip::AnyToken) {
            return known();
        }
        let about_token = || object(token.split('.').nth(1)?)?.get("exp")?.as_i64();
        if self.slips(Slip::IdTokenAsAccessToken) && about_token().is_some_and(|exp| exp > now()) {
            return known();
        }
        None
    }

    fn refused(&self, challenge: &str) -> Response<Body> {
        let refusal = json_answer(401, &json!({ "error": "invalid_token" }));
        if self.slips(Slip::RefusalWithoutChallenge) { refusal } else { with(refusal, "www-authenticate", challenge) }
    }

    fn told(&self, grant: &Grant) -> Response<Body> {
        let facts = self.facts(grant.person);
        let subject =
            if self.slips(Slip::UserInfoOtherSubject) { "someone-else".into() } else { self.subject(grant.person) };
        let mut claims = json!({ "sub": subject });
        let mut names = grant.asked.told_at_userinfo();
        if self.slips(Slip::ClaimsParameterIgnored) {
            names.retain(|name| !grant.asked.userinfo_claims.contains_key(name));
        }
        for (name, fact) in &facts {
            if names.contains(name) || self.slips(Slip::UserInfoEverything) {
                claims[name] = fact.clone();
            }
        }
        if self.slips(Slip::UserInfoUnsigned) {
            return json_answer(200, &claims);
        }
        claims["iss"] = self.issuer.clone().into();
        if !self.slips(Slip::UserInfoWithoutAudience) {
            claims["aud"] = Value::from(grant.asked.client.clone());
        }
        let signed = self.sign(&claims, None);
        with(answer(200, "application/jwt", signed), "cache-control", "no-store")
    }
}
