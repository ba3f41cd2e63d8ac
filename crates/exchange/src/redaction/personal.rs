//! Which properties and parameters are personal: `personal-properties.json` as rules.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use serde::Deserialize;

/// The rules, read once. The file is part of the program; a test shows that it can be read.
pub(super) static RULES: LazyLock<Rules> = LazyLock::new(|| {
    let mut rules: Rules = serde_json::from_str(include_str!("../../personal-properties.json")).unwrap_or_default();
    rules.secrets = rules.secrets.iter().map(|name| plain(name)).collect();
    rules
});

#[derive(Debug, Default, Deserialize)]
pub(super) struct Rules {
    everywhere: BTreeSet<String>,
    /// Objects of which everything is personal but what is listed.
    containers: BTreeMap<String, BTreeSet<String>>,
    display_name: DisplayName,
    person: Person,
    page_tokens: BTreeSet<String>,
    secrets: BTreeSet<String>,
}

#[derive(Debug, Default, Deserialize)]
struct DisplayName {
    property: String,
    /// References to something that is no person.
    impersonal_parents: BTreeSet<String>,
    /// Properties that only something that is no person has.
    impersonal_markers: BTreeSet<String>,
}

#[derive(Debug, Default, Deserialize)]
struct Person {
    /// An object with one of these is a person.
    markers: BTreeSet<String>,
    /// What a person may have that says nothing about who it is.
    keep: BTreeSet<String>,
}

/// What stands in a place.
#[derive(Debug, Clone, Copy)]
pub(super) enum Place<'r> {
    /// Nothing personal, as far as the name tells.
    Plain,
    /// Personal, with everything below.
    Personal,
    /// Personal, but for these properties of the objects in it.
    Container(&'r BTreeSet<String>),
    /// A page token.
    PageToken,
    /// A secret.
    Secret,
}

/// What the properties of an object say about it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Traits {
    person: bool,
    impersonal: bool,
}

impl Rules {
    /// Looks at the names of an object's properties.
    pub(super) fn traits<'n>(&self, names: impl Iterator<Item = &'n str>) -> Traits {
        names.fold(Traits::default(), |traits, name| Traits {
            person: traits.person || self.person.markers.contains(name),
            impersonal: traits.impersonal || self.display_name.impersonal_markers.contains(name),
        })
    }

    /// What a property holds. `holder` is the property that holds the object, `within` what that one is.
    pub(super) fn place(&self, name: &str, traits: Traits, holder: Option<&str>, within: Place<'_>) -> Place<'_> {
        if self.secrets.contains(&plain(name)) {
            return Place::Secret;
        }
        match within {
            Place::Personal => return Place::Personal,
            Place::Container(keep) => return if keep.contains(name) { Place::Plain } else { Place::Personal },
            Place::Plain | Place::PageToken | Place::Secret => {}
        }
        if let Some(keep) = self.containers.get(name) {
            return Place::Container(keep);
        }
        if self.everywhere.contains(name) {
            return Place::Personal;
        }
        if name == self.display_name.property {
            let impersonal =
                traits.impersonal || holder.is_some_and(|holder| self.display_name.impersonal_parents.contains(holder));
            return if impersonal { Place::Plain } else { Place::Personal };
        }
        if self.page_tokens.contains(name) {
            return Place::PageToken;
        }
        if traits.person && !self.person.keep.contains(name) {
            return Place::Personal;
        }
        Place::Plain
    }

    /// What a query parameter holds.
    pub(super) fn parameter(&self, name: &str) -> Place<'_> {
        self.place(name, Traits::default(), None, Place::Plain)
    }
}

/// `client-secret`, `clientSecret` and `client_secret` are one name.
fn plain(name: &str) -> String {
    name.chars().filter(|c| !matches!(c, '-' | '_')).map(|c| c.to_ascii_lowercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rules_can_be_read() {
        assert!(RULES.everywhere.contains("givenName") && RULES.secrets.contains("accesstoken"));
    }

    #[test]
    fn names_of_persons_are_personal_and_names_of_groups_are_not() {
        let place = |name, names: &[&str], holder| {
            let traits = RULES.traits(names.iter().copied());
            matches!(RULES.place(name, traits, holder, Place::Plain), Place::Personal)
        };
        assert!(place("displayName", &["id"], Some("student")));
        assert!(place("displayName", &["id"], Some("duty")));
        assert!(place("displayName", &["id"], Some("somethingNew")));
        assert!(!place("displayName", &["id"], Some("organisation")));
        assert!(!place("displayName", &["id", "groupType"], Some("data")));
        assert!(place("nickname", &["id", "givenName"], Some("data")));
        assert!(!place("sex", &["id", "givenName"], Some("data")));
        assert!(!place("nickname", &["id"], Some("data")));
    }

    #[test]
    fn query_parameters_are_known_by_name() {
        for name in ["civicNo", "nameContains", "eduPersonPrincipalName", "identifier.value"] {
            assert!(matches!(RULES.parameter(name), Place::Personal | Place::Container(_)), "{name}");
        }
        assert!(matches!(RULES.parameter("limit"), Place::Plain));
        assert!(matches!(RULES.parameter("pageToken"), Place::PageToken));
        assert!(matches!(RULES.parameter("access_token"), Place::Secret));
    }
}
