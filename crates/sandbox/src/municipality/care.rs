//! Preschool and leisure-time care: placements, schedules, and children coming and going.

use serde_json::json;

use super::calendar::{LAST_YEAR_END, LESSONS, SCHOOL_YEAR, after, moment, years_after};
use super::draft::{Draft, put, reference};
use super::groups::{Groups, placement_type};
use super::organisations::Tree;
use super::people::Somebody;
use super::pupils::Pupil;
use super::staff::Staff;

/// Children coming and going at most.
const EVENTS: usize = 600;

pub(super) fn care(draft: &mut Draft<'_>, tree: &Tree, staff: &Staff, groups: &Groups, pupils: &[Pupil]) {
    let placed = pupils.iter().filter_map(|pupil| {
        let school_type = placement_type(pupil)?;
        Some((pupil, school_type, *groups.departments.get(&(pupil.unit, school_type))?))
    });
    let (mut schedules, mut events) = (0, 0);
    for (number, (pupil, school_type, department)) in placed.enumerate() {
        let id = draft.id("Placement", number);
        let start = pupil.since;
        // Some placements are until a summer, not all until the same one.
        let until = [None, Some(1), None, Some(2)][number % 4].map(|years| years_after(LAST_YEAR_END, years));
        let end = pupil.left.or(until);
        let hours = 40;
        let mut value = json!({
            "id": id.to_string(), "placedAt": reference(tree.units[pupil.unit].id), "group": reference(department), "child": pupil.somebody.reference(),
            "schoolType": school_type, "startDate": start.to_string(),
        });
        let owners: Vec<_> = pupil
            .guardians
            .iter()
            .take(if number % 5 == 3 { 1 } else { 2 })
            .map(|guardian| guardian.reference())
            .collect();
        put(&mut value, "owners", Some(owners));
        put(&mut value, "endDate", end.map(|day| day.to_string()));
        let reason = ["Omsorgsbehov", "Erbjuden tid", "Eget behov"][number % 3];
        put(&mut value, "reason", (number % 7 != 5).then(|| draft.edition.word(reason)));
        put(&mut value, "maxWeeklyScheduleHours", (number % 3 != 2).then_some(hours));
        draft.emit("Placement", value);

        let registrar = pupil.guardians.first().copied();
        schedule(draft, &mut schedules, id, start.max(SCHOOL_YEAR), end, registrar, number);
        if pupil.left.is_none() && start <= LESSONS && events + 4 <= EVENTS {
            for day in [after(LESSONS, (number % 3) as i64), after(LESSONS, 7 + (number % 2) as i64)] {
                for (kind, minute) in
                    [("In", 7 * 60 + 30 + (number as i64 % 40)), ("Ut", 15 * 60 + (number as i64 % 50))]
                {
                    let mut value = json!({
                        "id": draft.id("AttendanceEvent", events).to_string(), "time": moment(day, minute), "eventType": kind,
                        "person": pupil.somebody.reference(), "group": reference(department),
                    });
                    let by = staff.teacher(pupil.unit, number).person;
                    put(&mut value, "registeredBy", by.filter(|_| number % 4 != 3).map(Somebody::reference));
                    draft.emit("AttendanceEvent", value);
                    events += 1;
                }
            }
        }
    }
}

/// A lasting schedule, and for some a temporary one on top of it.
fn schedule(
    draft: &mut Draft<'_>,
    count: &mut usize,
    placement: uuid::Uuid,
    start: jiff::civil::Date,
    end: Option<jiff::civil::Date>,
    registrar: Option<Somebody>,
    number: usize,
) {
    let weeks = 1 + (number % 2) as i64;
    let entry = |draft: &Draft<'_>, week: i64, day: &str| {
        let mut value = json!({ "weekOffset": week, "dayOfWeek": day, "startTime": "07:30" });
        if draft.edition == super::Edition::Corrected {
            put(&mut value, "endTime", Some("15:30"));
        } else {
            put(&mut value, "length", Some(480));
        }
        value
    };
    let entries: Vec<_> =
        (0..weeks).flat_map(|week| ["Måndag", "Onsdag", "Lördag"].map(|day| entry(draft, week, day))).collect();
    let mut state = json!({ "state": "Godkänt", "registeredAt": moment(after(start, -6), 610) });
    put(&mut state, "registeredBy", registrar.map(Somebody::reference));
    put(&mut state, "comment", (number % 6 == 4).then_some("Enligt överenskommelse"));
    let mut value = json!({
        "id": draft.id("AttendanceSchedule", *count).to_string(), "placement": reference(placement), "numberOfWeeks": weeks,
        "startDate": start.to_string(), "state": [state], "scheduleEntries": entries,
    });
    put(&mut value, "endDate", end.map(|day| day.to_string()));
    put(&mut value, "temporary", number.is_multiple_of(2).then_some(false));
    *count += 1;
    draft.emit("AttendanceSchedule", value);

    let to = after(start, 9);
    if number.is_multiple_of(4) && end.is_none_or(|end| to <= end) {
        let state = ["Begärt", "Nekat"][number / 4 % 2];
        let value = json!({
            "id": draft.id("AttendanceSchedule", *count).to_string(), "placement": reference(placement), "numberOfWeeks": 1,
            "startDate": after(start, 5).to_string(), "endDate": to.to_string(), "temporary": true,
            "state": [{ "state": state, "registeredAt": moment(after(start, 2), 700) }], "scheduleEntries": [entry(draft, 0, "Tisdag")],
        });
        *count += 1;
        draft.emit("AttendanceSchedule", value);
    }
}
