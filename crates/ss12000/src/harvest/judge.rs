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

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use samspel_contract::Envelope;
    use serde_json::json;

    use super::*;

    fn person(number: usize) -> Value {
        json!({
            "id": format!("00000002-0000-4000-8000-{number:012x}"),
            "meta": {"created": "2024-01-01T08:00:00+01:00", "modified": "2024-02-02T08:00:00Z"},
            "givenName": "Alva", "familyName": "Björk", "birthDate": "2012-03-04", "sex": "Kvinna", "securityMarking": "Ingen",
            "civicNo": {"value": "201203042384", "nationality": "SE"},
            "eduPersonPrincipalNames": [format!("elev{number}@kommun.example")],
            "emails": [{"value": format!("elev{number}@kommun.example"), "type": "Skola elev"}],
            "phoneNumbers": [{"value": "0701234567", "type": "Hem", "mobile": true}],
            "addresses": [{"type": "Folkbokföring", "streetAddress": "Storgatan 1", "locality": "Ort", "postalCode": "12345", "country": "Sverige"}],
            "enrolments": [{"enroledAt": {"id": "00000001-0000-4000-8000-000000000001"}, "schoolType": "GR", "startDate": "2023-08-15", "schoolYear": 5}],
            "responsibles": [{"person": {"id": "00000002-0000-4000-8000-000000000009"}, "relationType": "Vårdnadshavare"}]
        })
    }

    #[test]
    fn a_valid_person_leaves_no_fault_and_much_that_was_seen() {
        let contract = Contract::embedded("2.1").unwrap();
        let judge = Judge::new(&contract, "Person", Envelope::Page).unwrap();
        let mut tally = Tally::default();
        judge.judge(0, &person(1), &mut tally);
        assert_eq!((tally.entities, tally.valid), (1, 1));
        assert!(tally.faults.is_empty(), "{:?}", tally.faults);
        for rule in
            ["SS12K-ENV-007", "SS12K-ENV-011", "SS12K-ENV-012", "SS12K-ID-001", "SS12K-PERS-012", "SS12K-ENR-001"]
        {
            assert!(tally.seen.contains_key(rule), "{rule}");
        }
    }

    #[test]
    fn the_published_defects_blame_nobody() {
        let contract = Contract::embedded("2.1").unwrap();
        for (entity, value) in [
            (
                "Grade",
                json!({"id": "00000001-0000-4000-8000-000000000001", "student": {"id": "00000001-0000-4000-8000-000000000001"},
                "registeredBy": {"id": "00000001-0000-4000-8000-000000000001"}, "registeredDate": "2024-06-01", "gradeValue": "A",
                "finalGrade": true, "adaptedStudyPlan": "Nej", "syllabus": {"id": "00000001-0000-4000-8000-000000000001"}, "schoolUnit": {"id": "x"}}),
            ),
            (
                "SchoolUnitOffering",
                json!({"offeredAt": {"id": "00000001-0000-4000-8000-000000000001"}, "offeredSyllabuses": []}),
            ),
            (
                "Group",
                json!({"id": "0000000A-0000-4000-8000-000000000001", "displayName": "5A", "groupType": "Klass", "startDate": "2024-08-15",
                "meta": {"created": "2024-01-01T08:00:00Z", "modified": "2024-01-01T08:00:00Z"}, "organisation": {"id": "00000001-0000-4000-8000-000000000001"}}),
            ),
        ] {
            let judge = Judge::new(&contract, entity, Envelope::Page).unwrap();
            let mut tally = Tally::default();
            judge.judge(0, &value, &mut tally);
            let blamed: Vec<_> = tally.faults.iter().filter(|(_, fault)| !fault.note).collect();
            assert!(blamed.is_empty(), "{entity}: {blamed:?}");
        }
    }
}
