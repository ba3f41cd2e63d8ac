//! `expandReferenceNames`: a display name in every reference, however deep.

use std::collections::{BTreeMap, HashMap};

use samspel_contract::{Contract, Property, Shape};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::store::Store;

/// Names references; remembers names it has looked up.
pub(crate) struct Namer<'s> {
    contract: &'s Contract,
    store: &'s Store,
    known: HashMap<Uuid, String>,
}

impl<'s> Namer<'s> {
    pub(crate) fn new(contract: &'s Contract, store: &'s Store) -> Namer<'s> {
        Namer { contract, store, known: HashMap::new() }
    }

    /// Names every reference in an entity and in what is embedded in it.
    pub(crate) fn name(&mut self, entity: &str, value: &mut Value) {
        let contract = self.contract;
        if let Some(entity) = contract.entity(entity) {
            self.properties(&entity.properties, value);
        }
    }

    fn properties(&mut self, properties: &BTreeMap<String, Property>, value: &mut Value) {
        let Value::Object(fields) = value else { return };
        for (name, field) in fields.iter_mut() {
            if let Some(property) = properties.get(name) {
                self.shape(&property.shape, field);
            }
        }
    }

    fn shape(&mut self, shape: &Shape, value: &mut Value) {
        match shape {
            Shape::Scalar { .. } => {}
            Shape::Reference { target } => {
                let id = value.get("id").and_then(Value::as_str).and_then(|id| Uuid::try_parse(id).ok());
                if let (Some(id), Value::Object(fields)) = (id, value) {
                    fields.insert("displayName".to_owned(), json!(self.name_of(target, id)));
                }
            }
            Shape::Object(name) => self.name(name, value),
            Shape::Inline(properties) => self.properties(properties, value),
            Shape::Array { items, .. } => {
                for element in value.as_array_mut().into_iter().flatten() {
                    self.shape(items, element);
                }
            }
        }
    }

    fn name_of(&mut self, target: &str, id: Uuid) -> String {
        if let Some(name) = self.known.get(&id) {
            return name.clone();
        }
        let value = self.store.table(target).get(id).map(|record| record.value()).unwrap_or_default();
        let text = |field: &str| value.get(field).and_then(Value::as_str).unwrap_or_default();
        let name = match target {
            "Person" => format!("{} {}", text("givenName"), text("familyName")),
            "Programme" => text("name").to_owned(),
            "Syllabus" => [text("courseName"), text("subjectName")]
                .into_iter()
                .find(|name| !name.is_empty())
                .unwrap_or_default()
                .to_owned(),
            "Duty" => text("dutyRole").to_owned(),
            "Placement" => format!("Placering från {}", text("startDate")),
            "CalendarEvent" => format!("Lektion {}", text("startTime")),
            _ => text("displayName").to_owned(),
        };
        self.known.insert(id, name.clone());
        name
    }
}
