//! Both editions are complete and hold together.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use std::collections::BTreeSet;

use samspel_contract::{Contract, ContractError, Entity, Envelope, Kind, Property, Shape};

const EDITIONS: [&str; 2] = ["2.0", "2.1"];

fn both() -> [Contract; 2] {
    EDITIONS.map(|edition| Contract::embedded(edition).unwrap())
}

#[test]
fn an_edition_is_found_by_its_short_and_its_full_number() {
    for (asked, edition, version) in [("2.0", "2.0", "2.0.0"), ("2.0.0", "2.0", "2.0.0"), ("2.1", "2.1", "2.1.0")] {
        let contract = Contract::embedded(asked).unwrap();
        assert_eq!((contract.edition(), contract.version()), (edition, version));
    }
    assert_eq!(Contract::embedded_versions(), ["2.0.0", "2.1.0"]);
}

#[test]
fn an_unknown_edition_is_refused_with_those_that_there_are() {
    for asked in ["2", "2.2", "", "1.0", "..", "2.1.0/.."] {
        let error = Contract::embedded(asked).unwrap_err();
        assert!(matches!(error, ContractError::UnknownEdition { .. }), "{error}");
        assert!(error.to_string().contains("2.0.0, 2.1.0"), "{error}");
    }
}

#[test]
fn both_editions_have_the_same_69_operations() {
    let [old, new] = both();
    for contract in [&old, &new] {
        assert_eq!(contract.operations().len(), 69, "{}", contract.edition());
        let ids: BTreeSet<_> = contract.operations().iter().map(|operation| &operation.id).collect();
        let places: BTreeSet<_> =
            contract.operations().iter().map(|operation| (operation.method, &operation.path)).collect();
        assert_eq!((ids.len(), places.len()), (69, 69));
    }
    let outline = |contract: &Contract| {
        let operations = contract.operations().iter();
        operations.map(|operation| (operation.id.clone(), operation.path.clone(), operation.kind)).collect::<Vec<_>>()
    };
    assert_eq!(outline(&old), outline(&new));
}

#[test]
fn operations_of_each_kind_answer_in_their_envelope() {
    for contract in both() {
        for operation in contract.operations() {
            let expected = match operation.kind {
                Kind::List if operation.id == "listDeletedEntities" => (200, Envelope::DeletedEntities),
                Kind::List => (200, Envelope::Page),
                Kind::Lookup => (200, Envelope::Array),
                Kind::ById | Kind::Update => (200, Envelope::Object),
                Kind::Create if operation.id == "createSubscription" => (201, Envelope::Object),
                Kind::Create => (200, Envelope::Object),
                Kind::Delete => (204, Envelope::None),
                Kind::Report => (201, Envelope::None),
            };
            assert_eq!((operation.success.status, operation.success.envelope), expected, "{}", operation.id);
            assert_eq!(operation.success.entity.is_some(), expected.1 != Envelope::None, "{}", operation.id);
            let lookup_keys = operation.body.as_ref().is_some_and(|body| !body.keys.is_empty());
            assert_eq!(lookup_keys, operation.kind == Kind::Lookup, "{}", operation.id);
        }
    }
}

#[test]
fn every_list_pages_and_only_lists_do() {
    for contract in both() {
        for operation in contract.operations() {
            for (name, op) in [("limit", "pageSize"), ("pageToken", "continue")] {
                let parameter = operation.parameters.iter().find(|parameter| parameter.name == name);
                assert_eq!(parameter.is_some(), operation.kind == Kind::List, "{} {name}", operation.id);
                assert!(parameter.is_none_or(|parameter| parameter.semantics.op == op), "{} {name}", operation.id);
            }
        }
    }
}

#[test]
fn path_variables_and_path_parameters_agree() {
    for contract in both() {
        for operation in contract.operations() {
            let in_path = operation.path.split('/').filter_map(|segment| segment.strip_prefix('{')?.strip_suffix('}'));
            let declared = operation.parameters.iter().filter(|parameter| parameter.place == "path");
            assert_eq!(
                in_path.collect::<Vec<_>>(),
                declared.map(|parameter| parameter.name.as_str()).collect::<Vec<_>>(),
                "{}",
                operation.id
            );
        }
    }
}

#[test]
fn every_schema_compiles_and_is_self_contained() {
    for contract in both() {
        for name in contract.schema_names() {
            let schema = contract.schema(name).unwrap();
            jsonschema::meta::validate(schema).unwrap();
            assert!(jsonschema::draft202012::new(schema).is_ok(), "{name}");
            assert!(contract.validator(name).is_some(), "{name}");
            assert!(contract.request_validator(name).is_some(), "{name}");
        }
        assert!(contract.validator("Nobody").is_none());
        assert!(contract.schema("Nobody").is_none());
    }
}

#[test]
fn a_validator_is_built_once() {
    let contract = Contract::embedded("2.1").unwrap();
    let first: *const _ = contract.validator("Person").unwrap();
    assert!(std::ptr::eq(first, contract.validator("Person").unwrap()));
}

#[test]
fn the_two_editions_have_their_own_entities_and_enumerations() {
    let [old, new] = both();
    assert_eq!((old.entities().count(), new.entities().count()), (54, 55));
    assert_eq!((old.enumerations().count(), new.enumerations().count()), (29, 30));
    assert!(old.entity("OrganisationAddress").is_none());
    assert!(new.entity("OrganisationAddress").is_some());
}

#[test]
fn every_reference_leads_from_an_existing_path_to_an_existing_entity() {
    for contract in both() {
        assert!(contract.references().len() > 50);
        for reference in contract.references() {
            let (property, shape) = follow(&contract, &reference.entity, &reference.path)
                .unwrap_or_else(|| panic!("{} {} does not exist", reference.entity, reference.path));
            let place = format!("{} {}.{}", contract.edition(), reference.entity, reference.path);
            assert_eq!(property.required, reference.required, "{place}");
            assert_eq!(shape, &Shape::Reference { target: reference.target.clone() }, "{place}");
            assert!(contract.entity(&reference.target).is_some(), "{place}");
        }
    }
}

#[test]
fn every_reference_in_the_entities_is_listed() {
    for contract in both() {
        let listed: BTreeSet<_> =
            contract.references().iter().map(|reference| (reference.entity.clone(), reference.path.clone())).collect();
        for operation in contract.operations().iter().filter(|operation| operation.kind == Kind::List) {
            let entity = contract.entity(operation.entity.as_ref().unwrap()).unwrap();
            for path in references_in(&contract, &entity.properties) {
                assert!(listed.contains(&(entity.name.clone(), path.clone())), "{}.{path}", entity.name);
            }
        }
    }
}

#[test]
fn every_interval_has_both_ends_in_one_format() {
    for contract in both() {
        for interval in contract.intervals() {
            let entity = contract.entity(&interval.entity).unwrap();
            let format = |field: &str| match &entity.properties[field].shape {
                Shape::Scalar { data_type, format, .. } => (data_type.clone(), format.clone()),
                other => panic!("{} {field}: {other:?}", interval.entity),
            };
            assert_eq!(format(&interval.from), format(&interval.to), "{}", interval.entity);
        }
    }
}

#[test]
fn what_can_be_expanded_is_a_value_of_expand_and_a_property_of_embedded() {
    for contract in both() {
        let mut named = BTreeSet::new();
        for operation in contract.operations() {
            for parameter in operation.parameters.iter().filter(|parameter| parameter.semantics.op == "embed") {
                let entity = operation.entity.as_ref().unwrap();
                named.extend(parameter.values.iter().flatten().map(|value| (entity.clone(), value.clone())));
            }
        }
        let listed: BTreeSet<_> = contract
            .embedded_entities()
            .iter()
            .map(|embedded| (embedded.entity.clone(), embedded.name.clone()))
            .collect();
        assert_eq!(named, listed);
        for embedded in contract.embedded_entities() {
            let Shape::Inline(properties) = &contract.entity(&embedded.entity).unwrap().properties["_embedded"].shape
            else {
                panic!("{} has no _embedded", embedded.entity)
            };
            let one = Shape::Object(embedded.holds.clone());
            match &properties[&embedded.name].shape {
                Shape::Array { items, .. } => assert_eq!((**items == one, embedded.many), (true, true)),
                shape => assert_eq!((shape, embedded.many), (&one, false)),
            }
        }
    }
}

#[test]
fn filters_compare_with_fields_that_exist() {
    for contract in both() {
        for operation in contract.operations() {
            let Some(entity) = &operation.entity else { continue };
            let fields = operation.parameters.iter().filter_map(|parameter| parameter.semantics.field.clone());
            let keys = operation.body.iter().flat_map(|body| body.keys.values().map(|key| key.matches.clone()));
            for field in fields.chain(keys).filter(|field| !field.starts_with("relation")) {
                for alternative in field.split(" | ") {
                    walk(&contract, entity, alternative)
                        .unwrap_or_else(|problem| panic!("{}: {problem}", operation.id));
                }
            }
        }
    }
}

#[test]
fn sort_keys_order_by_a_field_in_a_direction() {
    for contract in both() {
        let sorts = contract.operations().iter().flat_map(|operation| &operation.parameters);
        for parameter in sorts.filter(|parameter| parameter.semantics.op == "sort") {
            for key in parameter.values.as_ref().unwrap() {
                let order = &parameter.semantics.order[key];
                assert!(order["field"].is_string(), "{key}");
                assert!(["asc", "desc"].contains(&order["dir"].as_str().unwrap()), "{key}");
            }
        }
    }
}

#[test]
fn relations_cover_every_value_of_the_relation_filter() {
    for (contract, count) in both().into_iter().zip([6, 7]) {
        let list = contract.operation("listPersons").unwrap();
        let filter = list.parameters.iter().find(|parameter| parameter.name == "relationship.entity.type").unwrap();
        let values: BTreeSet<_> = filter.values.as_ref().unwrap().iter().collect();
        assert_eq!(values.len(), count);
        assert_eq!(filter.semantics.relations.as_object().unwrap().keys().collect::<BTreeSet<_>>(), values);
    }
}

#[test]
fn enumerations_hold_the_literals_of_their_edition() {
    let [old, new] = both();
    let values = |contract: &Contract, name: &str| contract.enumeration(name).unwrap().join(", ");
    for contract in [&old, &new] {
        assert_eq!(values(contract, "SecurityMarking"), "Ingen, Sekretessmarkering, Skyddad folkbokföring");
        assert_eq!(values(contract, "Sex"), "Man, Kvinna, Okänt");
        assert_eq!(values(contract, "RelationType"), "Vårdnadshavare, Annan ansvarig, God man, Utsedd behörig");
        assert_eq!(values(contract, "AbsenceType"), "Beviljad ledighet, Anmäld frånvaro");
        assert_eq!(values(contract, "Semester"), "HT, VT");
        assert_eq!(contract.enumeration("Curriculum").unwrap().len(), 19);
        assert!(contract.enumeration("ProgrammeType").unwrap().contains(&"Intruduktionsprogram".to_owned()));
    }
    assert_eq!(values(&old, "OrganisationType"), "Huvudman, Stadsdel, Rektorsområde, Skola, Skolenhet, Övrigt");
    assert_eq!(
        values(&new, "OrganisationType"),
        "Huvudman, Verksamhetsområde, Förvaltning, Rektorsområde, Skola, Skolenhet, Varumärke, Bolag, Övrigt"
    );
    assert_eq!(values(&old, "PlacementReason"), "Omsorg, Erbjuden tid, Eget behov");
    assert_eq!(values(&new, "PlacementReason"), "Omsorgsbehov, Erbjuden tid, Eget behov");
    assert_eq!(values(&old, "PersonAddressType"), "Folkbokföring, Särskildpostadress, Tillfälligadress, Postadress");
    assert_eq!(values(&new, "PersonAddressType"), "Folkbokföring, Särskild postadress, Tillfällig adress, Postadress");
    let count = |contract: &Contract, name: &str| contract.enumeration(name).unwrap().len();
    assert_eq!((count(&old, "DutyRole"), count(&new, "DutyRole")), (6, 19));
    assert_eq!((count(&old, "AssignmentRoleType"), count(&new, "AssignmentRoleType")), (8, 10));
    assert_eq!((count(&old, "SchoolType"), count(&new, "SchoolType")), (21, 30));
    let has =
        |contract: &Contract, value: &str| contract.enumeration("SchoolType").unwrap().iter().any(|it| it == value);
    assert_eq!((has(&old, "KOMVUX"), has(&new, "KOMVUX")), (true, false));
    assert_eq!((has(&old, "VUXSFI"), has(&new, "VUXSFI")), (false, true));
}

#[test]
fn the_editions_differ_where_the_corrigendum_says() {
    let [old, new] = both();
    let dates = |contract: &Contract| {
        let activities = contract.operation("listActivities").unwrap();
        activities.parameters.iter().filter(|parameter| parameter.name.contains("Date.")).count()
    };
    assert_eq!((dates(&old), dates(&new)), (0, 4));
    for entity in ["Person", "Duty", "Group", "Activity", "Placement", "Programme", "StudyPlan", "Syllabus"] {
        let required = |contract: &Contract| contract.entity(entity).unwrap().properties["meta"].required;
        assert_eq!((required(&old), required(&new)), (false, true), "{entity}");
    }
    for (entity, property, before, after) in [
        ("Organisation", "address", false, true),
        ("Duty", "description", false, true),
        ("AttendanceScheduleEntry", "length", true, false),
        ("AttendanceScheduleEntry", "endTime", false, true),
        ("DiplomaProject", "titleEngish", true, false),
        ("DiplomaProject", "titleEnglish", false, true),
    ] {
        let has = |contract: &Contract| contract.entity(entity).unwrap().properties.contains_key(property);
        assert_eq!((has(&old), has(&new)), (before, after), "{entity}.{property}");
    }
    for (entity, property, before, after) in [
        ("Email", "type", false, true),
        ("PhoneNumber", "value", false, true),
        ("GroupMembership", "person", false, true),
        ("DutyAssignment", "duty", false, true),
        ("Grade", "registeredBy", false, true),
        ("Syllabus", "subjectCode", true, false),
        ("Attendance", "attendanceMinutes", true, false),
        ("DutyAssignmentRole", "startDate", true, false),
    ] {
        let required = |contract: &Contract| contract.entity(entity).unwrap().properties[property].required;
        assert_eq!((required(&old), required(&new)), (before, after), "{entity}.{property}");
    }
}

#[test]
fn every_correction_has_its_own_id_and_says_what_is_done() {
    for contract in both() {
        let ids: BTreeSet<_> = contract.corrections().iter().map(|correction| &correction.id).collect();
        assert_eq!(ids.len(), contract.corrections().len());
        for correction in contract.corrections() {
            for text in [&correction.as_written, &correction.corrected, &correction.treatment] {
                assert!(!text.trim().is_empty(), "{}", correction.id);
            }
        }
    }
}

/// The property at a path and the shape of what the path ends in (the element when it ends in `[]`).
fn follow<'a>(contract: &'a Contract, entity: &str, path: &str) -> Option<(&'a Property, &'a Shape)> {
    let mut properties = &contract.entity(entity)?.properties;
    let mut segments = path.split('.').peekable();
    while let Some(segment) = segments.next() {
        let property = properties.get(segment.trim_end_matches("[]"))?;
        let shape = match (&property.shape, segment.ends_with("[]")) {
            (Shape::Array { items, .. }, true) => items,
            (Shape::Array { .. }, false) | (_, true) => return None,
            (shape, false) => shape,
        };
        if segments.peek().is_none() {
            return Some((property, shape));
        }
        properties = match shape {
            Shape::Object(name) => &contract.entity(name)?.properties,
            Shape::Inline(properties) => properties,
            _ => return None,
        };
    }
    None
}

/// Follows a field as written in the semantics: dots, `[]` and ` -> ` to the entity that a reference points at.
fn walk(contract: &Contract, entity: &str, field: &str) -> Result<(), String> {
    let mut entity = entity.to_owned();
    let mut hops = field.split(" -> ").peekable();
    while let Some(hop) = hops.next() {
        let missing = || format!("{entity}.{hop} (in {field})");
        if hops.peek().is_some() {
            match follow(contract, &entity, hop).ok_or_else(missing)?.1 {
                Shape::Reference { target } => entity = target.clone(),
                _ => return Err(missing()),
            }
        } else {
            let (path, of_reference) = match hop.strip_suffix(".id") {
                Some(reference) => (reference, true),
                None => (hop, false),
            };
            let (_, shape) = follow(contract, &entity, path).ok_or_else(missing)?;
            if of_reference != matches!(shape, Shape::Reference { .. }) {
                return Err(missing());
            }
        }
    }
    Ok(())
}

/// Paths of all references below some properties, `_embedded` left out.
fn references_in(contract: &Contract, properties: &std::collections::BTreeMap<String, Property>) -> Vec<String> {
    let mut found = Vec::new();
    for (name, property) in properties.iter().filter(|(name, _)| *name != "_embedded") {
        let (shape, path) = match &property.shape {
            Shape::Array { items, .. } => (&**items, format!("{name}[]")),
            shape => (shape, name.clone()),
        };
        match shape {
            Shape::Reference { .. } => found.push(path),
            Shape::Object(object) => {
                let Entity { properties, .. } = contract.entity(object).unwrap();
                found.extend(references_in(contract, properties).into_iter().map(|below| format!("{path}.{below}")));
            }
            _ => {}
        }
    }
    found
}
