//! Which rules on form an entity can fall under, by its declared shape: a system cannot be asked to add a record with fixed values
//! to a list whose entries have no fixed values.

use std::collections::{BTreeMap, BTreeSet};

use samspel_contract::{Contract, Property, Shape};

use super::judge::{is_about_one_kind, requirement_of};

/// What the declared shape of an entity holds, sub-objects included, embedded entities not.
#[derive(Debug, Default)]
pub(crate) struct Reach {
    kinds: BTreeSet<String>,
    fixed_values: bool,
    swedish_fixed_values: bool,
    sets: bool,
    times: bool,
    required_texts: bool,
    texts: bool,
    ids: bool,
}

impl Reach {
    /// The reach of an entity.
    pub(crate) fn of(contract: &Contract, entity: &str) -> Reach {
        let mut reach = Reach::default();
        reach.object(contract, entity);
        reach
    }

    /// Whether entries can ever show something of a requirement that is judged by the schema.
    pub(crate) fn can_show(&self, requirement: &str) -> bool {
        match requirement {
            "SS12K-ENV-007" => self.fixed_values,
            "SS12K-ENV-008" => self.sets,
            "SS12K-ENV-011" => self.times,
            "SS12K-ENV-012" => self.required_texts,
            "SS12K-HTTP-003" => self.swedish_fixed_values,
            "SS12K-ID-001" => self.ids,
            other if is_about_one_kind(other) => self.kinds.iter().any(|kind| requirement_of(kind) == Some(other)),
            _ => true,
        }
    }

    /// Whether entries can hold letters beyond ASCII.
    pub(crate) fn has_letters(&self) -> bool {
        self.texts || self.swedish_fixed_values
    }

    fn object(&mut self, contract: &Contract, name: &str) {
        if self.kinds.insert(name.to_owned())
            && let Some(entity) = contract.entity(name)
        {
            self.properties(contract, &entity.properties);
        }
    }

    fn properties(&mut self, contract: &Contract, properties: &BTreeMap<String, Property>) {
        for (_, property) in properties.iter().filter(|(name, _)| name.as_str() != "_embedded") {
            self.shape(contract, &property.shape, property.required);
        }
    }

    fn shape(&mut self, contract: &Contract, shape: &Shape, required: bool) {
        match shape {
            Shape::Scalar { enumeration: Some(name), .. } => {
                self.fixed_values = true;
                let mut all = contract.enumerations();
                let own = all.find(|(known, _)| known == name);
                self.swedish_fixed_values |= own.is_some_and(|(_, values)| values.iter().any(|v| !v.is_ascii()));
            }
            Shape::Scalar { data_type, format, .. } => match format.as_deref() {
                Some("uuid") => self.ids = true,
                Some("date" | "date-time") => self.times = true,
                Some(_) => {}
                None if data_type == "string" => {
                    self.texts = true;
                    self.required_texts |= required;
                }
                None => {}
            },
            Shape::Reference { .. } => self.ids = true,
            Shape::Object(name) => self.object(contract, name),
            Shape::Inline(inline) => self.properties(contract, inline),
            Shape::Array { items, unique, min_items } => {
                self.sets |= *unique || *min_items > 0;
                self.shape(contract, items, false);
            }
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn reach(entity: &str) -> Reach {
        Reach::of(&Contract::embedded("2.1").unwrap(), entity)
    }

    #[test]
    fn a_person_falls_under_every_rule_on_form() {
        let person = reach("Person");
        for rule in ["ENV-007", "ENV-008", "ENV-011", "ENV-012", "HTTP-003", "ID-001", "META-001", "PERS-012"] {
            assert!(person.can_show(&format!("SS12K-{rule}")), "{rule}");
        }
        assert!(person.has_letters());
    }

    #[test]
    fn a_summary_of_attendance_has_neither_meta_nor_fixed_values() {
        let summary = reach("AggregatedAttendance");
        assert!(!summary.can_show("SS12K-META-001") && !summary.can_show("SS12K-ENV-007"));
        assert!(summary.can_show("SS12K-AGG-001") && summary.can_show("SS12K-ENV-011"));
    }

    #[test]
    fn what_is_embedded_belongs_to_another_call() {
        assert!(!reach("Activity").can_show("SS12K-GRP-001"));
    }
}
