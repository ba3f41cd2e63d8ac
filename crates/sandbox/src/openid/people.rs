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
    /// Where a register knows the same person.
    pub entry: Option<Entry>,
    /// Family name.
    pub(crate) family_name: String,
    /// Civic number.
    pub(crate) civic_number: String,
}

/// A person of the register behind the sandbox, as far as a login service knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Id of the person in SS 12000.
    pub id: String,
    /// eduPersonPrincipalName.
    pub principal_name: String,
    /// Codes of the school units where the person is enrolled or works.
    pub school_units: Vec<String>,
    /// Family name.
    pub(crate) family_name: String,
    /// Civic number.
    pub civic_number: String,
}

/// Claim of the eduPersonPrincipalName (attribute mapping of REFEDS).
const PRINCIPAL_NAME: &str = "eduperson_principal_name";
/// Claim of the codes of school units.
const SCHOOL_UNITS: &str = "sis_school_unit_code";

/// Everybody.
pub(crate) fn people() -> Vec<SyntheticPerson> {
    let person = |username: &str, family_name: &str, civic_number: &str| SyntheticPerson {
        username: username.to_owned(),
        password: uuid::Uuid::new_v4().to_string(),
        sub: uuid::Uuid::new_v4().simple().to_string(),
        entry: None,
        family_name: String::from(family_name),
        civic_number: String::from(civic_number),
    };
    vec![person("elev.prov", "Prov", "201005922388"), person("larare.test", "Test", "198011912386")]
}

impl SyntheticPerson {
    /// Somebody of the register.
    pub(crate) fn of(username: &str, entry: Entry) -> SyntheticPerson {
        SyntheticPerson {
            username: username.to_owned(),
            password: uuid::Uuid::new_v4().to_string(),
            sub: uuid::Uuid::new_v4().simple().to_string(),
            family_name: entry.family_name.clone(),
            civic_number: entry.civic_number.clone(),
            entry: Some(entry),
        }
    }

    /// Everything that is known, by claim.
    pub(crate) fn claims(&self, short_number: bool) -> Map<String, Value> {
        let number = if short_number { self.civic_number.get(2..).unwrap_or_default() } else { &self.civic_number };
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
        let Value::Object(mut facts) = facts else { return Map::new() };
        if let Some(entry) = &self.entry {
            facts.insert(PRINCIPAL_NAME.to_owned(), entry.principal_name.clone().into());
            facts.insert(SCHOOL_UNITS.to_owned(), entry.school_units.clone().into());
        }
        facts
    }
}

/// Claims that a scope value stands for (OpenID Connect Core 1.0, 5.4; claims specification of OIDC Sweden).
pub(crate) fn claims_of_scope(scope: &str) -> &'static [&'static str] {
    match scope {
        "profile" => &["name", "given_name", "family_name", "preferred_username", PRINCIPAL_NAME, SCHOOL_UNITS],
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
