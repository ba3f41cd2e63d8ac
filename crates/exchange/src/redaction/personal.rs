//! Which properties and parameters are personal: `personal-properties.json` as rules.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::LazyLock;

use serde::Deserialize;

/// The rules, read once. The file is part of the program; a test shows that it can be read.
pub(super) static RULES: LazyLock<Rules> = LazyLock::new(|| {
    let file: File = serde_json::from_str(include_str!("../../personal-properties.json")).unwrap_or_default();
    Rules::new(&file)
});

/// The file as it is written.
#[derive(Debug, Default, Deserialize)]
struct File {
    everywhere: BTreeSet<String>,
    /// Objects of which everything is personal but what is listed.
    containers: BTreeMap<String, BTreeSet<String>>,
    display_name: DisplayName,
    person: Person,
    page_tokens: BTreeSet<String>,
    /// Words that say nothing about anybody when a page token can be read.
    token_words: BTreeSet<String>,
    secrets: BTreeSet<String>,
    /// Secret in an address, where somebody logs in by them; in a body the same names are ordinary.
    secret_parameters: BTreeSet<String>,
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

/// The rules, by name, ready for a look at each property of each body.
pub(super) struct Rules {
    names: HashMap<String, Facts>,
    containers: Vec<BTreeSet<String>>,
    token_words: BTreeSet<String>,
    secret_parameters: BTreeSet<String>,
}

/// What a name tells.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Facts {
    secret: bool,
    everywhere: bool,
    /// Place in `containers`.
    container: Option<usize>,
    display_name: bool,
    impersonal_parent: bool,
    impersonal_marker: bool,
    page_token: bool,
    person_marker: bool,
    person_keep: bool,
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

/// Collects what is said about names, in the spelling of the file and in the plain one.
#[derive(Default)]
struct Names(HashMap<String, Facts>);

impl Names {
    fn note<'n>(&mut self, names: impl IntoIterator<Item = &'n String>, fact: impl Fn(&mut Facts)) {
        for name in names {
            for spelling in [name.clone(), plain(name)] {
                fact(self.0.entry(spelling).or_default());
            }
        }
    }
}

impl Rules {
    fn new(file: &File) -> Self {
        let mut names = Names::default();
        names.note(&file.secrets, |facts| facts.secret = true);
        names.note(&file.everywhere, |facts| facts.everywhere = true);
        names.note(&file.page_tokens, |facts| facts.page_token = true);
        names.note(&file.person.markers, |facts| facts.person_marker = true);
        names.note(&file.person.keep, |facts| facts.person_keep = true);
        names.note(&file.display_name.impersonal_parents, |facts| facts.impersonal_parent = true);
        names.note(&file.display_name.impersonal_markers, |facts| facts.impersonal_marker = true);
        names.note([&file.display_name.property], |facts| facts.display_name = true);
        for (index, name) in file.containers.keys().enumerate() {
            names.note([name], |facts| facts.container = Some(index));
        }
        let containers = file.containers.values().map(|keep| keep.iter().map(|name| plain(name)).collect()).collect();
        Rules {
            names: names.0,
            containers,
            token_words: file.token_words.clone(),
            secret_parameters: file.secret_parameters.clone(),
        }
    }

    /// What the file says about a name.
    pub(super) fn facts(&self, name: &str) -> Facts {
        // The spelling of the standard first, which costs nothing; then `given_name` and `GivenName` for `givenName`.
        self.names.get(name).or_else(|| self.names.get(&plain(name))).copied().unwrap_or_default()
    }

    /// Looks at the names of an object's properties.
    pub(super) fn traits(&self, names: &[Facts]) -> Traits {
        Traits {
            person: names.iter().any(|facts| facts.person_marker),
            impersonal: names.iter().any(|facts| facts.impersonal_marker),
        }
    }

    /// What a property holds. `holder` is the property that holds the object, `within` what that one is.
    pub(super) fn place(
        &self,
        name: &str,
        facts: Facts,
        traits: Traits,
        holder: Facts,
        within: Place<'_>,
    ) -> Place<'_> {
        if facts.secret {
            return Place::Secret;
        }
        match within {
            Place::Personal => return Place::Personal,
            Place::Container(keep) => return if keep.contains(&plain(name)) { Place::Plain } else { Place::Personal },
            Place::Plain | Place::PageToken | Place::Secret => {}
        }
        if let Some(keep) = facts.container.and_then(|index| self.containers.get(index)) {
            return Place::Container(keep);
        }
        if facts.everywhere {
            return Place::Personal;
        }
        if facts.display_name {
            return if traits.impersonal || holder.impersonal_parent { Place::Plain } else { Place::Personal };
        }
        if facts.page_token {
            return Place::PageToken;
        }
        if traits.person && !facts.person_keep {
            return Place::Personal;
        }
        Place::Plain
    }

    /// Whether a word inside a page token says nothing about anybody.
    pub(super) fn is_token_word(&self, word: &str) -> bool {
        self.token_words.contains(word)
    }

    /// What a query parameter holds.
    pub(super) fn parameter(&self, name: &str) -> Place<'_> {
        if self.secret_parameters.contains(name) {
            return Place::Secret;
        }
        self.place(name, self.facts(name), Traits::default(), Facts::default(), Place::Plain)
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
        assert!(RULES.facts("givenName").everywhere && RULES.facts("access_token").secret);
        assert!(RULES.containers.len() > 3 && RULES.token_words.contains("offset"));
    }

    #[test]
    fn what_somebody_can_log_in_with_is_secret_in_an_address_and_ordinary_in_a_body() {
        assert!(matches!(RULES.parameter("code"), Place::Secret) && matches!(RULES.parameter("limit"), Place::Plain));
        assert!(!RULES.facts("code").secret);
    }

    #[test]
    fn other_spellings_of_a_name_are_the_same_name() {
        for name in ["givenName", "given_name", "GivenName", "GIVEN-NAME"] {
            assert!(RULES.facts(name).everywhere, "{name}");
        }
        assert!(RULES.facts("accessToken").secret && !RULES.facts("pageToken").secret);
    }

    #[test]
    fn names_of_persons_are_personal_and_names_of_groups_are_not() {
        let place = |name, names: &[&str], holder| {
            let names: Vec<Facts> = names.iter().map(|name| RULES.facts(name)).collect();
            let place = RULES.place(name, RULES.facts(name), RULES.traits(&names), RULES.facts(holder), Place::Plain);
            matches!(place, Place::Personal)
        };
        assert!(place("displayName", &["id"], "student"));
        assert!(place("displayName", &["id"], "duty"));
        assert!(place("displayName", &["id"], "somethingNew"));
        assert!(!place("displayName", &["id"], "organisation"));
        assert!(!place("displayName", &["id", "groupType"], "data"));
        assert!(place("nickname", &["id", "givenName"], "data"));
        assert!(!place("sex", &["id", "givenName"], "data"));
        assert!(!place("nickname", &["id"], "data"));
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
