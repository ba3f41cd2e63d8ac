//! Filters and lookup keys that go through other entities.

use std::collections::HashSet;

use uuid::Uuid;

use crate::store::{Cell, Store};

/// Ids of the entities for which a joined parameter (or lookup key) holds for one of the given ids.
pub(crate) fn matching(store: &Store, entity: &str, name: &str, wanted: &[Uuid]) -> HashSet<Uuid> {
    match (entity, name) {
        ("Duty", "organisation") => below(store, "Duty", "dutyAt.id", wanted),
        ("Activity", "organisation") => below(store, "Activity", "organisation.id", wanted),
        ("Activity", "member" | "members") => activities_of_member(store, wanted),
        ("CalendarEvent", "organisation") => events_of(store, &below(store, "Activity", "organisation.id", wanted)),
        ("CalendarEvent", "group") => events_of(store, &rows(store, "Activity", "groups[].id", wanted)),
        ("CalendarEvent", "student") => {
            let mut events = events_of(store, &activities_of_member(store, wanted));
            events.extend(rows(store, "CalendarEvent", "studentExceptions[].student.id", wanted));
            events
        }
        ("CalendarEvent", "teacher") => {
            let mut events = events_of(store, &rows(store, "Activity", "teachers[].duty.id", wanted));
            events.extend(rows(store, "CalendarEvent", "teacherExceptions[].duty.id", wanted));
            events
        }
        ("Attendance", "organisation") => {
            let events = events_of(store, &below(store, "Activity", "organisation.id", wanted));
            rows(store, "Attendance", "calendarEvent.id", &list(&events))
        }
        ("Attendance", "activities") => {
            let events = rows(store, "CalendarEvent", "activity.id", wanted);
            rows(store, "Attendance", "calendarEvent.id", &list(&events))
        }
        ("AttendanceSchedule", "group") => {
            let placements = rows(store, "Placement", "group.id", wanted);
            rows(store, "AttendanceSchedule", "placement.id", &list(&placements))
        }
        _ => HashSet::new(),
    }
}

/// Ids of the entities that have one of these ids in a column.
fn rows(store: &Store, entity: &str, column: &str, wanted: &[Uuid]) -> HashSet<Uuid> {
    let table = store.table(entity);
    wanted.iter().flat_map(|id| table.with(column, *id)).filter_map(|record| record.id).collect()
}

/// Ids of the entities that have one of these organisation elements, or one below, in a column.
fn below(store: &Store, entity: &str, column: &str, wanted: &[Uuid]) -> HashSet<Uuid> {
    let elements: HashSet<Uuid> = wanted.iter().flat_map(|root| store.subtree(*root)).collect();
    let table = store.table(entity);
    let inside = |cell: &Cell| cell.id().is_some_and(|id| elements.contains(&id));
    table
        .records()
        .iter()
        .filter(|record| table.cells(record, column).iter().any(inside))
        .filter_map(|record| record.id)
        .collect()
}

/// Activities of which somebody is or was a member through a group.
fn activities_of_member(store: &Store, members: &[Uuid]) -> HashSet<Uuid> {
    let groups = rows(store, "Group", "groupMemberships[].person.id", members);
    rows(store, "Activity", "groups[].id", &list(&groups))
}

fn events_of(store: &Store, activities: &HashSet<Uuid>) -> HashSet<Uuid> {
    rows(store, "CalendarEvent", "activity.id", &list(activities))
}

fn list(ids: &HashSet<Uuid>) -> Vec<Uuid> {
    ids.iter().copied().collect()
}
