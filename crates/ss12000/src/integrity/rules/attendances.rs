//! Attendance records and the lessons that they are about.

use std::collections::HashMap;

use samspel_suite::CheckError;
use serde_json::Value;
use uuid::Uuid;

use crate::integrity::data::{Data, Period, days_of};
use crate::integrity::rule::{Cause, Record, Rule, Sightings, cause, each, elements, number, sets, text};
use crate::snapshot::Cell;

pub(in crate::integrity) const RULES: &[Rule] = &[
    each(&["SS12K-ATT-003"], "Attendance", "isReported = true", reported_by),
    sets(&["SS12K-ATT-002"], "Attendance", &["CalendarEvent"], "minutes", fits_lesson),
    sets(&["SS12K-INT-022"], "Attendance", &["CalendarEvent", "Activity", "Group"], "calendarEvent", belongs),
    sets(&["SS12K-INT-023"], "Attendance", &[], "2 × Attendance", once),
    sets(&["SS12K-INT-024"], "Attendance", &["CalendarEvent"], "calendarEvent", took_place),
];

static UNSAID: Cause = cause("attendance-reported-by-nobody", "/reporter", "reporter + reportedTimestamp", "not both");
static TOO_LONG: Cause =
    cause("attendance-longer-than-lesson", "/attendanceMinutes", "at most the lesson's length", "more in all");
static STRANGER: Cause =
    cause("attendance-of-stranger", "/student", "a member of the activity's groups that day", "no member");
static TWICE: Cause = cause("attendance-twice", "/calendarEvent", "one for each calendarEvent and student", "several");
static CANCELLED: Cause =
    cause("attendance-at-cancelled-lesson", "/calendarEvent", "no attendance", "reported attendance");
static EXCUSED: Cause = cause("attendance-of-excused", "/attendanceMinutes", "0 with participates = false", "more");

fn reported_by(record: &Record<'_>, seen: &mut Sightings) {
    if record.value.get("isReported").and_then(Value::as_bool) == Some(true) {
        let said = record.value.get("reporter").is_some() && record.value.get("reportedTimestamp").is_some();
        seen.expect(said, &UNSAID);
    }
}

/// What a lesson says about its pupils.
#[derive(Default)]
struct Lesson {
    cancelled: bool,
    minutes: Option<i64>,
    /// What stands in studentExceptions: takes part, minutes.
    exceptions: Vec<(Uuid, Option<bool>, Option<i64>)>,
}

impl Lesson {
    fn of(value: &Value) -> Lesson {
        let instant = |name: &str| text(value, name).and_then(|text| text.parse::<jiff::Timestamp>().ok());
        let lasts = || Some((instant("endTime")?.as_second() - instant("startTime")?.as_second()) / 60);
        let exceptions = elements(value, "studentExceptions").iter().filter_map(|exception| {
            let student = Uuid::try_parse(text(exception.get("student")?, "id")?).ok()?;
            let participates = exception.get("participates").and_then(Value::as_bool);
            Some((student, participates, number(exception, "teachingLength")))
        });
        Lesson {
            cancelled: value.get("cancelled").and_then(Value::as_bool) == Some(true),
            minutes: number(value, "teachingLengthStudent").or_else(lasts),
            exceptions: exceptions.collect(),
        }
    }

    fn exception(&self, student: Option<Uuid>) -> Option<&(Uuid, Option<bool>, Option<i64>)> {
        self.exceptions.iter().find(|(other, ..)| Some(*other) == student)
    }
}

/// Hands out every attendance record with its lesson.
fn with_lesson(data: &Data, mut each: impl FnMut(u32, u32, &Value, &Lesson)) -> Result<(), CheckError> {
    let (of, events) = (data.of("Attendance")?, data.of("CalendarEvent")?);
    let mut lessons: HashMap<u32, Lesson> = HashMap::new();
    events.table.scan(|row, value| {
        lessons.insert(row, Lesson::of(value));
    })?;
    let references = of.column("calendarEvent.id")?;
    of.table.scan(|row, value| {
        if let Some(event) = events.row(references.cell(row))
            && let Some(lesson) = lessons.get(&event)
        {
            each(row, event, value, lesson);
        }
    })
}

fn student(value: &Value) -> Option<Uuid> {
    Uuid::try_parse(text(value.get("student")?, "id")?).ok()
}

fn fits_lesson(data: &Data, seen: &mut Sightings) -> Result<(), CheckError> {
    const PARTS: [&str; 4] =
        ["attendanceMinutes", "validAbsenceMinutes", "invalidAbsenceMinutes", "otherAttendanceMinutes"];
    with_lesson(data, |row, event, value, lesson| {
        let own = lesson.exception(student(value)).and_then(|(_, _, minutes)| *minutes);
        let Some(length) = own.or(lesson.minutes) else { return };
        let parts: Vec<i64> = PARTS.iter().filter_map(|part| number(value, part)).collect();
        if !parts.is_empty() {
            let holds = parts.iter().sum::<i64>() <= length;
            seen.expect_at(holds, &TOO_LONG, &[("Attendance", row), ("CalendarEvent", event)]);
        }
    })
}

fn took_place(data: &Data, seen: &mut Sightings) -> Result<(), CheckError> {
    with_lesson(data, |row, event, value, lesson| {
        let places = [("Attendance", row), ("CalendarEvent", event)];
        let minutes = number(value, "attendanceMinutes").unwrap_or(0);
        let reported = value.get("isReported").and_then(Value::as_bool) == Some(true);
        // A row that was prepared before the lesson was cancelled says nothing.
        seen.expect_at(!lesson.cancelled || minutes == 0 && !reported, &CANCELLED, &places);
        let excused = lesson.exception(student(value)).is_some_and(|(_, participates, _)| *participates == Some(false));
        if excused && minutes > 0 {
            seen.fault_at(&EXCUSED, &places);
        }
    })
}

fn belongs(data: &Data, seen: &mut Sightings) -> Result<(), CheckError> {
    let (of, events) = (data.of("Attendance")?, data.of("CalendarEvent")?);
    let (activities, groups) = (data.of("Activity")?, data.of("Group")?);
    let (students, lessons) = (of.column("student.id")?, of.column("calendarEvent.id")?);
    let (owners, starts) = (events.column("activity.id")?, events.column("startTime")?);
    let exceptions = events.column("studentExceptions[].student.id")?;
    let of_activity = activities.column("groups[].id")?;
    let members = groups.column("groupMemberships[].person.id")?;
    let (from, to) = (groups.column("groupMemberships[].startDate")?, groups.column("groupMemberships[].endDate")?);
    for row in of.rows() {
        let student = students.cell(row);
        let Some(event) = events.row(lessons.cell(row)).filter(|_| student.is_known()) else { continue };
        let (Some(activity), Cell::Instant(start)) = (activities.row(owners.cell(event)), starts.cell(event)) else {
            continue;
        };
        let (winter, summer) = days_of(start);
        let mut known = true;
        let mut belongs = exceptions.cells(event).any(|other| other == student);
        for group in of_activity.cells(activity) {
            let Some(group) = groups.row(group) else {
                known = false;
                continue;
            };
            belongs |= members.cells(group).zip(from.cells(group).zip(to.cells(group))).any(|(member, (from, to))| {
                let period = Period::of(from, to);
                member == student && period.is_none_or(|period| period.holds(winter) || period.holds(summer))
            });
        }
        if belongs || known {
            seen.expect_at(belongs, &STRANGER, &[of.at(row), events.at(event), activities.at(activity)]);
        }
    }
    Ok(())
}

fn once(data: &Data, seen: &mut Sightings) -> Result<(), CheckError> {
    let of = data.of("Attendance")?;
    let (students, lessons) = (of.column("student.id")?, of.column("calendarEvent.id")?);
    let mut first: HashMap<(Cell, Cell), u32> = HashMap::new();
    for row in of.rows() {
        let key = (lessons.cell(row), students.cell(row));
        if !key.0.is_known() || !key.1.is_known() {
            continue;
        }
        let before = *first.entry(key).or_insert(row);
        // The first record of all has nothing that it could be compared with.
        if first.len() > 1 || before != row {
            seen.expect_at(before == row, &TWICE, &[of.at(row), of.at(before)]);
        }
    }
    Ok(())
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use serde_json::{Value, json};

    use crate::integrity::trial::{breaks, id, keeps, sees};

    #[test]
    fn who_says_that_attendance_is_reported_says_who_and_when() {
        keeps("Attendance", "SS12K-ATT-003", &json!({"isReported": true, "reporter": {}, "reportedTimestamp": "x"}));
        breaks("Attendance", "SS12K-ATT-003", &json!({"isReported": true, "reporter": {}}));
    }

    fn town(event: &Value, attendance: &Value) -> Vec<(&'static str, Value)> {
        let mut lesson = json!({"id": id(2), "activity": {"id": id(1)}, "startTime": "2026-09-01T08:00:00Z", "endTime": "2026-09-01T09:00:00Z"});
        let mut record =
            json!({"id": id(3), "calendarEvent": {"id": id(2)}, "student": {"id": id(5)}, "isReported": true});
        for (base, more) in [(&mut lesson, event), (&mut record, attendance)] {
            base.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        }
        vec![
            ("Group", json!({"id": id(4), "groupMemberships": [{"person": {"id": id(5)}, "endDate": "2026-09-30"}]})),
            ("Activity", json!({"id": id(1), "groups": [{"id": id(4)}]})),
            ("CalendarEvent", lesson),
            ("Attendance", record),
        ]
    }

    #[test]
    fn minutes_do_not_exceed_the_lesson_of_the_pupil() {
        let minutes = |here: i64, absent: i64| json!({"attendanceMinutes": here, "validAbsenceMinutes": absent});
        assert_eq!(sees("SS12K-ATT-002", &town(&json!({}), &minutes(40, 20))), Vec::<&str>::new());
        assert_eq!(sees("SS12K-ATT-002", &town(&json!({}), &minutes(41, 20))), ["attendance-longer-than-lesson"]);
        let shorter =
            json!({"studentExceptions": [{"student": {"id": id(5)}, "participates": true, "teachingLength": 30}]});
        assert_eq!(sees("SS12K-ATT-002", &town(&shorter, &minutes(31, 0))), ["attendance-longer-than-lesson"]);
    }

    #[test]
    fn cancelled_lessons_and_excused_pupils_have_no_attendance() {
        let here = json!({"attendanceMinutes": 40});
        assert_eq!(sees("SS12K-INT-024", &town(&json!({}), &here)), Vec::<&str>::new());
        assert_eq!(
            sees("SS12K-INT-024", &town(&json!({"cancelled": true}), &here)),
            ["attendance-at-cancelled-lesson"]
        );
        let excused = json!({"studentExceptions": [{"student": {"id": id(5)}, "participates": false}]});
        assert_eq!(sees("SS12K-INT-024", &town(&excused, &here)), ["attendance-of-excused"]);
    }

    #[test]
    fn only_members_of_the_day_are_there_and_each_once() {
        assert_eq!(sees("SS12K-INT-022", &town(&json!({}), &json!({}))), Vec::<&str>::new());
        assert_eq!(
            sees("SS12K-INT-022", &town(&json!({}), &json!({"student": {"id": id(6)}}))),
            ["attendance-of-stranger"]
        );
        let later = json!({"startTime": "2026-10-01T08:00:00Z"});
        assert_eq!(sees("SS12K-INT-022", &town(&later, &json!({}))), ["attendance-of-stranger"]);
        let mut twice = town(&json!({}), &json!({}));
        twice.push(("Attendance", json!({"id": id(9), "calendarEvent": {"id": id(2)}, "student": {"id": id(5)}})));
        assert_eq!(sees("SS12K-INT-023", &twice), ["attendance-twice"]);
    }
}
