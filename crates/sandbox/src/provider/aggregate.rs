//! Aggregated attendance: sums of attendance records over a window, per activity and pupil.

use std::collections::{BTreeMap, HashSet};

use jiff::tz::Offset;
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::Call;
use super::answer::{Answer, Body, Item, Refused};
use super::list::{Query, Wants};
use super::reference_names::Namer;
use crate::store::{Cell, Record, Store};

/// Minutes of one pupil in one activity.
#[derive(Default)]
struct Sums {
    student: Value,
    attendance: i64,
    valid: i64,
    invalid: i64,
    other: i64,
    reported: i64,
    offered: i64,
}

/// What counts of an attendance record. Each part is whatever stands there: a fault may have put anything.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Presence {
    student: Value,
    attendance_minutes: Value,
    valid_absence_minutes: Value,
    invalid_absence_minutes: Value,
    other_attendance_minutes: Value,
    is_reported: Value,
}

/// What counts of a lesson, in the same way.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Lesson {
    student_exceptions: Value,
    teaching_length_student: Value,
}

/// Answers the list of aggregated attendance.
pub(super) fn list(call: &Call<'_>) -> Result<Answer, Refused> {
    let query = Query::read(call)?;
    let tenant = call.tenant();
    let store = &tenant.store;
    let rows = tenant.aggregates.list(store.changes(), query.question(call, 0), || rows(store, &query));
    let (cut, token) = query.cut(call, rows.len(), &|_| None);
    let wants = Wants::of(&query.pairs);
    let mut namer = Namer::new(&call.provider.contract, store);
    let page = rows[cut.start..cut.end].iter().cloned();
    let hooks = &call.provider.hooks;
    let items =
        page.map(|row| Item::Made(wants.dress(store, hooks, &mut namer, "AggregatedAttendance", row))).collect();
    Ok(Answer::ok(Body::Page { items, token }))
}

fn rows(store: &Store, query: &Query) -> Vec<Value> {
    let from = query.value("startDate").unwrap_or("0000-01-01");
    let to = query.value("endDate").unwrap_or("9999-12-31");
    let ids = |name: &str| {
        query.values(name).into_iter().filter_map(|id| Uuid::try_parse(id).ok()).collect::<HashSet<Uuid>>()
    };
    let (organisations, students, school_types) = (ids("organisation"), ids("student"), query.values("schoolType"));
    let activities = store.table("Activity");
    let mut rows = Vec::new();
    for activity in activities.records() {
        let of_organisation =
            activities.first_id(activity, "organisation.id").is_some_and(|id| organisations.contains(&id));
        if !(organisations.is_empty() || of_organisation)
            || !(school_types.is_empty() || has_school_type(store, activity, &school_types))
        {
            continue;
        }
        let Some(id) = activity.id else { continue };
        let sums = sums(store, id, from, to);
        if sums.is_empty() {
            continue;
        }
        let value = activity.value();
        let day = |name: &str| value.get(name).and_then(Value::as_str);
        let (from, to) = (from.max(day("startDate").unwrap_or(from)), to.min(day("endDate").unwrap_or(to)));
        rows.extend(sums.into_iter().filter(|(student, _)| students.is_empty() || students.contains(student)).map(
            |(_, sums)| {
                json!({
                    "activity": { "id": id.to_string() }, "student": sums.student, "startDate": from, "endDate": to,
                    "attendanceSum": sums.attendance, "validAbsenceSum": sums.valid, "invalidAbsenceSum": sums.invalid,
                    "otherAttendanceSum": sums.other, "reportedSum": sums.reported, "offeredSum": sums.offered,
                })
            },
        ));
    }
    rows
}

/// Sums per pupil of one activity's lessons in a window.
fn sums(store: &Store, activity: Uuid, from: &str, to: &str) -> BTreeMap<Uuid, Sums> {
    let mut sums: BTreeMap<Uuid, Sums> = BTreeMap::new();
    let (events, attendances) = (store.table("CalendarEvent"), store.table("Attendance"));
    for event in events.with("activity.id", activity) {
        let day = day_of(events.cells(event, "startTime"));
        if !day.is_some_and(|day| day.as_str() >= from && day.as_str() <= to) {
            continue;
        }
        let lesson: Lesson = event.part();
        for record in event.id.map(|id| attendances.with("calendarEvent.id", id)).unwrap_or_default() {
            let Some(student) = attendances.first_id(record, "student.id") else { continue };
            let presence: Presence = record.part();
            let sum = sums.entry(student).or_default();
            sum.student = presence.student;
            sum.attendance += presence.attendance_minutes.as_i64().unwrap_or(0);
            sum.valid += presence.valid_absence_minutes.as_i64().unwrap_or(0);
            sum.invalid += presence.invalid_absence_minutes.as_i64().unwrap_or(0);
            sum.other += presence.other_attendance_minutes.as_i64().unwrap_or(0);
            let offered = offered(&lesson, student);
            sum.offered += offered;
            if presence.is_reported == Value::Bool(true) {
                sum.reported += offered;
            }
        }
    }
    sums
}

/// The day of a lesson in Sweden. Lessons lie well inside the day, so that summer and winter time give the same.
fn day_of(start: &[Cell]) -> Option<String> {
    match start.first()? {
        Cell::Moment(moment) => Some(Offset::constant(1).to_datetime(*moment).date().to_string()),
        Cell::Id(_) | Cell::Text(_) => None,
    }
}

/// Minutes that a lesson offered a pupil.
fn offered(lesson: &Lesson, student: Uuid) -> i64 {
    let own = lesson.student_exceptions.as_array().into_iter().flatten().find(|exception| {
        exception.pointer("/student/id").and_then(Value::as_str).and_then(|id| Uuid::try_parse(id).ok())
            == Some(student)
    });
    own.and_then(|exception| exception.get("teachingLength"))
        .unwrap_or(&lesson.teaching_length_student)
        .as_i64()
        .unwrap_or(0)
}

/// Whether one of the activity's groups is of one of these school types.
fn has_school_type(store: &Store, activity: &Record, wanted: &[&str]) -> bool {
    let groups = store.table("Group");
    store
        .table("Activity")
        .cells(activity, "groups[].id")
        .iter()
        .filter_map(Cell::id)
        .filter_map(|id| groups.get(id))
        .flat_map(|group| groups.cells(group, "schoolType"))
        .filter_map(Cell::text)
        .any(|school_type| wanted.contains(&school_type))
}
