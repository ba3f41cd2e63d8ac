//! Staff and their duties: several per person, with assignments to groups.

use jiff::civil::Date;
use rand::Rng;
use serde_json::{Value, json};
use uuid::Uuid;

use super::calendar::{LAST_YEAR, LAST_YEAR_END, SCHOOL_YEAR, years_after};
use super::draft::{Draft, put, reference};
use super::organisations::{Form, Tree};
use super::people::{Marking, People, Role, Somebody};

/// A duty in the making: groups add their assignments before it is emitted.
pub(super) struct Duty {
    pub(super) id: Uuid,
    pub(super) person: Option<Somebody>,
    at: Uuid,
    role: &'static str,
    start: Date,
    end: Option<Date>,
    assignments: Vec<Value>,
}

/// Everybody who works for the municipality.
pub(super) struct Staff {
    duties: Vec<Duty>,
    /// Per unit number: indices of duties that teach or care.
    teaching: Vec<Vec<usize>>,
    /// Per unit number: everybody there.
    pub(super) members: Vec<Vec<Somebody>>,
    /// People in the administration.
    pub(super) office: Vec<Somebody>,
}

impl Staff {
    /// The n-th teaching duty of a unit, round and round.
    pub(super) fn teacher(&self, unit: usize, nth: usize) -> &Duty {
        let of_unit = &self.teaching[unit];
        &self.duties[of_unit[nth % of_unit.len()]]
    }

    /// Assigns the n-th teaching duty of a unit to a group.
    pub(super) fn assign(
        &mut self,
        unit: usize,
        nth: usize,
        group: Uuid,
        role: &'static str,
        from: Date,
        to: Option<Date>,
    ) {
        let of_unit = &self.teaching[unit];
        let duty = of_unit[nth % of_unit.len()];
        let mut assignment =
            json!({ "group": reference(group), "assignmentRoleType": role, "startDate": from.to_string() });
        // An assignment ends with its duty at the latest.
        put(&mut assignment, "endDate", to.or(self.duties[duty].end).map(|day| day.to_string()));
        self.duties[duty].assignments.push(assignment);
    }

    /// Emits every duty.
    pub(super) fn emit(&self, draft: &mut Draft<'_>) {
        for (number, duty) in self.duties.iter().enumerate() {
            let mut value = json!({
                "id": duty.id.to_string(), "dutyAt": reference(duty.at), "dutyRole": draft.edition.word(duty.role),
                "startDate": duty.start.to_string(),
            });
            put(&mut value, "person", duty.person.map(Somebody::reference));
            put(&mut value, "endDate", duty.end.map(|day| day.to_string()));
            put(&mut value, "signature", (number % 3 != 2).then(|| format!("S{number:03}")));
            put(&mut value, "dutyPercent", (number % 4 != 3).then_some(if number % 5 == 0 { 60 } else { 100 }));
            put(&mut value, "hoursPerYear", (number % 6 == 1).then_some(1360));
            if !duty.assignments.is_empty() {
                put(&mut value, "assignmentRole", Some(duty.assignments.clone()));
            }
            draft.emit("Duty", value);
        }
    }
}

/// How many teaching duties a unit gets.
pub(super) type Need<'a> = &'a dyn Fn(usize) -> usize;

pub(super) fn staff(draft: &mut Draft<'_>, people: &mut People, tree: &Tree, pupils: usize, need: Need<'_>) -> Staff {
    let mut making = Making { rng: draft.rng("staff"), duties: Vec::new(), hired: 0, markings: markings(pupils) };
    let mut teaching = Vec::new();
    let mut members = Vec::new();
    for unit in &tree.units {
        let mut here = Vec::new();
        let head = if unit.form == Form::Preschool { "Förskolechef" } else { "Rektor" };
        let head = if draft.edition == super::Edition::Corrected { "Rektor" } else { head };
        here.push(making.hire(draft, people, unit.id, head));
        let roles: &[&'static str] = match unit.form {
            Form::Preschool => &["Förskollärare", "Barnskötare"],
            Form::Compulsory => &["Lärare", "Lärare", "Fritidspedagog", "Förstelärare"],
            Form::UpperSecondary | Form::Adult => &["Lärare"],
        };
        let mut of_unit = Vec::new();
        for nth in 0..need(unit.number).max(2) {
            of_unit.push(making.duties.len());
            here.push(making.hire(draft, people, unit.id, roles[nth % roles.len()]));
        }
        for other in ["Speciallärare/specialpedagog", "Skoladministratör"] {
            if unit.form != Form::Preschool {
                here.push(making.hire(draft, people, unit.id, other));
            }
        }
        teaching.push(of_unit);
        members.push(here);
    }
    let office = vec![
        making.hire(draft, people, tree.administration, "Annan personal"),
        making.hire(draft, people, tree.principal, "Annan personal"),
    ];

    // Some work at two places, one post is vacant and one was closed.
    for unit in 1..members.len() {
        if let Some(somebody) = members[unit - 1].get(1).copied() {
            making.duty(draft, Some(somebody), tree.units[unit].id, "Annan personal", SCHOOL_YEAR, None);
        }
    }
    let last = tree.units.len() - 1;
    making.duty(draft, None, tree.units[last].id, "Lärare", SCHOOL_YEAR, None);
    making.duty(draft, None, tree.units[0].id, "Annan personal", LAST_YEAR, Some(LAST_YEAR_END));
    Staff { duties: making.duties, teaching, members, office }
}

/// Which of the first people hired are protected: only when there are too few pupils to carry the markings.
fn markings(pupils: usize) -> [Marking; 3] {
    match pupils {
        0 | 1 => [Marking::None, Marking::Confidential, Marking::Protected],
        2 => [Marking::None, Marking::None, Marking::Protected],
        _ => [Marking::None; 3],
    }
}

struct Making {
    rng: rand_chacha::ChaCha8Rng,
    duties: Vec<Duty>,
    hired: usize,
    markings: [Marking; 3],
}

impl Making {
    fn hire(&mut self, draft: &mut Draft<'_>, people: &mut People, at: Uuid, role: &'static str) -> Somebody {
        let born = people.day_in(self.rng.random_range(1960..1999));
        let marking = self.markings.get(self.hired).copied().unwrap_or(Marking::None);
        let (somebody, value) = people.person(draft, Role::Staff, born, marking);
        draft.emit("Person", value);
        let start = years_after(LAST_YEAR, -self.rng.random_range(0..12));
        // Posts for a limited time end after the school year.
        let end = (self.hired % 5 == 3).then(|| years_after(LAST_YEAR_END, 1));
        self.duty(draft, Some(somebody), at, role, start, end);
        self.hired += 1;
        somebody
    }

    fn duty(
        &mut self,
        draft: &Draft<'_>,
        person: Option<Somebody>,
        at: Uuid,
        role: &'static str,
        start: Date,
        end: Option<Date>,
    ) {
        let id = draft.id("Duty", self.duties.len());
        self.duties.push(Duty { id, person, at, role, start, end, assignments: Vec::new() });
    }
}
