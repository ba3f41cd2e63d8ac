//! Every reference in an entity, found along its declared shape.

use std::collections::BTreeMap;

use samspel_contract::{Contract, Property, Shape};
use samspel_suite::Context;
use serde_json::{Map, Value};

use crate::served::Base;
use crate::snapshot::Cell;

/// A reference where it stands.
pub(super) struct Reference<'v> {
    /// Path from the entity, `*` for indices: `/groupMemberships/*/person`.
    pub(super) pointer: &'v str,
    /// Entity that it leads to.
    pub(super) target: &'v str,
    /// The reference itself.
    pub(super) object: &'v Map<String, Value>,
}

impl Reference<'_> {
    /// Whether it stands in something embedded.
    pub(super) fn is_embedded(&self) -> bool {
        self.pointer.starts_with("/_embedded/")
    }

    /// Its display name, unless blank.
    pub(super) fn name(&self) -> Option<&str> {
        self.object.get("displayName").and_then(Value::as_str).filter(|name| !name.trim().is_empty())
    }

    /// The id that it names.
    pub(super) fn id(&self) -> Option<u128> {
        let id = self.object.get("id")?.as_str()?;
        uuid::Uuid::try_parse(id).ok().map(|id| id.as_u128())
    }
}

/// Rows of a list that have a reference: up to `few` for every place where the entity can have one.
pub(super) fn referring(ctx: &Context, contract: &Contract, base: &Base, few: usize) -> Vec<u32> {
    let mut rows = Vec::new();
    for reference in contract.references().iter().filter(|r| r.entity == base.entity) {
        if let Some(column) = base.harvest.table.column(&format!("{}.id", reference.path)) {
            let has = |row: u32| column.cells(row).any(|cell| matches!(cell, Cell::Id(_)));
            let found: Vec<u32> = base.rows(ctx, few, |row| has(row) && !rows.contains(&row));
            rows.extend(found);
        }
    }
    rows
}

/// Hands every reference in an entity to `found`, embedded entities included.
pub(super) fn visit(contract: &Contract, entity: &str, value: &Value, found: &mut dyn FnMut(&Reference<'_>)) {
    let mut pointer = String::new();
    object(contract, entity, value, &mut pointer, found);
}

fn object(
    contract: &Contract,
    entity: &str,
    value: &Value,
    pointer: &mut String,
    found: &mut dyn FnMut(&Reference<'_>),
) {
    if let Some(entity) = contract.entity(entity) {
        properties(contract, &entity.properties, value, pointer, found);
    }
}

fn properties(
    contract: &Contract,
    declared: &BTreeMap<String, Property>,
    value: &Value,
    pointer: &mut String,
    found: &mut dyn FnMut(&Reference<'_>),
) {
    let Value::Object(fields) = value else { return };
    for (name, field) in fields {
        if let Some(property) = declared.get(name) {
            let before = pointer.len();
            pointer.push('/');
            pointer.push_str(name);
            shape(contract, &property.shape, field, pointer, found);
            pointer.truncate(before);
        }
    }
}

fn shape(contract: &Contract, of: &Shape, value: &Value, pointer: &mut String, found: &mut dyn FnMut(&Reference<'_>)) {
    match of {
        Shape::Scalar { .. } => {}
        Shape::Reference { target } => {
            if let Value::Object(object) = value {
                found(&Reference { pointer, target, object });
            }
        }
        Shape::Object(name) => object(contract, name, value, pointer, found),
        Shape::Inline(declared) => properties(contract, declared, value, pointer, found),
        Shape::Array { items, .. } => {
            let before = pointer.len();
            pointer.push_str("/*");
            for element in value.as_array().into_iter().flatten() {
                shape(contract, items, element, pointer, found);
            }
            pointer.truncate(before);
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn references_are_found_however_deep_and_with_what_they_lead_to() {
        let contract = Contract::embedded("2.1").unwrap();
        let id = "00000000-0000-4000-8000-00000000000a";
        let group = json!({
            "displayName": "not a reference", "organisation": {"id": id, "displayName": " "},
            "groupMemberships": [{"person": {"id": id, "displayName": "x"}}, {"person": {"id": id}}],
            "_embedded": {"assignmentRoles": [{"duty": {"id": id}}]}
        });
        let mut all = Vec::new();
        visit(&contract, "Group", &group, &mut |r| {
            all.push((r.pointer.to_owned(), r.target.to_owned(), r.name().is_some(), r.is_embedded()));
        });
        all.sort();
        let expected = [
            ("/_embedded/assignmentRoles/*/duty", "Duty", false, true),
            ("/groupMemberships/*/person", "Person", false, false),
            ("/groupMemberships/*/person", "Person", true, false),
            ("/organisation", "Organisation", false, false),
        ];
        assert_eq!(all, expected.map(|(p, t, n, e)| (p.to_owned(), t.to_owned(), n, e)));
    }
}
