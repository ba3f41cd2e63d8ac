//! Addresses whose TLS is tested.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Addresses beside those that the file names anyway: base URLs, token endpoints, issuers and metadata.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TlsEndpoints {
    /// The addresses.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub endpoints: Vec<TlsEndpoint>,
    /// Year of the recommendations for TLS (BCP 195).
    #[serde(default = "edition")]
    pub edition: String,
}

/// An address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TlsEndpoint {
    /// The address, starting with `https://`.
    pub url: String,
    /// Who uses it.
    #[serde(default)]
    pub kind: TlsEndpointKind,
    /// Port of plain HTTP on the same host. Left out = 80.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub http_port: Option<u16>,
}

/// Who uses an address.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum TlsEndpointKind {
    /// Programs.
    #[default]
    Api,
    /// People with a browser.
    Web,
}

impl Default for TlsEndpoints {
    fn default() -> Self {
        TlsEndpoints { endpoints: Vec::new(), edition: edition() }
    }
}

/// RFC 9325.
fn edition() -> String {
    "2022".to_owned()
}
