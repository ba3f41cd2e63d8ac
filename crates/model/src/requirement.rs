//! Requirements and the profiles that select them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Call, Text};

/// How binding a requirement is (BCP 14).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "UPPERCASE")]
pub enum Level {
    /// Binding: a contradiction makes the system not conform.
    Must,
    /// Recommended: a contradiction is a deviation, shown and counted, never blocking.
    Should,
    /// Permitted: nothing can break it.
    May,
}

impl Level {
    /// The word as written in reports.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Level::Must => "MUST",
            Level::Should => "SHOULD",
            Level::May => "MAY",
        }
    }
}

/// How sure we are that the standard says this.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub enum Confidence {
    /// Explicit in the published definition.
    A,
    /// A direct consequence of it.
    B,
    /// An interpretation, or a contradiction in the definition: reported, never a failure.
    C,
    /// Practice or a profile only: reported, never a failure.
    D,
}

impl Confidence {
    /// Whether a contradiction may fail anyone (A and B only).
    #[must_use]
    pub fn can_fail(self) -> bool {
        matches!(self, Confidence::A | Confidence::B)
    }
}

/// What an id says besides its number: `SS12K-PAGE` of `SS12K-PAGE-004`, `SAML-MD-EP` of `SAML-MD-EP-3-POST`. An id without a number
/// loses its last part.
#[must_use]
pub fn family(id: &str) -> &str {
    let parts = || id.match_indices('-').map(|(at, _)| at);
    let is_number = |at: &usize| id[at + 1..].split('-').next().is_some_and(|part| part.parse::<u32>().is_ok());
    let end = parts().find(is_number).or_else(|| parts().next_back());
    end.map_or(id, |at| &id[..at])
}

/// One atomic clause with a stable id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Requirement {
    /// Stable id, never reused, for example `SS12K-PAGE-004`.
    #[schemars(regex(pattern = r"^[A-Z][A-Z0-9]*(-[A-Z0-9]+)+$"))]
    pub id: String,
    /// How binding it is.
    pub level: Level,
    /// How sure we are.
    pub confidence: Confidence,
    /// Editions it holds in; empty means every edition of the suite.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub editions: Vec<String>,
    /// Where the rule comes from.
    pub source: String,
    /// What holds, in one sentence.
    pub title: Text,
    /// Why it matters to the people who use the system.
    pub why: Text,
    /// What to change in the system.
    pub remedy: Text,
    /// Why no test looks at it: the id of a reason in the suite's `untested_reasons`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub untested: Option<String>,
}

impl Requirement {
    /// Whether the requirement holds in this edition.
    #[must_use]
    pub fn holds_in(&self, edition: &str) -> bool {
        self.editions.is_empty() || self.editions.iter().any(|e| e == edition)
    }
}

/// Which requirements a claim covers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// Id used on the command line.
    pub id: String,
    /// Name shown to people.
    pub title: Text,
    /// What a claim to this profile says, and what it does not say.
    pub about: Text,
    /// Profiles whose requirements and exceptions hold here as well.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub includes: Vec<String>,
    /// Globs over requirement ids that the profile covers.
    #[serde(default)]
    pub requirements: Vec<String>,
    /// Globs over requirement ids taken out again, each with a reason.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub except: Vec<Exception>,
    /// Operations that a claimant must offer. Only tests about these count, and tests about no operation in particular; empty
    /// means every operation that the claimant offers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub operations: Vec<String>,
    /// Makes the profile a scenario: the calls that it consists of.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub calls: Vec<Call>,
    /// Whether a run of this profile also judges every scenario of the suite.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub judges_scenarios: bool,
    /// Whether cases stay outside that write, or that have somebody change data.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub reads_only: bool,
}

/// Requirements taken out of a profile, with the reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Exception {
    /// Glob over requirement ids.
    pub requirements: String,
    /// Why the profile leaves them out.
    pub reason: Text,
}

#[cfg(test)]
mod tests {
    use super::family;

    #[test]
    fn a_family_is_what_stands_before_the_number() {
        assert_eq!(family("SS12K-PAGE-004"), "SS12K-PAGE");
        assert_eq!(family("SAML-MD-EP-3-POST"), "SAML-MD-EP");
        assert_eq!(family("SAML-MD-AGG-SIG-2"), "SAML-MD-AGG-SIG");
        assert_eq!(family("FAMILY-NAME"), "FAMILY");
        assert_eq!(family("ALONE"), "ALONE");
    }
}
