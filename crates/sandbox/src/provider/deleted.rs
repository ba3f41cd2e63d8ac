//! What has been deleted: ids by resource type, oldest first.

use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::answer::{Answer, Body, Refused};
use super::list::Query;
use super::{Call, Rule, present};
use crate::municipality::Deletion;

/// Answers the list of deletions. A page's limit counts ids over all keys.
pub(super) fn list(call: &Call<'_>) -> Result<Answer, Refused> {
    let query = Query::read(call)?;
    let after: Option<Timestamp> = query.value("after").and_then(|after| after.parse().ok());
    let kinds = query.values("entities");
    let tenant = call.tenant();
    let found: Vec<&Deletion> = tenant
        .store
        .deletions
        .iter()
        .filter(|deletion| {
            after.is_none_or(|after| deletion.at > after) && (kinds.is_empty() || kinds.contains(&deletion.entity))
        })
        .collect();
    // Living persons and groups that are said to be gone.
    let alive: Vec<Deletion> = ["Person", "Group"]
        .into_iter()
        .filter(|entity| call.provider.hooks.waives(Rule::OnlyTheDead) && (kinds.is_empty() || kinds.contains(entity)))
        .flat_map(|entity| tenant.store.table(entity).records().iter().take(2).map(move |record| (entity, record)))
        .filter_map(|(entity, record)| Some(Deletion { entity, id: record.id?, at: present() }))
        .filter(|deletion| after.is_none_or(|after| deletion.at > after))
        .collect();
    let found: Vec<&Deletion> = found.into_iter().chain(&alive).collect();
    let (cut, token) = query.cut(call, found.len(), &|at| found.get(at).map(|deletion| deletion.id));
    let mut data: Map<String, Value> = Map::new();
    for deletion in &found[cut.start..cut.end] {
        if let Value::Array(ids) = data.entry(key(deletion.entity)).or_insert_with(|| json!([])) {
            ids.push(json!(deletion.id.to_string()));
        }
    }
    Ok(Answer::ok(Body::Json(json!({ "data": data, "pageToken": token }))))
}

/// The key of a resource type, with the standard's own spelling.
fn key(entity: &str) -> &'static str {
    match entity {
        "Absence" => "absences",
        "AttendanceEvent" => "attendanceEvents",
        "Attendance" => "attendances",
        "Grade" => "grades",
        "CalendarEvent" => "calendarEvents",
        "AttendanceSchedule" => "attendanceSchedules",
        "Resource" => "resources",
        "Room" => "rooms",
        "Activity" => "activitites",
        "Duty" => "duties",
        "Placement" => "placements",
        "StudyPlan" => "studyPlans",
        "Programme" => "programmes",
        "Syllabus" => "syllabuses",
        "SchoolUnitOffering" => "schoolUnitOfferings",
        "Group" => "groups",
        "Person" => "persons",
        _ => "organisations",
    }
}
