//! The target file: the system under test, principals, limits (design §4).

mod changes;
mod interfaces;
mod issuer;
mod load;
mod mask;
mod openid;
mod production;
mod saml_sp;
mod tls;
mod webhook;

use std::collections::BTreeMap;
use std::path::PathBuf;

use samspel_exchange::{EvidenceLevel, Limits, PrincipalMethod, SecretSource};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use changes::Changes;
pub use interfaces::{HttpInterface, Interface, Interfaces, SamlMetadata, SamlRole};
pub use issuer::{Issuer, IssuerKey, SigningAlgorithm};
pub use load::LoadedTarget;
pub(crate) use load::PRINCIPALS;
pub use openid::{
    ClientKey, Login, Marker, OpenIdClient, OpenIdClientAuth, OpenIdProvider, PageRule, Person, RegisterClaims,
};
pub use saml_sp::{Probe, SamlIdp, SamlSp, Shown};
pub use tls::{TlsEndpoint, TlsEndpointKind, TlsEndpoints};
pub use webhook::Webhook;

/// A target file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Target {
    /// Version of the file shape.
    #[schemars(range(min = 1, max = 1))]
    pub samspel: u32,
    /// Name for people.
    pub name: String,
    /// Kind of environment; writes need `test`.
    pub environment: Environment,
    /// Whether tests may create and delete data.
    #[serde(default)]
    pub allow_writes: bool,
    /// Interfaces under test by kind.
    pub interfaces: Interfaces,
    /// Principals by name; an API needs `full`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub principals: BTreeMap<String, PrincipalMethod>,
    /// Ready-made tokens that must be refused, by kind: `expired`, `not_yet_valid`, `other_audience`, `other_issuer`,
    /// `bad_signature`, `alg_none`, `revoked_client`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub refused_tokens: BTreeMap<String, SecretSource>,
    /// Where notifications of the system arrive.
    #[serde(default, skip_serializing_if = "Webhook::is_default")]
    pub webhook: Webhook,
    /// Who changes data when a test asks for it; left out = nobody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub changes: Option<Changes>,
    /// Samspel's own authorisation server, for systems that can be told to trust it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issuer: Option<Issuer>,
    /// Limits.
    #[serde(default)]
    pub limits: Limits,
    /// Evidence.
    #[serde(default)]
    pub evidence: Evidence,
    /// PEM file with extra certificate authorities, relative to the target file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ca_file: Option<PathBuf>,
    /// Proxy URL; left out = from the environment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proxy: Option<String>,
    /// Folder of the target file; secret files are relative to it.
    #[serde(skip)]
    pub base_dir: PathBuf,
}

impl Target {
    /// Where the extra certificate authorities lie.
    #[must_use]
    pub fn authorities(&self) -> Option<PathBuf> {
        self.ca_file.as_ref().map(|file| self.base_dir.join(file))
    }
}

/// Kind of environment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Environment {
    /// Synthetic data; writes may be allowed.
    Test,
    /// Real people's data; never written to.
    Production,
}

/// Evidence settings.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// How much is kept.
    #[serde(default)]
    pub level: EvidenceLevel,
}
