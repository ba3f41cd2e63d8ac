//! The decision rule as data.

use serde::Deserialize;

use crate::Text;

/// The rule by which observations become a statement. It is printed in every report (ISO/IEC 17025, 7.8.6).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct DecisionRule {
    /// Id of the rule; a changed rule gets a new id.
    pub id: String,
    /// The rule in words.
    pub text: Text,
}

impl DecisionRule {
    /// The rule in force, read from `decision_rule.json` beside this file.
    ///
    /// # Errors
    /// Only if the embedded file is broken, which a test rules out.
    pub fn current() -> Result<Self, serde_json::Error> {
        serde_json::from_str(include_str!("decision_rule.json"))
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_rule_parses_and_speaks_both_languages() {
        let rule = DecisionRule::current().unwrap();
        assert!(rule.text.sv.contains("INCONCLUSIVE") && rule.text.en.contains("INCONCLUSIVE"));
    }
}
