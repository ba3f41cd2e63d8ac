//! Periods run forwards, wherever the contract has one.

use jiff::Timestamp;
use serde_json::Value;

use crate::integrity::rule::{Cause, Record, Rule, Sightings, cause, each, elements};

const RULE: &[&str] = &["SS12K-INT-008"];
const DATES: (&str, &str) = ("startDate", "endDate");
const TIMES: (&str, &str) = ("startTime", "endTime");
const BOTH: &str = "a period with both ends";

pub(in crate::integrity) const RULES: &[Rule] = &[
    each(RULE, "Organisation", BOTH, |record, seen| own(record, DATES, seen)),
    each(RULE, "Person", BOTH, |record, seen| inside(record.value, &["enrolments"], DATES, seen)),
    each(RULE, "Placement", BOTH, |record, seen| own(record, DATES, seen)),
    each(RULE, "Duty", BOTH, |record, seen| {
        own(record, DATES, seen);
        inside(record.value, &["assignmentRole"], DATES, seen);
    }),
    each(RULE, "Group", BOTH, |record, seen| {
        own(record, DATES, seen);
        inside(record.value, &["groupMemberships"], DATES, seen);
    }),
    each(RULE, "StudyPlan", BOTH, |record, seen| {
        own(record, DATES, seen);
        inside(record.value, &["content", "syllabuses"], DATES, seen);
    }),
    each(RULE, "Syllabus", "startSchoolYear + endSchoolYear", |record, seen| {
        own(record, ("startSchoolYear", "endSchoolYear"), seen);
    }),
    each(RULE, "SchoolUnitOffering", BOTH, |record, seen| own(record, DATES, seen)),
    each(RULE, "Activity", BOTH, |record, seen| {
        own(record, DATES, seen);
        inside(record.value, &["teachers"], DATES, seen);
    }),
    each(RULE, "CalendarEvent", BOTH, |record, seen| {
        own(record, TIMES, seen);
        inside(record.value, &["studentExceptions"], TIMES, seen);
        inside(record.value, &["teacherExceptions"], TIMES, seen);
    }),
    each(RULE, "AttendanceSchedule", BOTH, |record, seen| {
        own(record, DATES, seen);
        inside(record.value, &["scheduleEntries"], TIMES, seen);
    }),
    each(RULE, "Absence", BOTH, |record, seen| own(record, TIMES, seen)),
    each(RULE, "AggregatedAttendance", BOTH, |record, seen| own(record, DATES, seen)),
];

static REVERSED: Cause = cause("period-reversed", "", "start <= end", "start > end");

fn own(record: &Record<'_>, names: (&str, &str), seen: &mut Sightings) {
    judge(record.value, names, seen);
}

fn inside(value: &Value, path: &[&str], names: (&str, &str), seen: &mut Sightings) {
    match path.split_first() {
        None => judge(value, names, seen),
        Some((name, rest)) => elements(value, name).iter().for_each(|element| inside(element, rest, names, seen)),
    }
}

fn judge(value: &Value, (from, to): (&str, &str), seen: &mut Sightings) {
    if let (Some(from), Some(to)) = (value.get(from), value.get(to))
        && let Some(forwards) = runs_forwards(from, to)
    {
        seen.expect(forwards, &REVERSED);
    }
}

/// Whether the first is not after the second; None when they cannot be compared.
fn runs_forwards(from: &Value, to: &Value) -> Option<bool> {
    if let (Value::Number(from), Value::Number(to)) = (from, to) {
        return Some(from.as_i64()? <= to.as_i64()?);
    }
    let (from, to) = (from.as_str()?, to.as_str()?);
    if is_written(from, b"0000-00-00") && is_written(to, b"0000-00-00")
        || is_written(from, b"00:00") && is_written(to, b"00:00")
    {
        return Some(from <= to);
    }
    Some(from.parse::<Timestamp>().ok()? <= to.parse::<Timestamp>().ok()?)
}

/// Whether a text has digits where the form has them, and is otherwise the same.
fn is_written(text: &str, form: &[u8]) -> bool {
    text.len() == form.len()
        && text
            .bytes()
            .zip(form)
            .all(|(byte, place)| if *place == b'0' { byte.is_ascii_digit() } else { byte == *place })
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use samspel_contract::Contract;
    use serde_json::json;

    use super::*;
    use crate::integrity::trial::{breaks, keeps, silent};

    #[test]
    fn a_period_may_last_one_day_but_not_run_backwards() {
        for (entity, from, to, earlier) in [
            ("Organisation", "startDate", "endDate", ("2026-08-17", "2026-08-16")),
            ("Absence", "startTime", "endTime", ("2026-08-17T08:00:00+02:00", "2026-08-17T05:59:00Z")),
        ] {
            keeps(entity, "SS12K-INT-008", &json!({from: earlier.0, to: earlier.0}));
            keeps(entity, "SS12K-INT-008", &json!({from: earlier.1, to: earlier.0}));
            breaks(entity, "SS12K-INT-008", &json!({from: earlier.0, to: earlier.1}));
        }
        breaks("Syllabus", "SS12K-INT-008", &json!({"startSchoolYear": 9, "endSchoolYear": 1}));
        breaks(
            "Person",
            "SS12K-INT-008",
            &json!({"enrolments": [{"startDate": "2026-01-02", "endDate": "2026-01-01"}]}),
        );
        silent("Organisation", "SS12K-INT-008", &json!({"startDate": "2026-01-02"}));
        silent("Organisation", "SS12K-INT-008", &json!({"startDate": "2026-01-02", "endDate": "soon"}));
    }

    #[test]
    fn every_entity_with_a_period_of_the_contract_is_looked_at() {
        for edition in ["2.0", "2.1"] {
            let contract = Contract::embedded(edition).unwrap();
            let carriers = contract
                .intervals()
                .iter()
                .filter(|interval| contract.operations().iter().any(|o| o.entity.as_deref() == Some(&interval.entity)));
            for interval in carriers {
                assert!(RULES.iter().any(|rule| rule.of == interval.entity), "{}", interval.entity);
            }
        }
    }
}
