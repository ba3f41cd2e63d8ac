//! `expand`: what stands in `_embedded`.

use serde_json::{Map, Value, json};
use uuid::Uuid;

use crate::fault::Hooks;
use crate::store::{Record, Store};

/// The kind of entity that a part takes from.
pub(super) fn source_of(entity: &str, part: &str) -> Option<&'static str> {
    Some(match (entity, part) {
        ("Person", "duties") | ("Group", "assignmentRoles") | ("Activity", "teachers") => "Duty",
        ("Person", "placements" | "ownedPlacements") => "Placement",
        ("Person", "groupMemberships") | ("Activity" | "AttendanceEvent", "groups" | "group") => "Group",
        ("Activity", "syllabus") => "Syllabus",
        ("CalendarEvent" | "AggregatedAttendance", "activity") => "Activity",
        ("CalendarEvent", "attendance") => "Attendance",
        (_, "responsibleFor" | "child" | "owners" | "person" | "registeredBy" | "student") => "Person",
        _ => return None,
    })
}

/// Puts the wanted parts into `_embedded`.
pub(crate) fn expand(store: &Store, hooks: &Hooks, entity: &str, value: &mut Value, wanted: &[&str]) {
    let mut embedded = Map::new();
    let other = hooks.carrier(store, entity, value);
    let carrier = other.as_ref().unwrap_or(value);
    for part in wanted {
        if let Some(content) = part_of(store, entity, carrier, part) {
            embedded.insert((*part).to_owned(), content);
        }
    }
    if let (Value::Object(fields), false) = (value, wanted.is_empty()) {
        fields.insert("_embedded".to_owned(), Value::Object(embedded));
    }
}

fn part_of(store: &Store, entity: &str, value: &Value, part: &str) -> Option<Value> {
    let own = id_at(value, "/id");
    let pointing = |target: &str, column: &str| {
        let records = own.map(|id| store.table(target).with(column, id)).unwrap_or_default();
        Value::Array(records.into_iter().map(|record| record.value()).collect())
    };
    let one = |target: &str, pointer: &str| find(store, target, id_at(value, pointer)?);
    let each = |target: &str, list: &str, pointer: &str| {
        let mut ids: Vec<Uuid> = elements(value, list).iter().filter_map(|element| id_at(element, pointer)).collect();
        let mut seen = std::collections::HashSet::new();
        ids.retain(|id| seen.insert(*id));
        Value::Array(ids.into_iter().filter_map(|id| find(store, target, id)).collect())
    };
    match (entity, part) {
        ("Person", "duties") => Some(pointing("Duty", "person.id")),
        ("Person", "placements") => Some(pointing("Placement", "child.id")),
        ("Person", "ownedPlacements") => Some(pointing("Placement", "owners[].id")),
        ("Person", "responsibleFor") => Some(responsible_for(store, own?)),
        ("Person", "groupMemberships") => Some(memberships(store, own?)),
        ("Placement", "child") => one("Person", "/child/id"),
        ("Placement", "owners") => Some(each("Person", "owners", "/id")),
        ("Duty" | "AttendanceEvent", "person") => one("Person", "/person/id"),
        ("Group", "assignmentRoles") => Some(assignments(store, own?)),
        ("Activity", "groups") => Some(each("Group", "groups", "/id")),
        ("Activity", "teachers") => Some(each("Duty", "teachers", "/duty/id")),
        ("Activity", "syllabus") => one("Syllabus", "/syllabus/id"),
        ("CalendarEvent" | "AggregatedAttendance", "activity") => one("Activity", "/activity/id"),
        ("CalendarEvent", "attendance") => Some(pointing("Attendance", "calendarEvent.id")),
        ("AttendanceEvent", "group") => one("Group", "/group/id").map(fragment),
        ("AttendanceEvent", "registeredBy") => one("Person", "/registeredBy/id"),
        ("AggregatedAttendance", "student") => one("Person", "/student/id"),
        _ => None,
    }
}

/// The children that name this person as responsible.
fn responsible_for(store: &Store, guardian: Uuid) -> Value {
    let children = store.table("Person").with("responsibles[].person.id", guardian);
    let relations = children.into_iter().flat_map(|record| {
        let child = record.value();
        let mut person = json!({ "id": child.get("id") });
        if let Some(marking) = marking(&child) {
            person["securityMarking"] = json!(marking);
        }
        elements(&child, "responsibles")
            .iter()
            .filter(|responsible| id_at(responsible, "/person/id") == Some(guardian))
            .map(|responsible| {
                let mut relation = json!({ "person": person });
                if let Some(kind) = responsible.get("relationType") {
                    relation["relationType"] = kind.clone();
                }
                relation
            })
            .collect::<Vec<_>>()
    });
    Value::Array(relations.collect())
}

/// A marking that references carry: `Ingen` is not worth telling.
fn marking(person: &Value) -> Option<&str> {
    person.get("securityMarking").and_then(Value::as_str).filter(|marking| *marking != "Ingen")
}

fn memberships(store: &Store, person: Uuid) -> Value {
    let groups = store.table("Group").with("groupMemberships[].person.id", person);
    let memberships = groups.into_iter().flat_map(|record| {
        let group = record.value();
        let own: Vec<Value> = elements(&group, "groupMemberships")
            .iter()
            .filter(|membership| id_at(membership, "/person/id") == Some(person))
            .cloned()
            .collect();
        let fragment = fragment(group);
        own.into_iter().map(|membership| with_period(json!({ "group": fragment }), &membership)).collect::<Vec<_>>()
    });
    Value::Array(memberships.collect())
}

fn assignments(store: &Store, group: Uuid) -> Value {
    let duties = store.table("Duty").with("assignmentRole[].group.id", group);
    let assignments = duties.into_iter().flat_map(|record: &std::sync::Arc<Record>| {
        let duty = record.value();
        elements(&duty, "assignmentRole")
            .iter()
            .filter(|assignment| id_at(assignment, "/group/id") == Some(group))
            .map(|assignment| {
                let mut role = json!({ "duty": { "id": duty.get("id") } });
                if let Some(kind) = assignment.get("assignmentRoleType") {
                    role["assignmentRoleType"] = kind.clone();
                }
                with_period(role, assignment)
            })
            .collect::<Vec<_>>()
    });
    Value::Array(assignments.collect())
}

/// A group without its memberships.
fn fragment(mut group: Value) -> Value {
    if let Value::Object(fields) = &mut group {
        fields.remove("groupMemberships");
    }
    group
}

fn with_period(mut value: Value, from: &Value) -> Value {
    for day in ["startDate", "endDate"] {
        if let Some(found) = from.get(day) {
            value[day] = found.clone();
        }
    }
    value
}

fn find(store: &Store, entity: &str, id: Uuid) -> Option<Value> {
    store.table(entity).get(id).map(|record| record.value())
}

fn elements<'v>(value: &'v Value, name: &str) -> &'v [Value] {
    value.get(name).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn id_at(value: &Value, pointer: &str) -> Option<Uuid> {
    value.pointer(pointer).and_then(Value::as_str).and_then(|id| Uuid::try_parse(id).ok())
}
