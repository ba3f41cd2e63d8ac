//! Single duties.

use crate::integrity::rule::{Cause, Record, Rule, Sightings, cause, each, number, text};

pub(in crate::integrity) const RULES: &[Rule] = &[
    each(&["SS12K-DUTY-003"], "Duty", "assignmentRole", assignments),
    each(&["SS12K-DUTY-004"], "Duty", "dutyPercent | hoursPerYear", extent),
];

static NO_GROUP: Cause =
    cause("duty-assignment-incomplete", "/assignmentRole/*", "group + assignmentRoleType", "not both");
static PERCENT: Cause = cause("duty-percent", "/dutyPercent", "0 to 100", "outside");
static HOURS: Cause = cause("duty-hours", "/hoursPerYear", "at least 0", "smaller");

fn assignments(record: &Record<'_>, seen: &mut Sightings) {
    for assignment in record.elements("assignmentRole") {
        let group = assignment.get("group").is_some_and(|group| group.get("id").is_some());
        seen.expect(group && text(assignment, "assignmentRoleType").is_some(), &NO_GROUP);
    }
}

fn extent(record: &Record<'_>, seen: &mut Sightings) {
    if let Some(percent) = number(record.value, "dutyPercent") {
        seen.expect((0..=100).contains(&percent), &PERCENT);
    }
    if let Some(hours) = number(record.value, "hoursPerYear") {
        seen.expect(hours >= 0, &HOURS);
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::integrity::trial::{breaks, keeps};

    #[test]
    fn an_assignment_has_a_group_and_a_type_and_the_extent_is_possible() {
        keeps(
            "Duty",
            "SS12K-DUTY-003",
            &json!({"assignmentRole": [{"group": {"id": "x"}, "assignmentRoleType": "Mentor"}]}),
        );
        breaks("Duty", "SS12K-DUTY-003", &json!({"assignmentRole": [{"assignmentRoleType": "Mentor"}]}));
        keeps("Duty", "SS12K-DUTY-004", &json!({"dutyPercent": 100, "hoursPerYear": 0}));
        breaks("Duty", "SS12K-DUTY-004", &json!({"dutyPercent": 101}));
        breaks("Duty", "SS12K-DUTY-004", &json!({"hoursPerYear": -1}));
    }
}
