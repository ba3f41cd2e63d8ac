//! Questions about days, times and sort orders, with values from the records themselves.

use samspel_contract::{Contract, Kind, Operation};
use serde_json::Value;

use crate::support::{Peer, required_query};

/// Paths to ask for.
pub(crate) async fn questions(contract: &Contract, peer: &Peer) -> Vec<String> {
    let mut paths = Vec::new();
    for operation in contract.operations().iter().filter(|operation| operation.kind == Kind::List) {
        let required = required_query(operation);
        let entries = peer.all_of(&format!("{}?{required}", operation.path)).await;
        let mut ask = |query: String| paths.push(format!("{}?{required}&{query}", operation.path));
        for key in sort_keys(operation).chain(["Foo", "modifiedDesc", "CourseCodeAsc"].map(str::to_owned)) {
            ask(format!("sortkey={key}"));
        }
        if operation.id != "listDeletedEntities" {
            bounds(operation, &entries, &mut ask);
        }
        if !required.is_empty() {
            paths.push(operation.path.clone());
        }
    }
    for day in ["2024-08-14", "2025-08-13", "2026-08-17"] {
        paths.extend([
            format!("/groups?startDate.onOrBefore={day}&endDate.onOrAfter={day}"),
            format!("/persons?relationship.entity.type=enrolment&relationship.startDate.onOrBefore={day}"),
        ]);
    }
    paths.push("/groups?groupType=Klass&meta.modified.after=2026-01-01T00:00:00Z".to_owned());
    paths.push("/groups?startDate.onOrAfter=2030-01-01&startDate.onOrBefore=2001-01-01".to_owned());
    let days = peer.all_of("/persons").await;
    for person in days.iter().take(8) {
        for field in ["startDate", "endDate"] {
            let enrolments = person["enrolments"].as_array().into_iter().flatten();
            let end = if field == "startDate" { "startDate.onOrBefore" } else { "endDate.onOrAfter" };
            paths.extend(
                enrolments
                    .filter_map(|enrolment| enrolment[field].as_str())
                    .map(|day| format!("/persons?relationship.entity.type=enrolment&relationship.{end}={day}")),
            );
        }
    }
    paths.sort_unstable();
    paths.dedup();
    paths
}

fn sort_keys(operation: &Operation) -> impl Iterator<Item = String> + use<> {
    let sort = operation.parameters.iter().find(|parameter| parameter.name == "sortkey");
    sort.and_then(|sort| sort.values.clone()).unwrap_or_default().into_iter()
}

/// Every bound at moments of some records, malformed, and two at a time.
fn bounds(operation: &Operation, entries: &[Value], ask: &mut impl FnMut(String)) {
    for parameter in &operation.parameters {
        let format = parameter.format.as_deref();
        let (Some("date" | "date-time"), Some(field)) = (format, parameter.semantics.field.as_deref()) else {
            continue;
        };
        let name = &parameter.name;
        if !parameter.required {
            for wrong in ["2024-2-1", "2024-02-01", "2024-02-01T00:00:00"] {
                ask(format!("{name}={wrong}"));
            }
        }
        let values: Vec<&str> = entries.iter().filter_map(|entry| at(entry, field)).collect();
        for value in values.iter().step_by(values.len().div_ceil(3).max(1)) {
            let value = value.replace('+', "%2B");
            if !parameter.required {
                ask(format!("{name}={value}"));
            }
            if name == "meta.modified.after" {
                ask(format!("{name}={value}&meta.modified.before=2026-08-01T00:00:00Z"));
            }
        }
    }
}

fn at<'v>(entry: &'v Value, path: &str) -> Option<&'v str> {
    path.split('.').try_fold(entry, |value, name| value.get(name)).and_then(Value::as_str)
}
