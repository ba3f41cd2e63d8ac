//! Activities and the organisation tree.

use samspel_suite::CheckError;

use crate::integrity::branch::Branches;
use crate::integrity::data::{Data, Of};
use crate::integrity::rule::{Cause, Rule, Sightings, cause, sets};
use crate::snapshot::Column;

pub(in crate::integrity) const RULES: &[Rule] =
    &[sets(&["SS12K-INT-021"], "Activity", &["Organisation", "Group", "Duty"], "groups | teachers", same_branch)];

static GROUP: Cause = cause("activity-group-elsewhere", "/groups/*", "on the activity's branch", "on another");
static TEACHER: Cause =
    cause("activity-teacher-elsewhere", "/teachers/*/duty", "on the activity's branch", "on another");

fn same_branch(data: &Data, seen: &mut Sightings) -> Result<(), CheckError> {
    let (of, organisations) = (data.of("Activity")?, data.of("Organisation")?);
    let (groups, duties) = (data.of("Group")?, data.of("Duty")?);
    let branches = Branches::of(organisations, "parentOrganisation.id")?;
    let owners = of.column("organisation.id")?;
    let beside: [(&Column, Of<'_>, &Column, &'static Cause); 2] = [
        (of.column("groups[].id")?, groups, groups.column("organisation.id")?, &GROUP),
        (of.column("teachers[].duty.id")?, duties, duties.column("dutyAt.id")?, &TEACHER),
    ];
    for row in of.rows() {
        let Some(owner) = organisations.row(owners.cell(row)) else { continue };
        for (references, others, places, cause) in &beside {
            for other in references.cells(row).filter_map(|reference| others.row(reference)) {
                if let Some(place) = organisations.row(places.cell(other)) {
                    let holds = branches.is_one_branch(owner, place);
                    seen.expect_at(holds, cause, &[of.at(row), others.at(other)]);
                }
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::integrity::trial::{id, sees};

    #[test]
    fn groups_and_teachers_belong_to_the_activitys_branch() {
        let town = |group_at: u32, duty_at: u32| {
            [
                ("Organisation", json!({"id": id(1)})),
                ("Organisation", json!({"id": id(2), "parentOrganisation": {"id": id(1)}})),
                ("Organisation", json!({"id": id(3), "parentOrganisation": {"id": id(1)}})),
                ("Group", json!({"id": id(4), "organisation": {"id": id(group_at)}})),
                ("Duty", json!({"id": id(5), "dutyAt": {"id": id(duty_at)}})),
                (
                    "Activity",
                    json!({"id": id(6), "organisation": {"id": id(2)}, "groups": [{"id": id(4)}], "teachers": [{"duty": {"id": id(5)}}]}),
                ),
            ]
        };
        assert_eq!(sees("SS12K-INT-021", &town(2, 1)), Vec::<&str>::new());
        assert_eq!(sees("SS12K-INT-021", &town(3, 2)), ["activity-group-elsewhere"]);
        assert_eq!(sees("SS12K-INT-021", &town(1, 3)), ["activity-teacher-elsewhere"]);
    }
}
