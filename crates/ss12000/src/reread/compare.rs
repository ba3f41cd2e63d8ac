//! Whether two representations of an entity say the same: order and `_embedded` do not matter.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::harvest::content_digest;

/// What comparing came to.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Likeness {
    /// They say the same.
    Same,
    /// They differ in these properties.
    Differs(Vec<String>),
    /// They differ, and the second was modified later than the first.
    Modified,
}

/// Compares an entity as first read with the same entity as read later.
pub(crate) fn likeness(first: &Value, later: &Value) -> Likeness {
    let names: BTreeSet<&String> =
        [first, later].iter().filter_map(|v| v.as_object()).flat_map(|map| map.keys()).collect();
    let differing: Vec<String> = names
        .into_iter()
        .filter(|name| *name != "_embedded")
        .filter(|name| {
            let said = |entity: &Value| {
                let value = entity.get(name.as_str()).filter(|value| !says_nothing(value));
                value.map(|value| unordered(value, name))
            };
            said(first) != said(later)
        })
        .cloned()
        .collect();
    if differing.is_empty() {
        return Likeness::Same;
    }
    match (modified(first), modified(later)) {
        (Some(a), Some(b)) if b > a => Likeness::Modified,
        _ => Likeness::Differs(differing),
    }
}

/// An empty array says as little as none.
pub(crate) fn says_nothing(value: &Value) -> bool {
    value.as_array().is_some_and(Vec::is_empty)
}

fn modified(entity: &Value) -> Option<jiff::Timestamp> {
    entity.get("meta")?.get("modified")?.as_str()?.parse().ok()
}

/// A digest of a whole entity, `_embedded` included, that does not depend on order.
pub(crate) fn unordered_digest(entity: &Value) -> u128 {
    unordered(entity, "")
}

/// A digest that does not depend on the order of array items, nor on the case of a UUID, nor on how an instant is written.
fn unordered(value: &Value, name: &str) -> u128 {
    content_digest(&canonical(value, name))
}

fn canonical(value: &Value, name: &str) -> Value {
    match value {
        Value::Array(items) => {
            let mut items: Vec<Value> = items.iter().map(|item| canonical(item, name)).collect();
            items.sort_by_cached_key(content_digest);
            Value::Array(items)
        }
        Value::Object(map) => Value::Object(map.iter().map(|(k, v)| (k.clone(), canonical(v, k))).collect()),
        Value::String(text) if name == "id" => Value::String(text.to_ascii_lowercase()),
        Value::String(text) if text.contains('T') => match text.parse::<jiff::Timestamp>() {
            Ok(instant) => Value::String(instant.to_string()),
            Err(_) => value.clone(),
        },
        other => other.clone(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn order_embedded_and_the_offset_of_an_instant_do_not_matter() {
        let a = json!({"id": "A0", "tags": [{"x": 1}, {"x": 2}], "meta": {"modified": "2024-01-01T12:00:00+01:00"}});
        let b = json!({"id": "a0", "tags": [{"x": 2}, {"x": 1}], "meta": {"modified": "2024-01-01T11:00:00Z"}, "_embedded": {}});
        assert_eq!(likeness(&a, &b), Likeness::Same);
    }

    #[test]
    fn a_property_that_one_side_lacks_is_named() {
        let a = json!({"id": "1", "enrolments": [1], "meta": {"modified": "2024-01-01T11:00:00Z"}});
        let b = json!({"id": "1", "meta": {"modified": "2024-01-01T11:00:00Z"}});
        assert_eq!(likeness(&a, &b), Likeness::Differs(vec!["enrolments".to_owned()]));
    }

    #[test]
    fn an_empty_array_says_as_little_as_none() {
        let with = json!({"id": "1", "emails": [], "meta": {"modified": "2024-01-01T11:00:00Z"}});
        let without = json!({"id": "1", "meta": {"modified": "2024-01-01T11:00:00Z"}});
        let filled = json!({"id": "1", "emails": [{"value": "a@b.example"}]});
        assert_eq!(likeness(&with, &without), Likeness::Same);
        assert_eq!(likeness(&without, &with), Likeness::Same);
        assert!(matches!(likeness(&filled, &with), Likeness::Differs(names) if names.contains(&"emails".to_owned())));
    }

    #[test]
    fn a_later_modification_explains_a_difference_but_an_earlier_one_does_not() {
        let old = json!({"x": 1, "meta": {"modified": "2024-01-01T11:00:00Z"}});
        let new = json!({"x": 2, "meta": {"modified": "2024-01-02T11:00:00Z"}});
        assert_eq!(likeness(&old, &new), Likeness::Modified);
        assert!(matches!(likeness(&new, &old), Likeness::Differs(_)));
    }
}
