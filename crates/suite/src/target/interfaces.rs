//! Interfaces under test, each kind with what it takes to reach it.

use std::path::PathBuf;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::saml_sp::SamlSp;
use super::{OpenIdProvider, TlsEndpoints};

/// The interfaces of a target file. Suites name one by its key.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Interfaces {
    /// The SS 12000 API.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ss12000: Option<HttpInterface>,
    /// A client of the SS 12000 API. It is watched, not asked, so that no file names it.
    #[serde(skip)]
    pub ss12000_client: Option<HttpInterface>,
    /// SAML metadata of a product, or of a federation.
    #[serde(rename = "saml-metadata", default, skip_serializing_if = "Option::is_none")]
    pub saml_metadata: Option<SamlMetadata>,
    /// An OpenID provider.
    #[serde(rename = "oidc-provider", default, skip_serializing_if = "Option::is_none")]
    pub oidc_provider: Option<OpenIdProvider>,
    /// A SAML service provider that people log in to.
    #[serde(rename = "saml-sp", default, skip_serializing_if = "Option::is_none")]
    pub saml_sp: Option<SamlSp>,
    /// More addresses whose TLS is tested. What the file names elsewhere is tested without being repeated here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tls: Option<TlsEndpoints>,
}

/// An API over HTTP.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HttpInterface {
    /// Base URL, for SS 12000 usually ending in `/v2.0`.
    pub base_url: String,
    /// Edition of the standard.
    pub edition: String,
    /// ICS: operations that the system offers (`listPersons`, globs allowed). Left out = discovered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supports: Option<Vec<String>>,
}

/// SAML metadata: of one entity, or an aggregate of many. Either `file` or `url`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SamlMetadata {
    /// The document, relative to the target file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<PathBuf>,
    /// Where the document is published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// entityID of the entity to judge. Left out = the only one in the document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entity_id: Option<String>,
    /// Role to judge. Left out = every role that the entity has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<SamlRole>,
    /// PEM file with the certificate that the federation signs its metadata with, relative to the target file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub federation_certificate: Option<PathBuf>,
    /// Version of SAML.
    pub edition: String,
}

/// What an entity is in a federation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum SamlRole {
    /// Identity provider: logs people in.
    Idp,
    /// Service provider: a service that people log in to.
    Sp,
}

/// An interface of any kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Interface<'t> {
    /// An API over HTTP.
    Http(&'t HttpInterface),
    /// SAML metadata.
    SamlMetadata(&'t SamlMetadata),
    /// An OpenID provider.
    OpenIdProvider(&'t OpenIdProvider),
    /// A SAML service provider.
    SamlSp(&'t SamlSp),
    /// Addresses that speak TLS.
    Tls(&'t TlsEndpoints),
}

impl Interfaces {
    /// The SS 12000 API and nothing else.
    #[must_use]
    pub fn ss12000(interface: HttpInterface) -> Self {
        Interfaces { ss12000: Some(interface), ..Interfaces::default() }
    }

    /// Every interface with its key.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, Interface<'_>)> {
        let http = |interface| Option::as_ref(interface).map(Interface::Http);
        [
            ("ss12000", http(&self.ss12000)),
            ("ss12000-client", http(&self.ss12000_client)),
            ("saml-metadata", self.saml_metadata.as_ref().map(Interface::SamlMetadata)),
            ("oidc-provider", self.oidc_provider.as_ref().map(Interface::OpenIdProvider)),
            ("saml-sp", self.saml_sp.as_ref().map(Interface::SamlSp)),
            ("tls", self.tls.as_ref().map(Interface::Tls)),
        ]
        .into_iter()
        .filter_map(|(key, interface)| Some((key, interface?)))
    }

    /// The interface with this key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<Interface<'_>> {
        self.iter().find_map(|(known, interface)| (known == key).then_some(interface))
    }
}

impl<'t> Interface<'t> {
    /// Edition of the standard.
    #[must_use]
    pub fn edition(self) -> &'t str {
        match self {
            Interface::Http(http) => &http.edition,
            Interface::SamlMetadata(metadata) => &metadata.edition,
            Interface::OpenIdProvider(provider) => &provider.edition,
            Interface::SamlSp(sp) => &sp.edition,
            Interface::Tls(tls) => &tls.edition,
        }
    }

    /// Where it is, for people: the URL, or the name of the file without its folder.
    #[must_use]
    pub fn place(self) -> String {
        match self {
            Interface::Http(http) => http.base_url.clone(),
            Interface::OpenIdProvider(provider) => provider.issuer.clone(),
            Interface::SamlSp(sp) => sp.login_url.clone(),
            Interface::Tls(tls) => tls.endpoints.first().map(|endpoint| endpoint.url.clone()).unwrap_or_default(),
            Interface::SamlMetadata(metadata) => metadata.url.clone().unwrap_or_else(|| {
                let name = metadata.file.as_deref().and_then(std::path::Path::file_name);
                name.map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
            }),
        }
    }

    /// Whether somebody logs in there, so that exchanges hold what one could log in with.
    #[must_use]
    pub fn logs_in(self) -> bool {
        match self {
            Interface::OpenIdProvider(_) | Interface::SamlSp(_) => true,
            Interface::Http(_) | Interface::SamlMetadata(_) | Interface::Tls(_) => false,
        }
    }

    /// The ICS, where the kind has one.
    #[must_use]
    pub fn supports(self) -> Option<&'t Vec<String>> {
        match self {
            Interface::Http(http) => http.supports.as_ref(),
            Interface::SamlMetadata(_) | Interface::OpenIdProvider(_) | Interface::SamlSp(_) | Interface::Tls(_) => {
                None
            }
        }
    }
}
