//! Persons whose numbers, accounts, relations and enrolments do not fit.

use serde_json::{Value, json};

use super::{elements, is, must, reference, remove, replace, should};
use crate::fault::{Fault, Hook};

pub(in crate::faults) const FAULTS: &[Fault] = &[
    must(
        "civic-numbers-with-dash",
        &["SS12K-PERS-001"],
        "Personnummer skrivs med bindestreck",
        "Civic numbers are written with a dash",
        &[Hook::Data(|_, value| {
            civic_number(value, |number| {
                let plain = number.bytes().all(|byte| byte.is_ascii_digit());
                plain.then(|| format!("{}-{}", &number[..8], &number[8..]))
            });
        })],
    ),
    must(
        "coordination-numbers-plus-forty",
        &["SS12K-PERS-002"],
        "Samordningsnummer har 40 i stället för 60 tillagt på dagen",
        "Coordination numbers have 40 instead of 60 added to the day",
        &[Hook::Data(|_, value| {
            civic_number(value, |number| {
                let day: u8 = number.get(6..8)?.parse().ok()?;
                (61..=80).contains(&day).then(|| format!("{}{:02}{}", &number[..6], day - 20, &number[8..]))
            });
        })],
    ),
    must(
        "temporary-numbers-one-letter",
        &["SS12K-PERS-003"],
        "Tillfälliga nummer har bara en bokstav",
        "Temporary numbers have only one letter",
        &[Hook::Data(|_, value| {
            civic_number(value, |number| number.contains("TF").then(|| number.replace("TF", "T0")))
        })],
    ),
    must(
        "nationality-in-three-letters",
        &["SS12K-PERS-004"],
        "Nationaliteten anges med tre bokstäver",
        "The nationality is given in three letters",
        &[Hook::Data(|_, value| {
            if let Some(civic) = value.get_mut("civicNo") {
                civic["nationality"] = json!("SWE");
            }
        })],
    ),
    should(
        "civic-numbers-wrong-check-digit",
        &["SS12K-PERS-005"],
        "Personnummer har fel kontrollsiffra",
        "Civic numbers have a wrong check digit",
        &[Hook::Data(|_, value| {
            civic_number(value, |number| {
                let last: u8 = number.get(11..)?.parse().ok()?;
                Some(format!("{}{}", &number[..11], (last + 1) % 10))
            });
        })],
    ),
    should(
        "birth-dates-of-another-day",
        &["SS12K-PERS-006"],
        "Födelsedatumet är alltid den första i månaden",
        "The birth date is always the first of the month",
        &[Hook::Data(|_, value| {
            if let Some(Value::String(day)) = value.get_mut("birthDate") {
                *day = format!("{}-01", day.get(..7).unwrap_or_default());
            }
        })],
    ),
    should(
        "civic-numbers-shared",
        &["SS12K-PERS-007"],
        "Två personer har samma personnummer",
        "Two persons have the same civic number",
        &[Hook::Among(|made, entity, value| {
            let earlier = made.find("Person", |made| made.get("civicNo").is_some());
            if let ("Person", Some(earlier), true) = (entity, earlier, value.get("civicNo").is_some()) {
                for field in ["civicNo", "birthDate", "sex"] {
                    if let Some(copied) = earlier.get(field) {
                        value[field] = copied.clone();
                    }
                }
            }
        })],
    ),
    must(
        "principal-names-without-domain",
        &["SS12K-PERS-008"],
        "EPPN saknar domän",
        "EPPNs have no domain",
        &[Hook::Data(|_, value| {
            for name in elements(value, "eduPersonPrincipalNames") {
                *name = json!(name.as_str().and_then(|name| name.split('@').next()).unwrap_or_default());
            }
        })],
    ),
    must(
        "principal-names-shared",
        &["SS12K-INT-038", "SS12K-PERS-008"],
        "Två personer har samma EPPN",
        "Two persons have the same EPPN",
        &[Hook::Among(|made, entity, value| {
            let earlier = made.find("Person", |made| made.get("eduPersonPrincipalNames").is_some());
            let names = earlier.and_then(|earlier| earlier.get("eduPersonPrincipalNames"));
            if let ("Person", Some(names), true) = (entity, names, value.get("eduPersonPrincipalNames").is_some()) {
                value["eduPersonPrincipalNames"] = names.clone();
            }
        })],
    ),
    must(
        "person-literals-of-own",
        &["SS12K-PERS-009", "SS12K-PERS-011", "SS12K-PERS-014"],
        "Säkerhetsmarkering, personstatus och relationstyp har egna värden",
        "Security marking, person status and relation type have values of their own",
        &[Hook::Data(|entity, value| {
            if entity == "Person" {
                if is(value, "securityMarking", "Ingen") {
                    replace(value, "securityMarking", "Nej");
                }
                replace(value, "personStatus", "Folkbokförd");
                elements(value, "responsibles").for_each(|relation| replace(relation, "relationType", "Förälder"));
            }
        })],
    ),
    should(
        "protected-persons-exposed",
        &["SS12K-PERS-010"],
        "Adresser till personer med skyddade uppgifter lämnas ut",
        "Addresses of persons with protected data are given out",
        &[Hook::Data(|entity, value| {
            let protected = value.get("securityMarking").is_some_and(|marking| marking != "Ingen");
            if entity == "Person" && protected {
                value["emails"] = json!([{ "value": "nagon@post.example", "type": "Privat" }]);
            }
        })],
    ),
    should(
        "responsible-for-oneself",
        &["SS12K-INT-031", "SS12K-PERS-015"],
        "Barn anges som ansvariga för sig själva",
        "Children are given as responsible for themselves",
        &[Hook::Data(|_, value| {
            let own = reference(value);
            if let Some(Value::Array(responsibles)) = value.get_mut("responsibles") {
                responsibles.push(json!({ "person": own, "relationType": "Annan ansvarig" }));
            }
        })],
    ),
    should(
        "responsible-twice",
        &["SS12K-PERS-015"],
        "Samma ansvariga person anges två gånger på barnet",
        "The same responsible person is given twice on the child",
        &[Hook::Data(|_, value| repeat_first(value, "responsibles"))],
    ),
    should(
        "guardians-of-nobody",
        &["SS12K-PERS-016"],
        "Vårdnadshavare finns, men barnen anger dem inte",
        "There are guardians, but the children do not name them",
        &[Hook::Data(|entity, value| {
            if entity == "Person" {
                remove(value, "responsibles");
            }
        })],
    ),
    should(
        "civic-numbers-as-accounts",
        &["SS12K-PERS-017"],
        "EPPN bildas av personnumret",
        "EPPNs are made of the civic number",
        &[Hook::Data(|_, value| {
            let number = value.get("civicNo").and_then(|civic| civic.get("value")).and_then(Value::as_str);
            let Some(number) = number.map(str::to_owned) else { return };
            for name in elements(value, "eduPersonPrincipalNames") {
                *name = json!(format!("{number}@kommun.example"));
            }
        })],
    ),
    should(
        "cancelled-enrolments-without-end",
        &["SS12K-ENR-002"],
        "Avbrutna inskrivningar saknar slutdatum",
        "Cancelled enrolments have no end date",
        &[Hook::Data(|_, value| {
            for enrolment in elements(value, "enrolments").filter(|enrolment| enrolment["cancelled"] == json!(true)) {
                remove(enrolment, "endDate");
            }
        })],
    ),
    should(
        "enrolments-of-other-school-type",
        &["SS12K-ENR-003"],
        "Inskrivningar har en skolform som skolenheten inte har",
        "Enrolments have a school type that the school unit does not have",
        &[Hook::Data(|_, value| {
            for enrolment in elements(value, "enrolments").filter(|enrolment| is(enrolment, "schoolType", "GR")) {
                enrolment["schoolType"] = json!("SP");
            }
        })],
    ),
    should(
        "enrolments-without-year",
        &["SS12K-ENR-004"],
        "Inskrivningar i grundskolan saknar årskurs",
        "Enrolments in compulsory school have no school year",
        &[Hook::Data(|_, value| {
            for enrolment in elements(value, "enrolments").filter(|enrolment| is(enrolment, "schoolType", "GR")) {
                remove(enrolment, "schoolYear");
            }
        })],
    ),
    should(
        "enrolments-of-other-programme",
        &["SS12K-INT-034"],
        "Inskrivningens studievägskod är en annan än programmets",
        "The study path code of an enrolment is another than the programme's",
        &[Hook::Data(|_, value| {
            elements(value, "enrolments").for_each(|enrolment| replace(enrolment, "educationCode", "RL"));
        })],
    ),
    should(
        "enrolled-twice",
        &["SS12K-INT-037"],
        "Elever är inskrivna två gånger på samma skolenhet",
        "Pupils are enrolled twice at the same school unit",
        &[Hook::Data(|_, value| repeat_first(value, "enrolments"))],
    ),
];

/// Changes a civic number, if there is one.
fn civic_number(value: &mut Value, change: impl Fn(&str) -> Option<String>) {
    let Some(number) = value.get_mut("civicNo").and_then(|civic| civic.get_mut("value")) else { return };
    if let Some(changed) = number.as_str().filter(|number| number.len() == 12).and_then(change) {
        *number = json!(changed);
    }
}

/// Says the first element of an array once more.
pub(super) fn repeat_first(value: &mut Value, field: &str) {
    if let Some(Value::Array(elements)) = value.get_mut(field)
        && let Some(first) = elements.first().cloned()
    {
        elements.push(first);
    }
}
