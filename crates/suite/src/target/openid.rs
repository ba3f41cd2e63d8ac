//! An OpenID provider under test: who asks it, who logs in, and how its login pages are filled in.

use std::collections::BTreeMap;
use std::path::PathBuf;

use samspel_exchange::SecretSource;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::SigningAlgorithm;

/// An OpenID provider (OpenID Connect Core 1.0).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenIdProvider {
    /// Issuer identifier; the discovery document lies below it.
    pub issuer: String,
    /// Version of OpenID Connect Core.
    pub edition: String,
    /// Clients that are registered with the provider for testing: `main` is needed, `other` and `public` unlock more requirements.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub clients: BTreeMap<String, OpenIdClient>,
    /// How a person logs in. Left out = only what needs no login is tested.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub login: Option<Login>,
}

/// A client that is registered with the provider (OpenID Connect Registration 1.0, 2).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenIdClient {
    /// Client identifier.
    pub client_id: String,
    /// Registered redirect URIs. The first is used; one with a query lets more be tested. Nothing has to listen there.
    #[schemars(length(min = 1))]
    pub redirect_uris: Vec<String>,
    /// How the client proves who it is. Left out = it cannot, as a public client.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub auth: Option<OpenIdClientAuth>,
    /// Registered addresses to return to after a logout.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub post_logout_redirect_uris: Vec<String>,
    /// Scope values that the client may ask for.
    #[serde(default = "usual_scope")]
    pub scope: String,
}

/// How a client proves who it is (OpenID Connect Core 1.0, 9).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum OpenIdClientAuth {
    /// A secret in HTTP Basic authentication.
    ClientSecretBasic(SecretSource),
    /// A secret in the form.
    ClientSecretPost(SecretSource),
    /// A signed assertion (RFC 7523).
    PrivateKeyJwt(ClientKey),
}

/// The key that a client signs with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ClientKey {
    /// PEM with the private key.
    pub key: SecretSource,
    /// Its `kid` at the provider. Left out = its thumbprint (RFC 7638).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kid: Option<String>,
    /// How it signs.
    #[serde(default)]
    pub algorithm: SigningAlgorithm,
}

/// How a person logs in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Login {
    /// People who log in: `main` is needed, `other` unlocks more. Made-up people only.
    pub people: BTreeMap<String, Person>,
    /// What to do on the pages on the way; the first entry that fits a page is taken.
    #[schemars(length(min = 1))]
    pub pages: Vec<PageRule>,
    /// The same for a person who gives up. Left out = not tested.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cancel: Vec<PageRule>,
    /// Levels of assurance (`acr`) that the person can log in with by these pages, lowest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<String>,
    /// Claims that the suite `identity` compares with SS 12000.
    #[serde(default, skip_serializing_if = "is_usual")]
    pub claims: RegisterClaims,
}

/// Claims that name what SS 12000 knows as well.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct RegisterClaims {
    /// The eduPersonPrincipalName.
    pub principal_name: String,
    /// Codes of school units, as a list or as one text.
    pub school_units: String,
    /// The civic number.
    pub civic_number: String,
}

/// Somebody who logs in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// What the person types, by a name that `fill` refers to as `{name}`.
    pub types: BTreeMap<String, SecretSource>,
    /// Claim by which the person is known again.
    pub marker: Marker,
    /// Id of the same person in SS 12000, for the suite `identity`. Left out = found by the civic number, if the login gives it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub register: Option<String>,
}

/// A claim that only this person has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Marker {
    /// Its name, for example `sub` or `preferred_username`.
    pub claim: String,
    /// Its value.
    pub value: String,
}

/// What to do on one kind of page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PageRule {
    /// The page has a form with a field of this name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// The page has a form whose address holds this text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub action: Option<String>,
    /// Values to fill in, by field; `{name}` stands for what the person types.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub fill: BTreeMap<String, String>,
    /// Name of the button to press, where the form has several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub press: Option<String>,
    /// Follow the link whose address holds this text, instead of sending the form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follow: Option<String>,
}

impl Default for RegisterClaims {
    /// Names of the attribute mapping of REFEDS and of the claims specification of OIDC Sweden. For school units there is none.
    fn default() -> Self {
        RegisterClaims {
            principal_name: "eduperson_principal_name".to_owned(),
            school_units: "sis_school_unit_code".to_owned(),
            civic_number: "https://id.oidc.se/claim/personalIdentityNumber".to_owned(),
        }
    }
}

fn is_usual(claims: &RegisterClaims) -> bool {
    *claims == RegisterClaims::default()
}

/// Scope when the file does not say.
fn usual_scope() -> String {
    "openid profile email".to_owned()
}

impl OpenIdClientAuth {
    /// Its name as providers publish it (`token_endpoint_auth_methods_supported`).
    #[must_use]
    pub fn method(&self) -> &'static str {
        match self {
            OpenIdClientAuth::ClientSecretBasic(_) => "client_secret_basic",
            OpenIdClientAuth::ClientSecretPost(_) => "client_secret_post",
            OpenIdClientAuth::PrivateKeyJwt(_) => "private_key_jwt",
        }
    }
}

impl ClientKey {
    /// A key in a file.
    #[must_use]
    pub fn in_file(file: impl Into<PathBuf>, algorithm: SigningAlgorithm) -> Self {
        ClientKey { key: SecretSource::File { file: file.into() }, kid: None, algorithm }
    }
}
