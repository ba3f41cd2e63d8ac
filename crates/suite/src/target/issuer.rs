//! Samspel's own authorisation server, which the API under test can be told to trust.

use std::path::PathBuf;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// An issuer of access tokens that Samspel holds the key of. With it tokens can be made that are right but for one thing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Issuer {
    /// Address that Samspel listens on; port 0 takes a free one.
    #[serde(default = "anywhere")]
    pub listen: String,
    /// URL under which the system reaches that address. Left out = the address itself, which a system on the same machine can reach.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub public_url: Option<String>,
    /// Claim `iss`. Left out = `public_url`, or the address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issuer: Option<String>,
    /// Claim `aud` that the system expects.
    pub audience: String,
    /// Further claims of a good token, for example `organization_id` and `requested_access`.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub claims: Map<String, Value>,
    /// How tokens are signed.
    #[serde(default)]
    pub algorithm: SigningAlgorithm,
    /// `typ` in the header of a good token. Left out = none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub typ: Option<String>,
    /// Key to sign with. Left out = a new one for each run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<IssuerKey>,
    /// Seconds within which the system takes up a new signing key, as its documentation says. Left out = not known, and then a key
    /// that is not taken up at once decides nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key_wait_s: Option<u64>,
}

/// A key of the user's own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IssuerKey {
    /// PEM file with the private key, relative to the target file.
    pub file: PathBuf,
    /// Its `kid`. Left out = its thumbprint (RFC 7638).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kid: Option<String>,
}

/// How tokens are signed (RFC 7518, 3.1).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum SigningAlgorithm {
    /// ECDSA over P-256 with SHA-256.
    #[default]
    #[serde(rename = "ES256")]
    Es256,
    /// RSA PKCS #1 1.5 with SHA-256.
    #[serde(rename = "RS256")]
    Rs256,
}

/// The address when the file does not say.
fn anywhere() -> String {
    "127.0.0.1:0".to_owned()
}

impl Issuer {
    /// An issuer on this machine with nothing but an audience.
    #[must_use]
    pub fn for_audience(audience: &str) -> Self {
        Issuer {
            listen: anywhere(),
            public_url: None,
            issuer: None,
            audience: audience.to_owned(),
            claims: Map::new(),
            algorithm: SigningAlgorithm::default(),
            typ: None,
            key: None,
            key_wait_s: None,
        }
    }
}
