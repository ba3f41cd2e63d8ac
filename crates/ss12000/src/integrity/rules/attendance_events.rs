//! Children coming and going.

use std::collections::HashMap;

use jiff::Timestamp;
use samspel_suite::CheckError;

use crate::integrity::data::{Data, Period, days_of};
use crate::integrity::rule::{Cause, Rule, Sightings, cause, sets, text};
use crate::snapshot::Cell;

pub(in crate::integrity) const RULES: &[Rule] = &[
    sets(&["SS12K-INT-025"], "AttendanceEvent", &["Group"], "person + time", belongs).whole(&["Placement"]),
    sets(&["SS12K-AEV-002"], "AttendanceEvent", &[], "In and Ut of a person on one day", alternate),
];

static STRANGER: Cause =
    cause("attendance-event-of-stranger", "/person", "a placement or membership that day", "neither");
static TWICE: Cause = cause("attendance-event-twice", "/eventType", "In and Ut in turn", "the same twice");

/// Somebody comes or goes.
struct Coming {
    row: u32,
    person: Cell,
    at: i64,
    kind: String,
}

fn comings(data: &Data) -> Result<Vec<Coming>, CheckError> {
    let of = data.of("AttendanceEvent")?;
    let persons = of.column("person.id")?;
    let mut comings = Vec::new();
    of.table.scan(|row, value| {
        let at = text(value, "time").and_then(|time| time.parse::<Timestamp>().ok());
        let at = at.and_then(|at| i64::try_from(at.as_nanosecond()).ok());
        if let (Some(at), Some(kind), person @ Cell::Id(_)) = (at, text(value, "eventType"), persons.cell(row)) {
            comings.push(Coming { row, person, at, kind: kind.to_owned() });
        }
    })?;
    Ok(comings)
}

fn belongs(data: &Data, seen: &mut Sightings) -> Result<(), CheckError> {
    let (of, placements, groups) = (data.of("AttendanceEvent")?, data.of("Placement")?, data.of("Group")?);
    let mut placed: HashMap<Cell, Vec<Period>> = HashMap::new();
    let (children, starts, ends) =
        (placements.column("child.id")?, placements.column("startDate")?, placements.column("endDate")?);
    for row in placements.rows() {
        if let Some(period) = Period::of(starts.cell(row), ends.cell(row)) {
            placed.entry(children.cell(row)).or_default().push(period);
        }
    }
    let (of_group, members) = (of.column("group.id")?, groups.column("groupMemberships[].person.id")?);
    let (from, to) = (groups.column("groupMemberships[].startDate")?, groups.column("groupMemberships[].endDate")?);
    for coming in comings(data)? {
        let (winter, summer) = days_of(coming.at);
        let that_day = |period: &Period| period.holds(winter) || period.holds(summer);
        let is_placed = placed.get(&coming.person).is_some_and(|periods| periods.iter().any(that_day));
        let group = groups.row(of_group.cell(coming.row));
        let is_member = group.is_some_and(|group| {
            members.cells(group).zip(from.cells(group).zip(to.cells(group))).any(|(member, (from, to))| {
                member == coming.person && Period::of(from, to).as_ref().is_none_or(that_day)
            })
        });
        if group.is_some() || is_placed {
            seen.expect_at(is_placed || is_member, &STRANGER, &[of.at(coming.row)]);
        }
    }
    Ok(())
}

fn alternate(data: &Data, seen: &mut Sightings) -> Result<(), CheckError> {
    let of = data.of("AttendanceEvent")?;
    let mut comings = comings(data)?;
    comings.sort_by_key(|coming| (coming.person, coming.at, coming.row));
    for (one, next) in comings.iter().zip(comings.iter().skip(1)) {
        let one_day = days_of(one.at) == days_of(next.at);
        if one.person == next.person && one_day && one.at < next.at {
            seen.expect_at(one.kind != next.kind, &TWICE, &[of.at(one.row), of.at(next.row)]);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::integrity::trial::{id, sees};

    fn coming(number: u32, person: u32, time: &str, kind: &str) -> (&'static str, Value) {
        (
            "AttendanceEvent",
            json!({"id": id(number), "person": {"id": id(person)}, "group": {"id": id(8)}, "time": time, "eventType": kind}),
        )
    }

    fn town(events: Vec<(&'static str, Value)>) -> Vec<(&'static str, Value)> {
        let mut town = vec![
            (
                "Placement",
                json!({"id": id(7), "child": {"id": id(1)}, "startDate": "2026-08-17", "endDate": "2026-09-30"}),
            ),
            ("Group", json!({"id": id(8), "groupMemberships": [{"person": {"id": id(2)}}]})),
        ];
        town.extend(events);
        town
    }

    #[test]
    fn who_comes_is_placed_or_a_member() {
        for kept in [coming(3, 1, "2026-09-01T07:30:00Z", "In"), coming(3, 2, "2026-09-01T07:30:00Z", "In")] {
            assert_eq!(sees("SS12K-INT-025", &town(vec![kept])), Vec::<&str>::new());
        }
        for broken in [coming(3, 5, "2026-09-01T07:30:00Z", "In"), coming(3, 1, "2026-10-02T07:30:00Z", "In")] {
            assert_eq!(sees("SS12K-INT-025", &town(vec![broken])), ["attendance-event-of-stranger"]);
        }
    }

    #[test]
    fn who_has_come_goes_before_coming_again_on_the_same_day() {
        let day = |second: &str, time: &str| {
            town(vec![coming(4, 1, time, second), coming(3, 1, "2026-09-01T06:30:00Z", "In")])
        };
        assert_eq!(sees("SS12K-AEV-002", &day("Ut", "2026-09-01T14:00:00Z")), Vec::<&str>::new());
        assert_eq!(sees("SS12K-AEV-002", &day("In", "2026-09-01T14:00:00Z")), ["attendance-event-twice"]);
        assert_eq!(sees("SS12K-AEV-002", &day("In", "2026-09-02T06:30:00Z")), Vec::<&str>::new());
    }
}
