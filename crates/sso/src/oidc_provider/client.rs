//! Clients of the target file, with their secrets read.

use std::path::Path;

use samspel_exchange::{Client as Http, Secret};
use samspel_suite::{OpenIdClient, OpenIdClientAuth};
use uuid::Uuid;

use crate::jose::{Draft, Key};

/// `client_assertion_type` of a signed assertion (RFC 7523, 2.2).
pub(crate) const ASSERTION_TYPE: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
/// Seconds that an assertion is valid.
const ASSERTION_LIFE: i64 = 60;

/// A client that is registered with the provider.
pub(crate) struct Client {
    pub(crate) id: String,
    pub(crate) redirect_uris: Vec<String>,
    pub(crate) post_logout_redirect_uris: Vec<String>,
    pub(crate) scope: String,
    pub(crate) proof: Proof,
}

/// How it proves who it is.
pub(crate) enum Proof {
    /// Not at all.
    Public,
    /// A secret in HTTP Basic authentication.
    Basic(Secret),
    /// A secret in the form.
    Post(Secret),
    /// A signed assertion.
    Signed {
        /// What it signs with.
        key: Key,
        /// Its name at the provider.
        kid: String,
    },
}

impl Client {
    /// Reads the secrets.
    ///
    /// # Errors
    /// Says what cannot be read.
    pub(crate) fn read(name: &str, settings: &OpenIdClient, base_dir: &Path, http: &Http) -> Result<Client, String> {
        let kept = |source: &samspel_exchange::SecretSource| {
            let secret = source.read(base_dir).map_err(|what| format!("clients.{name}: {what}"))?;
            http.keep_secret(&secret);
            Ok::<_, String>(secret)
        };
        let proof = match &settings.auth {
            None => Proof::Public,
            Some(OpenIdClientAuth::ClientSecretBasic(source)) => Proof::Basic(kept(source)?),
            Some(OpenIdClientAuth::ClientSecretPost(source)) => Proof::Post(kept(source)?),
            Some(OpenIdClientAuth::PrivateKeyJwt(given)) => {
                let pem = kept(&given.key)?;
                let key = Key::from_pem(pem.expose(), given.algorithm)
                    .map_err(|e| format!("clients.{name}.auth.private_key_jwt.key: {e}"))?;
                let kid = given.kid.clone().unwrap_or_else(|| key.thumbprint());
                Proof::Signed { key, kid }
            }
        };
        Ok(Client {
            id: settings.client_id.clone(),
            redirect_uris: settings.redirect_uris.clone(),
            post_logout_redirect_uris: settings.post_logout_redirect_uris.clone(),
            scope: settings.scope.clone(),
            proof,
        })
    }

    /// The redirect URI that is used when a test needs no other.
    pub(crate) fn redirect_uri(&self) -> &str {
        self.redirect_uris.first().map_or("", String::as_str)
    }

    /// Its scope values.
    pub(crate) fn has_scope(&self, word: &str) -> bool {
        self.scope.split_whitespace().any(|other| other == word)
    }

    /// A good assertion, not signed yet; each is another one.
    pub(crate) fn assertion(&self, audience: &str, kid: &str, key: &Key) -> Draft {
        let now = now();
        Draft::default()
            .header("alg", key.alg())
            .header("kid", kid)
            .claim("iss", self.id.as_str())
            .claim("sub", self.id.as_str())
            .claim("aud", audience)
            .claim("jti", Uuid::new_v4().to_string())
            .claim("iat", now)
            .claim("exp", now + ASSERTION_LIFE)
    }
}

/// Seconds since 1970.
pub(crate) fn now() -> i64 {
    jiff::Timestamp::now().as_second()
}
