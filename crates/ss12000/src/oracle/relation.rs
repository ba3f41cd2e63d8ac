//! Relations of persons to organisations: what the `relationship.*` parameters look at.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use samspel_contract::Parameter;

use super::bound::Bound;
use super::expected::{Expected, Fit};
use super::predicate::Undecidable;
use super::tables::Tables;
use crate::snapshot::{Cell, Column, Table, text_hash};

/// The kinds that the standard has, by their literals.
pub(super) const KINDS: [&str; 7] = [
    "enrolment",
    "duty",
    "placement.child",
    "placement.owner",
    "responsibleFor.enrolment",
    "responsibleFor.placement",
    "groupMembership",
];

/// One relation of one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Relation {
    /// Row of the person.
    pub(super) person: u32,
    pub(super) organisation: Cell,
    pub(super) start: Cell,
    pub(super) end: Cell,
    /// Whether the standard leaves no doubt that it counts.
    pub(super) sure: bool,
}

/// What a relation has to be like.
pub(super) struct Condition<'a> {
    pub(super) organisation: Option<&'a dyn Fn(Cell) -> Fit>,
    /// Bounds on its start and its end.
    pub(super) start: Vec<(Bound, Cell)>,
    pub(super) end: Vec<(Bound, Cell)>,
    /// What a relation is good for of which it is not sure that it counts.
    pub(super) unsure: Fit,
}

impl Condition<'_> {
    fn fit(&self, relation: &Relation) -> Fit {
        let sure = if relation.sure { Fit::In } else { self.unsure };
        let organisation = match (self.organisation, relation.organisation) {
            (None, _) => Fit::In,
            (Some(_), Cell::Missing) => Fit::Out,
            (Some(_), Cell::Unreadable) => Fit::Either,
            (Some(wanted), known) => wanted(known),
        };
        let within =
            |bounds: &[(Bound, Cell)], cell| bounds.iter().map(|(b, at)| b.fit(cell, *at)).min().unwrap_or(Fit::In);
        sure.min(organisation).min(within(&self.start, relation.start)).min(within(&self.end, relation.end))
    }
}

/// Which kinds of relation of the edition count: the named one, or all when none is named.
pub(super) fn kinds<'a>(parameter: Option<&'a Parameter>, named: Option<&'a str>) -> Vec<&'a str> {
    match named {
        Some(named) => vec![named],
        None => {
            let values = parameter.and_then(|p| p.values.as_ref());
            KINDS.into_iter().filter(|kind| values.is_none_or(|all| all.iter().any(|v| v == kind))).collect()
        }
    }
}

/// The persons who have a relation of one of these kinds that fulfils the whole condition.
pub(super) fn having(tables: &Tables, kinds: &[&str], condition: &Condition<'_>) -> Result<Expected, Undecidable> {
    let mut fits = vec![Fit::Out; tables.table().len()];
    let mut whole = true;
    for kind in kinds {
        let of = match tables.relations.of(tables, kind) {
            Ok(of) => of,
            // Of several kinds the others still tell who belongs for sure.
            Err(_) if kinds.len() > 1 => {
                whole = false;
                continue;
            }
            Err(undecidable) => return Err(undecidable),
        };
        whole &= of.whole;
        for relation in &of.all {
            if let Some(fit) = fits.get_mut(relation.person as usize) {
                *fit = (*fit).max(condition.fit(relation));
            }
        }
    }
    let expected = Expected::of(tables.rows(), |row| fits.get(row as usize).copied().unwrap_or(Fit::Either));
    Ok(if whole { expected } else { expected.at_least() })
}

/// The relations of one kind, and whether there can be no others.
#[derive(Debug)]
pub(super) struct Relations {
    pub(super) all: Vec<Relation>,
    pub(super) whole: bool,
}

/// Relations that are remembered at most; beyond that they are gathered again, so that memory does not grow with the system.
const REMEMBERED: usize = 200_000;

/// Relations by kind, gathered when they are first asked for.
#[derive(Debug, Default)]
pub(super) struct Gathered(Mutex<BTreeMap<String, Arc<Relations>>>);

impl Gathered {
    fn of(&self, tables: &Tables, kind: &str) -> Result<Arc<Relations>, Undecidable> {
        let known = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(relations) = known().get(kind) {
            return Ok(Arc::clone(relations));
        }
        let relations = Arc::new(gather(tables, kind)?);
        if relations.all.len() <= REMEMBERED {
            known().insert(kind.to_owned(), Arc::clone(&relations));
        }
        Ok(relations)
    }
}

/// Every relation of one kind.
fn gather(tables: &Tables, kind: &str) -> Result<Relations, Undecidable> {
    let persons = tables.table();
    let mut found = Found { persons, all: Vec::new(), whole: true };
    match kind {
        "enrolment" => enrolments(&mut found, false)?,
        "responsibleFor.enrolment" => enrolments(&mut found, true)?,
        "duty" => {
            let duty = found.list(tables, "Duty")?;
            let (person, at) = (column(duty, "person.id")?, column(duty, "dutyAt.id")?);
            let days = Days::of(duty, "")?;
            for row in duty.rows() {
                found.add(person.cell(row), at.cell(row), days.cells(row, 0), true);
            }
        }
        "placement.child" => placements(&mut found, tables, |placement, _| {
            let child = column(placement, "child.id")?;
            Ok(Box::new(move |row| child.cells(row).collect()))
        })?,
        "placement.owner" => placements(&mut found, tables, |placement, _| {
            let owners = column(placement, "owners[].id")?;
            Ok(Box::new(move |row| owners.cells(row).collect()))
        })?,
        "responsibleFor.placement" => placements(&mut found, tables, |placement, persons| {
            let (child, responsible) = (column(placement, "child.id")?, column(persons, "responsibles[].person.id")?);
            Ok(Box::new(move |row| match child.cell(row) {
                Cell::Id(id) => persons.row_of(id).map(|child| responsible.cells(child).collect()).unwrap_or_default(),
                _ => Vec::new(),
            }))
        })?,
        "groupMembership" => memberships(&mut found, tables)?,
        _ => return Err(Undecidable::NoField),
    }
    Ok(Relations { all: found.all, whole: found.whole })
}

struct Found<'a> {
    persons: &'a Table,
    all: Vec<Relation>,
    whole: bool,
}

impl<'a> Found<'a> {
    fn list(&mut self, tables: &'a Tables, entity: &str) -> Result<&'a Table, Undecidable> {
        let (table, whole) = tables.of_entity(entity).ok_or_else(|| Undecidable::Lacks(entity.to_owned()))?;
        self.whole &= whole;
        Ok(table)
    }

    fn add(&mut self, person: Cell, organisation: Cell, (start, end): (Cell, Cell), sure: bool) {
        if let Cell::Id(id) = person
            && let Some(person) = self.persons.row_of(id)
        {
            self.all.push(Relation { person, organisation, start, end, sure });
        }
    }
}

/// First and last day of something, by the path of what carries them.
struct Days<'a> {
    start: &'a Column,
    end: &'a Column,
}

impl<'a> Days<'a> {
    fn of(table: &'a Table, carrier: &str) -> Result<Self, Undecidable> {
        Ok(Days {
            start: column(table, &format!("{carrier}startDate"))?,
            end: column(table, &format!("{carrier}endDate"))?,
        })
    }

    fn cells(&self, row: u32, element: usize) -> (Cell, Cell) {
        let at = |column: &Column| column.cells(row).nth(element).unwrap_or(Cell::Missing);
        (at(self.start), at(self.end))
    }
}

fn column<'a>(table: &'a Table, path: &str) -> Result<&'a Column, Undecidable> {
    table.column(path).ok_or(Undecidable::NoField)
}

fn enrolments(found: &mut Found<'_>, of_responsible: bool) -> Result<(), Undecidable> {
    let persons = found.persons;
    let at = column(persons, "enrolments[].enroledAt.id")?;
    let cancelled = column(persons, "enrolments[].cancelled")?;
    let responsible = column(persons, "responsibles[].person.id")?;
    let days = Days::of(persons, "enrolments[].")?;
    for row in persons.rows() {
        for (element, organisation) in at.cells(row).enumerate() {
            // Whether a cancelled enrolment still is one is not stated.
            let sure = cancelled.cells(row).nth(element) != Some(Cell::Text(text_hash("true")));
            let (start, end) = days.cells(row, element);
            if of_responsible {
                for person in responsible.cells(row) {
                    found.add(person, organisation, (start, end), sure);
                }
            } else {
                found.all.push(Relation { person: row, organisation, start, end, sure });
            }
        }
    }
    Ok(())
}

/// Gives the persons that a placement relates.
type PersonsOf<'a> = Box<dyn Fn(u32) -> Vec<Cell> + 'a>;

fn placements<'a>(
    found: &mut Found<'a>,
    tables: &'a Tables,
    persons_of: impl Fn(&'a Table, &'a Table) -> Result<PersonsOf<'a>, Undecidable>,
) -> Result<(), Undecidable> {
    let placement = found.list(tables, "Placement")?;
    let at = column(placement, "placedAt.id")?;
    let days = Days::of(placement, "")?;
    let persons_of = persons_of(placement, found.persons)?;
    for row in placement.rows() {
        for person in persons_of(row) {
            found.add(person, at.cell(row), days.cells(row, 0), true);
        }
    }
    Ok(())
}

/// Members of groups for sure. Whether staff attached to a group by an assignment are meant as well is not clear.
fn memberships(found: &mut Found<'_>, tables: &Tables) -> Result<(), Undecidable> {
    let lacks = |entity: &str| Undecidable::Lacks(entity.to_owned());
    let (groups, whole) = tables.of_entity("Group").ok_or_else(|| lacks("Group"))?;
    found.whole &= whole;
    let organisation = column(groups, "organisation.id")?;
    let member = column(groups, "groupMemberships[].person.id")?;
    let days = Days::of(groups, "groupMemberships[].")?;
    for row in groups.rows() {
        for (element, person) in member.cells(row).enumerate() {
            found.add(person, organisation.cell(row), days.cells(row, element), true);
        }
    }
    let Some((duties, whole)) = tables.of_entity("Duty") else {
        found.whole = false;
        return Ok(());
    };
    found.whole &= whole;
    let (person, group) = (column(duties, "person.id")?, column(duties, "assignmentRole[].group.id")?);
    let days = Days::of(duties, "assignmentRole[].")?;
    for row in duties.rows() {
        for (element, assigned) in group.cells(row).enumerate() {
            let at = match assigned {
                Cell::Id(id) => groups.row_of(id).map_or(Cell::Unreadable, |group| organisation.cell(group)),
                _ => Cell::Unreadable,
            };
            found.add(person.cell(row), at, days.cells(row, element), false);
        }
    }
    Ok(())
}
