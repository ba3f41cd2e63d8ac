//! Judging one entity: the compiled validator decides, and only when it says no the errors are explained.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use samspel_contract::{Contract, Entity, Operation};
use serde_json::Value;

use super::explain;
use super::survey;
use super::tally::Tally;

/// Judges entities of one kind.
pub(crate) struct Judge<'a> {
    pub(super) contract: &'a Contract,
    pub(super) entity: &'a Entity,
    validator: &'a jsonschema::Validator,
    /// Requirement for faults that no entity's own requirement covers: the one on the envelope.
    pub(super) fallback: &'static str,
    /// First and last day that was asked for, where the operation takes such a window.
    pub(super) window: Option<(jiff::civil::Date, jiff::civil::Date)>,
}

impl<'a> Judge<'a> {
    /// A judge for entities of this name that come in this envelope.
    pub(crate) fn new(contract: &'a Contract, entity: &str, envelope: samspel_contract::Envelope) -> Option<Self> {
        use samspel_contract::Envelope;
        let fallback = match envelope {
            Envelope::Array => "SS12K-ENV-002",
            Envelope::Object => "SS12K-ENV-003",
            Envelope::Page | Envelope::DeletedEntities | Envelope::None => "SS12K-ENV-001",
        };
        let (entity, validator) = (contract.entity(entity)?, contract.validator(entity)?);
        Some(Judge { contract, entity, validator, fallback, window: None })
    }

    /// The same with the window that the entities were asked for in.
    pub(crate) fn within(mut self, operation: &Operation, required: &[(String, String)]) -> Self {
        let day = |op: &str| {
            let parameter = operation.parameters.iter().find(|p| p.semantics.op == op)?;
            required.iter().find(|(name, _)| *name == parameter.name)?.1.parse().ok()
        };
        self.window = day("windowStart").zip(day("windowEnd"));
        self
    }

    /// Judges an entity that came on this page.
    pub(crate) fn judge(&self, page: usize, value: &Value, tally: &mut Tally) {
        tally.entities += 1;
        let id = value.get("id").and_then(Value::as_str).filter(|id| uuid::Uuid::try_parse(id).is_ok()).unwrap_or("-");
        if self.validator.is_valid(value) {
            tally.valid += 1;
        } else {
            for error in self.validator.iter_errors(value) {
                tally.fault(page, id, explain::explain(self, &error));
            }
        }
        survey::survey(self, page, id, value, tally);
    }

    /// The requirement for the innermost of these entities (outermost first) that has one of its own.
    pub(super) fn requirement(&self, owners: &[&str]) -> &str {
        owners.iter().rev().find_map(|owner| requirement_of(owner)).unwrap_or(self.fallback)
    }
}

/// The requirement that an entity's required fields and ranges follow from.
pub(super) fn requirement_of(entity: &str) -> Option<&'static str> {
    requirements().get(entity).map(String::as_str)
}

/// Whether a requirement is about one kind of entity or sub-object.
pub(crate) fn is_about_one_kind(requirement: &str) -> bool {
    requirements().values().any(|own| own == requirement)
}

fn requirements() -> &'static BTreeMap<String, String> {
    static REQUIREMENTS: OnceLock<BTreeMap<String, String>> = OnceLock::new();
    REQUIREMENTS.get_or_init(|| serde_json::from_str(include_str!("requirement-of-entity.json")).unwrap_or_default())
}
