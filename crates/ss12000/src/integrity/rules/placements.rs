//! Placements in preschool and leisure-time care.

use samspel_suite::CheckError;

use crate::integrity::branch::Branches;
use crate::integrity::data::{Data, is_among};
use crate::integrity::rule::{Cause, Rule, Sightings, cause, sets};

pub(in crate::integrity) const RULES: &[Rule] = &[
    sets(&["SS12K-INT-018"], "Placement", &["Person"], "owners", owners),
    sets(&["SS12K-INT-019"], "Placement", &["Organisation"], "placedAt + Organisation.schoolTypes", type_of_unit),
    sets(&["SS12K-PLC-003"], "Placement", &["Group", "Organisation"], "group", group_at_unit),
];

static CHILD_OWNS: Cause = cause("placement-child-is-owner", "/owners/*", "not the child", "the child");
static NOT_RESPONSIBLE: Cause =
    cause("placement-owner-not-responsible", "/owners/*", "one of the child's responsibles", "somebody else");
static NOT_OF_UNIT: Cause =
    cause("placement-type-not-of-unit", "/schoolType", "one of the unit's schoolTypes", "another");
static GROUP_TYPE: Cause =
    cause("placement-group-type", "/group", "Avdelning or another group of children", "another type");
static GROUP_ELSEWHERE: Cause =
    cause("placement-group-elsewhere", "/group", "a group of the unit", "a group elsewhere");

/// Group types that are not about looking after children.
const OTHER_GROUPS: [&str; 4] = ["Personalgrupp", "Provgrupp", "Schema", "Undervisning"];

fn owners(data: &Data, seen: &mut Sightings) -> Result<(), CheckError> {
    let (of, persons) = (data.of("Placement")?, data.of("Person")?);
    let (owners, children) = (of.column("owners[].id")?, of.column("child.id")?);
    let responsibles = persons.column("responsibles[].person.id")?;
    for row in of.rows() {
        let child = children.cell(row);
        for owner in owners.cells(row).filter(|owner| owner.is_known()) {
            if owner == child {
                seen.expect_at(false, &CHILD_OWNS, &[of.at(row)]);
                continue;
            }
            let Some(child) = persons.row(child) else { continue };
            // Where nobody is told to be responsible nothing can be compared.
            if responsibles.cells(child).next().is_some() {
                let holds = responsibles.cells(child).any(|responsible| responsible == owner);
                seen.expect_at(holds, &NOT_RESPONSIBLE, &[of.at(row), persons.at(child)]);
            }
        }
    }
    Ok(())
}

fn type_of_unit(data: &Data, seen: &mut Sightings) -> Result<(), CheckError> {
    let (of, organisations) = (data.of("Placement")?, data.of("Organisation")?);
    let (units, types) = (of.column("placedAt.id")?, of.column("schoolType")?);
    let offered = organisations.column("schoolTypes[]")?;
    for row in of.rows() {
        let own = types.cell(row);
        let Some(unit) = organisations.row(units.cell(row)).filter(|_| own.is_known()) else { continue };
        if offered.cells(unit).next().is_some() {
            let holds = offered.cells(unit).any(|offered| offered == own);
            seen.expect_at(holds, &NOT_OF_UNIT, &[of.at(row), organisations.at(unit)]);
        }
    }
    Ok(())
}

fn group_at_unit(data: &Data, seen: &mut Sightings) -> Result<(), CheckError> {
    let (of, groups, organisations) = (data.of("Placement")?, data.of("Group")?, data.of("Organisation")?);
    let (own_groups, units) = (of.column("group.id")?, of.column("placedAt.id")?);
    let (kinds, owners) = (groups.column("groupType")?, groups.column("organisation.id")?);
    let branches = Branches::of(organisations, "parentOrganisation.id")?;
    for row in of.rows() {
        let Some(group) = groups.row(own_groups.cell(row)) else { continue };
        let places = [of.at(row), groups.at(group)];
        seen.expect_at(!is_among(kinds.cell(group), &OTHER_GROUPS), &GROUP_TYPE, &places);
        let unit = organisations.row(units.cell(row));
        if let (Some(unit), Some(owner)) = (unit, organisations.row(owners.cell(group))) {
            seen.expect_at(branches.is_one_branch(unit, owner), &GROUP_ELSEWHERE, &places);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::integrity::trial::{id, sees};

    fn town(owner: u32, school_type: &str, group_type: &str, at: u32) -> Vec<(&'static str, Value)> {
        vec![
            ("Person", json!({"id": id(1), "responsibles": [{"person": {"id": id(2)}}]})),
            ("Person", json!({"id": id(2)})),
            ("Organisation", json!({"id": id(5), "schoolTypes": ["FS"]})),
            ("Organisation", json!({"id": id(6), "schoolTypes": ["FS"]})),
            ("Group", json!({"id": id(7), "groupType": group_type, "organisation": {"id": id(at)}})),
            (
                "Placement",
                json!({"id": id(9), "child": {"id": id(1)}, "owners": [{"id": id(owner)}], "placedAt": {"id": id(5)},
                "schoolType": school_type, "group": {"id": id(7)}}),
            ),
        ]
    }

    #[test]
    fn owners_are_responsibles_and_never_the_child() {
        assert_eq!(sees("SS12K-INT-018", &town(2, "FS", "Avdelning", 5)), Vec::<&str>::new());
        assert_eq!(sees("SS12K-INT-018", &town(1, "FS", "Avdelning", 5)), ["placement-child-is-owner"]);
        assert_eq!(sees("SS12K-INT-018", &town(3, "FS", "Avdelning", 5)), ["placement-owner-not-responsible"]);
    }

    #[test]
    fn school_type_and_group_are_those_of_the_unit() {
        assert_eq!(sees("SS12K-INT-019", &town(2, "FS", "Avdelning", 5)), Vec::<&str>::new());
        assert_eq!(sees("SS12K-INT-019", &town(2, "FTH", "Avdelning", 5)), ["placement-type-not-of-unit"]);
        assert_eq!(sees("SS12K-PLC-003", &town(2, "FS", "Avdelning", 5)), Vec::<&str>::new());
        assert_eq!(sees("SS12K-PLC-003", &town(2, "FS", "Provgrupp", 5)), ["placement-group-type"]);
        assert_eq!(sees("SS12K-PLC-003", &town(2, "FS", "Avdelning", 6)), ["placement-group-elsewhere"]);
    }
}
