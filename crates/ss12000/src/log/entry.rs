//! Entries for the log and the statistics, right and wrong.

use samspel_contract::Operation;
use samspel_exchange::{Exchange, Request};
use samspel_suite::{CheckError, Context};
use serde_json::{Value, json};

use crate::requests::unknown_uuid;
use crate::run_state;

/// When something is said to have happened.
const MOMENT: &str = "2026-09-01T08:30:00+02:00";

/// The operation of the case and its path.
pub(super) async fn operation(ctx: &Context) -> Result<Operation, CheckError> {
    run_state::operation(ctx).await
}

/// Sends an entry to a path.
pub(super) async fn send(ctx: &Context, operation: &str, path: &str, entry: &Value) -> Result<Exchange, CheckError> {
    Ok(ctx.session.send(Request::post(operation, path, entry.clone())).await?)
}

/// Right entries, the smallest first, each with what it is.
pub(super) fn right(ctx: &Context, operation: &str) -> Vec<(&'static str, Value)> {
    let id = unknown_uuid(ctx, "log-entry");
    if operation == "postLogEntry" {
        let minimal = |severity: &str| json!({ "message": "Samspel: a test entry", "severityLevel": severity });
        let mut full = minimal("Warning");
        full["messageType"] = json!("samspel");
        full["resourceType"] = json!("Person");
        full["resourceId"] = json!(id);
        full["resourceUrl"] = json!("https://mottagare.example/v2.0/persons");
        full["timeOfOccurance"] = json!(MOMENT);
        return vec![("minimal", minimal("Info")), ("full", full), ("severityLevel Error", minimal("Error"))];
    }
    let minimal = json!({ "resourceType": "Person", "newCount": 0, "updatedCount": 3, "deletedCount": 1 });
    let mut full = minimal.clone();
    full["resourceUrl"] = json!("https://mottagare.example/v2.0/persons");
    full["timeOfOccurance"] = json!(MOMENT);
    vec![("minimal", minimal), ("full", full)]
}

/// Wrong entries with one mistake each.
pub(super) fn wrong(ctx: &Context, operation: &str) -> Vec<(String, Value)> {
    let Some((_, good)) = right(ctx, operation).into_iter().next() else { return Vec::new() };
    let mut mistakes: Vec<(String, Value)> = good
        .as_object()
        .into_iter()
        .flatten()
        .map(|(name, _)| {
            let mut entry = good.clone();
            entry.as_object_mut().and_then(|fields| fields.remove(name));
            (format!("without {name}"), entry)
        })
        .collect();
    let others: &[(&str, Value)] = if operation == "postLogEntry" {
        &[
            ("severityLevel", json!("Catastrophe")),
            ("resourceType", json!("Teapot")),
            ("resourceId", json!("not-a-uuid")),
            ("timeOfOccurance", json!("yesterday")),
        ]
    } else {
        &[
            ("resourceType", json!("Teapot")),
            ("newCount", json!("many")),
            ("updatedCount", json!(1.5)),
            ("timeOfOccurance", json!("yesterday")),
        ]
    };
    mistakes.extend(others.iter().map(|(name, value)| {
        let mut entry = good.clone();
        entry[*name] = value.clone();
        (format!("{name}={value}"), entry)
    }));
    mistakes
}
