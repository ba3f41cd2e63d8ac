//! What lies around the entities of an answer.

use serde_json::Value;

use super::DiffError;
use super::form::Form;
use super::schema::{ABSENT, Comparison};
use crate::Envelope;

/// Takes the envelope off: what it is, and the schema of what lies in it.
pub(super) fn opened<'a>(form: &Form<'a>) -> Result<(Envelope, Form<'a>), DiffError> {
    if form.data_type() == "array" {
        let items = form.keyword("items").unwrap_or(&Value::Null);
        return Ok((Envelope::Array, form.beside(items)?));
    }
    let properties = form.properties();
    match properties.get("data") {
        Some(data) if properties.contains_key("pageToken") => {
            let data = form.beside(data)?;
            match data.keyword("items") {
                Some(items) => Ok((Envelope::Page, form.beside(items)?)),
                None => Ok((Envelope::DeletedEntities, data)),
            }
        }
        _ => Ok((Envelope::Object, form.clone())),
    }
}

/// Compares what stands beside the entities in a page.
pub(super) fn page_fields(place: &str, form: &Form<'_>, comparison: &mut Comparison<'_>) -> Result<(), DiffError> {
    if let Some(token) = form.properties().get("pageToken") {
        let token = form.beside(token)?;
        let text = if token.holds("nullable") { format!("{} or null", token.data_type()) } else { token.data_type() };
        comparison.findings.compare(format!("{place}.pageToken"), "string or null", text);
    }
    for name in form.properties().keys().filter(|name| !["data", "pageToken"].contains(name)) {
        comparison.findings.add(format!("{place}.{name}"), ABSENT, "present");
    }
    let required = Vec::from_iter(form.required()).join(", ");
    comparison.findings.compare(format!("{place}.required"), "data", required);
    Ok(())
}

/// The envelope in words.
pub(super) fn envelope_name(envelope: Envelope) -> &'static str {
    match envelope {
        Envelope::Page => "page",
        Envelope::Array => "array",
        Envelope::Object => "object",
        Envelope::DeletedEntities => "deletedEntities",
        Envelope::None => "none",
    }
}
