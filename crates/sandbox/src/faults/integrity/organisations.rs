//! An organisation tree that does not hold together, and elements with codes of another form.

use serde_json::{Value, json};

use super::{id, is, must, reference, remove, replace, should};
use crate::fault::{Fault, Hook};

pub(in crate::faults) const FAULTS: &[Fault] = &[
    must(
        "school-units-as-parents",
        &["SS12K-INT-004", "SS12K-ORG-003"],
        "Skolenheter är överordnade andra skolenheter",
        "School units are parents of other school units",
        &[Hook::Data(|entity, value| {
            if entity == "Organisation" && is(value, "organisationType", "Skola") {
                value["organisationType"] = json!("Skolenhet");
            }
        })],
    ),
    must(
        "organisations-in-circle",
        &["SS12K-INT-004"],
        "En organisation är överordnad sig själv",
        "An organisation is its own parent",
        &[Hook::Data(|entity, value| {
            if entity == "Organisation" && is(value, "organisationType", "Övrigt") {
                value["parentOrganisation"] = reference(value);
            }
        })],
    ),
    should(
        "tree-without-organiser",
        &["SS12K-INT-005", "SS12K-ORG-008"],
        "Trädet slutar i en förvaltning, utan huvudman",
        "The tree ends in an administration, without an organiser",
        &[Hook::Data(|entity, value| {
            if entity == "Organisation" && is(value, "organisationType", "Huvudman") {
                value["organisationType"] = json!("Övrigt");
            }
        })],
    ),
    should(
        "loose-school-units",
        &["SS12K-ORG-008", "SS12K-INT-005"],
        "Skolenheter saknar överordnad organisation",
        "School units have no parent",
        &[Hook::Data(|entity, value| {
            if entity == "Organisation" && is(value, "organisationType", "Skolenhet") {
                remove(value, "parentOrganisation");
            }
        })],
    ),
    must(
        "school-types-on-schools",
        &["SS12K-INT-006", "SS12K-ORG-004"],
        "Skolformer anges på skolor",
        "School types are given on schools",
        &[Hook::Data(|entity, value| {
            if entity == "Organisation" && is(value, "organisationType", "Skola") {
                value["schoolTypes"] = json!(["GR"]);
            }
        })],
    ),
    should(
        "unit-codes-shared",
        &["SS12K-INT-007", "SS12K-ORG-005"],
        "Alla skolenheter har samma skolenhetskod",
        "All school units have the same school unit code",
        &[Hook::Data(|_, value| replace(value, "schoolUnitCode", "99000120"))],
    ),
    should(
        "organisation-codes-shared",
        &["SS12K-INT-007"],
        "Alla organisationer har samma organisationskod",
        "All organisations have the same organisation code",
        &[Hook::Data(|_, value| replace(value, "organisationCode", "E001"))],
    ),
    should(
        "unit-codes-short",
        &["SS12K-ORG-005"],
        "Skolenhetskoder har sju siffror",
        "School unit codes have seven digits",
        &[Hook::Data(|_, value| {
            if let Some(Value::String(code)) = value.get_mut("schoolUnitCode") {
                code.remove(0);
            }
        })],
    ),
    should(
        "municipality-codes-without-zero",
        &["SS12K-ORG-006"],
        "Kommunkoder har förlorat sina inledande nollor",
        "Municipality codes have lost their leading zeros",
        &[Hook::Data(|entity, value| {
            if let ("Organisation", Some(Value::String(code))) = (entity, value.get_mut("municipalityCode")) {
                *code = code.trim_start_matches('0').to_owned();
            }
        })],
    ),
    should(
        "organisation-numbers-of-vat",
        &["SS12K-ORG-007"],
        "Organisationsnumret är skrivet som ett momsnummer",
        "The organisation number is written as a VAT number",
        &[Hook::Data(|_, value| replace(value, "organisationNumber", "SE212000999801"))],
    ),
    must(
        "organisation-types-of-own",
        &["SS12K-ORG-002"],
        "Rektorsområden har en egen organisationstyp",
        "Head teachers' districts have an organisation type of their own",
        &[Hook::Data(|entity, value| {
            if entity == "Organisation" && is(value, "organisationType", "Rektorsområde") {
                value["organisationType"] = json!("Enhet");
            }
        })],
    ),
    must(
        "organisation-period-reversed",
        &["SS12K-INT-008"],
        "En organisation upphörde innan den började, och medlemskap likaså",
        "An organisation ended before it began, and so did memberships",
        &[Hook::Data(|entity, value| {
            let reverse = |value: &mut Value| {
                if let (Some(from), Some(to)) = (value.get("startDate").cloned(), value.get("endDate").cloned()) {
                    (value["startDate"], value["endDate"]) = (to, from);
                }
            };
            match entity {
                "Organisation" => reverse(value),
                "Group" => super::elements(value, "groupMemberships").for_each(reverse),
                _ => {}
            }
        })],
    ),
    should(
        "activities-at-other-branch",
        &["SS12K-INT-021"],
        "Aktiviteter hör till en annan skolenhet än sina grupper och lärare",
        "Activities belong to another school unit than their groups and teachers",
        &[Hook::Among(|made, entity, value| {
            if entity == "Activity" {
                let own = value.get("organisation").map(id).unwrap_or_default().to_owned();
                let types = made.find("Organisation", |made| id(made) == own).and_then(|own| own.get("schoolTypes"));
                let other = made.find("Organisation", |made| {
                    is(made, "organisationType", "Skolenhet") && id(made) != own && made.get("schoolTypes") == types
                });
                let elsewhere = other
                    .or(made.find("Organisation", |made| is(made, "organisationType", "Skolenhet") && id(made) != own));
                if let Some(elsewhere) = elsewhere {
                    value["organisation"] = reference(elsewhere);
                }
            }
        })],
    ),
];
