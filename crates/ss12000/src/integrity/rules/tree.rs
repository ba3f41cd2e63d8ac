//! The organisation tree: parents, roots, levels, codes.

use std::collections::{HashMap, HashSet};

use samspel_suite::CheckError;

use crate::integrity::branch::Branches;
use crate::integrity::data::{Data, Of, Period, is, is_among};
use crate::integrity::rule::{Cause, Rule, Sightings, cause, sets};
use crate::snapshot::{Cell, Column};

pub(in crate::integrity) const RULES: &[Rule] = &[
    sets(&["SS12K-INT-004", "SS12K-ORG-003"], "Organisation", &[], "parentOrganisation", parent_is_no_unit),
    sets(&["SS12K-INT-004"], "Organisation", &[], "parentOrganisation", no_circle),
    sets(&["SS12K-INT-005"], "Organisation", &[], "parentOrganisation", roots_and_levels),
    sets(&["SS12K-ORG-008"], "Organisation", &[], "organisationType = Skolenhet", units_below_organiser),
    sets(&["SS12K-INT-007", "SS12K-ORG-005"], "Organisation", &[], "schoolUnitCode (≥ 2)", unit_codes_unique),
    sets(&["SS12K-INT-007"], "Organisation", &[], "organisationCode (≥ 2)", organisation_codes_unique),
    sets(&["SS12K-INT-006"], "Organisation", &["Person"], "an enrolment at a Skolenhet", units_with_pupils),
];

static PARENT_IS_UNIT: Cause =
    cause("tree-parent-is-school-unit", "/parentOrganisation", "organisationType != Skolenhet", "Skolenhet");
static CIRCLE: Cause = cause("tree-circle", "/parentOrganisation", "a chain that ends", "a circle");
static ROOT: Cause = cause("tree-no-organiser", "/parentOrganisation", "Huvudman, Bolag or Varumärke", "another root");
static LEVELS: Cause = cause("tree-levels", "/parentOrganisation", "a higher level", "a lower level");
static ORGANISERS: Cause =
    cause("tree-two-organisers", "/organisationNumber", "one Huvudman for a legal entity", "several");
static UNIT_CODE: Cause = cause("tree-unit-code-twice", "/schoolUnitCode", "one school unit", "several");
static CODE: Cause = cause("tree-code-twice", "/organisationCode", "one element of the organiser", "several");
static NO_TYPES: Cause = cause("tree-unit-without-types", "/schoolTypes", "at least one", "none").note();

/// Organisation types that a tree may end in.
const ROOTS: [&str; 3] = ["Huvudman", "Bolag", "Varumärke"];

fn parent_is_no_unit(data: &Data, seen: &mut Sightings) -> Result<(), CheckError> {
    let of = data.of("Organisation")?;
    let (parents, kinds) = (of.column("parentOrganisation.id")?, of.column("organisationType")?);
    for row in of.rows() {
        if let Some(parent) = of.row(parents.cell(row)) {
            let holds = !is(kinds.cell(parent), "Skolenhet");
            seen.expect_at(holds, &PARENT_IS_UNIT, &[of.at(row), of.at(parent)]);
        }
    }
    Ok(())
}

fn no_circle(data: &Data, seen: &mut Sightings) -> Result<(), CheckError> {
    circles(data.of("Organisation")?, "parentOrganisation.id", &CIRCLE, seen)
}

/// Follows each chain of parents; a circle is held against one of its records.
pub(super) fn circles(of: Of<'_>, path: &str, cause: &'static Cause, seen: &mut Sightings) -> Result<(), CheckError> {
    let parents = of.column(path)?;
    let mut done: HashSet<u32> = HashSet::new();
    for row in of.rows().filter(|row| of.row(parents.cell(*row)).is_some()) {
        let mut chain: Vec<u32> = Vec::new();
        let mut at = Some(row);
        let mut circle = false;
        while let Some(here) = at {
            if chain.contains(&here) {
                circle = true;
                break;
            }
            if !done.insert(here) {
                break;
            }
            chain.push(here);
            at = of.row(parents.cell(here));
        }
        let places: Vec<_> = chain.iter().take(5).map(|row| of.at(*row)).collect();
        seen.expect_at(!circle, cause, &places);
    }
    Ok(())
}

/// Levels from the top down. Of two on one level either may stand above the other.
fn level(kind: Cell) -> Option<u8> {
    const LEVELS: [&[&str]; 4] =
        [&ROOTS, &["Förvaltning", "Verksamhetsområde", "Stadsdel"], &["Rektorsområde", "Skola"], &["Skolenhet"]];
    LEVELS.iter().zip(0..).find(|(kinds, _)| is_among(kind, kinds)).map(|(_, level)| level)
}

fn roots_and_levels(data: &Data, seen: &mut Sightings) -> Result<(), CheckError> {
    let of = data.of("Organisation")?;
    let (parents, kinds) = (of.column("parentOrganisation.id")?, of.column("organisationType")?);
    for row in of.rows() {
        let parent = parents.cell(row);
        match of.row(parent) {
            Some(above) => {
                if let (Some(own), Some(higher)) = (level(kinds.cell(row)), level(kinds.cell(above))) {
                    seen.expect_at(higher <= own, &LEVELS, &[of.at(row), of.at(above)]);
                }
            }
            None if parent == Cell::Missing => {
                seen.expect_at(is_among(kinds.cell(row), &ROOTS), &ROOT, &[of.at(row)]);
            }
            // A parent that is not there is another matter.
            None => {}
        }
    }
    Ok(())
}

fn units_below_organiser(data: &Data, seen: &mut Sightings) -> Result<(), CheckError> {
    let of = data.of("Organisation")?;
    let (parents, kinds) = (of.column("parentOrganisation.id")?, of.column("organisationType")?);
    let branches = Branches::of(of, "parentOrganisation.id")?;
    for row in of.rows().filter(|row| is(kinds.cell(*row), "Skolenhet")) {
        let Some(root) = branches.root(row) else { continue };
        if parents.cell(root) == Cell::Missing {
            seen.expect_at(is_among(kinds.cell(root), &ROOTS), &ROOT, &[of.at(row)]);
        }
    }
    let numbers = of.column("organisationNumber")?;
    let organisers = of.rows().filter(|row| {
        is(kinds.cell(*row), "Huvudman") && parents.cell(*row) == Cell::Missing && numbers.cell(*row).is_known()
    });
    twice(of, organisers, |row| Some(numbers.cell(row)), &ORGANISERS, seen)
}

fn unit_codes_unique(data: &Data, seen: &mut Sightings) -> Result<(), CheckError> {
    let of = data.of("Organisation")?;
    let (codes, kinds) = (of.column("schoolUnitCode")?, of.column("organisationType")?);
    let units = of.rows().filter(|row| is(kinds.cell(*row), "Skolenhet") && codes.cell(*row).is_known());
    twice(of, units, |row| Some(codes.cell(row)), &UNIT_CODE, seen)
}

fn organisation_codes_unique(data: &Data, seen: &mut Sightings) -> Result<(), CheckError> {
    let of = data.of("Organisation")?;
    let codes = of.column("organisationCode")?;
    let branches = Branches::of(of, "parentOrganisation.id")?;
    let with_code = of.rows().filter(|row| codes.cell(*row).is_known());
    twice(of, with_code, |row| branches.root(row).map(|root| (root, codes.cell(row))), &CODE, seen)
}

/// Whether no two of the rows that are valid on one day have the same key. One row alone shows nothing.
fn twice<K: std::hash::Hash + Eq>(
    of: Of<'_>,
    rows: impl Iterator<Item = u32>,
    key: impl Fn(u32) -> Option<K>,
    cause: &'static Cause,
    seen: &mut Sightings,
) -> Result<(), CheckError> {
    let (starts, ends) = (of.column("startDate")?, of.column("endDate")?);
    let mut by_key: HashMap<K, Vec<(u32, Period)>> = HashMap::new();
    let mut rows = rows.peekable();
    let mut before = false;
    while let Some(row) = rows.next() {
        let (Some(key), Some(period)) = (key(row), period(starts, ends, row)) else { continue };
        let others = by_key.entry(key).or_default();
        let other = others.iter().find(|(_, other)| other.and(period).is_some()).map(|(row, _)| *row);
        if before || rows.peek().is_some() {
            let places: Vec<_> = std::iter::once(row).chain(other).map(|row| of.at(row)).collect();
            seen.expect_at(other.is_none(), cause, &places);
        }
        before = true;
        others.push((row, period));
    }
    Ok(())
}

fn period(starts: &Column, ends: &Column, row: u32) -> Option<Period> {
    Period::of(starts.cell(row), ends.cell(row))
}

fn units_with_pupils(data: &Data, seen: &mut Sightings) -> Result<(), CheckError> {
    let (of, persons) = (data.of("Organisation")?, data.of("Person")?);
    let (kinds, types) = (of.column("organisationType")?, of.column("schoolTypes[]")?);
    let mut with_pupils = vec![false; of.table.len()];
    let mut last = None;
    for (_, unit) in persons.column("enrolments[].enroledAt.id")?.all() {
        if last != Some(unit)
            && let Some(known) = of.row(unit).and_then(|row| with_pupils.get_mut(row as usize))
        {
            *known = true;
        }
        last = Some(unit);
    }
    for row in of.rows().filter(|row| with_pupils.get(*row as usize) == Some(&true)) {
        if !is(kinds.cell(row), "Skolenhet") {
            continue;
        }
        seen.expect_at(types.cells(row).next().is_some(), &NO_TYPES, &[of.at(row)]);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::integrity::trial::{id, sees};

    fn element(number: u32, kind: &str, parent: Option<u32>) -> (&'static str, serde_json::Value) {
        let mut value = json!({"id": id(number), "organisationType": kind});
        if let Some(parent) = parent {
            value["parentOrganisation"] = json!({"id": id(parent)});
        }
        ("Organisation", value)
    }

    #[test]
    fn a_tree_under_one_organiser_breaks_nothing() {
        let town = [element(1, "Huvudman", None), element(2, "Skola", Some(1)), element(3, "Skolenhet", Some(2))];
        for rule in ["SS12K-INT-004", "SS12K-INT-005", "SS12K-ORG-008"] {
            assert_eq!(sees(rule, &town), Vec::<&str>::new(), "{rule}");
        }
    }

    #[test]
    fn circles_of_one_and_of_three_are_seen() {
        assert_eq!(sees("SS12K-INT-004", &[element(1, "Skola", Some(1))]), ["tree-circle"]);
        let three = [element(1, "Skola", Some(3)), element(2, "Skola", Some(1)), element(3, "Skola", Some(2))];
        assert_eq!(sees("SS12K-INT-004", &three), ["tree-circle"]);
    }

    #[test]
    fn a_school_unit_is_nobodys_parent() {
        let town = [element(1, "Skolenhet", None), element(2, "Skola", Some(1))];
        assert_eq!(sees("SS12K-ORG-003", &town), ["tree-parent-is-school-unit"]);
    }

    #[test]
    fn another_root_and_levels_upside_down_are_seen() {
        let town = [element(1, "Övrigt", None), element(2, "Skola", Some(1)), element(3, "Förvaltning", Some(2))];
        assert_eq!(sees("SS12K-INT-005", &town), ["tree-no-organiser", "tree-levels"]);
    }

    #[test]
    fn a_code_may_come_again_when_its_unit_has_closed() {
        let unit = |number: u32, from: &str, to: Option<&str>| {
            let mut value = json!({"id": id(number), "organisationType": "Skolenhet", "schoolUnitCode": "99000120", "startDate": from});
            if let Some(to) = to {
                value["endDate"] = json!(to);
            }
            ("Organisation", value)
        };
        let closed = [unit(1, "2010-07-01", Some("2020-06-30")), unit(2, "2020-07-01", None)];
        assert_eq!(sees("SS12K-INT-007", &closed), Vec::<&str>::new());
        let both = [unit(1, "2010-07-01", Some("2020-07-01")), unit(2, "2020-07-01", None)];
        assert_eq!(sees("SS12K-INT-007", &both), ["tree-unit-code-twice"]);
    }
}
