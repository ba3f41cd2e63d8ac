//! Which fields of which entity are unpacked: those that the contract filters or sorts by, and those that joins follow.

use std::collections::BTreeMap;

use samspel_contract::{Contract, Kind};
use serde_json::Value;

/// Fields that joins and expansions follow.
const JOINS: &[(&str, &[&str])] = &[
    ("Organisation", &["parentOrganisation.id"]),
    ("Person", &["givenName", "middleName", "familyName", "responsibles[].person.id", "securityMarking"]),
    ("Duty", &["person.id", "dutyAt.id", "assignmentRole[].group.id"]),
    ("Placement", &["child.id", "owners[].id", "group.id", "placedAt.id"]),
    ("Group", &["groupMemberships[].person.id", "organisation.id", "schoolType"]),
    ("Activity", &["groups[].id", "teachers[].duty.id", "organisation.id"]),
    ("CalendarEvent", &["activity.id", "startTime", "studentExceptions[].student.id", "teacherExceptions[].duty.id"]),
    ("Attendance", &["calendarEvent.id", "student.id"]),
    ("AttendanceEvent", &["person.id", "group.id"]),
    ("AttendanceSchedule", &["placement.id"]),
];

/// Columns per entity.
pub(crate) fn columns_of(contract: &Contract) -> BTreeMap<String, Vec<String>> {
    let mut columns: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for operation in contract.operations() {
        let Some(entity) = operation.entity.clone() else { continue };
        if operation.kind == Kind::List {
            columns.entry(entity.clone()).or_default();
        }
        let filtered = operation.parameters.iter().filter_map(|parameter| parameter.semantics.field.clone());
        let sorted = operation.parameters.iter().flat_map(|parameter| {
            let orders = parameter.semantics.order.as_object().into_iter().flatten();
            orders
                .filter_map(|(_, order)| order.get("field").and_then(Value::as_str).map(str::to_owned))
                .collect::<Vec<_>>()
        });
        let looked_up = operation.body.iter().flat_map(|body| body.keys.values()).map(|key| key.matches.clone());
        let paths: Vec<String> = filtered.chain(sorted).chain(looked_up).filter(|path| is_plain(path)).collect();
        columns.entry(entity).or_default().extend(paths);
    }
    for (entity, joins) in JOINS {
        columns.entry((*entity).to_owned()).or_default().extend(joins.iter().map(|path| (*path).to_owned()));
    }
    for paths in columns.values_mut() {
        paths.sort();
        paths.dedup();
    }
    columns
}

/// Whether this is a path into the entity itself rather than a description in words.
pub(crate) fn is_plain(path: &str) -> bool {
    path.chars().all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '[' | ']' | '_'))
}
