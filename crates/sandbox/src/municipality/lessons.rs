//! Activities, lessons of two weeks, and who was there.

use jiff::civil::Date;
use rand::Rng;
use rand_chacha::ChaCha8Rng;
use serde_json::{Value, json};
use uuid::Uuid;

use super::calendar::{LESSONS, SCHOOL_YEAR, after, moment};
use super::draft::{Draft, put, reference};
use super::groups::{Course, Member};
use super::organisations::{Tree, Unit};
use super::people::Somebody;
use super::staff::Staff;

/// Lessons at most, however large the municipality.
const EVENTS: usize = 1200;
/// Attendance records at most.
const ATTENDANCES: usize = 2500;

pub(super) fn lessons(draft: &mut Draft<'_>, tree: &Tree, staff: &Staff, courses: &[Course], outsiders: &[Somebody]) {
    let mut making = Making { rng: draft.rng("lessons"), events: 0, attendances: 0 };
    let end = after(SCHOOL_YEAR, 298);
    for (number, course) in courses.iter().enumerate() {
        let unit = &tree.units[course.unit];
        let id = draft.id("Activity", number);
        let mut value = json!({
            "id": id.to_string(), "displayName": course.name, "calendarEventsRequired": true, "startDate": SCHOOL_YEAR.to_string(),
            "groups": [reference(course.group)], "organisation": reference(unit.id), "activityType": course.kind,
        });
        put(&mut value, "endDate", (number % 4 != 1).then(|| end.to_string()));
        put(&mut value, "syllabus", course.syllabus.map(reference));
        put(&mut value, "minutesPlanned", (number % 3 == 0).then_some(3600));
        put(&mut value, "comment", (number % 10 == 6).then_some("Halvklass varannan vecka"));
        put(&mut value, "parentActivity", (number % 12 == 11).then(|| reference(draft.id("Activity", number - 1))));
        let teachers: Vec<(Uuid, Option<Somebody>)> = match course.teacher {
            Some(nth) => {
                // Two teachers now and then.
                let count = if number % 5 == 2 { 2 } else { 1 };
                (0..count)
                    .map(|more| staff.teacher(course.unit, nth + more))
                    .map(|duty| (duty.id, duty.person))
                    .collect()
            }
            None => Vec::new(),
        };
        if !teachers.is_empty() {
            put(&mut value, "teachers", Some(assignments(&teachers, number)));
        }
        draft.emit("Activity", value);
        making.events_of(draft, unit, course, id, &teachers, number, outsiders);
    }
    // Planned without lessons of its own.
    let unit = &tree.units[0];
    if let Some(course) = courses.iter().find(|course| course.unit == unit.number) {
        let id = draft.id("Activity", courses.len());
        draft.emit(
            "Activity",
            json!({
                "id": id.to_string(), "displayName": "Öppet hus", "calendarEventsRequired": false, "startDate": "2026-09-01", "endDate": "2026-10-31",
                "groups": [reference(course.group)], "organisation": reference(unit.id), "activityType": "Övrigt",
            }),
        );
    }
}

fn assignments(teachers: &[(Uuid, Option<Somebody>)], number: usize) -> Vec<Value> {
    teachers
        .iter()
        .enumerate()
        .map(|(nth, (duty, _))| {
            let mut value = json!({ "duty": reference(*duty) });
            put(&mut value, "grader", (nth == 0).then_some(true));
            // The second teacher helped for the first weeks only.
            put(&mut value, "startDate", (nth == 1).then(|| SCHOOL_YEAR.to_string()));
            put(&mut value, "endDate", (nth == 1).then(|| after(SCHOOL_YEAR, 32).to_string()));
            put(&mut value, "minutesPlanned", (number % 6 == 2).then_some(1800));
            value
        })
        .collect()
}

struct Making {
    rng: ChaCha8Rng,
    events: usize,
    attendances: usize,
}

impl Making {
    #[expect(clippy::too_many_arguments, reason = "a lesson is where everything meets")]
    fn events_of(
        &mut self,
        draft: &mut Draft<'_>,
        unit: &Unit,
        course: &Course,
        activity: Uuid,
        teachers: &[(Uuid, Option<Somebody>)],
        number: usize,
        outsiders: &[Somebody],
    ) {
        for week in 0..2 {
            if self.events >= EVENTS {
                return;
            }
            let nth = self.events;
            self.events += 1;
            let day = after(LESSONS, week * 7 + (number % 5) as i64);
            let start = 8 * 60 + (number as i64 / 5 % 8) * 55;
            let length = 40 + (number as i64 % 3) * 10;
            let id = draft.id("CalendarEvent", nth);
            let mut value = json!({
                "id": id.to_string(), "activity": reference(activity), "startTime": moment(day, start), "endTime": moment(day, start + length),
            });
            let cancelled = nth % 14 == 9;
            put(&mut value, "cancelled", (cancelled || nth.is_multiple_of(5)).then_some(cancelled));
            put(&mut value, "teachingLengthStudent", Some(length));
            put(&mut value, "teachingLengthTeacher", nth.is_multiple_of(2).then_some(length + 10));
            put(&mut value, "comment", (nth % 16 == 3).then_some("Ta med gympakläder"));
            put(&mut value, "rooms", (nth % 6 != 4).then(|| json!([reference(unit.rooms[nth % unit.rooms.len()])])));
            put(
                &mut value,
                "resources",
                (nth % 4 == 2).then(|| json!([reference(unit.resources[nth % unit.resources.len()])])),
            );

            let present: Vec<Member> =
                course.members.iter().filter(|member| member.until.is_none_or(|until| until >= day)).copied().collect();
            let (excused, guest) = exceptions(&present, &course.members, outsiders, nth);
            let mut students = Vec::new();
            students.extend(excused.map(|member| json!({ "student": member.reference(), "participates": false })));
            students.extend(guest.map(|member| {
                json!({
                    "student": member.reference(), "participates": true, "startTime": moment(day, start), "endTime": moment(day, start + 30),
                    "teachingLength": 30,
                })
            }));
            put(&mut value, "studentExceptions", (!students.is_empty()).then_some(students));
            if let Some((duty, _)) = teachers.first().filter(|_| nth % 15 == 6) {
                put(
                    &mut value,
                    "teacherExceptions",
                    Some(json!([{ "duty": reference(*duty), "participates": false }])),
                );
            }
            draft.emit("CalendarEvent", value);
            if week == 0 && !cancelled && course.teacher.is_some() {
                self.attendances_of(
                    draft,
                    id,
                    day,
                    start + length,
                    length,
                    &present,
                    excused,
                    guest,
                    teachers.first().and_then(|(_, person)| *person),
                );
            }
        }
    }

    #[expect(clippy::too_many_arguments, reason = "an attendance record tells all of this")]
    fn attendances_of(
        &mut self,
        draft: &mut Draft<'_>,
        event: Uuid,
        day: Date,
        end: i64,
        length: i64,
        present: &[Member],
        excused: Option<Somebody>,
        guest: Option<Somebody>,
        reporter: Option<Somebody>,
    ) {
        let there = present
            .iter()
            .map(|member| (member.somebody, length))
            .filter(|(member, _)| excused.is_none_or(|excused| excused.id != member.id));
        for (student, offered) in there.chain(guest.map(|guest| (guest, 30))).collect::<Vec<_>>() {
            if self.attendances >= ATTENDANCES {
                return;
            }
            let nth = self.attendances;
            self.attendances += 1;
            let (here, valid, invalid, other) = match self.rng.random_range(0..12) {
                0 => (0, offered, 0, 0),
                1 => (offered - 10, 0, 10, 0),
                2 => (0, 0, 0, offered),
                3 => (offered - 5, 5, 0, 0),
                _ => (offered, 0, 0, 0),
            };
            let reported = nth % 8 != 7;
            let mut value = json!({
                "id": draft.id("Attendance", nth).to_string(), "calendarEvent": reference(event), "student": student.reference(),
                "isReported": reported, "attendanceMinutes": if reported { here } else { 0 },
            });
            if reported {
                put(&mut value, "validAbsenceMinutes", (valid > 0 || nth.is_multiple_of(3)).then_some(valid));
                put(&mut value, "invalidAbsenceMinutes", (invalid > 0 || nth.is_multiple_of(3)).then_some(invalid));
                put(&mut value, "otherAttendanceMinutes", (other > 0).then_some(other));
                put(&mut value, "absenceReason", (valid > 0).then_some("Läkarbesök"));
                put(&mut value, "reporter", reporter.map(Somebody::reference));
                put(&mut value, "reportedTimestamp", Some(moment(day, end + 4)));
            }
            draft.emit("Attendance", value);
        }
    }
}

/// Now and then a member is excused, or a pupil of another group takes part.
fn exceptions(
    present: &[Member],
    members: &[Member],
    outsiders: &[Somebody],
    nth: usize,
) -> (Option<Somebody>, Option<Somebody>) {
    if present.is_empty() {
        return (None, None);
    }
    let excused = (nth % 7 == 3).then(|| present[nth % present.len()].somebody);
    let guest = (nth % 9 == 5)
        .then(|| outsiders.get(nth % outsiders.len().max(1)).copied())
        .flatten()
        .filter(|guest| members.iter().all(|member| member.somebody.id != guest.id));
    (excused, guest)
}
