//! Whether what was sent came back: more may be added, nothing may be lost or changed.

use jiff::Timestamp;
use serde_json::Value;
use uuid::Uuid;

/// JSON pointers of sent values that the answer lacks or has otherwise.
pub(crate) fn lost(sent: &Value, got: &Value) -> Vec<String> {
    let mut found = Vec::new();
    compare(sent, got, String::new(), &mut found);
    found
}

fn compare(sent: &Value, got: &Value, at: String, found: &mut Vec<String>) {
    match (sent, got) {
        (Value::Object(sent), Value::Object(got)) => {
            for (name, value) in sent {
                match got.get(name) {
                    Some(other) => compare(value, other, format!("{at}/{name}"), found),
                    None => found.push(format!("{at}/{name}")),
                }
            }
        }
        // The order of a list means nothing.
        (Value::Array(sent), Value::Array(got)) => {
            let there = |value: &Value| got.iter().any(|other| lost(value, other).is_empty());
            if sent.len() != got.len() || !sent.iter().all(there) {
                found.push(at);
            }
        }
        (sent, got) if !same(sent, got) => found.push(at),
        _ => {}
    }
}

/// Whether two single values mean the same: ids without regard to case, moments by instant.
pub(crate) fn same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::String(one), Value::String(other)) => {
            let ids = || Uuid::try_parse(one).ok().zip(Uuid::try_parse(other).ok());
            let moments = || one.parse::<Timestamp>().ok().zip(other.parse::<Timestamp>().ok());
            one == other
                || ids().is_some_and(|(one, other)| one == other)
                || moments().is_some_and(|(one, other)| one == other)
        }
        (Value::Number(one), Value::Number(other)) => one.as_f64() == other.as_f64(),
        (one, other) => one == other,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn added_fields_other_offsets_and_another_order_lose_nothing() {
        let sent =
            json!({ "time": "2026-01-01T10:00:00+01:00", "person": { "id": "AB" }, "state": [{ "a": 1 }, { "a": 2 }] });
        let got = json!({ "id": "x", "time": "2026-01-01T09:00:00Z", "person": { "id": "AB", "displayName": "y" }, "state": [{ "a": 2.0 }, { "a": 1, "b": 2 }] });
        assert_eq!(lost(&sent, &got), Vec::<String>::new());
    }

    #[test]
    fn each_lost_or_changed_value_is_named() {
        let sent = json!({ "a": 1, "b": { "c": "x" }, "d": [1, 2] });
        assert_eq!(lost(&sent, &json!({ "b": { "c": "y" }, "d": [1] })), ["/a", "/b/c", "/d"]);
    }
}
