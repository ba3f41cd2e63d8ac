//! Two people of the municipality that a login service may know: a pupil and somebody of the staff.

use std::collections::HashMap;

use serde_json::Value;

use super::people::Entry;
use crate::municipality::{Edition, Scale, generate};
use crate::{Options, StartError};

/// People of the municipality that [`start`](crate::start) makes with these options: a pupil and somebody of the staff, each with an EPPN,
/// a civic number and a school unit. None when the municipality is too small to have both.
///
/// # Errors
/// When the edition is unknown.
pub fn entries(options: &Options) -> Result<Option<[Entry; 2]>, StartError> {
    let edition =
        Edition::named(&options.edition).ok_or_else(|| StartError::UnknownEdition(options.edition.clone()))?;
    let mut seen = Seen::default();
    let scale = Scale { seed: options.seed, pupils: options.pupils, edition, id_kind: |kind| kind };
    generate(scale, &mut |entity, value| seen.note(entity, value));
    Ok(seen.pupil().zip(seen.teacher()).map(|(pupil, teacher)| [pupil, teacher]))
}

#[derive(Default)]
struct Seen {
    people: Vec<Value>,
    duties: Vec<Value>,
    /// Code by id of the organisation.
    units: HashMap<String, String>,
}

impl Seen {
    fn note(&mut self, entity: &str, value: Value) {
        match entity {
            "Person" => self.people.push(value),
            "Duty" => self.duties.push(value),
            "Organisation" => {
                if let (Some(id), Some(code)) = (text(&value, "/id"), text(&value, "/schoolUnitCode")) {
                    self.units.insert(id.to_owned(), code.to_owned());
                }
            }
            _ => {}
        }
    }

    fn pupil(&self) -> Option<Entry> {
        self.people.iter().find_map(|person| {
            let enrolments = person.get("enrolments")?.as_array()?;
            self.entry(person, enrolments.iter().filter_map(|enrolment| text(enrolment, "/enroledAt/id")))
        })
    }

    fn teacher(&self) -> Option<Entry> {
        self.people.iter().filter(|person| person.get("enrolments").is_none()).find_map(|person| {
            let id = text(person, "/id")?;
            let own = self.duties.iter().filter(|duty| text(duty, "/person/id") == Some(id));
            self.entry(person, own.filter_map(|duty| text(duty, "/dutyAt/id")))
        })
    }

    fn entry<'v>(&self, person: &Value, organisations: impl Iterator<Item = &'v str>) -> Option<Entry> {
        let number = text(person, "/civicNo/value").filter(|number| number.bytes().all(|b| b.is_ascii_digit()))?;
        let mut units: Vec<String> = organisations.filter_map(|id| self.units.get(id).cloned()).collect();
        units.sort();
        units.dedup();
        (!units.is_empty()).then_some(())?;
        Some(Entry {
            id: text(person, "/id")?.to_owned(),
            principal_name: text(person, "/eduPersonPrincipalNames/0")?.to_owned(),
            school_units: units,
            family_name: text(person, "/familyName")?.to_owned(),
            civic_number: number.to_owned(),
        })
    }
}

fn text<'v>(value: &'v Value, pointer: &str) -> Option<&'v str> {
    value.pointer(pointer)?.as_str()
}
