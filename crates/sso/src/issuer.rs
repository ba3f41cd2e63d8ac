//! Samspel's own authorisation server: its key, what it publishes, and the tokens that an API which trusts it has to accept.

use std::path::Path;
use std::sync::{Mutex, PoisonError};

use samspel_exchange::{Documents, Secret};
use samspel_suite::SigningAlgorithm;
use serde_json::{Map, Value, json};

use crate::jose::{Draft, Key, KeyError};

/// Where the keys lie.
const KEYS: &str = "/.well-known/jwks.json";
/// Where metadata lies (RFC 8414, 3; OpenID Connect Discovery 1.0, 4).
const METADATA: [&str; 2] = ["/.well-known/openid-configuration", "/.well-known/oauth-authorization-server"];
/// Seconds that a good token is valid.
const LIFE: i64 = 600;
/// Seconds that it has been valid already, for clocks that differ.
const AGE: i64 = 5;

/// Why there is no issuer.
#[derive(Debug, thiserror::Error)]
pub enum IssuerError {
    /// The key file cannot be read.
    #[error("issuer.key: {0}")]
    File(String),
    /// The key cannot be used.
    #[error("issuer.key: {0}")]
    Key(String),
}

impl From<KeyError> for IssuerError {
    fn from(error: KeyError) -> Self {
        IssuerError::Key(error.to_string())
    }
}

/// The issuer of one run.
pub struct Issuer {
    documents: Documents,
    settings: samspel_suite::Issuer,
    name: String,
    key: Key,
    kid: String,
    published: Mutex<Vec<Value>>,
}

impl Issuer {
    /// Reads or makes the key and publishes it.
    ///
    /// # Errors
    /// When the key file cannot be read or holds no key of the algorithm.
    pub fn open(settings: &samspel_suite::Issuer, base_dir: &Path, documents: Documents) -> Result<Self, IssuerError> {
        let key = match &settings.key {
            None => Key::new(settings.algorithm)?,
            Some(given) => {
                let path = base_dir.join(&given.file);
                let text = std::fs::read_to_string(&path)
                    .map_err(|e| IssuerError::File(format!("{}: {e}", given.file.display())))?;
                Key::from_pem(&text, settings.algorithm)
                    .map_err(|e| IssuerError::Key(format!("{}: {e}", given.file.display())))?
            }
        };
        let kid = settings.key.as_ref().and_then(|given| given.kid.clone()).unwrap_or_else(|| key.thumbprint());
        let name = settings.issuer.clone().unwrap_or_else(|| documents.base().to_owned());
        let published = Mutex::new(vec![key.jwk(&kid)]);
        let issuer = Issuer { documents, settings: settings.clone(), name, key, kid, published };
        issuer.publish();
        Ok(issuer)
    }

    /// What is claimed as `iss`.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What is claimed as `aud`.
    pub(crate) fn audience(&self) -> &str {
        &self.settings.audience
    }

    /// Claims of the target file.
    pub(crate) fn own_claims(&self) -> &Map<String, Value> {
        &self.settings.claims
    }

    /// Whether the API may know the key from elsewhere than from here.
    pub(crate) fn is_pinned(&self) -> bool {
        self.settings.key.is_some()
    }

    /// Seconds within which the API takes up a new key, if it says so.
    pub(crate) fn key_wait_s(&self) -> Option<u64> {
        self.settings.key_wait_s
    }

    /// Whether its tokens have to say that they are access tokens (RFC 9068, 2.1).
    pub(crate) fn names_access_tokens(&self) -> bool {
        let typ = self.settings.typ.as_deref().unwrap_or_default().to_ascii_lowercase();
        typ.trim_start_matches("application/") == "at+jwt"
    }

    /// The kind of key.
    pub(crate) fn algorithm(&self) -> SigningAlgorithm {
        self.settings.algorithm
    }

    /// The signing key.
    pub(crate) fn key(&self) -> &Key {
        &self.key
    }

    /// Its `kid`.
    pub(crate) fn kid(&self) -> &str {
        &self.kid
    }

    /// A good token, not signed yet. Each is another one.
    pub(crate) fn draft(&self) -> Draft {
        let mut draft = Draft::default().header("alg", self.key.alg()).header("kid", self.kid.as_str());
        if let Some(typ) = &self.settings.typ {
            draft = draft.header("typ", typ.as_str());
        }
        let now = now();
        draft.claims.insert("sub".to_owned(), "samspel".into());
        draft.claims.extend(self.settings.claims.clone());
        draft
            .claim("iss", self.name.as_str())
            .claim("aud", self.audience())
            .claim("iat", now - AGE)
            .claim("nbf", now - AGE)
            .claim("exp", now + LIFE)
            .claim("jti", uuid::Uuid::new_v4().to_string())
    }

    /// A good token.
    pub(crate) fn token(&self) -> Secret {
        Secret::new(self.draft().signed(&self.key))
    }

    /// Publishes one more key, before those that are there.
    pub(crate) fn add_key(&self, key: &Key, kid: &str) {
        self.published.lock().unwrap_or_else(PoisonError::into_inner).insert(0, key.jwk(kid));
        self.publish();
    }

    /// How often the keys have been fetched.
    pub(crate) fn key_fetches(&self) -> u64 {
        self.documents.visits(KEYS)
    }

    /// Puts a document where nobody looks for it. Its URL, and a way to ask whether somebody came.
    pub(crate) fn trap(&self, body: &Value) -> Trap<'_> {
        let path = format!("/{}/keys", uuid::Uuid::new_v4().simple());
        self.documents.put(&path, "application/json", body.to_string());
        Trap { documents: &self.documents, path }
    }

    fn publish(&self) {
        let keys = self.published.lock().unwrap_or_else(PoisonError::into_inner).clone();
        self.documents.put(KEYS, "application/json", json!({ "keys": keys }).to_string());
        let base = self.documents.base();
        let metadata = json!({
            "issuer": self.name,
            "jwks_uri": format!("{base}{KEYS}"),
            // Nobody logs in here; the endpoints stand because some libraries refuse metadata without them.
            "authorization_endpoint": format!("{base}/authorize"),
            "token_endpoint": format!("{base}/token"),
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": [self.key.alg()],
        });
        for path in METADATA {
            self.documents.put(path, "application/json", metadata.to_string());
        }
    }
}

/// A document that only a header of a token names.
pub(crate) struct Trap<'i> {
    documents: &'i Documents,
    path: String,
}

impl Trap<'_> {
    /// Its URL.
    pub(crate) fn url(&self) -> String {
        format!("{}{}", self.documents.base(), self.path)
    }

    /// How often it was fetched.
    pub(crate) fn visits(&self) -> u64 {
        self.documents.visits(&self.path)
    }
}

/// Seconds since 1970.
pub(crate) fn now() -> i64 {
    jiff::Timestamp::now().as_second()
}
