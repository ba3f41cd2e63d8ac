//! Compares paths, methods, parameters, bodies, and answers.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use super::document::Document;
use super::envelope::{envelope_name, opened, page_fields};
use super::form::Form;
use super::schema::{ABSENT, Comparison, EMBEDDED};
use super::{DiffError, Findings, webhook};
use crate::{Body, Contract, Envelope, Operation, Parameter};

/// Media type of every body.
const JSON: &str = "application/json";

/// The methods that a path can have in OpenAPI.
const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

pub(super) fn compare(contract: &Contract, document: &Document, findings: &mut Findings) -> Result<(), DiffError> {
    let theirs = their_operations(document)?;
    let mut matched = BTreeSet::new();
    let mut comparison = Comparison::new(findings);
    for operation in contract.operations() {
        let place = format!("{} {}", operation.method.as_str(), operation.path);
        let key = (operation.method.as_str().to_owned(), nameless(&operation.path));
        match theirs.get(&key) {
            None => comparison.findings.add(place, &operation.id, ABSENT),
            Some(found) => {
                let pair = Pair { contract, document, place, ours: operation, theirs: found };
                pair.compare(&mut comparison)?;
                matched.insert(key);
            }
        }
    }
    for (key, extra) in &theirs {
        if !matched.contains(key) {
            comparison.findings.add(format!("{} {}", key.0, extra.path), ABSENT, "present");
        }
    }
    webhook::compare(contract, document, &theirs, &mut comparison)
}

/// An operation of the document.
pub(super) struct TheirOperation<'a> {
    path: &'a str,
    pub(super) operation: &'a Map<String, Value>,
    /// Parameters of the path, then those of the operation.
    parameters: Vec<&'a Value>,
}

/// Method and path template without names.
pub(super) type Key = (String, String);

fn their_operations(document: &Document) -> Result<BTreeMap<Key, TheirOperation<'_>>, DiffError> {
    let mut found = BTreeMap::new();
    for (path, item) in document.root().get("paths").and_then(Value::as_object).into_iter().flatten() {
        let item = document.follow(item)?;
        for method in METHODS {
            let Some(operation) = item.get(method).and_then(Value::as_object) else { continue };
            let mut parameters = Vec::new();
            for list in [item.get("parameters"), operation.get("parameters")].into_iter().flatten() {
                for parameter in list.as_array().into_iter().flatten() {
                    parameters.push(document.follow(parameter)?);
                }
            }
            found.insert((method.to_uppercase(), nameless(path)), TheirOperation { path, operation, parameters });
        }
    }
    Ok(found)
}

/// A path template without the names of its variables: what a client sees.
fn nameless(path: &str) -> String {
    let segments =
        path.split('/').map(|segment| if segment.starts_with('{') && segment.ends_with('}') { "{}" } else { segment });
    segments.collect::<Vec<_>>().join("/")
}

/// An operation on both sides.
struct Pair<'a> {
    contract: &'a Contract,
    document: &'a Document,
    place: String,
    ours: &'a Operation,
    theirs: &'a TheirOperation<'a>,
}

impl Pair<'_> {
    fn compare(&self, comparison: &mut Comparison<'_>) -> Result<(), DiffError> {
        self.parameters(comparison)?;
        self.body(comparison)?;
        self.statuses(comparison)?;
        self.success(comparison)
    }

    fn parameters(&self, comparison: &mut Comparison<'_>) -> Result<(), DiffError> {
        let mut theirs: BTreeMap<&str, &Value> = BTreeMap::new();
        for parameter in &self.theirs.parameters {
            if let Some(name) = parameter.get("name").and_then(Value::as_str) {
                theirs.insert(name, parameter);
            }
        }
        for ours in &self.ours.parameters {
            let place = format!("{} ?{}", self.place, ours.name);
            let schema = our_schema(ours);
            let our_form = Form::new(&schema, &schema)?;
            let Some(found) = theirs.remove(ours.name.as_str()) else {
                comparison.findings.add(place, our_form.summary(), ABSENT);
                continue;
            };
            let text = |keyword: &str, default: &str| {
                found.get(keyword).map_or_else(
                    || default.to_owned(),
                    |value| value.as_str().map_or_else(|| value.to_string(), str::to_owned),
                )
            };
            comparison.findings.compare(format!("{place}.in"), &ours.place, text("in", ABSENT));
            comparison.findings.compare(
                format!("{place}.required"),
                ours.required.to_string(),
                text("required", "false"),
            );
            if ours.data_type == "array" {
                comparison.findings.compare(format!("{place}.style"), "form", text("style", "form"));
                comparison.findings.compare(format!("{place}.explode"), "true", text("explode", "true"));
            }
            match found.get("schema") {
                None => comparison.findings.add(format!("{place}.schema"), our_form.summary(), ABSENT),
                Some(their_schema) => {
                    let their_form = Form::new(self.document.root(), their_schema)?;
                    comparison.schemas(&place, &schema, &our_form, &their_form)?;
                }
            }
        }
        for (name, extra) in theirs {
            let place = extra.get("in").and_then(Value::as_str).unwrap_or("nowhere");
            comparison.findings.add(format!("{} ?{name}", self.place), ABSENT, format!("in {place}"));
        }
        Ok(())
    }

    fn body(&self, comparison: &mut Comparison<'_>) -> Result<(), DiffError> {
        let place = format!("{} body", self.place);
        let theirs = match self.theirs.operation.get("requestBody") {
            Some(body) => Some(self.document.follow(body)?),
            None => None,
        };
        let (Some(ours), Some(theirs)) = (&self.ours.body, theirs) else {
            let presence = |there: bool| if there { "present" } else { ABSENT };
            comparison.findings.compare(place, presence(self.ours.body.is_some()), presence(theirs.is_some()));
            return Ok(());
        };
        let required = theirs.get("required").and_then(Value::as_bool).unwrap_or(false);
        comparison.findings.compare(format!("{place}.required"), "true", required.to_string());
        let Some(schema) = json_schema(&place, theirs, comparison.findings) else { return Ok(()) };
        let their_form = Form::new(self.document.root(), schema)?;
        match &ours.entity {
            Some(entity) => self.entity(entity, &format!("{place}.entity"), &their_form, comparison),
            None => {
                let keys = keys_schema(ours);
                comparison.schemas(&place, &keys, &Form::new(&keys, &keys)?, &their_form)
            }
        }
    }

    fn statuses(&self, comparison: &mut Comparison<'_>) -> Result<(), DiffError> {
        let empty = Map::new();
        let responses = self.theirs.operation.get("responses").and_then(Value::as_object).unwrap_or(&empty);
        let success = self.ours.success.status.to_string();
        for status in &self.ours.statuses {
            let place = format!("{} status {}", self.place, status.code);
            let Some(response) = responses.get(&status.code) else {
                comparison.findings.add(place, "documented", ABSENT);
                continue;
            };
            if status.code == success {
                continue;
            }
            let response = self.document.follow(response)?;
            let has_body = response.get("content").is_some();
            let carries = |body: bool| if body { "Error" } else { "no body" };
            comparison.findings.compare(format!("{place} body"), carries(status.error_body), carries(has_body));
            if status.error_body
                && has_body
                && let Some(schema) = json_schema(&place, response, comparison.findings)
            {
                let their_form = Form::new(self.document.root(), schema)?;
                self.entity("Error", &format!("{place}.entity"), &their_form, comparison)?;
            }
        }
        for code in responses.keys().filter(|code| !self.ours.statuses.iter().any(|status| status.code == **code)) {
            comparison.findings.add(format!("{} status {code}", self.place), ABSENT, "documented");
        }
        Ok(())
    }

    fn success(&self, comparison: &mut Comparison<'_>) -> Result<(), DiffError> {
        let place = format!("{} success", self.place);
        let code = self.ours.success.status.to_string();
        let Some(response) = self.theirs.operation.get("responses").and_then(|responses| responses.get(&code)) else {
            return Ok(()); // Said among the statuses.
        };
        let response = self.document.follow(response)?;
        let schema = match response.get("content") {
            None => None,
            Some(_) => json_schema(&place, response, comparison.findings),
        };
        let Some(schema) = schema else {
            comparison.findings.compare(format!("{place}.envelope"), envelope_name(self.ours.success.envelope), "none");
            return Ok(());
        };
        let form = Form::new(self.document.root(), schema)?;
        let (envelope, content) = opened(&form)?;
        comparison.findings.compare(
            format!("{place}.envelope"),
            envelope_name(self.ours.success.envelope),
            envelope_name(envelope),
        );
        if envelope != self.ours.success.envelope {
            return Ok(());
        }
        if matches!(envelope, Envelope::Page | Envelope::DeletedEntities) {
            page_fields(&place, &form, comparison)?;
        }
        match &self.ours.success.entity {
            None => Ok(()),
            Some(entity) => {
                self.entity(entity, &format!("{place}.entity"), &content, comparison)?;
                let expands = self.ours.parameters.iter().any(|parameter| parameter.semantics.op == "embed");
                if expands && !content.properties().contains_key(EMBEDDED) {
                    comparison.findings.add(format!("{place}.{EMBEDDED}"), "object", ABSENT);
                }
                Ok(())
            }
        }
    }

    /// Compares with an entity of ours, unless the schema is by its name a different one.
    fn entity(
        &self,
        name: &str,
        place: &str,
        theirs: &Form<'_>,
        comparison: &mut Comparison<'_>,
    ) -> Result<(), DiffError> {
        compare_entity(self.contract, name, place, theirs, comparison)
    }
}

/// Compares with an entity of ours, unless the schema is by its name a different one.
pub(super) fn compare_entity(
    contract: &Contract,
    name: &str,
    place: &str,
    theirs: &Form<'_>,
    comparison: &mut Comparison<'_>,
) -> Result<(), DiffError> {
    let mut called = theirs.names.iter().map(|theirs| theirs.strip_suffix("Expanded").unwrap_or(theirs));
    if !called.clone().any(|called| called == name)
        && let Some(other) = called.find(|called| contract.entity(called).is_some())
    {
        comparison.findings.add(place, name, other);
        return Ok(());
    }
    let root = contract.definitions();
    let node = json!({ "$ref": format!("#/$defs/{name}") });
    comparison.entity(name, &Form::new(root, &node)?, theirs)
}

/// The JSON schema of a body; other media types are differences.
pub(super) fn json_schema<'a>(place: &str, carrier: &'a Value, findings: &mut Findings) -> Option<&'a Value> {
    let content = carrier.get("content").and_then(Value::as_object)?;
    let types = content.keys().map(String::as_str).collect::<Vec<_>>().join(", ");
    findings.compare(format!("{place}.mediaType"), JSON, types);
    content.get(JSON)?.get("schema")
}

/// A parameter of ours as a schema.
fn our_schema(parameter: &Parameter) -> Value {
    let mut schema = Map::new();
    if let Some(format) = &parameter.format {
        schema.insert("format".to_owned(), json!(format));
    }
    if let Some(values) = &parameter.values {
        schema.insert("enum".to_owned(), json!(values));
    }
    if let Some(minimum) = parameter.minimum {
        schema.insert("minimum".to_owned(), json!(minimum));
    }
    if parameter.data_type == "array" {
        schema.insert("type".to_owned(), json!("string"));
        return json!({ "type": "array", "items": schema });
    }
    schema.insert("type".to_owned(), json!(parameter.data_type));
    Value::Object(schema)
}

/// The body of a lookup as a schema.
fn keys_schema(body: &Body) -> Value {
    let properties: Map<String, Value> = body
        .keys
        .iter()
        .map(|(key, lookup)| {
            let mut items = json!({ "type": "string" });
            if let Some(format) = &lookup.format {
                items["format"] = json!(format);
            }
            (key.clone(), json!({ "type": "array", "items": items }))
        })
        .collect();
    json!({ "type": "object", "properties": properties })
}
