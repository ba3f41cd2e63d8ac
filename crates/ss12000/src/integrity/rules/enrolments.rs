//! Enrolments: what belongs to them, and what they agree with.

use samspel_suite::CheckError;

use crate::integrity::data::{Data, Period, is};
use crate::integrity::rule::{Cause, Record, Rule, Sightings, cause, each, sets, text};
use crate::snapshot::Cell;

pub(in crate::integrity) const RULES: &[Rule] = &[
    each(&["SS12K-ENR-002"], "Person", "enrolments[].cancelled = true", cancelled_ends),
    each(&["SS12K-ENR-004"], "Person", "enrolments[].schoolType (GR, GRS, GY …)", year_or_path),
    sets(&["SS12K-ENR-003"], "Person", &["Organisation"], "enrolments[] + Organisation.schoolTypes", type_of_unit),
    sets(&["SS12K-INT-034"], "Person", &["Programme"], "enrolments[].programme", as_programme),
    sets(&["SS12K-INT-037"], "Person", &[], "enrolments[] (≥ 2)", one_at_a_time),
];

static NO_END: Cause = cause("enrolment-cancelled-without-end", "/enrolments/*/endDate", "present", "absent");
static NO_YEAR: Cause = cause("enrolment-without-year", "/enrolments/*/schoolYear", "present", "absent");
static NO_PATH: Cause =
    cause("enrolment-without-path", "/enrolments/*/educationCode", "educationCode or programme", "neither");
static NOT_OF_UNIT: Cause =
    cause("enrolment-type-not-of-unit", "/enrolments/*/schoolType", "one of the unit's schoolTypes", "another");
static OTHER_TYPE: Cause =
    cause("enrolment-type-not-of-programme", "/enrolments/*/schoolType", "the programme's schoolType", "another");
static OTHER_CODE: Cause =
    cause("enrolment-code-not-of-programme", "/enrolments/*/educationCode", "the programme's code", "another");
static TWICE: Cause =
    cause("enrolment-twice", "/enrolments", "one at a time for each unit and schoolType", "several at a time");

fn cancelled_ends(record: &Record<'_>, seen: &mut Sightings) {
    for enrolment in record.elements("enrolments") {
        if enrolment.get("cancelled").and_then(serde_json::Value::as_bool) == Some(true) {
            seen.expect(enrolment.get("endDate").is_some(), &NO_END);
        }
    }
}

fn year_or_path(record: &Record<'_>, seen: &mut Sightings) {
    for enrolment in record.elements("enrolments") {
        let has = |field: &str| enrolment.get(field).is_some();
        match text(enrolment, "schoolType") {
            Some("FKLASS" | "GR" | "GRS" | "SP" | "SAM") => seen.expect(has("schoolYear"), &NO_YEAR),
            Some("GY" | "GYS") => seen.expect(has("educationCode") || has("programme"), &NO_PATH),
            _ => {}
        }
    }
}

fn type_of_unit(data: &Data, seen: &mut Sightings) -> Result<(), CheckError> {
    let (of, organisations) = (data.of("Person")?, data.of("Organisation")?);
    let (units, types) = (of.column("enrolments[].enroledAt.id")?, of.column("enrolments[].schoolType")?);
    let offered = organisations.column("schoolTypes[]")?;
    for row in of.rows() {
        for (unit, own) in units.cells(row).zip(types.cells(row)) {
            let Some(unit) = organisations.row(unit).filter(|_| own.is_known()) else { continue };
            if offered.cells(unit).next().is_some() {
                let holds = offered.cells(unit).any(|offered| offered == own);
                seen.expect_at(holds, &NOT_OF_UNIT, &[of.at(row), organisations.at(unit)]);
            }
        }
    }
    Ok(())
}

fn as_programme(data: &Data, seen: &mut Sightings) -> Result<(), CheckError> {
    let (of, programmes) = (data.of("Person")?, data.of("Programme")?);
    let references = of.column("enrolments[].programme.id")?;
    let (types, paths) = (of.column("enrolments[].schoolType")?, of.column("enrolments[].educationCode")?);
    let (of_type, codes) = (programmes.column("schoolType")?, programmes.column("code")?);
    for row in of.rows() {
        for ((reference, own_type), path) in references.cells(row).zip(types.cells(row)).zip(paths.cells(row)) {
            let Some(programme) = programmes.row(reference) else { continue };
            let places = [of.at(row), programmes.at(programme)];
            for (own, others, cause) in
                [(own_type, of_type.cell(programme), &OTHER_TYPE), (path, codes.cell(programme), &OTHER_CODE)]
            {
                if own.is_known() && others.is_known() {
                    seen.expect_at(own == others, cause, &places);
                }
            }
        }
    }
    Ok(())
}

fn one_at_a_time(data: &Data, seen: &mut Sightings) -> Result<(), CheckError> {
    let of = data.of("Person")?;
    let (units, types) = (of.column("enrolments[].enroledAt.id")?, of.column("enrolments[].schoolType")?);
    let (starts, ends) = (of.column("enrolments[].startDate")?, of.column("enrolments[].endDate")?);
    let cancelled = of.column("enrolments[].cancelled")?;
    let mut own: Vec<(Cell, Cell, Period)> = Vec::new();
    for row in of.rows() {
        own.clear();
        if units.cells(row).nth(1).is_none() {
            continue;
        }
        let periods = starts.cells(row).zip(ends.cells(row)).zip(cancelled.cells(row));
        for ((unit, school_type), ((start, end), cancelled)) in units.cells(row).zip(types.cells(row)).zip(periods) {
            // A cancelled enrolment has ended, whether or not it says when.
            let open = is(cancelled, "true") && end == Cell::Missing;
            if let Some(period) = Period::of(start, end).filter(|_| unit.is_known() && !open) {
                own.push((unit, school_type, period));
            }
        }
        for (number, (unit, school_type, period)) in own.iter().enumerate().skip(1) {
            let twice = own.iter().take(number).any(|(other, other_type, other_period)| {
                other == unit && other_type == school_type && other_period.and(*period).is_some()
            });
            seen.expect_at(!twice, &TWICE, &[of.at(row)]);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::integrity::trial::{breaks, id, keeps, sees};

    fn person(enrolments: Value) -> (&'static str, Value) {
        ("Person", json!({"id": id(1), "enrolments": enrolments}))
    }

    #[test]
    fn cancelled_enrolments_end_and_others_tell_year_or_path() {
        let of = |enrolment: Value| json!({ "enrolments": [enrolment] });
        keeps("Person", "SS12K-ENR-002", &of(json!({"cancelled": true, "endDate": "2026-01-01"})));
        breaks("Person", "SS12K-ENR-002", &of(json!({"cancelled": true})));
        keeps("Person", "SS12K-ENR-004", &of(json!({"schoolType": "GR", "schoolYear": 5})));
        breaks("Person", "SS12K-ENR-004", &of(json!({"schoolType": "GR"})));
        keeps("Person", "SS12K-ENR-004", &of(json!({"schoolType": "GY", "programme": {}})));
        breaks("Person", "SS12K-ENR-004", &of(json!({"schoolType": "GY"})));
    }

    #[test]
    fn an_enrolment_agrees_with_unit_and_programme() {
        let town = |school_type: &str, code: &str| {
            [
                ("Organisation", json!({"id": id(8), "schoolTypes": ["GY", "GYS"]})),
                ("Programme", json!({"id": id(9), "schoolType": "GY", "code": "NA"})),
                person(
                    json!([{"enroledAt": {"id": id(8)}, "schoolType": school_type, "educationCode": code, "programme": {"id": id(9)}, "startDate": "2026-08-17"}]),
                ),
            ]
        };
        assert_eq!(sees("SS12K-ENR-003", &town("GY", "NA")), Vec::<&str>::new());
        assert_eq!(sees("SS12K-INT-034", &town("GY", "NA")), Vec::<&str>::new());
        assert_eq!(sees("SS12K-ENR-003", &town("GR", "NA")), ["enrolment-type-not-of-unit"]);
        assert_eq!(
            sees("SS12K-INT-034", &town("GYS", "SA")),
            ["enrolment-type-not-of-programme", "enrolment-code-not-of-programme"]
        );
    }

    #[test]
    fn two_enrolments_at_one_unit_do_not_overlap() {
        let two = |end: &str, from: &str| {
            [person(json!([
                {"enroledAt": {"id": id(8)}, "schoolType": "GR", "startDate": "2025-08-18", "endDate": end},
                {"enroledAt": {"id": id(8)}, "schoolType": "GR", "startDate": from},
            ]))]
        };
        assert_eq!(sees("SS12K-INT-037", &two("2026-06-12", "2026-08-17")), Vec::<&str>::new());
        assert_eq!(sees("SS12K-INT-037", &two("2026-08-17", "2026-08-17")), ["enrolment-twice"]);
    }
}
