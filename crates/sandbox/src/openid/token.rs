//! The token endpoint (OpenID Connect Core 1.0, 3.1.3 and 12; RFC 7636, 4.6).

use axum::body::Body;
use axum::http::Response;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::clients::RegisteredClient;
use super::fault::Slip;
use super::jwt::encoded;
use super::message::{Message, json_answer, token_error, value, with};
use super::provider::{ACCESS_LIFE, Grant, Provider, now, random};

/// Seconds that an ID token is valid (Swedish OIDC profile 3.2.1.2).
const ID_TOKEN_LIFE: i64 = 300;
/// Seconds within which a code has to be used.
const CODE_LIFE: i64 = 60;

impl Provider {
    /// Answers a token request.
    pub(crate) fn token(&self, message: &Message) -> Response<Body> {
        let client = match self.proven(message) {
            Ok(client) => client,
            Err(refusal) => return *refusal,
        };
        let granted = match value(&message.form, "grant_type") {
            Some("authorization_code") => self.redeem(client, message),
            Some("refresh_token") => self.refresh(client, message),
            Some(_) => Err("unsupported_grant_type"),
            None => Err("invalid_request"),
        };
        match granted {
            Ok((grant, first)) => self.tokens(client, grant, first),
            Err(error) => token_error(400, error),
        }
    }

    fn redeem(&self, client: &RegisteredClient, message: &Message) -> Result<(Grant, bool), &'static str> {
        let code = value(&message.form, "code").ok_or("invalid_request")?;
        let mut state = self.state();
        let grant = state.codes.get(code).cloned().ok_or("invalid_grant")?;
        if grant.used && !self.slips(Slip::CodeReusable) {
            if !self.slips(Slip::TokensSurviveReplay) {
                state.access.retain(|_, other| other.id != grant.id);
                state.refresh.retain(|_, other| other.id != grant.id);
            }
            return Err("invalid_grant");
        }
        if grant.asked.client != client.id && !self.slips(Slip::CodeOfOtherClient) {
            return Err("invalid_grant");
        }
        if now() - grant.made > CODE_LIFE {
            return Err("invalid_grant");
        }
        match value(&message.form, "redirect_uri") {
            None if !self.slips(Slip::RedirectUriMayLackAtToken) => return Err("invalid_request"),
            Some(uri) if uri != grant.asked.redirect_uri && !self.slips(Slip::RedirectUriNotCompared) => {
                return Err("invalid_grant");
            }
            _ => {}
        }
        self.verifier(&grant, value(&message.form, "code_verifier"), &state.challenges)?;
        if let Some(grant) = state.codes.get_mut(code) {
            grant.used = true;
        }
        Ok((grant, true))
    }

    fn verifier(
        &self,
        grant: &Grant,
        verifier: Option<&str>,
        all: &std::collections::HashSet<String>,
    ) -> Result<(), &'static str> {
        match (&grant.asked.challenge, verifier) {
            (None, None) => Ok(()),
            (None, Some(_)) if self.slips(Slip::Downgrade) => Ok(()),
            (Some(_), None) if self.slips(Slip::VerifierMayLack) => Ok(()),
            (Some(challenge), Some(verifier)) => {
                let length = 43..=if self.slips(Slip::LongVerifierRefused) { 64 } else { 128 };
                if !length.contains(&verifier.len()) && !self.slips(Slip::VerifierAnyLength) {
                    return Err("invalid_grant");
                }
                let made = if grant.asked.plain { verifier.to_owned() } else { encoded(&Sha256::digest(verifier)) };
                let fits = made == *challenge
                    || self.slips(Slip::VerifierIgnored)
                    || self.slips(Slip::VerifierOfAnySession) && all.contains(&made);
                if fits { Ok(()) } else { Err("invalid_grant") }
            }
            _ => Err("invalid_grant"),
        }
    }

    fn refresh(&self, client: &RegisteredClient, message: &Message) -> Result<(Grant, bool), &'static str> {
        let token = value(&message.form, "refresh_token").ok_or("invalid_request")?;
        if self.slips(Slip::RefreshRefused) {
            return Err("server_error");
        }
        let mut state = self.state();
        if let Some(family) = state.spent.get(token).cloned()
            && !self.slips(Slip::RefreshTwice)
        {
            state.refresh.retain(|_, grant| grant.id != family);
            return Err("invalid_grant");
        }
        let mut grant = state.refresh.get(token).cloned().ok_or("invalid_grant")?;
        if grant.asked.client != client.id && !self.slips(Slip::RefreshByOtherClient) {
            return Err("invalid_grant");
        }
        if let Some(scope) = value(&message.form, "scope") {
            let wanted: Vec<String> = scope.split_whitespace().map(str::to_owned).collect();
            if wanted.iter().any(|word| !grant.asked.has_scope(word)) && !self.slips(Slip::RefreshWidens) {
                return Err("invalid_scope");
            }
            grant.asked.scope = wanted;
        }
        let family = grant.id.clone();
        state.spent.insert(token.to_owned(), family);
        Ok((grant, false))
    }

    fn tokens(&self, client: &RegisteredClient, grant: Grant, first: bool) -> Response<Body> {
        let access = if self.slips(Slip::AccessTokenReadable) {
            let facts = self.facts(grant.person);
            self.sign(&json!({ "sub": self.subject(grant.person), "name": facts["name"], "jti": random() }), None)
        } else {
            random()
        };
        let mut answer = json!({ "access_token": access, "token_type": "Bearer", "expires_in": ACCESS_LIFE });
        answer["scope"] = grant.asked.scope.join(" ").into();
        if self.slips(Slip::TokenTypeMissing)
            && let Some(answer) = answer.as_object_mut()
        {
            answer.remove("token_type");
        }
        if grant.asked.has_scope("openid") || self.slips(Slip::IdTokenWithoutOpenid) {
            let claims = self.id_token(client, &grant, &access, first);
            answer["id_token"] = self.sign(&claims, client.secret.as_deref()).into();
        }
        let mut state = self.state();
        state.given.push(access.clone());
        state.given.extend(answer["id_token"].as_str().map(str::to_owned));
        if grant.asked.has_scope("offline_access") {
            let refresh = random();
            state.given.push(refresh.clone());
            answer["refresh_token"] = refresh.clone().into();
            state.refresh.insert(refresh, grant.clone());
        }
        state.access.insert(access, grant);
        let answer = json_answer(200, &answer);
        if self.slips(Slip::TokenResponseCacheable) { answer } else { with(answer, "cache-control", "no-store") }
    }

    fn id_token(&self, client: &RegisteredClient, grant: &Grant, access: &str, first: bool) -> Value {
        let iat = now();
        let life = if self.slips(Slip::LongIdToken) { 3600 } else { ID_TOKEN_LIFE };
        let half = &Sha256::digest(access)[..16];
        let mut claims = json!({
            "iss": self.issuer,
            "sub": self.subject(grant.person),
            "aud": if self.slips(Slip::OtherAudience) { "samspel-someone-else" } else { client.id.as_str() },
            "exp": iat + life,
            "iat": iat,
            "auth_time": grant.auth_time,
            "acr": grant.acr,
            "at_hash": encoded(if self.slips(Slip::WrongAtHash) { &half[..8] } else { half }),
        });
        if let Some(nonce) = grant.asked.nonce.as_deref().filter(|_| first) {
            claims["nonce"] = if self.slips(Slip::OtherNonce) { "other".into() } else { nonce.into() };
        }
        if self.slips(Slip::RefreshOtherSubject) && !first {
            claims["sub"] = "someone-else".into();
        }
        if self.slips(Slip::ForeignAzp) {
            claims["azp"] = "samspel-someone-else".into();
        }
        let facts = self.facts(grant.person);
        for name in grant.asked.id_token_claims.keys().filter(|_| !self.slips(Slip::ClaimsOnlyAtUserInfo)) {
            if let Some(fact) = facts.get(name) {
                claims[name] = fact.clone();
            }
        }
        if self.slips(Slip::IdentityInIdToken) {
            claims["name"] = facts["name"].clone();
            claims["email"] = facts["email"].clone();
        }
        if let Some(claims) = claims.as_object_mut() {
            if self.slips(Slip::ClaimMissing) {
                claims.remove("iat");
            }
            if self.slips(Slip::AuthTimeMissing) {
                claims.remove("auth_time");
            }
        }
        claims
    }
}
