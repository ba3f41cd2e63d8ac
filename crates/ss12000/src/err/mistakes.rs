//! Requests with one mistake each.

use samspel_contract::{Kind, Operation, Parameter};
use samspel_exchange::{Request, RequestBody};
use serde_json::json;

use crate::requests;

/// A literal that no enumeration of the standard has.
const NO_SUCH_VALUE: &str = "Samspel-finns-inte";

/// A request with one mistake in it.
#[derive(Debug, Clone)]
pub(crate) struct Mistake {
    /// Kind of mistake, a word for reports: `uuid`, `enum`, `date`, `date-time`, `integer`, `boolean`, `json`, `type`.
    pub(crate) kind: &'static str,
    /// Where the mistake is: `organisation=not-a-uuid`, `{"ids": "…"}`.
    pub(crate) place: String,
    /// Whether the standard binds systems to refuse it. The others must only not lead to a server error.
    pub(crate) binding: bool,
    /// The request.
    pub(crate) request: Request,
}

/// One mistake for each parameter of a list, or each way to spoil the body of a lookup. `required` are values for the required
/// query parameters.
pub(crate) fn mistakes(operation: &Operation, required: &[(String, String)]) -> Vec<Mistake> {
    match operation.kind {
        Kind::Lookup => bodies(operation),
        Kind::List => operation.parameters.iter().filter_map(|p| parameter(operation, required, p)).collect(),
        _ => Vec::new(),
    }
}

fn parameter(operation: &Operation, required: &[(String, String)], parameter: &Parameter) -> Option<Mistake> {
    let name = parameter.name.as_str();
    let of_the_entity = !matches!(parameter.semantics.op.as_str(), "sort" | "embed");
    let (kind, value, binding) = match (parameter.format.as_deref(), parameter.data_type.as_str()) {
        (Some("uuid"), _) => ("uuid", "not-a-uuid", true),
        (Some("date"), _) => ("date", "2024-13-45", true),
        // Refusing a bad instant, limit or truth value is recommended only.
        (Some("date-time"), _) => ("date-time", "yesterday", false),
        (_, "integer") => ("integer", "many", false),
        (_, "boolean") => ("boolean", "maybe", false),
        _ if parameter.values.is_some() => ("enum", NO_SUCH_VALUE, of_the_entity),
        _ => return None,
    };
    // One of the four change filters speaks for all.
    if kind == "date-time" && name.starts_with("meta.") && name != "meta.modified.after" {
        return None;
    }
    let others: Vec<(String, String)> = required.iter().filter(|(n, _)| n != name).cloned().collect();
    let request = requests::with_query(requests::plain(operation), &others).query(name, value);
    Some(Mistake { kind, place: format!("{name}={value}"), binding, request })
}

fn bodies(operation: &Operation) -> Vec<Mistake> {
    let raw =
        |text: &str| RequestBody::Raw { media_type: "application/json".to_owned(), bytes: text.as_bytes().to_vec() };
    [
        ("json", r#"{"ids": ["#, raw(r#"{"ids": ["#)),
        ("type", "[]", RequestBody::Json(json!([]))),
        ("type", r#"{"ids": "text"}"#, RequestBody::Json(json!({"ids": "text"}))),
        ("type", r#"{"ids": [17]}"#, RequestBody::Json(json!({"ids": [17]}))),
        ("uuid", r#"{"ids": ["not-a-uuid"]}"#, RequestBody::Json(json!({"ids": ["not-a-uuid"]}))),
    ]
    .into_iter()
    .map(|(kind, place, body)| Mistake {
        kind,
        place: place.to_owned(),
        binding: true,
        request: Request { body: Some(body), ..requests::plain(operation) },
    })
    .collect()
}

/// Path ids that are no UUIDs: no hex at all, a number as in older systems, one digit too few, a letter outside hex.
pub(crate) const BAD_IDS: [&str; 4] =
    ["not-a-uuid", "3564439", "6f1a2b3c-4d5e-4f60-8a7b-9c0d1e2f3a4", "6f1a2b3c-4d5e-4f60-8a7b-9c0d1e2f3a4g"];

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use samspel_contract::Contract;

    use super::*;

    fn made(operation: &str) -> Vec<Mistake> {
        let contract = Contract::embedded("2.1").unwrap();
        mistakes(
            contract.operation(operation).unwrap(),
            &[("startTime.onOrAfter".to_owned(), "2026-01-01T00:00:00Z".to_owned())],
        )
    }

    #[test]
    fn every_typed_parameter_gets_a_mistake_of_its_type() {
        let duties = made("listDuties");
        let kind = |name: &str| duties.iter().find(|m| m.place.starts_with(name)).map(|m| m.kind);
        assert_eq!(kind("organisation="), Some("uuid"));
        assert_eq!(kind("dutyRole="), Some("enum"));
        assert_eq!(kind("startDate.onOrAfter="), Some("date"));
        assert_eq!(kind("limit="), Some("integer"));
        assert_eq!(kind("pageToken="), None, "a page token has no form to miss");
    }

    #[test]
    fn only_mistakes_that_the_standard_speaks_of_are_binding() {
        let binding: Vec<_> = made("listGroups").into_iter().filter(|m| m.binding).map(|m| m.kind).collect();
        assert!(binding.contains(&"uuid") && binding.contains(&"enum") && binding.contains(&"date"));
        assert!(!binding.contains(&"integer") && !binding.contains(&"boolean") && !binding.contains(&"date-time"));
    }

    #[test]
    fn a_mistake_in_a_required_parameter_replaces_its_good_value() {
        let events = made("listCalendarEvents");
        let spoilt = events.iter().find(|m| m.place.starts_with("startTime.onOrAfter=")).unwrap();
        assert_eq!(spoilt.request.query.iter().filter(|(n, _)| n == "startTime.onOrAfter").count(), 1);
    }

    #[test]
    fn a_lookup_body_is_spoilt_in_form_type_and_value() {
        assert_eq!(made("lookupPersons").len(), 5);
    }

    #[test]
    fn no_bad_id_parses_as_a_uuid() {
        for id in BAD_IDS {
            assert!(uuid::Uuid::try_parse(id).is_err(), "{id}");
        }
    }
}
