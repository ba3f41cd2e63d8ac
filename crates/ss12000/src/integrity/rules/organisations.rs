//! Single organisation elements.

use crate::integrity::rule::{Cause, Record, Rule, Sightings, cause, each};

pub(in crate::integrity) const RULES: &[Rule] = &[
    each(&["SS12K-ORG-004", "SS12K-INT-006"], "Organisation", "organisationType != Skolenhet", school_types),
    each(&["SS12K-ORG-005"], "Organisation", "schoolUnitCode", unit_code),
    each(&["SS12K-ORG-006"], "Organisation", "municipalityCode", municipality_code),
    each(&["SS12K-ORG-007"], "Organisation", "organisationNumber", organisation_number),
];

static TYPES_ABOVE: Cause =
    cause("organisation-school-types-above", "/schoolTypes", "only on a Skolenhet", "on another organisation type");
static UNIT_CODE: Cause = cause("organisation-unit-code-form", "/schoolUnitCode", "8 digits", "another form");
static MUNICIPALITY_CODE: Cause =
    cause("organisation-municipality-code-form", "/municipalityCode", "a string of 4 digits", "another form");
static NUMBER: Cause = cause("organisation-number-form", "/organisationNumber", "10 digits", "another form");

fn school_types(record: &Record<'_>, seen: &mut Sightings) {
    if record.text("organisationType").is_some_and(|kind| kind != "Skolenhet") {
        seen.expect(record.elements("schoolTypes").is_empty(), &TYPES_ABOVE);
    }
}

fn unit_code(record: &Record<'_>, seen: &mut Sightings) {
    if let Some(code) = record.text("schoolUnitCode") {
        seen.expect(is_digits(code, 8), &UNIT_CODE);
    }
}

fn municipality_code(record: &Record<'_>, seen: &mut Sightings) {
    if let Some(code) = record.value.get("municipalityCode") {
        seen.expect(code.as_str().is_some_and(|code| is_digits(code, 4)), &MUNICIPALITY_CODE);
    }
}

fn organisation_number(record: &Record<'_>, seen: &mut Sightings) {
    if let Some(number) = record.text("organisationNumber") {
        let digits = match number.split_once('-') {
            Some((first, last)) => is_digits(first, 6) && is_digits(last, 4),
            None => is_digits(number, 10),
        };
        seen.expect(digits, &NUMBER);
    }
}

fn is_digits(text: &str, count: usize) -> bool {
    text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::integrity::trial::{breaks, keeps};

    #[test]
    fn school_types_belong_to_school_units() {
        keeps("Organisation", "SS12K-ORG-004", &json!({"organisationType": "Skola"}));
        breaks("Organisation", "SS12K-ORG-004", &json!({"organisationType": "Skola", "schoolTypes": ["GR"]}));
    }

    #[test]
    fn codes_and_numbers_have_their_forms() {
        for (rule, field, good, bad) in [
            ("SS12K-ORG-005", "schoolUnitCode", "99000120", "9900012"),
            ("SS12K-ORG-006", "municipalityCode", "0180", "180"),
            ("SS12K-ORG-007", "organisationNumber", "212000-9998", "SE2120009998"),
        ] {
            keeps("Organisation", rule, &json!({ field: good }));
            breaks("Organisation", rule, &json!({ field: bad }));
        }
        keeps("Organisation", "SS12K-ORG-007", &json!({"organisationNumber": "2120009998"}));
        breaks("Organisation", "SS12K-ORG-006", &json!({"municipalityCode": 180}));
    }
}
