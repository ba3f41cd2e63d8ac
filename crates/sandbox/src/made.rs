//! What has been made of a municipality so far: faults that mix up records look here for other ones.

use std::collections::BTreeMap;

use serde_json::Value;

/// Records of one kind that are remembered.
const REMEMBERED: usize = 400;

/// Records in the order in which they were made.
#[derive(Debug, Default)]
pub(crate) struct Made(BTreeMap<String, Vec<Value>>);

impl Made {
    /// Remembers a record.
    pub(crate) fn remember(&mut self, entity: &str, value: &Value) {
        let made = self.0.entry(entity.to_owned()).or_default();
        if made.len() < REMEMBERED {
            made.push(value.clone());
        }
    }

    /// The first record of a kind that fits.
    pub(crate) fn find(&self, entity: &str, fits: impl Fn(&Value) -> bool) -> Option<&Value> {
        self.0.get(entity).into_iter().flatten().find(|value| fits(value))
    }
}
