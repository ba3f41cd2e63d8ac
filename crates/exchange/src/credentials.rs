//! Principals: who the client acts as, and how it proves it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Secret, SecretSource};

/// How a principal of the target file proves who it is.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase", deny_unknown_fields)]
pub enum PrincipalMethod {
    /// No credentials at all.
    None {},
    /// A ready-made bearer token.
    Bearer(SecretSource),
    /// OAuth 2.0 client credentials (RFC 6749, 4.4).
    OAuth2(OAuth2),
}

/// OAuth 2.0 client credentials.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OAuth2 {
    /// Token endpoint.
    pub token_url: String,
    /// Client identifier.
    pub client_id: String,
    /// Client secret.
    pub client_secret: SecretSource,
    /// Scope to ask for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<String>,
    /// Where the secret is put.
    #[serde(default)]
    pub auth: SecretPlacement,
}

/// Where the client secret is put (RFC 6749, 2.3.1).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SecretPlacement {
    /// HTTP Basic authentication.
    #[default]
    ClientSecretBasic,
    /// In the form.
    ClientSecretPost,
}

/// Who sends a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Credentials {
    /// A principal of the target file, by name; its token is fetched and renewed as needed.
    Principal(String),
    /// Nobody.
    Anonymous,
    /// A token made for this request (tampered, expired …); the label stands for it in evidence.
    Token {
        /// Label that stands for the token in evidence, for example `expired`.
        label: String,
        /// The token.
        token: Secret,
    },
}
