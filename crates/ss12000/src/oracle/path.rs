//! Fields of the contract, also those that lead through other entities.
//!
//! `activity -> groups[] -> groupMemberships[].person.id | studentExceptions[].student.id`: two ways, of which the first follows
//! two references.

use samspel_contract::Contract;

use super::expected::{Expected, Fit};
use super::predicate::Undecidable;
use super::tables::Tables;
use crate::snapshot::Cell;

/// One way from a record to values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Way {
    /// References to follow: the column of their ids, and the entity that they lead to.
    hops: Vec<(String, String)>,
    /// The column at the end.
    pub(super) field: String,
}

impl Way {
    /// Entities on the way, in order.
    pub(super) fn targets(&self) -> Vec<String> {
        self.hops.iter().map(|(_, target)| target.clone()).collect()
    }

    /// Each column that is looked at, with the entity that has it.
    pub(super) fn columns(&self, entity: &str) -> Vec<(String, String)> {
        let mut at = entity.to_owned();
        let mut columns = Vec::new();
        for (column, target) in &self.hops {
            columns.push((std::mem::replace(&mut at, target.clone()), column.clone()));
        }
        columns.push((at, self.field.clone()));
        columns
    }
}

/// The ways of a field. A reference that the contract does not know ends the list: nothing is expected then.
pub(super) fn ways(contract: &Contract, entity: &str, field: &str) -> Vec<Way> {
    field.split(" | ").filter_map(|alternative| way(contract, entity, alternative)).collect()
}

fn way(contract: &Contract, entity: &str, alternative: &str) -> Option<Way> {
    let mut segments: Vec<&str> = alternative.split(" -> ").collect();
    let field = segments.pop()?.to_owned();
    let mut at = entity.to_owned();
    let mut hops = Vec::new();
    for path in segments {
        let reference = contract.references().iter().find(|r| r.entity == at && r.path == path)?;
        hops.push((format!("{path}.id"), reference.target.clone()));
        at.clone_from(&reference.target);
    }
    Some(Way { hops, field })
}

/// The rows of the asked list that reach a wanted value on one of the ways of a field.
pub(super) fn reaching(tables: &Tables, field: &str, wanted: &dyn Fn(Cell) -> Fit) -> Result<Expected, Undecidable> {
    on_one_way(tables, field, Wanted { is_wanted: wanted, now: None })
}

/// The same, without elements that have ended: memberships, assignments.
pub(super) fn reaching_now(
    tables: &Tables,
    field: &str,
    wanted: &dyn Fn(Cell) -> Fit,
) -> Result<Expected, Undecidable> {
    on_one_way(tables, field, Wanted { is_wanted: wanted, now: Some(tables.today) })
}

/// What a value at the end of a way has to be.
#[derive(Clone, Copy)]
struct Wanted<'a> {
    is_wanted: &'a dyn Fn(Cell) -> Fit,
    /// The day on which the element that carries it must not have ended.
    now: Option<Cell>,
}

fn on_one_way(tables: &Tables, field: &str, wanted: Wanted<'_>) -> Result<Expected, Undecidable> {
    let ways = ways(&tables.contract, &tables.entity, field);
    if ways.len() != field.split(" | ").count() {
        return Err(Undecidable::NoField);
    }
    let mut all: Option<Expected> = None;
    for way in ways {
        let fits = fits(tables, &tables.entity, &way.hops, &way.field, wanted)?;
        all = Some(match all {
            Some(others) => others.or(&fits),
            None => fits,
        });
    }
    all.ok_or(Undecidable::NoField)
}

/// Row by row of an entity; backwards, so that each table is gone through once.
fn fits(
    tables: &Tables,
    entity: &str,
    hops: &[(String, String)],
    field: &str,
    wanted: Wanted<'_>,
) -> Result<Expected, Undecidable> {
    let (table, _) = tables.of_entity(entity).ok_or_else(|| Undecidable::Lacks(entity.to_owned()))?;
    let column = |path: &str| table.column(path).ok_or(Undecidable::NoField);
    let Some(((path, target), rest)) = hops.split_first() else {
        let column = column(field)?;
        let element = field.rfind("[].").and_then(|at| field.get(..at + 3));
        let ends = wanted.now.zip(element.and_then(|element| table.column(&format!("{element}endDate"))));
        return Ok(Expected::of(table.rows(), |row| match ends {
            None => one_of(column.cells(row), wanted.is_wanted),
            Some((now, ends)) => {
                let lasting =
                    column.cells(row).zip(ends.cells(row)).filter(|(_, end)| *end == Cell::Missing || *end >= now);
                one_of(lasting.map(|(cell, _)| cell), wanted.is_wanted)
            }
        }));
    };
    let column = column(path)?;
    let further = fits(tables, target, rest, field, wanted)?;
    let (targets, _) = tables.of_entity(target).ok_or_else(|| Undecidable::Lacks(target.clone()))?;
    // A reference that leads nowhere, or out of a part that was read, may be known to the system.
    let follow = |cell: Cell| match cell {
        Cell::Id(id) => targets.row_of(id).map_or(Fit::Either, |row| further.fit(row)),
        _ => Fit::Out,
    };
    Ok(Expected::of(table.rows(), |row| one_of(column.cells(row), &follow)))
}

/// Whether one of the cells is wanted.
pub(super) fn one_of(cells: impl Iterator<Item = Cell>, wanted: &dyn Fn(Cell) -> Fit) -> Fit {
    cells
        .map(|cell| match cell {
            Cell::Missing => Fit::Out,
            Cell::Unreadable => Fit::Either,
            known => wanted(known),
        })
        .max()
        .unwrap_or(Fit::Out)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_read_as_the_ways_that_lead_to_it() {
        let contract = Contract::embedded("2.1").unwrap();
        let of = |entity: &str, field: &str| ways(&contract, entity, field);
        let student = "activity -> groups[] -> groupMemberships[].person.id | studentExceptions[].student.id";
        let ways = of("CalendarEvent", student);
        assert_eq!(ways[0].targets(), ["Activity", "Group"]);
        assert_eq!(ways[0].columns("CalendarEvent")[1], ("Activity".to_owned(), "groups[].id".to_owned()));
        assert_eq!((ways[1].targets().len(), ways[1].field.as_str()), (0, "studentExceptions[].student.id"));
        assert!(of("CalendarEvent", "nowhere -> id").is_empty());
    }

    #[test]
    fn every_join_of_the_contract_can_be_followed() {
        for edition in ["2.0", "2.1"] {
            let contract = Contract::embedded(edition).unwrap();
            for operation in contract.operations() {
                let entity = operation.success.entity.as_deref().unwrap_or_default();
                for field in operation.parameters.iter().filter_map(|p| p.semantics.field.as_deref()) {
                    let relation = field.starts_with("relation");
                    assert!(
                        relation || ways(&contract, entity, field).len() == field.split(" | ").count(),
                        "{edition} {} {field}",
                        operation.id
                    );
                }
            }
        }
    }
}
