//! What a question stands on: when none of it has changed, the answer should not have either.

use std::collections::{BTreeMap, BTreeSet};

use samspel_contract::Operation;
use serde_json::{Map, Value};

use super::path;
use super::predicate::{Given, families};
use super::tables::{Tables, is_organisation};
use crate::reread::unordered_digest;

/// Properties by entity.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Footprint(BTreeMap<String, BTreeSet<String>>);

impl Footprint {
    /// Of these parameters.
    pub(super) fn of(tables: &Tables, operation: &Operation, parameters: &[(String, String)]) -> Self {
        let mut footprint = Footprint::default();
        for given in families(operation, parameters).into_iter().flatten().flatten() {
            footprint.take(tables, &given);
        }
        footprint
    }

    fn take(&mut self, tables: &Tables, given: &Given<'_>) {
        if given.family() == "relationship." {
            self.add("Person", &["enrolments", "responsibles"]);
            self.add("Duty", &["person", "dutyAt", "startDate", "endDate", "assignmentRole"]);
            self.add("Placement", &["child", "owners", "placedAt", "startDate", "endDate"]);
            self.add("Group", &["organisation", "groupMemberships"]);
            return;
        }
        for way in path::ways(&tables.contract, &tables.entity, given.field()) {
            for (entity, column) in way.columns(&tables.entity) {
                self.add(&entity, &[top(&column)]);
            }
        }
        if given.op() == "inSubtree" || is_organisation(&tables.contract, &tables.entity, given.field()) {
            self.add("Organisation", &["parentOrganisation"]);
        }
    }

    fn add(&mut self, entity: &str, properties: &[&str]) {
        let all = self.0.entry(entity.to_owned()).or_default();
        all.extend(properties.iter().map(|property| (*property).to_owned()));
    }

    /// Everything that both stand on.
    pub(super) fn merge(&mut self, other: &Footprint) {
        for (entity, properties) in &other.0 {
            self.0.entry(entity.clone()).or_default().extend(properties.iter().cloned());
        }
    }

    /// Entities beside this one.
    pub(super) fn others<'a>(&'a self, own: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.keys().map(String::as_str).filter(move |entity| *entity != own)
    }

    /// A digest of what is looked at in a record.
    pub(super) fn print(&self, entity: &str, record: &Value) -> u128 {
        let properties = self.0.get(entity);
        let seen: Map<String, Value> = record
            .as_object()
            .into_iter()
            .flatten()
            .filter(|(name, _)| properties.is_some_and(|all| all.contains(*name)))
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect();
        unordered_digest(&Value::Object(seen))
    }
}

/// The property of a record that a path begins with.
fn top(path: &str) -> &str {
    path.split(['.', '[']).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn only_what_is_looked_at_counts_as_change() {
        let mut footprint = Footprint::default();
        footprint.add("Group", &["groupMemberships", top("organisation.id")]);
        let print = |record: Value| footprint.print("Group", &record);
        let before = json!({"organisation": {"id": "a"}, "displayName": "x", "meta": {"modified": "1"}});
        assert_eq!(print(before.clone()), print(json!({"organisation": {"id": "a"}, "displayName": "y"})));
        assert_ne!(print(before), print(json!({"organisation": {"id": "b"}, "displayName": "x"})));
        assert_eq!(top("groupMemberships[].person.id"), "groupMemberships");
    }
}
