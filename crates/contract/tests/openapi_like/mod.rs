//! Builds an OpenAPI document out of a contract, the way the published one is built: shared parameters and responses, `allOf` for
//! expanded entities, and with its defects put back. Nothing is stored: a complete definition is the publisher's to distribute.

use samspel_contract::{Contract, Envelope, Operation, Parameter};
use serde_json::{Map, Value, json};

const HOURS_AND_MINUTES: &str = "^[0-9]{2}:[0-9]{2}$";

/// Entities whose `_embedded` stands in the entity itself; the others get an `…Expanded` beside them.
const EMBEDDED_IN_PLACE: [&str; 2] = ["CalendarEvent", "AttendanceEvent"];

/// The document with the published defects.
pub(crate) fn document(contract: &Contract) -> Value {
    let mut paths = Map::new();
    for operation in contract.operations() {
        let item = paths.entry(&operation.path).or_insert_with(|| json!({}));
        let (shared, own): (Vec<_>, Vec<_>) =
            operation.parameters.iter().partition(|parameter| parameter.place == "path");
        if !shared.is_empty() {
            item["parameters"] = shared.into_iter().map(|parameter| parameter_object(contract, parameter)).collect();
        }
        item[operation.method.as_str().to_lowercase()] = operation_object(contract, operation, &own);
    }
    let paging: Map<String, Value> = contract
        .operation("listPersons")
        .unwrap()
        .parameters
        .iter()
        .filter(|parameter| shared_parameter(parameter))
        .map(|parameter| (component_name(parameter), parameter_object(contract, parameter)))
        .collect();
    let mut document = json!({
        "openapi": "3.0.2",
        "info": { "title": "Made for a test", "version": contract.version() },
        "paths": paths,
        "components": {
            "parameters": paging,
            "schemas": schemas(contract),
            "responses": { "Refused": error_response() },
        },
    });
    put_defects_back(contract, &mut document);
    document
}

fn shared_parameter(parameter: &Parameter) -> bool {
    ["limit", "pageToken"].contains(&parameter.name.as_str())
}

fn component_name(parameter: &Parameter) -> String {
    format!("shared.{}", parameter.name)
}

fn parameter_object(contract: &Contract, parameter: &Parameter) -> Value {
    let mut schema = json!({});
    if let Some(format) = &parameter.format {
        schema["format"] = json!(format);
    }
    if let Some(values) = &parameter.values {
        schema = match contract.enumerations().find(|(_, literals)| literals == values) {
            // Keywords beside a reference do not count, as in the published document.
            Some((name, _)) => json!({ "$ref": format!("#/components/schemas/{name}"), "type": "boolean" }),
            None => json!({ "enum": values }),
        };
    }
    if let Some(minimum) = parameter.minimum {
        schema["minimum"] = json!(minimum);
    }
    if parameter.data_type == "array" {
        if schema.get("$ref").is_none() {
            schema["type"] = json!("string");
        }
        schema = json!({ "type": "array", "items": schema });
    } else if schema.get("$ref").is_none() {
        schema["type"] = json!(parameter.data_type);
    }
    json!({ "name": parameter.name, "in": parameter.place, "required": parameter.required, "schema": schema })
}

fn operation_object(contract: &Contract, operation: &Operation, parameters: &[&Parameter]) -> Value {
    let parameters: Vec<Value> = parameters
        .iter()
        .map(|parameter| {
            if shared_parameter(parameter) {
                json!({ "$ref": format!("#/components/parameters/{}", component_name(parameter)) })
            } else {
                parameter_object(contract, parameter)
            }
        })
        .collect();
    let mut object = json!({ "parameters": parameters, "responses": {} });
    for status in &operation.statuses {
        let success = status.code == operation.success.status.to_string();
        object["responses"][&status.code] = match (success, status.error_body) {
            (true, _) => success_response(operation),
            (false, true) => json!({ "$ref": "#/components/responses/Refused" }),
            (false, false) => json!({ "description": "none" }),
        };
    }
    if let Some(body) = &operation.body {
        let schema = match &body.entity {
            Some(entity) => json!({ "$ref": format!("#/components/schemas/{entity}") }),
            None => {
                let keys = body.keys.iter().map(|(key, lookup)| {
                    let mut items = json!({ "type": "string" });
                    if let Some(format) = &lookup.format {
                        items["format"] = json!(format);
                    }
                    (key.clone(), json!({ "type": "array", "items": items }))
                });
                json!({ "type": "object", "properties": Map::from_iter(keys) })
            }
        };
        object["requestBody"] = json!({ "required": true, "content": { "application/json": { "schema": schema } } });
    }
    if operation.id == "createSubscription" {
        let webhook = contract.webhook();
        let body = json!({ "$ref": format!("#/components/schemas/{}", webhook.entity) });
        object["callbacks"] = json!({ &webhook.name: { &webhook.url: { "post": {
            "requestBody": { "required": true, "content": { "application/json": { "schema": body } } },
            "responses": { webhook.status.to_string(): { "description": "none" } },
        }}}});
    }
    object
}

fn success_response(operation: &Operation) -> Value {
    let expands = operation.parameters.iter().any(|parameter| parameter.semantics.op == "embed");
    let entity = operation.success.entity.as_ref().map(|entity| {
        let expanded = expands && !EMBEDDED_IN_PLACE.contains(&entity.as_str());
        json!({ "$ref": format!("#/components/schemas/{entity}{}", if expanded { "Expanded" } else { "" }) })
    });
    let page = |data: Value| {
        let token = json!({ "type": "string", "nullable": true });
        json!({ "type": "object", "required": ["data"], "properties": { "data": data, "pageToken": token } })
    };
    let schema = match operation.success.envelope {
        Envelope::None => return json!({ "description": "none" }),
        Envelope::Object => json!(entity),
        Envelope::Array => json!({ "type": "array", "items": entity }),
        Envelope::Page => page(json!({ "type": "array", "items": entity })),
        Envelope::DeletedEntities => page(json!(entity)),
    };
    json!({ "description": "none", "content": { "application/json": { "schema": schema } } })
}

fn error_response() -> Value {
    let schema = json!({ "$ref": "#/components/schemas/Error" });
    json!({ "description": "none", "content": { "application/json": { "schema": schema } } })
}

fn schemas(contract: &Contract) -> Value {
    let mut schemas = Map::new();
    for name in contract.schema_names() {
        let mut definition = contract.schema(name).unwrap()["$defs"][name].clone();
        to_openapi(&mut definition);
        let embedded = definition.get_mut("properties").and_then(|properties| {
            let in_place = EMBEDDED_IN_PLACE.contains(&name);
            properties.as_object_mut()?.remove("_embedded").map(|embedded| (in_place, embedded))
        });
        match embedded {
            None => {}
            Some((true, embedded)) => definition["properties"]["_embedded"] = embedded,
            Some((false, embedded)) => {
                let base = json!({ "$ref": format!("#/components/schemas/{name}") });
                let more = json!({ "type": "object", "properties": { "_embedded": embedded } });
                schemas.insert(format!("{name}Expanded"), json!({ "allOf": [base, more] }));
            }
        }
        schemas.insert(name.to_owned(), definition);
    }
    schemas["Meta"]["readOnly"] = json!(true);
    Value::Object(schemas)
}

fn to_openapi(schema: &mut Value) {
    match schema {
        Value::Object(object) => {
            object.remove("x-reference-target");
            if let Some(Value::String(reference)) = object.get_mut("$ref") {
                *reference = reference.replace("#/$defs/", "#/components/schemas/");
            }
            object.values_mut().for_each(to_openapi);
        }
        Value::Array(items) => items.iter_mut().for_each(to_openapi),
        _ => {}
    }
}

fn put_defects_back(contract: &Contract, document: &mut Value) {
    let schemas = &mut document["components"]["schemas"];
    require(schemas, "AttendanceSchedule", "scheduleDays");
    schemas["AttendanceScheduleEntry"]["properties"]["startTime"] =
        json!({ "type": "string", "format": HOURS_AND_MINUTES });
    remove_property(schemas, "DeletedEntitiesData", "activities");
    remove_property(schemas, "WebhookNotification", "modifiedEntities");
    remove_property(schemas, "SchoolUnitOffering", "id");
    remove_property(schemas, "SchoolUnitOffering", "meta");
    if contract.edition() == "2.1" {
        require(schemas, "Grade", "schoolUnit");
        schemas["AttendanceScheduleEntry"]["properties"]["endTime"] =
            json!({ "type": "integer", "format": HOURS_AND_MINUTES });
    } else {
        require(schemas, "PhoneNumber", "number");
        require(schemas, "AttendanceEvent", "child");
        schemas["DutyAssignment"]["properties"]["duty"]["required"] = json!(true);
        success_schema(document, "/duties/{id}", "get")["$ref"] = json!("#/components/schemas/Duty");
    }
    success_schema(document, "/calendarEvents/lookup", "post")["items"]["$ref"] =
        json!("#/components/schemas/Attendance");
    success_schema(document, "/attendanceSchedule/lookup", "post")["items"]["$ref"] =
        json!("#/components/schemas/ActivityExpanded");
}

/// The schema of an operation's answer with status 200.
pub(crate) fn success_schema<'a>(document: &'a mut Value, path: &str, method: &str) -> &'a mut Value {
    &mut document["paths"][path][method]["responses"]["200"]["content"]["application/json"]["schema"]
}

/// Makes a property required.
pub(crate) fn require(schemas: &mut Value, entity: &str, name: &str) {
    let required = schemas[entity].as_object_mut().unwrap().entry("required").or_insert_with(|| json!([]));
    required.as_array_mut().unwrap().push(json!(name));
}

/// Takes a declared property away.
pub(crate) fn remove_property(schemas: &mut Value, entity: &str, name: &str) {
    schemas[entity]["properties"].as_object_mut().unwrap().remove(name).unwrap();
}

/// Writes block YAML the way people do: plain status codes as numbers, everything else that is text in quotes.
pub(crate) fn yaml(value: &Value) -> String {
    let mut text = String::new();
    write(value, 0, &mut text);
    text
}

fn write(value: &Value, depth: usize, text: &mut String) {
    let margin = "  ".repeat(depth);
    match value {
        Value::Object(object) if !object.is_empty() => {
            for (key, value) in object {
                let key = if key.parse::<u16>().is_ok() { key.clone() } else { json!(key).to_string() };
                text.push_str(&format!("\n{margin}{key}: "));
                write(value, depth + 1, text);
            }
        }
        Value::Array(items) if !items.is_empty() => {
            for item in items {
                text.push_str(&format!("\n{margin}- "));
                write(item, depth + 1, text);
            }
        }
        plain => text.push_str(&plain.to_string()),
    }
}
