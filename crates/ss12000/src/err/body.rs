//! What an error body has to look like, and the ways in which real ones miss it.

use samspel_contract::Operation;
use samspel_exchange::{Exchange, Response};
use samspel_model::{Message, Observation};
use serde_json::Value;

use samspel_suite::observe::against;

/// The documented form, as a fact for reports.
pub(crate) const FORM: &str = "{ code: string, message: string }";

/// Keys under which frameworks hide what should be at the top level.
const WRAPPERS: [&str; 6] = ["error", "errors", "detail", "details", "fault", "exception"];

/// How an error body misses the documented form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Flaw {
    /// No body at all.
    Empty,
    /// Not JSON.
    NotJson,
    /// JSON, but no object.
    NotAnObject,
    /// `code` and `message` are inside something else.
    Wrapped(String),
    /// A field is missing.
    Lacks(&'static str),
    /// A field is no string.
    NotAString(&'static str),
}

/// How the body misses the documented form, if it does.
pub(crate) fn flaw(response: &Response) -> Option<Flaw> {
    if response.body.is_empty() {
        return Some(Flaw::Empty);
    }
    let Ok(body) = response.json::<Value>() else { return Some(Flaw::NotJson) };
    let Some(object) = body.as_object() else { return Some(Flaw::NotAnObject) };
    if !object.contains_key("code") && !object.contains_key("message") {
        return match WRAPPERS.iter().find(|key| object.contains_key(**key)) {
            Some(key) => Some(Flaw::Wrapped((*key).to_owned())),
            None => Some(Flaw::Lacks("code")),
        };
    }
    for field in ["code", "message"] {
        match object.get(field) {
            None => return Some(Flaw::Lacks(field)),
            Some(Value::String(_)) => {}
            Some(_) => return Some(Flaw::NotAString(field)),
        }
    }
    None
}

/// Whether the operation documents this status with an error object (if not, `default` does).
pub(crate) fn is_listed(operation: &Operation, status: u16) -> bool {
    operation.statuses.iter().any(|s| s.error_body && s.code == status.to_string())
}

impl Flaw {
    /// The requirement that is contradicted: one cause, one requirement.
    pub(crate) fn requirement(&self, listed: bool) -> &'static str {
        match self {
            Flaw::Empty | Flaw::NotJson if !listed => "SS12K-ERR-003",
            Flaw::Empty | Flaw::NotJson | Flaw::NotAnObject | Flaw::Lacks(_) => "SS12K-ERR-001",
            Flaw::Wrapped(_) | Flaw::NotAString(_) => "SS12K-ERR-002",
        }
    }

    fn summary(&self) -> Message {
        match self {
            Flaw::Empty => Message::new("error-empty"),
            Flaw::NotJson => Message::new("error-not-json"),
            Flaw::NotAnObject => Message::new("error-not-an-object"),
            Flaw::Wrapped(key) => Message::new("error-wrapped").with("key", key.as_str()),
            Flaw::Lacks(field) => Message::new("error-lacks-field").with("field", *field),
            Flaw::NotAString("code") => Message::new("error-code-not-string"),
            Flaw::NotAString(field) => Message::new("error-field-not-string").with("field", *field),
        }
    }

    fn cause(&self) -> Option<Message> {
        match self {
            Flaw::Empty | Flaw::NotJson => Some(Message::new("error-cause-gateway")),
            Flaw::Wrapped(_) | Flaw::Lacks(_) => Some(Message::new("error-cause-framework")),
            Flaw::NotAnObject | Flaw::NotAString(_) => None,
        }
    }

    /// The finding.
    pub(crate) fn contradiction(&self, operation: &Operation, exchange: &Exchange, response: &Response) -> Observation {
        let requirement = self.requirement(is_listed(operation, response.status));
        let mut against = against(requirement, self.summary())
            .expected(format!("HTTP {} {FORM}", response.status))
            .observed(format!("HTTP {} {}", response.status, shape(response)))
            .sample(format!("{} {} HTTP {}", exchange.request.method, operation.path, response.status))
            .exchange(exchange);
        if let Some(cause) = self.cause() {
            against = against.cause(cause);
        }
        against.contradiction()
    }
}

/// The outermost form of a body: names and types, no values.
pub(crate) fn shape(response: &Response) -> String {
    if response.body.is_empty() {
        return "no body".to_owned();
    }
    match response.json::<Value>() {
        Err(_) => response.media_type().filter(|m| m.len() < 40).unwrap_or_else(|| "not JSON".to_owned()),
        Ok(Value::Object(object)) => {
            let fields: Vec<String> = object
                .iter()
                .filter(|(name, _)| {
                    name.len() <= 30 && name.chars().all(|c| c.is_ascii_alphanumeric() || "_-.".contains(c))
                })
                .take(8)
                .map(|(name, value)| format!("{name}: {}", kind(value)))
                .collect();
            format!("{{ {} }}", fields.join(", "))
        }
        Ok(other) => kind(&other).to_owned(),
    }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn response(body: &str) -> Response {
        let headers = vec![("content-type".to_owned(), "application/json".to_owned())];
        Response { status: 400, headers, body: body.as_bytes().to_vec() }
    }

    #[test]
    fn the_documented_form_has_no_flaw_and_may_have_more_fields() {
        assert_eq!(flaw(&response(r#"{"code":"bad","message":"not a UUID","trace":"17"}"#)), None);
    }

    #[test]
    fn each_way_to_miss_the_form_is_told_apart() {
        for (body, expected) in [
            ("", Flaw::Empty),
            ("<html></html>", Flaw::NotJson),
            ("[]", Flaw::NotAnObject),
            (r#"{"error":{"code":"x","message":"y"}}"#, Flaw::Wrapped("error".to_owned())),
            (r#"{"detail":"Not authenticated"}"#, Flaw::Wrapped("detail".to_owned())),
            (r#"{"title":"x","status":400}"#, Flaw::Lacks("code")),
            (r#"{"code":"x"}"#, Flaw::Lacks("message")),
            (r#"{"message":"x"}"#, Flaw::Lacks("code")),
            (r#"{"code":400,"message":"x"}"#, Flaw::NotAString("code")),
            (r#"{"code":"x","message":null}"#, Flaw::NotAString("message")),
        ] {
            assert_eq!(flaw(&response(body)), Some(expected), "{body}");
        }
    }

    #[test]
    fn an_unreadable_body_counts_against_the_requirement_that_covers_the_status() {
        assert_eq!(Flaw::NotJson.requirement(true), "SS12K-ERR-001");
        assert_eq!(Flaw::NotJson.requirement(false), "SS12K-ERR-003");
        assert_eq!(
            Flaw::Wrapped("error".to_owned()).requirement(true),
            Flaw::Wrapped("error".to_owned()).requirement(false)
        );
    }

    #[test]
    fn the_shape_names_types_but_no_values() {
        assert_eq!(shape(&response(r#"{"code":17,"message":"Anna Svensson"}"#)), "{ code: number, message: string }");
    }
}
