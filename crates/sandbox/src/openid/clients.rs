//! Clients that are registered with the provider.

use p256::ecdsa::{SigningKey, VerifyingKey};
use p256::elliptic_curve::rand_core::OsRng;
use p256::pkcs8::{EncodePrivateKey as _, LineEnding};

/// A registered client.
#[derive(Debug, Clone)]
pub struct RegisteredClient {
    /// What it is called in a target file.
    pub name: &'static str,
    /// `client_id`.
    pub id: String,
    /// Where it may be returned to.
    pub redirect_uris: Vec<String>,
    /// Where it may be returned to after a logout.
    pub post_logout_redirect_uris: Vec<String>,
    /// Its secret, if it has one.
    pub secret: Option<String>,
    /// Its key, if it has one.
    pub key: Option<RegisteredKey>,
}

/// A client's key.
#[derive(Debug, Clone)]
pub struct RegisteredKey {
    /// PEM with the private key, for the client.
    pub private: String,
    /// The public key, for the provider.
    pub(crate) public: VerifyingKey,
}

/// Everybody who is registered.
pub(crate) fn clients() -> Vec<RegisteredClient> {
    let client = |name: &'static str, more: Option<&str>| RegisteredClient {
        name,
        id: format!("samspel-{name}"),
        redirect_uris: std::iter::once(format!("https://{name}.example/callback"))
            .chain(more.map(str::to_owned))
            .collect(),
        post_logout_redirect_uris: vec![format!("https://{name}.example/logged-out")],
        secret: None,
        key: None,
    };
    vec![
        RegisteredClient { key: key(), ..client("main", Some("https://main.example/callback?tenant=skola")) },
        RegisteredClient { secret: Some(uuid::Uuid::new_v4().to_string()), ..client("other", None) },
        client("public", None),
    ]
}

/// A new key; None when it cannot be written as PEM, which does not happen.
fn key() -> Option<RegisteredKey> {
    let key = SigningKey::random(&mut OsRng);
    let secret = p256::SecretKey::from(&key);
    Some(RegisteredKey { private: secret.to_pkcs8_pem(LineEnding::LF).ok()?.to_string(), public: *key.verifying_key() })
}
