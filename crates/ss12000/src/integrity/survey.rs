//! One pass over the records of an entity, for all rules that look at one record at a time and for attributes that are always empty.

use std::collections::BTreeMap;
use std::sync::Arc;

use samspel_contract::Contract;
use samspel_suite::{CheckError, Context};
use serde_json::Value;

use super::data::Data;
use super::rule::{Cause, Look, Record, Rule, Sightings, cause};
use super::rules;
use crate::run_state::Cells;

/// What one pass saw.
#[derive(Debug, Default)]
pub(super) struct Surveyed {
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

/// The pass over an entity's records, made once in a run.
pub(super) async fn survey(ctx: &Context, data: &Data, entity: &str) -> Result<Arc<Surveyed>, CheckError> {
    let all = ctx.shared.get_or_try_init(|| async { Ok::<_, CheckError>(Cells::<Surveyed>::default()) }).await?;
    let cell = all.cell(entity);
    cell.get_or_try_init(|| async { pass(data, entity).map(Arc::new) }).await.map(Arc::clone)
}

/// Passes over the records of an entity.
pub(super) fn pass(data: &Data, entity: &str) -> Result<Surveyed, CheckError> {
    let Some(table) = data.table(entity) else { return Ok(Surveyed::default()) };
    let mut rules: Vec<(usize, &Rule, Sightings)> = rules::all()
        .filter(|(_, rule)| rule.of == entity && !matches!(rule.look, Look::Sets(_)))
        .map(|(number, rule)| (number, rule, Sightings::default()))
        .collect();
    let literals = Literals::of(&data.contract, rules.iter().map(|(_, rule, _)| *rule));
    let mut attributes: BTreeMap<String, Attribute> = BTreeMap::new();
    let name = rules.first().map_or("", |(_, rule, _)| rule.of);
    table.scan(|row, value| {
        let record = Record { contract: &data.contract, value };
        for (at, (_, rule, sightings)) in rules.iter_mut().enumerate() {
            sightings.go_to((name, row));
            match rule.look {
                Look::Each(look) => look(&record, sightings),
                Look::Literal(..) => literals.look(at, value, sightings),
                Look::Sets(_) => {}
            }
        }
        count(row, value, &mut attributes);
    })?;
    Ok(Surveyed { by_rule: rules.into_iter().map(|(number, _, sightings)| (number, sightings)).collect(), attributes })
}

static UNKNOWN_LITERAL: Cause = cause("literal-not-of-edition", "", "a literal of the edition", "another");

/// Paths and values of the rules on literals, by the place of the rule.
struct Literals<'c> {
    rules: Vec<Option<(Vec<&'static str>, &'c [String])>>,
}

impl<'c> Literals<'c> {
    fn of<'r>(contract: &'c Contract, rules: impl Iterator<Item = &'r Rule>) -> Self {
        let rules = rules.map(|rule| match rule.look {
            Look::Literal(path, enumeration) => {
                contract.enumeration(enumeration).map(|values| (path.split('.').collect(), values))
            }
            Look::Each(_) | Look::Sets(_) => None,
        });
        Literals { rules: rules.collect() }
    }

    fn look(&self, at: usize, value: &Value, sightings: &mut Sightings) {
        let Some(Some((path, values))) = self.rules.get(at) else { return };
        visit(value, path, &mut |found| {
            if let Some(text) = found.as_str() {
                sightings.expect(values.iter().any(|value| value == text), &UNKNOWN_LITERAL);
            }
        });
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
