//! Values that the edition lists by name.

use crate::integrity::rule::{Rule, literal};

pub(in crate::integrity) const RULES: &[Rule] = &[
    literal(&["SS12K-ORG-002"], "Organisation", "organisationType", "OrganisationType"),
    literal(&["SS12K-PERS-009"], "Person", "securityMarking", "SecurityMarking"),
    literal(&["SS12K-PERS-011"], "Person", "personStatus", "PersonStatus"),
    literal(&["SS12K-PERS-014"], "Person", "responsibles[].relationType", "RelationType"),
    literal(&["SS12K-PLC-002"], "Placement", "reason", "PlacementReason"),
    literal(&["SS12K-DUTY-002"], "Duty", "dutyRole", "DutyRole"),
    literal(&["SS12K-DUTY-003"], "Duty", "assignmentRole[].assignmentRoleType", "AssignmentRoleType"),
    literal(&["SS12K-SYL-004"], "Syllabus", "curriculum", "Curriculum"),
    literal(&["SS12K-ASCH-005"], "AttendanceSchedule", "state[].state", "AttendanceScheduleStateType"),
    literal(&["SS12K-GRD-004"], "Grade", "correctionType", "GradeCorrectionType"),
];
