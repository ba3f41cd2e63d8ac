//! Asking for tokens.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use samspel_exchange::{Exchange, Secret};
use samspel_suite::{CheckError, Context};
use serde_json::{Map, Value};

use super::ask::Ask;
use super::browser::form;
use super::client::{ASSERTION_TYPE, Client, Proof};
use super::provider::Provider;
use samspel_suite::observe::answer;

/// What a token endpoint answered.
pub(crate) struct TokenAnswer {
    pub(crate) exchange: Exchange,
    body: Map<String, Value>,
}

/// How a client proves who it is in one request.
#[derive(Debug, Clone, Default)]
pub(crate) struct Shown {
    /// `Authorization`.
    pub(crate) header: Option<String>,
    /// Fields of the form.
    pub(crate) fields: Vec<(String, String)>,
}

impl TokenAnswer {
    /// A member that is text.
    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        self.body.get(name)?.as_str()
    }

    /// Whether anything was handed out that can be used, whatever the status says.
    pub(crate) fn hands_out(&self) -> bool {
        ["access_token", "id_token", "refresh_token"]
            .iter()
            .any(|name| self.text(name).is_some_and(|token| !token.is_empty()))
    }

    /// Whether it is a refusal that says why (RFC 6749, 5.2).
    pub(crate) fn is_refusal(&self) -> bool {
        let status = self.exchange.outcome.as_ref().map_or(0, |response| response.status);
        (400..500).contains(&status)
            && !matches!(status, 404 | 405 | 408 | 425 | 429)
            && self.text("error").is_some()
            && !self.hands_out()
    }

    /// The answer in a word.
    pub(crate) fn word(&self) -> String {
        match self.text("error") {
            Some(error) => format!("{}, {}", answer(&self.exchange), error.chars().take(60).collect::<String>()),
            None if self.hands_out() => format!("{}, tokens", answer(&self.exchange)),
            None => answer(&self.exchange),
        }
    }
}

impl Shown {
    /// As the client does it when all is well (OpenID Connect Core 1.0, 9).
    pub(crate) fn good(client: &Client, provider: &Provider) -> Shown {
        match &client.proof {
            Proof::Public => Shown { header: None, fields: vec![("client_id".to_owned(), client.id.clone())] },
            Proof::Basic(secret) => Shown::basic(&client.id, secret.expose()),
            Proof::Post(secret) => Shown::post(&client.id, secret.expose()),
            Proof::Signed { key, kid } => {
                let audience = provider.text("token_endpoint").unwrap_or_default();
                Shown::assertion(&client.assertion(audience, kid, key).signed(key))
            }
        }
    }

    /// A secret in HTTP Basic authentication (RFC 6749, 2.3.1).
    pub(crate) fn basic(id: &str, secret: &str) -> Shown {
        let encoded = |text: &str| url::form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
        let pair = BASE64_STANDARD.encode(format!("{}:{}", encoded(id), encoded(secret)));
        Shown { header: Some(format!("Basic {pair}")), fields: Vec::new() }
    }

    /// A secret in the form.
    pub(crate) fn post(id: &str, secret: &str) -> Shown {
        let fields = [("client_id", id), ("client_secret", secret)];
        Shown { header: None, fields: fields.map(|(n, v)| (n.to_owned(), v.to_owned())).to_vec() }
    }

    /// A signed assertion (RFC 7523, 2.2).
    pub(crate) fn assertion(jws: &str) -> Shown {
        let fields = [("client_assertion_type", ASSERTION_TYPE), ("client_assertion", jws)];
        Shown { header: None, fields: fields.map(|(n, v)| (n.to_owned(), v.to_owned())).to_vec() }
    }
}

/// The fields by which a code is redeemed.
pub(crate) fn redemption(ask: &Ask, code: &str) -> Vec<(String, String)> {
    let mut fields = vec![
        ("grant_type".to_owned(), "authorization_code".to_owned()),
        ("code".to_owned(), code.to_owned()),
        ("redirect_uri".to_owned(), ask.redirect_uri().to_owned()),
    ];
    if ask.get("code_challenge").is_some() {
        fields.push(("code_verifier".to_owned(), ask.verifier.clone()));
    }
    fields
}

/// Sends a token request as a client that proves itself as it should.
///
/// # Errors
/// When the request was not sent.
pub(crate) async fn request(
    ctx: &Context,
    provider: &Provider,
    client: &Client,
    fields: &[(String, String)],
) -> Result<TokenAnswer, CheckError> {
    request_as(ctx, provider, &Shown::good(client, provider), fields).await
}

/// The same with a proof of one's own.
///
/// # Errors
/// When the request was not sent.
pub(crate) async fn request_as(
    ctx: &Context,
    provider: &Provider,
    shown: &Shown,
    fields: &[(String, String)],
) -> Result<TokenAnswer, CheckError> {
    let all: Vec<(String, String)> = fields.iter().chain(&shown.fields).cloned().collect();
    let mut request = form("token", provider.text("token_endpoint").unwrap_or_default(), &all);
    if let Some(header) = &shown.header {
        ctx.client.keep_secret(&Secret::new(header.as_str()));
        request = request.header("authorization", header.as_str());
    }
    let exchange = ctx.session.send(request).await?;
    let body: Map<String, Value> =
        exchange.outcome.as_ref().ok().and_then(|response| response.json().ok()).unwrap_or_default();
    for name in ["access_token", "id_token", "refresh_token"] {
        if let Some(token) = body.get(name).and_then(Value::as_str) {
            ctx.client.keep_secret(&Secret::new(token));
        }
    }
    Ok(TokenAnswer { exchange, body })
}
