//! Logout that a client asks for (OpenID Connect RP-Initiated Logout 1.0).

use axum::body::Body;
use axum::http::Response;
use serde_json::Value;
use sha2::Sha256;

use super::fault::Slip;
use super::jwt::{decoded, object, rsa_key};
use super::message::{COOKIE, Message, answer, error_page, redirect, value, with};
use super::provider::Provider;

impl Provider {
    /// Answers a logout request: silent with a good hint, else by a page that asks.
    pub(crate) fn logout(&self, message: &Message) -> Response<Body> {
        let parameters = if message.method == "POST" { &message.form } else { &message.query };
        let hinted = value(parameters, "id_token_hint").and_then(|hint| self.client_of(hint));
        let bad_hint = value(parameters, "id_token_hint").is_some() && hinted.is_none();
        if bad_hint && !self.slips(Slip::LogoutAnyHint) {
            return error_page("id_token_hint is not one of ours");
        }
        let client =
            hinted.or_else(|| value(parameters, "client_id").map(str::to_owned)).and_then(|id| self.client(&id));
        let Some(uri) = value(parameters, "post_logout_redirect_uri") else {
            if self.slips(Slip::LogoutWithoutAsking) {
                self.end(message);
                return answer(200, "text/html", "<html lang=\"en\"><p>Logged out</p></html>".to_owned());
            }
            return confirm();
        };
        let registered = client.is_some_and(|client| {
            client.post_logout_redirect_uris.iter().any(|own| {
                own == uri || self.slips(Slip::LogoutUriQuery) && uri.split('?').next() == Some(own.as_str())
            })
        });
        if !registered && !self.slips(Slip::LogoutAnyUri) {
            return error_page("post_logout_redirect_uri is not registered");
        }
        if value(parameters, "id_token_hint").is_none() {
            return confirm();
        }
        self.end(message);
        let state = value(parameters, "state").filter(|_| !self.slips(Slip::LogoutLosesState));
        let query = state.map(|state| {
            let query = url::form_urlencoded::Serializer::new(String::new()).append_pair("state", state).finish();
            format!("{}{query}", if uri.contains('?') { '&' } else { '?' })
        });
        let back = redirect(&format!("{uri}{}", query.unwrap_or_default()));
        if self.slips(Slip::LogoutIgnored) {
            back
        } else {
            with(back, "set-cookie", &format!("{COOKIE}=; Path=/; Max-Age=0"))
        }
    }

    fn end(&self, message: &Message) {
        if let (Some(cookie), false) = (&message.session, self.slips(Slip::LogoutIgnored)) {
            self.state().sessions.remove(cookie);
        }
    }

    /// The client that an ID token of ours was made for.
    fn client_of(&self, hint: &str) -> Option<String> {
        let (input, signature) = hint.rsplit_once('.')?;
        let claims = object(input.split('.').nth(1)?)?;
        let audience = claims.get("aud").and_then(Value::as_str).map(str::to_owned);
        if self.slips(Slip::LogoutAnyHint) {
            return audience;
        }
        use rsa::signature::Verifier as _;
        let key = rsa::pkcs1v15::VerifyingKey::<Sha256>::new(rsa_key()?.to_public_key());
        let signature = rsa::pkcs1v15::Signature::try_from(decoded(signature)?.as_slice()).ok()?;
        key.verify(input.as_bytes(), &signature).ok()?;
        if claims.get("iss").and_then(Value::as_str) != Some(&self.issuer) {
            return None;
        }
        audience
    }
}

fn confirm() -> Response<Body> {
    let page = "<!doctype html><html lang=\"en\"><form method=\"post\" action=\"/logout/confirmed\"><button name=\"confirm\">Log out</button></form></html>";
    answer(200, "text/html; charset=utf-8", page.to_owned())
}
