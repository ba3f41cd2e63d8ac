//! Children and pupils with their guardians and enrolments.

use std::collections::HashMap;

use jiff::civil::Date;
use rand::Rng;
use serde_json::{Value, json};
use uuid::Uuid;

use super::calendar::{LAST_YEAR, LAST_YEAR_END, SCHOOL_YEAR, after, years_after};
use super::draft::{Draft, put, reference};
use super::organisations::{Form, Tree};
use super::people::{Marking, People, Role, Somebody};
use super::subjects::Subjects;

/// A class: unit number, school year, letter.
pub(super) type ClassKey = (usize, u8, u8);
/// Pupils of a class at most.
const CLASS: usize = 25;

/// A child or pupil.
pub(super) struct Pupil {
    pub(super) somebody: Somebody,
    pub(super) number: usize,
    pub(super) form: Form,
    pub(super) year: u8,
    pub(super) unit: usize,
    pub(super) class: ClassKey,
    /// First day of the current enrolment (or placement, in preschool).
    pub(super) since: Date,
    /// Last day, for those who have left.
    pub(super) left: Option<Date>,
    pub(super) guardians: Vec<Somebody>,
}

/// How many children and pupils of each form there are: preschool, compulsory, upper secondary.
pub(super) fn shares(pupils: usize) -> (usize, usize, usize) {
    let count = |form| (0..pupils).filter(|number| form_of(*number) == form).count();
    (count(Form::Preschool), count(Form::Compulsory), count(Form::UpperSecondary))
}

fn form_of(number: usize) -> Form {
    match number % 10 {
        2 | 6 => Form::Preschool,
        3 | 8 => Form::UpperSecondary,
        _ => Form::Compulsory,
    }
}

pub(super) fn pupils(
    draft: &mut Draft<'_>,
    people: &mut People,
    tree: &Tree,
    subjects: &Subjects,
    count: usize,
) -> Vec<Pupil> {
    let mut rng = draft.rng("pupils");
    let mut of_form: HashMap<u8, usize> = HashMap::new();
    let mut in_year: HashMap<(usize, u8), usize> = HashMap::new();
    let mut household: Vec<Somebody> = Vec::new();
    let mut pupils = Vec::with_capacity(count);
    for number in 0..count {
        let form = form_of(number);
        let units = tree.of(form);
        let nth = of_form.entry(form as u8).or_default();
        let at = *nth;
        *nth += 1;
        let year = year_of(form, at);
        let unit = units[at / 10 % units.len()].number;
        let in_class = in_year.entry((unit, year)).or_default();
        let class = (unit, year, (*in_class / CLASS) as u8);
        *in_class += 1;

        let marking = if number == 1 && count > 1 { Marking::Confidential } else { Marking::None };
        let guardian_marking = if number == 2 { Marking::Protected } else { Marking::None };
        let siblings = number > 3 && rng.random_ratio(1, 3);
        if !siblings || household.is_empty() {
            household = guardians(draft, people, &mut rng, number, guardian_marking);
        }
        let born = people.day_in(birth_year(form, year));
        let (somebody, mut value) = people.person(draft, Role::Pupil, born, marking);
        let mut pupil = Pupil {
            somebody,
            number,
            form,
            year,
            unit,
            class,
            since: SCHOOL_YEAR,
            left: None,
            guardians: household.clone(),
        };
        enrol(&mut pupil, &mut value, draft, tree, subjects, at);
        put(&mut value, "responsibles", Some(responsibles(&pupil)));
        if pupil.left.is_some() {
            put(&mut value, "personStatus", Some("Utvandrad"));
        }
        draft.emit("Person", value);
        pupils.push(pupil);
    }
    pupils
}

fn year_of(form: Form, at: usize) -> u8 {
    match form {
        // The first pupil of all is in year 6: old enough for grades, young enough for leisure-time activities.
        Form::Compulsory => ((at + 6) % 10) as u8,
        Form::UpperSecondary => (at % 3) as u8 + 1,
        Form::Preschool | Form::Adult => (at % 5) as u8 + 1,
    }
}

fn birth_year(form: Form, year: u8) -> i16 {
    match form {
        Form::Preschool | Form::Adult => 2026 - i16::from(year),
        Form::Compulsory => 2020 - i16::from(year),
        Form::UpperSecondary => 2011 - i16::from(year),
    }
}

fn guardians(
    draft: &mut Draft<'_>,
    people: &mut People,
    rng: &mut rand_chacha::ChaCha8Rng,
    number: usize,
    marking: Marking,
) -> Vec<Somebody> {
    let count = if number % 6 == 5 { 1 } else { 2 };
    (0..count)
        .map(|nth| {
            let born = people.day_in(rng.random_range(1972..2000));
            let marking = if nth == 0 { marking } else { Marking::None };
            let (somebody, value) = people.person(draft, Role::Guardian, born, marking);
            draft.emit("Person", value);
            somebody
        })
        .collect()
}

fn responsibles(pupil: &Pupil) -> Vec<Value> {
    pupil
        .guardians
        .iter()
        .enumerate()
        .map(|(nth, guardian)| {
            let relation = match (pupil.number % 20, nth) {
                (9, 1) => "Annan ansvarig",
                (15, 0) => "God man",
                (18, 1) => "Utsedd behörig",
                _ => "Vårdnadshavare",
            };
            json!({ "person": guardian.reference(), "relationType": relation })
        })
        .collect()
}

fn enrol(pupil: &mut Pupil, value: &mut Value, draft: &Draft<'_>, tree: &Tree, subjects: &Subjects, at: usize) {
    let unit = tree.units[pupil.unit].id;
    let mut enrolments = Vec::new();
    match pupil.form {
        Form::Preschool | Form::Adult => {
            pupil.since = after(LAST_YEAR, (at as i64 % 9) * 14);
            // Preschool places are placements; some registers write an enrolment as well.
            if at.is_multiple_of(3) {
                enrolments.push(enrolment(unit, "FS", None, pupil.since, None));
            }
        }
        Form::Compulsory => compulsory(pupil, tree.closed, unit, at, &mut enrolments),
        Form::UpperSecondary => {
            pupil.since = years_after(SCHOOL_YEAR, 1 - i64::from(pupil.year));
            if pupil.year > 1 {
                pupil.since = LAST_YEAR;
            }
            let programme = &subjects.programmes[[0, 1, 2, 3, 4, 5, 6, 7][at % 8]];
            let mut current = enrolment(unit, "GY", Some(pupil.year), pupil.since, None);
            put(&mut current, "educationCode", Some(programme.code));
            put(&mut current, "programme", Some(reference(programme.id)));
            put(&mut current, "specification", (at % 5 == 2).then_some("Lärlingsutbildning"));
            enrolments.push(current);
            if at % 6 == 1 {
                let mut cancelled =
                    enrolment(unit, "GY", Some(1), years_after(LAST_YEAR, -1), Some(after(LAST_YEAR, -200)));
                put(&mut cancelled, "cancelled", Some(true));
                put(&mut cancelled, "educationCode", Some("SA"));
                enrolments.insert(0, cancelled);
            }
        }
    }
    if pupil.number % 40 == 19 {
        let last_day = after(SCHOOL_YEAR, 11);
        pupil.left = Some(last_day);
        if let Some(current) = enrolments.last_mut() {
            put(current, "endDate", Some(last_day.to_string()));
            put(current, "cancelled", Some(true));
        }
    }
    if !enrolments.is_empty() {
        // Registers often list the current enrolment first.
        if draft.edition == super::Edition::Corrected && at.is_multiple_of(2) {
            enrolments.reverse();
        }
        put(value, "enrolments", Some(enrolments));
    }
}

fn compulsory(pupil: &mut Pupil, closed: Uuid, unit: Uuid, at: usize, enrolments: &mut Vec<Value>) {
    match pupil.year {
        0 => enrolments.push(enrolment(unit, "FKLASS", Some(0), pupil.since, None)),
        1 => {
            enrolments.push(enrolment(unit, "FKLASS", Some(0), LAST_YEAR, Some(LAST_YEAR_END)));
            enrolments.push(enrolment(unit, "GR", Some(1), pupil.since, None));
        }
        year => {
            if at % 7 == 3 {
                enrolments.push(enrolment(
                    closed,
                    "GR",
                    Some(year - 1),
                    years_after(LAST_YEAR, -1),
                    Some(after(LAST_YEAR_END, 18)),
                ));
            } else {
                pupil.since = years_after(LAST_YEAR, -(at as i64 % 3).min(i64::from(year) - 2));
            }
            enrolments.push(enrolment(unit, "GR", Some(year), pupil.since, None));
        }
    }
}

fn enrolment(unit: Uuid, school_type: &str, year: Option<u8>, from: Date, to: Option<Date>) -> Value {
    let mut value = json!({ "enroledAt": reference(unit), "schoolType": school_type, "startDate": from.to_string() });
    put(&mut value, "schoolYear", year);
    put(&mut value, "endDate", to.map(|day| day.to_string()));
    value
}
