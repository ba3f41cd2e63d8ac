//! An authorisation request in the making.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64URL;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::client::Client;

/// An authorisation request, and what is kept of it until the code is redeemed.
#[derive(Debug, Clone)]
pub(crate) struct Ask {
    /// What is sent, in order.
    pub(crate) parameters: Vec<(String, String)>,
    /// The PKCE verifier (RFC 7636, 4.1).
    pub(crate) verifier: String,
}

impl Ask {
    /// A good request with PKCE, state and nonce (OpenID Connect Core 1.0, 3.1.2.1).
    pub(crate) fn new(client: &Client, scope: &str) -> Ask {
        let verifier = random();
        Ask { parameters: Vec::new(), verifier: verifier.clone() }
            .with("client_id", &client.id)
            .with("response_type", "code")
            .with("redirect_uri", client.redirect_uri())
            .with("scope", scope)
            .with("state", &random())
            .with("nonce", &random())
            .with("code_challenge", &challenge(&verifier))
            .with("code_challenge_method", "S256")
    }

    /// With this value in place of an earlier one.
    pub(crate) fn with(mut self, name: &str, value: &str) -> Ask {
        match self.parameters.iter_mut().find(|(other, _)| other == name) {
            Some((_, old)) => value.clone_into(old),
            None => self.parameters.push((name.to_owned(), value.to_owned())),
        }
        self
    }

    /// Without a parameter.
    pub(crate) fn without(mut self, name: &str) -> Ask {
        self.parameters.retain(|(other, _)| other != name);
        self
    }

    /// With another verifier and its challenge.
    pub(crate) fn verifier(self, verifier: &str) -> Ask {
        let mut ask = self.with("code_challenge", &challenge(verifier));
        verifier.clone_into(&mut ask.verifier);
        ask
    }

    /// What a parameter has been set to.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.parameters.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
    }

    /// The redirect URI.
    pub(crate) fn redirect_uri(&self) -> &str {
        self.get("redirect_uri").unwrap_or_default()
    }
}

/// The S256 challenge of a verifier (RFC 7636, 4.2).
pub(crate) fn challenge(verifier: &str) -> String {
    BASE64URL.encode(Sha256::digest(verifier))
}

/// A value that nobody guesses: 244 random bits.
pub(crate) fn random() -> String {
    format!("{}{}", Uuid::new_v4().simple(), Uuid::new_v4().simple())
}
