//! What a client asks for at the authorisation endpoint.

use serde_json::{Map, Value};

use super::message::{Pairs, value};
use super::people::claims_of_scope;

/// An authorisation request that has been read.
#[derive(Debug, Clone, Default)]
pub(crate) struct Asked {
    pub(crate) client: String,
    pub(crate) redirect_uri: String,
    pub(crate) state: Option<String>,
    pub(crate) nonce: Option<String>,
    pub(crate) scope: Vec<String>,
    pub(crate) challenge: Option<String>,
    /// Whether the challenge is the verifier itself; only a fault lets that in.
    pub(crate) plain: bool,
    pub(crate) prompt: Vec<String>,
    pub(crate) max_age: Option<i64>,
    pub(crate) acr_values: Vec<String>,
    pub(crate) essential_acr: Option<Vec<String>>,
    pub(crate) id_token_claims: Map<String, Value>,
    pub(crate) userinfo_claims: Map<String, Value>,
    pub(crate) id_token_hint: Option<String>,
    pub(crate) swedish: bool,
}

impl Asked {
    /// Reads the parameters; the address is judged elsewhere.
    pub(crate) fn read(parameters: &Pairs) -> Asked {
        let text = |name: &str| value(parameters, name).map(str::to_owned);
        let words = |name: &str| -> Vec<String> {
            value(parameters, name).unwrap_or_default().split_whitespace().map(str::to_owned).collect()
        };
        let claims: Value =
            value(parameters, "claims").and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default();
        let part = |name: &str| claims.get(name).and_then(Value::as_object).cloned().unwrap_or_default();
        let id_token_claims = part("id_token");
        let essential_acr = id_token_claims.get("acr").filter(|acr| acr["essential"] == true).map(|acr| {
            let one = acr.get("value").into_iter();
            one.chain(acr["values"].as_array().into_iter().flatten())
                .filter_map(Value::as_str)
                .map(str::to_owned)
                .collect()
        });
        Asked {
            client: text("client_id").unwrap_or_default(),
            redirect_uri: text("redirect_uri").unwrap_or_default(),
            state: text("state"),
            nonce: text("nonce"),
            scope: words("scope"),
            challenge: text("code_challenge"),
            plain: false,
            prompt: words("prompt"),
            max_age: value(parameters, "max_age").and_then(|age| age.parse().ok()),
            acr_values: words("acr_values"),
            essential_acr,
            userinfo_claims: part("userinfo"),
            id_token_claims,
            id_token_hint: text("id_token_hint"),
            swedish: words("ui_locales").first().is_some_and(|locale| locale.starts_with("sv")),
        }
    }

    pub(crate) fn prompts(&self, word: &str) -> bool {
        self.prompt.iter().any(|other| other == word)
    }

    pub(crate) fn has_scope(&self, word: &str) -> bool {
        self.scope.iter().any(|other| other == word)
    }

    /// Levels that would do, in the order of preference.
    pub(crate) fn levels(&self) -> Vec<String> {
        self.essential_acr.clone().unwrap_or_else(|| self.acr_values.clone())
    }

    /// Names of the claims that UserInfo gives.
    pub(crate) fn told_at_userinfo(&self) -> Vec<String> {
        let of_scope = self.scope.iter().flat_map(|scope| claims_of_scope(scope)).map(|name| (*name).to_owned());
        of_scope.chain(self.userinfo_claims.keys().cloned()).collect()
    }

    /// Names of all claims that are asked for.
    pub(crate) fn all_claims(&self) -> Vec<String> {
        let mut all = self.told_at_userinfo();
        all.extend(self.id_token_claims.keys().filter(|name| *name != "acr" && *name != "sub").cloned());
        all
    }

    /// Value of `sub` that the client insists on (OpenID Connect Core 1.0, 5.5.1).
    pub(crate) fn wanted_subject(&self) -> Option<&str> {
        [&self.id_token_claims, &self.userinfo_claims]
            .into_iter()
            .find_map(|claims| claims.get("sub")?["value"].as_str())
    }
}
