//! People who do not exist. Their civic numbers are from the series for tests, with the month that no real number has.

use serde_json::{Map, Value, json};

/// Somebody who can log in.
#[derive(Debug, Clone)]
pub struct SyntheticPerson {
    /// What is typed as user name.
    pub username: String,
    /// What is typed as password, new at every start.
    pub password: String,
    /// Claim `sub`.
    pub sub: String,
    /// Family name.
    pub(crate) family_name: &'static str,
    /// Civic number.
    pub(crate) civic_number: &'static str,
}

/// Everybody.
pub(crate) fn people() -> Vec<SyntheticPerson> {
    let person = |username: &str, family_name, civic_number| SyntheticPerson {
        username: username.to_owned(),
        password: uuid::Uuid::new_v4().to_string(),
        sub: uuid::Uuid::new_v4().simple().to_string(),
        family_name,
        civic_number,
    };
    vec![person("elev.prov", "Prov", "201005922388"), person("larare.test", "Test", "198011912386")]
}

impl SyntheticPerson {
    /// Everything that is known, by claim.
    pub(crate) fn claims(&self, short_number: bool) -> Map<String, Value> {
        let number = if short_number { &self.civic_number[2..] } else { self.civic_number };
        let facts = json!({
            "name": format!("Sam {}", self.family_name),
            "given_name": "Sam",
            "family_name": self.family_name,
            "preferred_username": self.username,
            "email": format!("{}@skola.example", self.username),
            "email_verified": true,
            "phone_number": "+46701740605",
            "address": { "locality": "Provköping" },
            "https://id.oidc.se/claim/personalIdentityNumber": number,
            "https://id.oidc.se/claim/orgNumber": "2120009999",
            "https://id.oidc.se/claim/orgAffiliation": format!("{}@2120009999", self.username),
        });
        match facts {
            Value::Object(facts) => facts,
            _ => Map::new(),
        }
    }
}

/// Claims that a scope value stands for (OpenID Connect Core 1.0, 5.4; claims specification of OIDC Sweden).
pub(crate) fn claims_of_scope(scope: &str) -> &'static [&'static str] {
    match scope {
        "profile" => &["name", "given_name", "family_name", "preferred_username"],
        "email" => &["email", "email_verified"],
        "phone" => &["phone_number"],
        "address" => &["address"],
        "https://id.oidc.se/scope/naturalPersonNumber" => &["https://id.oidc.se/claim/personalIdentityNumber"],
        "https://id.oidc.se/scope/naturalPersonInfo" => &["name", "given_name", "family_name"],
        "https://id.oidc.se/scope/naturalPersonOrgId" => {
            &["name", "https://id.oidc.se/claim/orgNumber", "https://id.oidc.se/claim/orgAffiliation"]
        }
        _ => &[],
    }
}
