//! What clients send: lookups, subscriptions, reports, attendance, in the form of the standard.

use samspel_contract::{Body, Operation};
use samspel_model::Observation;
use samspel_suite::Check;
use serde_json::Value;

use crate::form::is_uuid;
use crate::scene::{Ask, Scene, judged};
use crate::tally::{Fact, Tally};

pub(crate) const CHECKS: &[Check] = &[Check { id: "ss12000-client/bodies", run: |context| judged(context, bodies) }];

fn bodies(scene: &Scene<'_>) -> Vec<Observation> {
    let mut tally = Tally::of("SS12K-CLI-012");
    for (ask, operation) in scene.operated() {
        let Some(asked) = &operation.body else { continue };
        match judge(scene, ask, operation, asked) {
            Judged::Right => tally.keep(1),
            Judged::Open(fact) => tally.note(scene, ask, fact),
            Judged::Wrong(fact) => tally.breach(scene, ask, fact),
        }
    }
    tally.come_to("cli-bodies-right", "cli-no-body")
}

enum Judged {
    Right,
    /// The published definition contradicts itself.
    Open(Fact<'static>),
    Wrong(Fact<'static>),
}

fn wrong(summary: &'static str, expected: impl Into<String>, observed: impl Into<String>) -> Judged {
    Judged::Wrong(Fact { summary, expected: expected.into(), observed: observed.into() })
}

fn judge(scene: &Scene<'_>, ask: &Ask<'_>, operation: &Operation, asked: &Body) -> Judged {
    let media_type = ask.call.content_type.as_deref().unwrap_or_default().split(';').next().unwrap_or_default();
    if !media_type.trim().eq_ignore_ascii_case("application/json") {
        return wrong("cli-body-media-type", "Content-Type: application/json", "Content-Type: -");
    }
    let Ok(body) = serde_json::from_slice::<Value>(&ask.call.body) else {
        return wrong("cli-body-not-json", "JSON", "-");
    };
    let Some(entity) = &asked.entity else { return lookup(&body, asked) };
    let Some(validator) = scene.contract.request_validator(entity) else { return Judged::Right };
    if validator.is_valid(&body) {
        return Judged::Right;
    }
    if operation.id == "createSubscription" && validator.is_valid(&with_resource_objects(body.clone())) {
        let fact = Fact {
            summary: "cli-resource-types-as-strings",
            expected: "/resourceTypes/*/resource".to_owned(),
            observed: "/resourceTypes/*".to_owned(),
        };
        return Judged::Open(fact);
    }
    // Only where and against what rule: the value may be personal.
    let first = validator.iter_errors(&body).next();
    let (pointer, rule) = first.map_or_else(Default::default, |error| {
        (without_numbers(&error.instance_path().to_string()), error.kind().keyword().to_owned())
    });
    wrong("cli-body-malformed", entity.clone(), format!("{}: {rule}", if pointer.is_empty() { "/" } else { &pointer }))
}

/// The body of a lookup: documented keys, each with an array of texts. An empty body is left open.
fn lookup(body: &Value, asked: &Body) -> Judged {
    let keys = || asked.keys.keys().map(String::as_str).collect::<Vec<_>>().join(", ");
    let Value::Object(fields) = body else { return wrong("cli-lookup-malformed", "{ … }", "-") };
    for (name, values) in fields {
        let Some(key) = asked.keys.get(name) else {
            let word = name.len() <= 40 && name.bytes().all(|byte| byte.is_ascii_alphabetic());
            return wrong("cli-lookup-key-unknown", keys(), if word { name } else { "…" });
        };
        let texts = values.as_array().and_then(|all| all.iter().map(Value::as_str).collect::<Option<Vec<_>>>());
        let is_right =
            texts.is_some_and(|texts| key.format.as_deref() != Some("uuid") || texts.iter().all(|id| is_uuid(id)));
        if !is_right {
            let kind = key.format.as_deref().unwrap_or("string");
            return wrong("cli-lookup-malformed", format!("{name}: [{kind}, …]"), format!("{name}: …"));
        }
    }
    Judged::Right
}

/// The example in the published definition lists plain texts, the schema objects.
fn with_resource_objects(mut body: Value) -> Value {
    for one in body.get_mut("resourceTypes").and_then(Value::as_array_mut).into_iter().flatten() {
        if one.is_string() {
            *one = serde_json::json!({ "resource": one.take() });
        }
    }
    body
}

/// A pointer with `*` for any index.
fn without_numbers(pointer: &str) -> String {
    let steps = pointer
        .split('/')
        .map(|step| if !step.is_empty() && step.bytes().all(|b| b.is_ascii_digit()) { "*" } else { step });
    steps.collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scripted::{finds, get, keeps, nothing, post, said};

    const SUBSCRIPTION: &str = r#"{"name":"a","target":"https://a.example/","resourceTypes":[{"resource":"Person"}]}"#;

    #[test]
    fn bodies_of_the_standard_are_kept() {
        let calls = vec![
            post("/persons/lookup", r#"{"ids":["6f1c2f5e-0d3b-4c38-9d0e-2f6b7a1f0c11"],"civicNos":["200001011234"]}"#),
            post("/groups/lookup", "{}"),
            post("/subscriptions", SUBSCRIPTION),
            post("/log/", r#"{"message":"m","severityLevel":"Info"}"#),
            post("/statistics/", r#"{"resourceType":"Person","newCount":0,"updatedCount":1,"deletedCount":0}"#),
        ];
        keeps(bodies, calls, 5);
    }

    #[test]
    fn each_way_of_getting_a_body_wrong_is_found() {
        for (call, cause) in [
            (post("/persons/lookup", "{}").typed("text/plain"), "cli-body-media-type"),
            (post("/persons/lookup", "ids=a"), "cli-body-not-json"),
            (post("/persons/lookup", r#"["a"]"#), "cli-lookup-malformed"),
            (post("/persons/lookup", r#"{"ids":["200001011234"]}"#), "cli-lookup-malformed"),
            (post("/persons/lookup", r#"{"civicNos":"200001011234"}"#), "cli-lookup-malformed"),
            (post("/persons/lookup", r#"{"civicNo":["200001011234"]}"#), "cli-lookup-key-unknown"),
            (post("/subscriptions", r#"{"name":"a","target":"https://a.example/"}"#), "cli-body-malformed"),
            (post("/log/", r#"{"message":"m","severityLevel":"info"}"#), "cli-body-malformed"),
            (post("/statistics/", r#"{"resourceType":"Person","newCount":"0"}"#), "cli-body-malformed"),
        ] {
            finds(bodies, vec![call.status(400)], cause);
        }
    }

    #[test]
    fn resource_types_as_texts_are_told_and_fail_nobody() {
        let call = post("/subscriptions", r#"{"name":"a","target":"https://a.example/","resourceTypes":["Person"]}"#);
        assert_eq!(said(bodies, vec![call.status(400)]).notes, ["cli-resource-types-as-strings"]);
    }

    #[test]
    fn no_value_of_a_body_is_told() {
        let body = r#"{"message":"Anna Andersson","severityLevel":"Anna Andersson"}"#;
        let facts = said(bodies, vec![post("/log/", body).status(400)]).facts;
        assert_eq!(facts, [("LogEntry".to_owned(), "/severityLevel: enum".to_owned())]);
    }

    #[test]
    fn a_client_that_only_reads_shows_nothing() {
        nothing(bodies, vec![get("/persons")]);
    }
}
