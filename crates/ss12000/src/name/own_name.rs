//! What a target calls itself.

use serde_json::Value;

/// How a displayed name stands to the target's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kinship {
    /// It is the target's name.
    Same,
    /// The standard does not say how a name is made here, or the target is not to be named.
    Free,
    /// It is another name.
    Other,
}

/// Holds a displayed name against its target.
pub(super) fn kinship(kind: &str, target: &Value, shown: &str) -> Kinship {
    let text = |field: &str| target.get(field).and_then(Value::as_str);
    match kind {
        "Organisation" | "Group" | "Activity" | "Room" | "Resource" => same(text("displayName"), shown),
        "Programme" => same(text("name"), shown),
        "Person" => person(target, shown),
        _ => Kinship::Free,
    }
}

fn same(own: Option<&str>, shown: &str) -> Kinship {
    match own.map(|own| own.trim() == shown.trim()) {
        Some(true) => Kinship::Same,
        Some(false) => Kinship::Other,
        None => Kinship::Free,
    }
}

/// How the name of a person is put together is not said: names in any order are the person's own. So may be initials, or a part
/// of a name. What shares nothing with the person's names is somebody else's.
fn person(target: &Value, shown: &str) -> Kinship {
    if target.get("securityMarking").and_then(Value::as_str).is_some_and(|marking| marking != "Ingen") {
        return Kinship::Free;
    }
    let lower = |text: &str| text.to_lowercase();
    let shown = lower(shown);
    let names: Vec<String> = ["givenName", "familyName"]
        .into_iter()
        .filter_map(|field| target.get(field).and_then(Value::as_str))
        .map(|name| lower(name.trim()))
        .filter(|name| !name.is_empty())
        .collect();
    if names.len() == 2 && names.iter().all(|name| shown.contains(name)) {
        return Kinship::Same;
    }
    let words: Vec<&str> = shown.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).collect();
    let starts =
        |own: &String| own.chars().next().is_some_and(|first| words.iter().any(|word| word.starts_with(first)));
    let related = names.iter().any(|name| name.split_whitespace().any(|part| shown.contains(part)));
    if names.is_empty() || related || names.iter().all(starts) { Kinship::Free } else { Kinship::Other }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_persons_name_may_be_put_together_in_many_ways() {
        let person = json!({"givenName": "Åsa Maria", "familyName": "Öberg", "securityMarking": "Ingen"});
        for (shown, kinship_of) in [
            ("Åsa Maria Öberg", Kinship::Same),
            ("ÖBERG, ÅSA MARIA", Kinship::Same),
            ("Åsa Öberg", Kinship::Free),
            ("Å. Ö.", Kinship::Free),
            ("Kim Larsson", Kinship::Other),
        ] {
            assert_eq!(kinship("Person", &person, shown), kinship_of, "{shown}");
        }
    }

    #[test]
    fn somebody_who_is_protected_need_not_be_named() {
        let person = json!({"givenName": "A", "familyName": "B", "securityMarking": "Skyddad folkbokföring"});
        assert_eq!(kinship("Person", &person, "Skyddad identitet"), Kinship::Free);
    }

    #[test]
    fn where_the_standard_names_a_field_it_is_that_field() {
        assert_eq!(kinship("Programme", &json!({"name": "Teknik"}), "Teknik"), Kinship::Same);
        assert_eq!(kinship("Room", &json!({"displayName": "A1"}), "B2"), Kinship::Other);
        assert_eq!(kinship("Duty", &json!({"dutyRole": "Lärare"}), "whatever"), Kinship::Free);
    }
}
