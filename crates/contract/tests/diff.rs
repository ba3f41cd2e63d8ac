//! An OpenAPI document made from the data differs only by the known defects; every break in it is found.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

mod openapi_like;

use std::collections::BTreeSet;

use openapi_like::{remove_property, require, success_schema};
use samspel_contract::{Contract, DiffError, Difference, Kind, diff};
use serde_json::{Value, json};

const EDITIONS: [&str; 2] = ["2.0", "2.1"];

fn unknown(differences: Vec<Difference>) -> BTreeSet<(String, String, String)> {
    let unknown = differences.into_iter().filter(|difference| difference.known.is_none());
    unknown.map(|difference| (difference.place, difference.ours, difference.theirs)).collect()
}

#[test]
fn the_published_defects_show_as_known_and_nothing_else_shows() {
    for edition in EDITIONS {
        let contract = Contract::embedded(edition).unwrap();
        let differences = diff(&contract, &openapi_like::document(&contract).to_string()).unwrap();
        let found: BTreeSet<_> = differences.iter().filter_map(|difference| difference.known.clone()).collect();
        assert_eq!(unknown(differences), BTreeSet::new(), "{edition}");
        let visible = contract.corrections().iter().filter(|correction| !correction.shows_as.is_empty());
        assert_eq!(found, visible.map(|correction| correction.id.clone()).collect(), "{edition}");
    }
}

#[test]
fn yaml_and_json_are_read_alike() {
    for edition in EDITIONS {
        let contract = Contract::embedded(edition).unwrap();
        let document = openapi_like::document(&contract);
        let from_json = diff(&contract, &document.to_string()).unwrap();
        assert_eq!(diff(&contract, &openapi_like::yaml(&document)).unwrap(), from_json);
        assert!(!from_json.is_empty());
    }
}

/// A way to break the document, and the differences that it makes: place, ours, theirs.
type Break = (fn(&mut Value), &'static [(&'static str, &'static str, &'static str)]);

const BREAKS: &[Break] = &[
    (
        |document| drop(document["paths"].as_object_mut().unwrap().remove("/rooms/{id}")),
        &[("GET /rooms/{id}", "getRoom", "absent")],
    ),
    (
        |document| {
            let log = document["paths"].as_object_mut().unwrap().remove("/log/").unwrap();
            document["paths"]["/log"] = log;
        },
        &[("POST /log/", "postLogEntry", "absent"), ("POST /log", "absent", "present")],
    ),
    (
        |document| document["paths"]["/persons"]["put"] = json!({ "responses": {} }),
        &[("PUT /persons", "absent", "present")],
    ),
    (
        |document| parameter(document, "/persons", "nameContains")["name"] = json!("namecontains"),
        &[
            ("GET /persons ?nameContains", "array of string", "absent"),
            ("GET /persons ?namecontains", "absent", "in query"),
        ],
    ),
    (
        |document| parameter(document, "/groups", "organisation")["explode"] = json!(false),
        &[("GET /groups ?organisation.explode", "true", "false")],
    ),
    (
        |document| parameter(document, "/calendarEvents", "startTime.onOrAfter")["required"] = json!(false),
        &[("GET /calendarEvents ?startTime.onOrAfter.required", "true", "false")],
    ),
    (
        |document| parameter(document, "/persons", "meta.created.after")["in"] = json!("header"),
        &[("GET /persons ?meta.created.after.in", "query", "header")],
    ),
    (
        |document| parameter(document, "/persons", "meta.created.after")["schema"]["format"] = json!("date"),
        &[("GET /persons ?meta.created.after.format", "date-time", "date")],
    ),
    (
        |document| document["paths"]["/persons/{id}"]["parameters"][0]["schema"] = json!({ "type": "integer" }),
        &[("GET /persons/{id} ?id.type", "string", "integer"), ("GET /persons/{id} ?id.format", "uuid", "none")],
    ),
    (
        |document| {
            let schema = &mut parameter(document, "/persons", "sortkey")["schema"];
            schema["enum"].as_array_mut().unwrap().retain(|value| value != "CivicNoAsc");
        },
        &[("GET /persons ?sortkey = CivicNoAsc", "allowed", "absent")],
    ),
    (
        |document| {
            let keys = &mut request_schema(document, "/persons/lookup")["properties"];
            keys["personalNumbers"] = keys.as_object_mut().unwrap().remove("civicNos").unwrap();
        },
        &[
            ("POST /persons/lookup body.civicNos", "array of string", "absent"),
            ("POST /persons/lookup body.personalNumbers", "absent", "array of string"),
        ],
    ),
    (
        |document| document["paths"]["/absences"]["post"]["requestBody"]["required"] = json!(false),
        &[("POST /absences body.required", "true", "false")],
    ),
    (
        |document| {
            let page = success_schema(document, "/persons", "get");
            *page = page["properties"]["data"].clone();
        },
        &[("GET /persons success.envelope", "page", "array")],
    ),
    (
        |document| success_schema(document, "/persons", "get")["properties"]["pageToken"] = json!({ "type": "string" }),
        &[("GET /persons success.pageToken", "string or null", "string")],
    ),
    (
        |document| {
            let expanded = success_schema(document, "/persons/{id}", "get");
            expanded["$ref"] = json!("#/components/schemas/Person");
        },
        &[("GET /persons/{id} success._embedded", "object", "absent")],
    ),
    (
        |document| success_schema(document, "/rooms/{id}", "get")["$ref"] = json!("#/components/schemas/Resource"),
        &[("GET /rooms/{id} success.entity", "Room", "Resource")],
    ),
    (
        |document| {
            let responses = &mut document["paths"]["/persons"]["get"]["responses"];
            responses["401"] = responses.as_object_mut().unwrap().remove("403").unwrap();
        },
        &[("GET /persons status 403", "documented", "absent"), ("GET /persons status 401", "absent", "documented")],
    ),
    (
        |document| {
            document["paths"]["/persons/{id}"]["get"]["responses"]["404"] =
                json!({ "$ref": "#/components/responses/Refused" })
        },
        &[("GET /persons/{id} status 404 body", "no body", "Error")],
    ),
    (
        |document| {
            let callbacks = &mut document["paths"]["/subscriptions"]["post"];
            callbacks.as_object_mut().unwrap().remove("callbacks");
        },
        &[("webhook subscriptionEvent", "present", "absent")],
    ),
    (
        |document| schema(document, "Person")["properties"]["birthDate"]["format"] = json!("date-time"),
        &[("Person.birthDate.format", "date", "date-time")],
    ),
    (
        |document| schema(document, "Person")["properties"]["birthDate"]["nullable"] = json!(true),
        &[("Person.birthDate.nullable", "false", "true")],
    ),
    (
        |document| {
            drop(
                schema(document, "Person")["properties"]["eduPersonPrincipalNames"]
                    .as_object_mut()
                    .unwrap()
                    .remove("uniqueItems"),
            )
        },
        &[("Person.eduPersonPrincipalNames.uniqueItems", "true", "false")],
    ),
    (
        |document| schema(document, "Activity")["properties"]["groups"]["minItems"] = json!(0),
        &[("Activity.groups.minItems", "1", "0")],
    ),
    (
        |document| schema(document, "Enrolment")["properties"]["schoolYear"]["maximum"] = json!(9),
        &[("Enrolment.schoolYear.maximum", "10", "9")],
    ),
    (
        |document| require(&mut document["components"]["schemas"], "Person", "birthDate"),
        &[("Person.birthDate.required", "optional", "required")],
    ),
    (
        |document| require(&mut document["components"]["schemas"], "Person", "birthdate"),
        &[("Person.birthdate", "absent", "required, but not declared")],
    ),
    (
        |document| schema(document, "Email")["properties"]["value"]["required"] = json!(true),
        &[("Email.value.required", "a list, or left out", "true")],
    ),
    (
        |document| schema(document, "Person")["additionalProperties"] = json!(false),
        &[("Person.additionalProperties", "none", "false")],
    ),
    (
        |document| {
            schema(document, "PersonExpanded")["allOf"][1]["properties"]["_embedded"]["properties"]["guardians"] =
                json!({ "type": "string" })
        },
        &[("Person._embedded.guardians", "absent", "string")],
    ),
];

fn schema<'a>(document: &'a mut Value, name: &str) -> &'a mut Value {
    &mut document["components"]["schemas"][name]
}

fn parameter<'a>(document: &'a mut Value, path: &str, name: &str) -> &'a mut Value {
    let parameters = document["paths"][path]["get"]["parameters"].as_array_mut().unwrap();
    parameters.iter_mut().find(|parameter| parameter["name"] == name).unwrap()
}

fn request_schema<'a>(document: &'a mut Value, path: &str) -> &'a mut Value {
    &mut document["paths"][path]["post"]["requestBody"]["content"]["application/json"]["schema"]
}

#[test]
fn every_break_is_found_and_nothing_besides() {
    let contract = Contract::embedded("2.1").unwrap();
    let whole = openapi_like::document(&contract);
    for (number, (break_it, expected)) in BREAKS.iter().enumerate() {
        let mut broken = whole.clone();
        break_it(&mut broken);
        assert_ne!(broken, whole, "break {number} changes nothing");
        let found = unknown(diff(&contract, &broken.to_string()).unwrap());
        let owned =
            |(place, ours, theirs): &(&str, &str, &str)| (place.to_string(), ours.to_string(), theirs.to_string());
        assert_eq!(found, expected.iter().map(owned).collect(), "break {number}");
    }
}

#[test]
fn a_break_in_a_shared_parameter_is_found_in_every_list() {
    let contract = Contract::embedded("2.1").unwrap();
    let mut broken = openapi_like::document(&contract);
    broken["components"]["parameters"]["shared.limit"]["schema"]["minimum"] = json!(0);
    let found = unknown(diff(&contract, &broken.to_string()).unwrap());
    let lists = contract.operations().iter().filter(|operation| operation.kind == Kind::List);
    let expected = lists.map(|list| (format!("GET {} ?limit.minimum", list.path), "1".to_owned(), "0".to_owned()));
    assert_eq!(found, expected.collect());
}

#[test]
fn no_entity_escapes_the_comparison() {
    for edition in EDITIONS {
        let contract = Contract::embedded(edition).unwrap();
        let whole = openapi_like::document(&contract);
        for entity in contract.entities() {
            let schemas = &whole["components"]["schemas"];
            let properties = schemas[&entity.name]["properties"].as_object().unwrap();
            let Some(property) = properties.keys().find(|name| *name != "_embedded") else { continue };
            let mut broken = whole.clone();
            remove_property(&mut broken["components"]["schemas"], &entity.name, property);
            let found = unknown(diff(&contract, &broken.to_string()).unwrap());
            assert!(!found.is_empty(), "{edition}: {}.{property} is not looked at", entity.name);
        }
    }
}

#[test]
fn circles_and_loose_ends_are_errors_not_endless() {
    let contract = Contract::embedded("2.1").unwrap();
    let mut circle = openapi_like::document(&contract);
    *schema(&mut circle, "Sex") = json!({ "$ref": "#/components/schemas/Sex" });
    assert!(matches!(diff(&contract, &circle.to_string()), Err(DiffError::Reference { .. })));
    let mut loose = openapi_like::document(&contract);
    *schema(&mut loose, "Sex") = json!({ "$ref": "#/components/schemas/Gender" });
    let error = diff(&contract, &loose.to_string()).unwrap_err().to_string();
    assert_eq!(error, "\"#/components/schemas/Gender\" points at nothing");
}

#[test]
fn what_is_no_openapi_document_is_refused_with_a_reason() {
    let contract = Contract::embedded("2.1").unwrap();
    for (text, reason) in [
        ("a: [", "not readable as YAML or JSON"),
        ("[1, 2]", "there is no `openapi` with a version"),
        ("openapi: 3.1.0\npaths: {}", "openapi is \"3.1.0\""),
        ("openapi: 3.0.2", "there are no `paths`"),
        ("", "not readable as YAML or JSON"),
    ] {
        let error = diff(&contract, text).unwrap_err().to_string();
        assert!(error.contains(reason), "{text:?}: {error}");
    }
}
