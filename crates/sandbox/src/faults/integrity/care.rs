//! Placements, schedules, and children coming and going, that do not fit.

use serde_json::{Value, json};

use super::{elements, is, must, reference, remove, replace, should};
use crate::fault::{Fault, Hook};

pub(in crate::faults) const FAULTS: &[Fault] = &[
    should(
        "children-own-placements",
        &["SS12K-INT-018"],
        "Barnet äger sin egen placering",
        "The child owns its own placement",
        &[Hook::Data(|entity, value| {
            if entity == "Placement" {
                value["owners"] = json!([value["child"]]);
            }
        })],
    ),
    should(
        "placements-of-other-school-type",
        &["SS12K-INT-019"],
        "Placeringar har en skolform som skolenheten inte har",
        "Placements have a school type that the school unit does not have",
        &[Hook::Data(|entity, value| {
            if entity == "Placement" {
                let other = if is(value, "schoolType", "FS") { "FTH" } else { "FS" };
                value["schoolType"] = json!(other);
            }
        })],
    ),
    must(
        "placement-reasons-of-own",
        &["SS12K-PLC-002"],
        "Placeringens skäl är ett eget värde",
        "The reason of a placement is a value of its own",
        &[Hook::Data(|_, value| replace(value, "reason", "Föräldrar arbetar"))],
    ),
    should(
        "departments-as-teaching-groups",
        &["SS12K-PLC-003"],
        "Avdelningar är undervisningsgrupper",
        "Departments are teaching groups",
        &[Hook::Data(|entity, value| {
            if entity == "Group" && is(value, "groupType", "Avdelning") {
                value["groupType"] = json!("Undervisning");
            }
        })],
    ),
    must(
        "temporary-schedules-without-end",
        &["SS12K-INT-014", "SS12K-ASCH-002"],
        "Tillfälliga vistelsescheman saknar slutdatum",
        "Temporary attendance schedules have no end date",
        &[Hook::Data(|entity, value| {
            if entity == "AttendanceSchedule" {
                value["temporary"] = json!(true);
                remove(value, "endDate");
            }
        })],
    ),
    must(
        "schedule-weeks-from-one",
        &["SS12K-INT-015", "SS12K-ASCH-004"],
        "Veckorna i vistelsescheman räknas från ett",
        "Weeks of attendance schedules are counted from one",
        &[Hook::Data(|entity, value| {
            if entity == "AttendanceSchedule" {
                for entry in elements(value, "scheduleEntries") {
                    if let Some(week) = entry.get("weekOffset").and_then(Value::as_i64) {
                        entry["weekOffset"] = json!(week + 1);
                    }
                }
            }
        })],
    ),
    must(
        "schedule-times-with-dot",
        &["SS12K-ASCH-003", "SS12K-INT-015"],
        "Tider i vistelsescheman skrivs med punkt",
        "Times in attendance schedules are written with a dot",
        &[Hook::Data(|entity, value| {
            if entity == "AttendanceSchedule" {
                elements(value, "scheduleEntries").for_each(|entry| replace(entry, "startTime", "07.30"));
            }
        })],
    ),
    should(
        "schedules-overlap",
        &["SS12K-INT-016"],
        "En placering har två varaktiga vistelsescheman samtidigt",
        "A placement has two lasting attendance schedules at the same time",
        &[Hook::Among(|made, entity, value| {
            if let ("AttendanceSchedule", Some(first)) = (entity, made.find("AttendanceSchedule", |_| true)) {
                value["placement"] = first["placement"].clone();
                value["startDate"] = first["startDate"].clone();
                remove(value, "endDate");
                remove(value, "temporary");
                elements(value, "state").for_each(|state| replace(state, "state", "Godkänt"));
            }
        })],
    ),
    should(
        "schedules-of-too-many-hours",
        &["SS12K-INT-017"],
        "Vistelsescheman har fler timmar än placeringen tillåter",
        "Attendance schedules have more hours than the placement allows",
        &[Hook::Data(|_, value| replace(value, "maxWeeklyScheduleHours", 5))],
    ),
    must(
        "schedule-states-of-own",
        &["SS12K-ASCH-005"],
        "Vistelseschemats läge är ett eget värde",
        "The state of an attendance schedule is a value of its own",
        &[Hook::Data(|entity, value| {
            if entity == "AttendanceSchedule" {
                elements(value, "state").for_each(|state| replace(state, "state", "Klart"));
            }
        })],
    ),
    should(
        "comings-of-strangers",
        &["SS12K-INT-025"],
        "Personer checkas in utan placering eller medlemskap",
        "Persons are checked in without placement or membership",
        &[Hook::Among(|made, entity, value| {
            let stranger =
                made.find("Person", |made| made.get("enrolments").is_none() && made.get("responsibles").is_none());
            if let ("AttendanceEvent", Some(stranger)) = (entity, stranger) {
                value["person"] = reference(stranger);
                if let Some(marking) = stranger.get("securityMarking") {
                    value["person"]["securityMarking"] = marking.clone();
                }
            }
        })],
    ),
    should(
        "children-never-leave",
        &["SS12K-AEV-002"],
        "Barn checkas in men aldrig ut",
        "Children are checked in but never out",
        &[Hook::Data(|_, value| replace(value, "eventType", "In"))],
    ),
];
