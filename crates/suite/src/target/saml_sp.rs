//! A SAML service provider under test: how its login begins, how to see who is logged in, and the identity provider that it is to trust.

use std::collections::BTreeMap;
use std::path::PathBuf;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A SAML service provider. Its metadata comes from either `metadata_file` or `metadata_url`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SamlSp {
    /// Version of SAML.
    pub edition: String,
    /// Metadata of the service provider, relative to the target file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub metadata_file: Option<PathBuf>,
    /// Where the service provider publishes its metadata.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub metadata_url: Option<String>,
    /// entityID of the service provider, where its metadata holds several entities.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entity_id: Option<String>,
    /// Address that begins a login with Samspel's identity provider.
    pub login_url: String,
    /// Where it shows who is logged in.
    pub probe: Probe,
    /// Address that logs out. Left out = logout is not tested.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub logout_url: Option<String>,
    /// Samspel's identity provider, as the service provider is to know it.
    #[serde(default)]
    pub idp: SamlIdp,
    /// Attributes that every login brings besides the usual ones: values by the attribute's `Name`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub attributes: BTreeMap<String, Vec<String>>,
    /// Levels of assurance (class references) that the service asks for or accepts; the first stands in good answers to requests that ask
    /// for none. Left out = `http://id.skolfederation.se/loa/bas`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<String>,
}

/// A page that tells who is logged in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Probe {
    /// The page. It needs a login.
    pub url: String,
    /// What of a person it shows.
    #[serde(default = "user_name")]
    pub shows: Vec<Shown>,
}

fn user_name() -> Vec<Shown> {
    vec![Shown::Eppn]
}

/// What tells people apart on a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum Shown {
    /// The user name with its scope.
    #[serde(rename = "eduPersonPrincipalName")]
    Eppn,
    /// The address of electronic mail.
    #[serde(rename = "mail")]
    Mail,
    /// The name for display.
    #[serde(rename = "displayName")]
    DisplayName,
    /// The subject's NameID.
    #[serde(rename = "NameID")]
    NameId,
}

/// Samspel's identity provider.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct SamlIdp {
    /// Folder with its keys and its `metadata.xml`, relative to the target file; `samspel saml-idp` makes it.
    pub folder: PathBuf,
    /// Its entityID.
    pub entity_id: String,
    /// Address that the service provider sends browsers to. Samspel's browser stops there, so that nothing has to answer.
    pub sso_url: String,
    /// Security domain of the people who do not exist; stands in its metadata.
    pub scope: String,
    /// Address that Samspel listens on to notice whether the service provider fetches what a message names; port 0 takes a free one.
    pub listen: String,
    /// URL under which the service provider reaches that address. Left out = the address itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub public_url: Option<String>,
}

impl Default for SamlIdp {
    fn default() -> Self {
        SamlIdp {
            folder: PathBuf::from("samspel-idp"),
            entity_id: "https://idp.samspel.example/saml".to_owned(),
            sso_url: "https://idp.samspel.example/sso".to_owned(),
            scope: "samspel.example".to_owned(),
            listen: "127.0.0.1:0".to_owned(),
            public_url: None,
        }
    }
}
