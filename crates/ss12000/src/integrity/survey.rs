//! One pass over the records of an entity, for all rules that look at one record at a time and for attributes that are always empty.

use std::collections::BTreeMap;
use std::sync::Arc;

use samspel_contract::Contract;
use serde_json::Value;

use super::rule::{Cause, Look, Record, Sightings, cause};
use super::rules;

/// What one pass saw.
#[derive(Debug, Default)]
pub(crate) struct Surveyed {
    by_rule: BTreeMap<usize, Sightings>,
    /// The attributes of the records, by name.
    pub(super) attributes: BTreeMap<String, Attribute>,
}

/// How an attribute was sent.
#[derive(Debug, Default)]
pub(super) struct Attribute {
    /// Records with a value.
    pub(super) filled: u64,
    /// Records with null, an empty text, an empty array or an empty object instead.
    pub(super) empty: u64,
    /// The first of those.
    pub(super) first_empty: Option<u32>,
}

impl Surveyed {
    /// What a rule of the list saw.
    pub(super) fn of(&self, rule: usize) -> Option<&Sightings> {
        self.by_rule.get(&rule)
    }
}

static UNKNOWN_LITERAL: Cause = cause("literal-not-of-edition", "", "a literal of the edition", "another");

/// A pass over the records of one entity: they are looked at while they stream by and never parsed again.
pub(crate) struct Survey {
    contract: Arc<Contract>,
    entity: &'static str,
    next: u32,
    rules: Vec<(usize, Looking, Sightings)>,
    attributes: BTreeMap<String, Attribute>,
}

/// How a rule looks at one record.
enum Looking {
    Each(fn(&Record<'_>, &mut Sightings)),
    Literal(Vec<&'static str>, Vec<String>),
}

impl Survey {
    /// A pass that has not begun.
    pub(crate) fn new(contract: Arc<Contract>, entity: &str) -> Self {
        let of_entity = rules::all().filter(|(_, rule)| rule.of == entity);
        let rules: Vec<_> = of_entity
            .filter_map(|(number, rule)| {
                let looking = match rule.look {
                    Look::Each(look) => Looking::Each(look),
                    Look::Literal(path, enumeration) => {
                        Looking::Literal(path.split('.').collect(), contract.enumeration(enumeration)?.to_vec())
                    }
                    Look::Sets(_) => return None,
                };
                Some((number, looking, Sightings::default()))
            })
            .collect();
        Survey {
            contract,
            entity: rules::entity(entity).unwrap_or_default(),
            next: 0,
            rules,
            attributes: BTreeMap::new(),
        }
    }

    /// Looks at the next record, in the order in which the table gets them.
    pub(crate) fn look(&mut self, value: &Value) {
        let row = self.next;
        self.next = row.saturating_add(1);
        let record = Record { contract: &self.contract, value };
        for (_, looking, sightings) in &mut self.rules {
            sightings.go_to((self.entity, row));
            match looking {
                Looking::Each(look) => look(&record, sightings),
                Looking::Literal(path, values) => visit(value, path, &mut |found| {
                    if let Some(text) = found.as_str() {
                        sightings.expect(values.iter().any(|value| value == text), &UNKNOWN_LITERAL);
                    }
                }),
            }
        }
        count(row, value, &mut self.attributes);
    }

    /// What it saw.
    pub(crate) fn finish(self) -> Surveyed {
        let by_rule = self.rules.into_iter().map(|(number, _, sightings)| (number, sightings)).collect();
        Surveyed { by_rule, attributes: self.attributes }
    }
}

/// Counts the attributes of a record.
fn count(row: u32, record: &Value, attributes: &mut BTreeMap<String, Attribute>) {
    for (name, value) in record.as_object().into_iter().flatten() {
        if !attributes.contains_key(name) {
            attributes.insert(name.clone(), Attribute::default());
        }
        let Some(attribute) = attributes.get_mut(name) else { continue };
        let empty = match value {
            Value::Null => true,
            Value::String(text) => text.trim().is_empty(),
            Value::Array(elements) => elements.is_empty(),
            Value::Object(fields) => fields.is_empty(),
            Value::Bool(_) | Value::Number(_) => false,
        };
        if empty {
            attribute.empty += 1;
            attribute.first_empty.get_or_insert(row);
        } else {
            attribute.filled += 1;
        }
    }
}

/// Hands every value at a path to `found`.
fn visit<S: AsRef<str>>(value: &Value, path: &[S], found: &mut dyn FnMut(&Value)) {
    let Some((segment, rest)) = path.split_first() else {
        found(value);
        return;
    };
    match segment.as_ref().strip_suffix("[]") {
        Some(name) => {
            let elements = value.get(name).and_then(Value::as_array);
            elements.into_iter().flatten().for_each(|element| visit(element, rest, found));
        }
        None => {
            if let Some(value) = value.get(segment.as_ref()) {
                visit(value, rest, found);
            }
        }
    }
}
