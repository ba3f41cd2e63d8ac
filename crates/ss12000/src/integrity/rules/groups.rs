//! Groups and their members.

use std::collections::HashSet;

use samspel_suite::CheckError;

use crate::integrity::data::{Data, Period, is};
use crate::integrity::rule::{Cause, Record, Rule, Sightings, cause, each, sets};
use crate::snapshot::Cell;

pub(in crate::integrity) const RULES: &[Rule] = &[
    each(&["SS12K-GRP-003"], "Group", "schoolType, groupType = Klass | Avdelning", school_type),
    sets(&["SS12K-GRP-004"], "Group", &["Person"], "groupMemberships", members).whole(&["Duty"]),
    sets(&["SS12K-GRP-006"], "Group", &[], "groupMemberships", memberships),
];

static SCHOOL_TYPE: Cause = cause("group-school-type", "/schoolType", "a school type with such groups", "another");
static NO_DUTY: Cause = cause("group-member-without-duty", "/groupMemberships/*", "a person with a duty", "without");
static STAFF: Cause = cause("group-member-is-staff", "/groupMemberships/*", "a child or pupil", "a person with a duty");
static TWICE: Cause = cause("group-member-twice", "/groupMemberships", "one membership at a time", "several");
static OUTSIDE: Cause =
    cause("group-membership-outside", "/groupMemberships/*", "inside the group's period", "outside of it");

fn school_type(record: &Record<'_>, seen: &mut Sightings) {
    let allowed: &[&str] = match record.text("groupType") {
        Some("Klass") => &["FKLASS", "GR", "GRS", "SP", "SAM", "GY", "GYS"],
        Some("Avdelning") => &["FS", "FTH", "OPPFTH"],
        _ => return,
    };
    if let Some(own) = record.text("schoolType") {
        seen.expect(allowed.contains(&own), &SCHOOL_TYPE);
    }
}

fn members(data: &Data, seen: &mut Sightings) -> Result<(), CheckError> {
    let (of, persons, duties) = (data.of("Group")?, data.of("Person")?, data.of("Duty")?);
    let (kinds, members) = (of.column("groupType")?, of.column("groupMemberships[].person.id")?);
    let staff: HashSet<Cell> = duties.column("person.id")?.all().map(|(_, person)| person).collect();
    let enrolled = persons.column("enrolments[].enroledAt.id")?;
    for row in of.rows().filter(|row| kinds.cell(*row).is_known()) {
        let of_staff = is(kinds.cell(row), "Personalgrupp");
        for member in members.cells(row) {
            let Some(person) = persons.row(member) else { continue };
            let has_duty = staff.contains(&member);
            let places = [of.at(row), persons.at(person)];
            if of_staff {
                seen.expect_at(has_duty, &NO_DUTY, &places);
            } else {
                // Somebody may work at one school and learn at another.
                let learns = enrolled.cells(person).next().is_some();
                seen.expect_at(!has_duty || learns, &STAFF, &places);
            }
        }
    }
    Ok(())
}

fn memberships(data: &Data, seen: &mut Sightings) -> Result<(), CheckError> {
    let of = data.of("Group")?;
    let members = of.column("groupMemberships[].person.id")?;
    let (from, to) = (of.column("groupMemberships[].startDate")?, of.column("groupMemberships[].endDate")?);
    let (starts, ends) = (of.column("startDate")?, of.column("endDate")?);
    let mut own: Vec<(Cell, Period)> = Vec::new();
    for row in of.rows() {
        let group = Period::of(starts.cell(row), ends.cell(row));
        own.clear();
        for (member, (from, to)) in members.cells(row).zip(from.cells(row).zip(to.cells(row))) {
            let Some(period) = Period::of(from, to).filter(|_| member.is_known()) else { continue };
            if let Some(group) = group {
                seen.expect_at(period.is_inside(group), &OUTSIDE, &[of.at(row)]);
            }
            own.push((member, period));
        }
        own.sort_unstable_by_key(|(member, period)| (*member, period.from));
        for (one, next) in own.iter().zip(own.iter().skip(1)).filter(|(one, next)| one.0 == next.0) {
            seen.expect_at(one.1.and(next.1).is_none(), &TWICE, &[of.at(row)]);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::integrity::trial::{breaks, id, keeps, sees};

    #[test]
    fn classes_and_departments_are_of_their_school_types() {
        let group = |kind: &str, school_type: &str| json!({"groupType": kind, "schoolType": school_type});
        keeps("Group", "SS12K-GRP-003", &group("Klass", "GR"));
        breaks("Group", "SS12K-GRP-003", &group("Klass", "FTH"));
        keeps("Group", "SS12K-GRP-003", &group("Avdelning", "FTH"));
        breaks("Group", "SS12K-GRP-003", &group("Avdelning", "GR"));
    }

    fn town(kind: &str, memberships: Value) -> Vec<(&'static str, Value)> {
        vec![
            ("Person", json!({"id": id(1), "enrolments": [{"enroledAt": {"id": id(8)}}]})),
            ("Person", json!({"id": id(2)})),
            ("Duty", json!({"id": id(3), "person": {"id": id(2)}})),
            (
                "Group",
                json!({"id": id(4), "groupType": kind, "startDate": "2026-08-17", "endDate": "2027-06-11", "groupMemberships": memberships}),
            ),
        ]
    }

    #[test]
    fn staff_are_members_of_staff_groups_and_pupils_of_others() {
        let one = |person: u32| json!([{"person": {"id": id(person)}}]);
        assert_eq!(sees("SS12K-GRP-004", &town("Klass", one(1))), Vec::<&str>::new());
        assert_eq!(sees("SS12K-GRP-004", &town("Klass", one(2))), ["group-member-is-staff"]);
        assert_eq!(sees("SS12K-GRP-004", &town("Personalgrupp", one(2))), Vec::<&str>::new());
        assert_eq!(sees("SS12K-GRP-004", &town("Personalgrupp", one(1))), ["group-member-without-duty"]);
    }

    #[test]
    fn memberships_of_one_person_follow_each_other_inside_the_group() {
        let two = |end: &str, from: &str, to: &str| {
            town(
                "Klass",
                json!([
                    {"person": {"id": id(1)}, "startDate": "2026-08-17", "endDate": end},
                    {"person": {"id": id(1)}, "startDate": from, "endDate": to},
                ]),
            )
        };
        assert_eq!(sees("SS12K-GRP-006", &two("2026-10-01", "2026-10-02", "2027-06-11")), Vec::<&str>::new());
        assert_eq!(sees("SS12K-GRP-006", &two("2026-10-02", "2026-10-02", "2027-06-11")), ["group-member-twice"]);
        assert_eq!(sees("SS12K-GRP-006", &two("2026-10-01", "2026-10-02", "2027-06-12")), ["group-membership-outside"]);
    }
}
