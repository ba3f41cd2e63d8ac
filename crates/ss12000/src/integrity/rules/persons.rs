//! Single persons, and what no two persons share.

use samspel_suite::CheckError;

use crate::integrity::data::{Data, Of, is};
use crate::integrity::rule::{Cause, Record, Rule, Sightings, cause, each, elements, sets, text};
use crate::snapshot::{Cell, Column};

pub(in crate::integrity) const RULES: &[Rule] = &[
    each(&["SS12K-PERS-008"], "Person", "eduPersonPrincipalNames", principal_names),
    each(&["SS12K-PERS-010"], "Person", "securityMarking != Ingen", protected),
    each(
        &["SS12K-PERS-017"],
        "Person",
        "civicNo.value + eduPersonPrincipalNames | emails | photo",
        civic_number_elsewhere,
    ),
    sets(&["SS12K-PERS-007"], "Person", &[], "civicNo.value (≥ 2 Person)", civic_numbers_unique),
    sets(
        &["SS12K-INT-038", "SS12K-PERS-008"],
        "Person",
        &[],
        "eduPersonPrincipalNames (≥ 2 Person)",
        principal_names_unique,
    ),
    sets(&["SS12K-PERS-016"], "Person", &[], "Person", somebody).whole(&["Person", "Duty", "Placement"]),
];

static EPPN_FORM: Cause =
    cause("person-eppn-form", "/eduPersonPrincipalNames/*", "local part @ domain", "another form");
static EXPOSED: Cause =
    cause("person-protected-exposed", "", "as few contact details as possible", "addresses, phoneNumbers or emails");
static TELLS: Cause = cause("person-civic-number-elsewhere", "", "only in civicNo", "in another field as well");
static CIVIC_TWICE: Cause = cause("person-civic-number-twice", "/civicNo/value", "one person", "several");
static EPPN_TWICE: Cause = cause("person-eppn-twice", "/eduPersonPrincipalNames/*", "one person", "several");
static NOBODY: Cause = cause(
    "person-without-relation",
    "",
    "an enrolment, a placement, a duty, or somebody to be responsible for",
    "none of them",
);

fn principal_names(record: &Record<'_>, seen: &mut Sightings) {
    for name in record.elements("eduPersonPrincipalNames").iter().filter_map(serde_json::Value::as_str) {
        seen.expect(is_principal_name(name), &EPPN_FORM);
    }
}

fn is_principal_name(name: &str) -> bool {
    let Some((local, domain)) = name.split_once('@') else { return false };
    let is_label = |label: &str| {
        !label.is_empty()
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c.is_alphanumeric() || c == '-')
    };
    !local.is_empty() && !name.contains(char::is_whitespace) && domain.split('.').all(is_label)
}

fn protected(record: &Record<'_>, seen: &mut Sightings) {
    if record.text("securityMarking").is_none_or(|marking| marking == "Ingen") {
        return;
    }
    let exposed = ["addresses", "phoneNumbers", "emails"].iter().any(|field| !record.elements(field).is_empty());
    seen.expect(!exposed, &EXPOSED);
}

fn civic_number_elsewhere(record: &Record<'_>, seen: &mut Sightings) {
    let Some(number) = record.value.get("civicNo").and_then(|civic| text(civic, "value")) else { return };
    // The ten last characters are how the number is mostly written.
    let Some((tail, last)) =
        number.len().checked_sub(10).and_then(|at| Some((number.get(at..)?, number.get(number.len() - 4..)?)))
    else {
        return;
    };
    let dashed = tail.get(..6).map(|first| format!("{first}-{last}")).unwrap_or_default();
    let names = record.elements("eduPersonPrincipalNames").iter().filter_map(serde_json::Value::as_str);
    let emails = elements(record.value, "emails").iter().filter_map(|email| text(email, "value"));
    let own = ["id", "photo"].into_iter().filter_map(|name| record.text(name));
    let mut fields = names.chain(emails).chain(own).peekable();
    if fields.peek().is_some() {
        seen.expect(!fields.any(|field| field.contains(tail) || field.contains(&dashed)), &TELLS);
    }
}

fn civic_numbers_unique(data: &Data, seen: &mut Sightings) -> Result<(), CheckError> {
    let of = data.of("Person")?;
    shared(of, of.column("civicNo.value")?, &CIVIC_TWICE, seen);
    Ok(())
}

fn principal_names_unique(data: &Data, seen: &mut Sightings) -> Result<(), CheckError> {
    let of = data.of("Person")?;
    shared(of, of.column("eduPersonPrincipalNames[]")?, &EPPN_TWICE, seen);
    Ok(())
}

/// Whether two rows share a text. One row alone shows nothing.
fn shared(of: Of<'_>, column: &Column, cause: &'static Cause, seen: &mut Sightings) {
    let text = |(row, cell)| if let Cell::Text(text) = cell { Some((text, row)) } else { None };
    let mut texts: Vec<(u64, u32)> = column.all().filter_map(text).collect();
    texts.sort_unstable();
    for ((one, row), (next, other)) in texts.iter().zip(texts.iter().skip(1)) {
        seen.expect_at(one != next || row == other, cause, &[of.at(*row), of.at(*other)]);
    }
}

fn somebody(data: &Data, seen: &mut Sightings) -> Result<(), CheckError> {
    let of = data.of("Person")?;
    let (duties, placements) = (data.of("Duty")?, data.of("Placement")?);
    let mut related = vec![false; of.table.len()];
    let responsible = of.column("responsibles[].person.id")?;
    let groups =
        [duties.column("person.id")?, placements.column("child.id")?, placements.column("owners[].id")?, responsible];
    for (_, person) in groups.iter().flat_map(|column| column.all()) {
        if let Some(known) = of.row(person).and_then(|row| related.get_mut(row as usize)) {
            *known = true;
        }
    }
    let (enrolled, status) = (of.column("enrolments[].enroledAt.id")?, of.column("personStatus")?);
    for row in of.rows().filter(|row| !is(status.cell(*row), "Avliden")) {
        let known = related.get(row as usize).copied().unwrap_or(true);
        let has = known || enrolled.cells(row).next().is_some() || responsible.cells(row).next().is_some();
        seen.expect_at(has, &NOBODY, &[of.at(row)]);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::is_principal_name;
    use crate::integrity::trial::{breaks, id, keeps, sees};

    #[test]
    fn a_principal_name_has_one_at_sign_between_two_parts() {
        for good in ["a@b.example", "alva.bjork.1@skola.by.example", "x@y"] {
            assert!(is_principal_name(good), "{good}");
        }
        for bad in ["a", "@b.example", "a@", "a@b@c", "a b@c.example", "a@b..c", "a@-b.c"] {
            assert!(!is_principal_name(bad), "{bad}");
        }
    }

    #[test]
    fn a_civic_number_in_an_address_is_seen_with_or_without_dash() {
        let person =
            |email: &str| json!({"id": id(1), "civicNo": {"value": "201502289817"}, "emails": [{"value": email}]});
        keeps("Person", "SS12K-PERS-017", &person("alva@by.example"));
        breaks("Person", "SS12K-PERS-017", &person("1502289817@by.example"));
        breaks("Person", "SS12K-PERS-017", &person("150228-9817@by.example"));
    }

    #[test]
    fn two_persons_share_neither_civic_number_nor_principal_name() {
        let person = |number: u32| {
            (
                "Person",
                json!({"id": id(number), "civicNo": {"value": "201502289817"}, "eduPersonPrincipalNames": ["a@b"]}),
            )
        };
        let two = [person(1), person(2)];
        assert_eq!(sees("SS12K-PERS-007", &two), ["person-civic-number-twice"]);
        assert_eq!(sees("SS12K-INT-038", &two), ["person-eppn-twice"]);
        assert_eq!(sees("SS12K-INT-038", &[person(1)]), Vec::<&str>::new());
    }

    #[test]
    fn a_protected_person_with_an_address_is_told() {
        let person = |marking: &str| json!({"securityMarking": marking, "emails": [{"value": "x"}]});
        breaks("Person", "SS12K-PERS-010", &person("Sekretessmarkering"));
    }
}
