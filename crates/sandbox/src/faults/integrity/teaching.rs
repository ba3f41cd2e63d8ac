//! Programmes, courses, activities, lessons and attendance that do not fit.

use serde_json::{Value, json};

use super::{elements, is, must, reference, remove, replace, should};
use crate::fault::{Fault, Hook};
use crate::faults::entities::each;

pub(in crate::faults) const FAULTS: &[Fault] = &[
    must(
        "exits-without-parent",
        &["SS12K-INT-011", "SS12K-PROG-002"],
        "Utgångar saknar överordnad inriktning",
        "Exits have no parent orientation",
        &[Hook::Data(|entity, value| {
            if entity == "Programme" && is(value, "type", "Utgång") {
                remove(value, "parentProgramme");
            }
        })],
    ),
    must(
        "programmes-below-programmes",
        &["SS12K-INT-011", "SS12K-PROG-002"],
        "Program ligger under andra program",
        "Programmes lie below other programmes",
        &[Hook::Among(|made, entity, value| {
            if let ("Programme", Some(first)) = (entity, made.find("Programme", |_| true))
                && is(value, "type", "Yrkesprogram")
            {
                value["parentProgramme"] = reference(first);
            }
        })],
    ),
    must(
        "orientation-content-on-programmes",
        &["SS12K-INT-012", "SS12K-PROG-004"],
        "Inriktningens innehåll ligger på programmet",
        "The content of an orientation lies on the programme",
        &[Hook::Data(|entity, value| {
            if entity == "Programme" {
                elements(value, "content").for_each(|content| replace(content, "type", "Inriktning"));
            }
        })],
    ),
    must(
        "programmes-without-code",
        &["SS12K-PROG-003"],
        "Gymnasieprogram saknar kod",
        "Upper secondary programmes have no code",
        &[Hook::Data(|entity, value| {
            if entity == "Programme" {
                remove(value, "code");
            }
        })],
    ),
    should(
        "subject-codes-short",
        &["SS12K-SYL-002"],
        "Ämneskoden är den korta beteckningen",
        "The subject code is the short designation",
        &[Hook::Data(|entity, value| {
            if let ("Syllabus", Some(short)) = (entity, value.get("subjectDesignation").cloned()) {
                replace(value, "subjectCode", short);
            }
        })],
    ),
    should(
        "language-codes-of-two-letters",
        &["SS12K-SYL-003"],
        "Språkkoden har två bokstäver",
        "The language code has two letters",
        &[Hook::Data(|_, value| replace(value, "languageCode", "de"))],
    ),
    must(
        "curricula-beyond-the-list",
        &["SS12K-SYL-004"],
        "Läroplanen anges som Lgr22",
        "The curriculum is given as Lgr22",
        &[Hook::Data(|_, value| replace(value, "curriculum", "Lgr22"))],
    ),
    should(
        "offering-without-courses-of-programmes",
        &["SS12K-INT-032"],
        "Utbudet räknar inte upp programmens kurser",
        "An offering does not list the courses of its programmes",
        &[Hook::Data(|entity, value| {
            if let ("SchoolUnitOffering", true, Some(Value::Array(courses))) =
                (entity, value.get("offeredProgrammes").is_some(), value.get_mut("offeredSyllabuses"))
            {
                courses.truncate(1);
            }
        })],
    ),
    should(
        "courses-of-other-school-type",
        &["SS12K-INT-033"],
        "Aktiviteter har ämnen ur en skolform som enheten inte har",
        "Activities have subjects of a school type that the unit does not have",
        &[Hook::Data(|entity, value| {
            if entity == "Syllabus" {
                value["schoolType"] = json!("SP");
            }
        })],
    ),
    should(
        "activities-in-circle",
        &["SS12K-INT-036"],
        "Aktiviteter är överordnade sig själva",
        "Activities are their own parents",
        &[Hook::Data(|entity, value| {
            if entity == "Activity" {
                value["parentActivity"] = reference(value);
            }
        })],
    ),
    should(
        "attendance-at-other-activities",
        &["SS12K-ACT-003"],
        "Närvaro förs för aktiviteter av typen Övrigt",
        "Attendance is kept for activities of type Övrigt",
        &[Hook::Data(|entity, value| {
            if entity == "Activity" {
                replace(value, "activityType", "Övrigt");
            }
        })],
    ),
    should(
        "teaching-without-subject",
        &["SS12K-ACT-004"],
        "Undervisning saknar ämne och kurs",
        "Teaching has neither subject nor course",
        &[Hook::Data(|entity, value| {
            if entity == "Activity" {
                remove(value, "syllabus");
            }
        })],
    ),
    should(
        "lessons-before-activities",
        &["SS12K-INT-010"],
        "Lektioner ligger före aktivitetens start",
        "Lessons lie before the activity begins",
        &[Hook::Data(|entity, value| {
            if entity == "Activity" {
                value["startDate"] = json!("2026-12-01");
                replace(value, "endDate", "2027-06-01");
                elements(value, "teachers").for_each(|teacher| {
                    remove(teacher, "startDate");
                    remove(teacher, "endDate");
                });
            }
        })],
    ),
    should(
        "exceptions-on-other-days",
        &["SS12K-INT-009"],
        "Undantag från lektioner gäller en annan dag",
        "Exceptions from lessons are about another day",
        &[Hook::Data(|entity, value| {
            if entity == "CalendarEvent" {
                for exception in elements(value, "studentExceptions").filter(|e| e.get("startTime").is_some()) {
                    exception["startTime"] = json!("2026-11-02T09:00:00Z");
                    exception["endTime"] = json!("2026-11-02T10:00:00Z");
                }
            }
        })],
    ),
    should(
        "minutes-beyond-lessons",
        &["SS12K-ATT-002"],
        "Närvarominuterna är fler än lektionens",
        "There are more minutes of attendance than of the lesson",
        &[Hook::Data(|entity, value| {
            if let ("Attendance", Some(minutes)) = (entity, value.get("attendanceMinutes").and_then(Value::as_i64)) {
                value["attendanceMinutes"] = json!(minutes + 90);
            }
        })],
    ),
    should(
        "attendance-without-reporter",
        &["SS12K-ATT-003"],
        "Rapporterad närvaro säger inte vem som rapporterade",
        "Reported attendance does not say who reported",
        &[Hook::Data(|entity, value| {
            if entity == "Attendance" {
                remove(value, "reporter");
            }
        })],
    ),
    should(
        "attendance-of-strangers",
        &["SS12K-INT-022"],
        "Närvaro förs för personer som inte är med i gruppen",
        "Attendance is kept for persons who are not in the group",
        &[Hook::Among(|made, entity, value| {
            if let ("Attendance", Some(stranger)) =
                (entity, made.find("Person", |made| made.get("enrolments").is_none()))
            {
                value["student"] = reference(stranger);
                if let Some(marking) = stranger.get("securityMarking") {
                    value["student"]["securityMarking"] = marking.clone();
                }
            }
        })],
    ),
    should(
        "attendance-twice",
        &["SS12K-INT-023"],
        "Elever har två närvarouppgifter för samma lektion",
        "Pupils have two attendance records for the same lesson",
        &[Hook::Among(|made, entity, value| {
            if let ("Attendance", Some(first)) = (entity, made.find("Attendance", |_| true)) {
                value["calendarEvent"] = first["calendarEvent"].clone();
                value["student"] = first["student"].clone();
            }
        })],
    ),
    should(
        "attendance-at-cancelled-lessons",
        &["SS12K-INT-024"],
        "Inställda lektioner har rapporterad närvaro",
        "Cancelled lessons have reported attendance",
        &[Hook::Data(|entity, value| {
            if entity == "CalendarEvent" {
                value["cancelled"] = json!(true);
            }
        })],
    ),
    should(
        "sums-beyond-offer",
        &["SS12K-INT-027", "SS12K-AGG-002"],
        "Den summerade frånvaron är större än den erbjudna tiden",
        "The summed absence is more than the time offered",
        &[Hook::Answer(|asked, answer| {
            each(asked, answer, |entity, value| {
                if entity == "AggregatedAttendance" {
                    let offered = value.get("offeredSum").and_then(Value::as_i64).unwrap_or(0);
                    value["validAbsenceSum"] = json!(offered + 60);
                }
            });
        })],
    ),
    should(
        "sums-of-something-else",
        &["SS12K-AGG-002"],
        "Summerad närvaro stämmer inte med de enskilda uppgifterna",
        "Summed attendance does not agree with the single records",
        &[Hook::Answer(|asked, answer| {
            each(asked, answer, |entity, value| {
                if entity == "AggregatedAttendance" {
                    let sum = value.get("attendanceSum").and_then(Value::as_i64).unwrap_or(0);
                    value["attendanceSum"] = json!((sum - 7).max(0));
                }
            });
        })],
    ),
];
