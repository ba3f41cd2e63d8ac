//! Asking a list with documented filters and comparing with what the collection holds.

use std::collections::BTreeSet;

use samspel_contract::{Kind, Operation, Parameter};
use samspel_suite::{CheckError, Context};
use serde_json::Value;

use crate::harvest::{End, Harvest, Key, Trace, Walk};
use crate::{requests, run_state};

/// Missing entities that are asked for one at a time before the system is blamed.
const CONFIRMED: usize = 3;

/// One parameter with one or more values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Condition {
    /// Name of the parameter.
    pub(crate) name: String,
    /// Field that it compares with, as the contract writes it.
    pub(crate) field: String,
    /// Values; an entry fits when its field holds one of them.
    pub(crate) values: Vec<String>,
    /// Whether the values are literals of the standard; only those stand in findings.
    pub(crate) literal: bool,
}

impl Condition {
    /// A condition on a parameter that compares with a field; None for other parameters.
    pub(crate) fn new(parameter: &Parameter, values: Vec<String>) -> Option<Self> {
        let field = parameter.semantics.field.clone()?;
        Some(Condition { name: parameter.name.clone(), field, values, literal: parameter.values.is_some() })
    }

    /// Whether an entry fits, judged by what it says itself.
    fn fits(&self, entry: &Value) -> bool {
        let path: Vec<&str> = self.field.split('.').collect();
        holds(entry, &path, &|found| self.values.iter().any(|wanted| same(found, wanted)))
    }

    /// The entries of a harvest that fit.
    pub(crate) fn expected(&self, harvest: &Harvest) -> BTreeSet<Key> {
        let values: Vec<&str> = self.values.iter().map(String::as_str).collect();
        let entries = harvest.columns.get(&self.name).map(|c| c.entries(&values)).unwrap_or_default();
        entries.into_iter().filter_map(|e| harvest.keys.get(e as usize).copied()).collect()
    }

    /// The condition for reports, without values from the system's data.
    pub(crate) fn shown(&self) -> String {
        let value = |v: &String| if self.literal { v.clone() } else { "…".to_owned() };
        let pairs: Vec<String> = self.values.iter().map(|v| format!("{}={}", self.name, value(v))).collect();
        pairs.join("&")
    }
}

fn holds(value: &Value, path: &[&str], is_wanted: &dyn Fn(&str) -> bool) -> bool {
    match (path, value) {
        ([], Value::String(text)) => is_wanted(text),
        ([], Value::Number(_) | Value::Bool(_)) => is_wanted(&value.to_string()),
        ([segment, rest @ ..], Value::Object(object)) => match segment.strip_suffix("[]") {
            None => object.get(*segment).is_some_and(|v| holds(v, rest, is_wanted)),
            Some(name) => object
                .get(name)
                .and_then(Value::as_array)
                .is_some_and(|items| items.iter().any(|v| holds(v, rest, is_wanted))),
        },
        _ => false,
    }
}

/// Equality of values; UUIDs are the same in either letter case.
fn same(one: &str, other: &str) -> bool {
    one == other || one.eq_ignore_ascii_case(other) && uuid::Uuid::try_parse(one).is_ok()
}

/// What a list answers to conditions.
#[derive(Debug)]
pub(crate) enum Answer {
    /// Entries, all pages together.
    Entries(Entries),
    /// A refusal.
    Refused {
        /// The status.
        status: u16,
        /// The exchange.
        trace: Option<Trace>,
    },
    /// Nothing that decides.
    Nothing {
        /// What came instead, in a word.
        what: String,
    },
}

/// The entries that a list gave.
#[derive(Debug)]
pub(crate) struct Entries {
    /// Their identities.
    pub(crate) keys: BTreeSet<Key>,
    /// Those that do not fit, by what they say themselves.
    pub(crate) unfit: BTreeSet<Key>,
    /// The first exchange.
    pub(crate) trace: Option<Trace>,
}

/// Asks a list with conditions and reads all pages.
///
/// # Errors
/// When a request was not sent.
pub(crate) async fn ask(
    ctx: &Context,
    operation: &Operation,
    required: &[(String, String)],
    conditions: &[Condition],
) -> Result<Answer, CheckError> {
    let mut walk = Walk::new(operation, required);
    for condition in conditions {
        for value in &condition.values {
            walk = walk.query(&condition.name, value.clone());
        }
    }
    let (mut keys, mut unfit) = (BTreeSet::new(), BTreeSet::new());
    let walked = walk
        .run(&ctx.session, |_, key, entry| {
            keys.insert(key);
            if !conditions.iter().all(|c| c.fits(&entry)) {
                unfit.insert(key);
            }
        })
        .await?;
    let trace = walked.first;
    Ok(match walked.end {
        End::Last(_) => Answer::Entries(Entries { keys, unfit, trace }),
        End::Status { status }
            if walked.pages.is_empty() && (400..500).contains(&status) && status != 429 || status == 501 =>
        {
            Answer::Refused { status, trace }
        }
        End::Status { status } => Answer::Nothing { what: format!("HTTP {status}") },
        End::NoAnswer { what } => Answer::Nothing { what },
        End::TokenRepeated | End::Endless { .. } | End::Capped | End::Unusable => {
            Answer::Nothing { what: "no end of pages".to_owned() }
        }
    })
}

/// How an answer compares with what was expected.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Comparison {
    /// The same.
    Right,
    /// The whole collection came.
    Ignored,
    /// Entries came that do not fit.
    TooWide(Vec<Key>),
    /// Entries that fit did not come; they may have changed meanwhile.
    TooNarrow(Vec<Key>),
}

/// Compares entries with the expected ones out of the whole collection.
pub(crate) fn compare(entries: &Entries, expected: &BTreeSet<Key>, whole: &[Key]) -> Comparison {
    if !entries.unfit.is_empty() {
        let ignored = whole.iter().all(|key| entries.keys.contains(key));
        return if ignored {
            Comparison::Ignored
        } else {
            Comparison::TooWide(entries.unfit.iter().copied().collect())
        };
    }
    let missing: Vec<Key> = expected.difference(&entries.keys).copied().collect();
    if missing.is_empty() { Comparison::Right } else { Comparison::TooNarrow(missing) }
}

/// Whether one of these entries still fits the conditions: then the list should have given it. None when that cannot be found out.
///
/// # Errors
/// When a request was not sent.
pub(crate) async fn still_fits(
    ctx: &Context,
    list: &Operation,
    missing: &[Key],
    conditions: &[Condition],
) -> Result<Option<bool>, CheckError> {
    let contract = run_state::contract(ctx).await?;
    let discovery = run_state::discovery(ctx).await?;
    let tested = |o: &&Operation| o.entity == list.entity && discovery.get(&o.id).is_some_and(|p| p.is_tested());
    let by_id = contract.operations().iter().filter(tested).find(|o| o.kind == Kind::ById);
    let lookup = contract.operations().iter().filter(tested).find(|o| o.kind == Kind::Lookup);
    let mut answered = false;
    for id in missing.iter().filter_map(|key| key.uuid()).take(CONFIRMED) {
        let request = match (by_id, lookup) {
            (Some(by_id), _) => requests::with_id(by_id, &id.to_string()),
            (None, Some(lookup)) => requests::lookup(lookup, "ids", &[id.to_string()]),
            (None, None) => return Ok(None),
        };
        let exchange = ctx.session.send(request).await?;
        let Ok(response) = &exchange.outcome else { continue };
        let Ok(body) = response.json::<Value>() else { continue };
        answered |= response.is_success() || response.status == 404;
        let entry = if body.is_array() { body.get(0) } else { Some(&body) };
        if response.is_success() && entry.is_some_and(|e| conditions.iter().all(|c| c.fits(e))) {
            return Ok(Some(true));
        }
    }
    Ok(answered.then_some(false))
}

/// A parameter's values that split the collection: some entries have them, others do not. Rarest first, so that answers are short.
/// A value outside the parameter's enumeration is left out: a system is right to refuse it.
pub(crate) fn splitting(harvest: &Harvest, parameter: &Parameter) -> Vec<String> {
    let whole = harvest.keys.len() as u64;
    let Some(column) = harvest.columns.get(&parameter.name) else { return Vec::new() };
    let allowed = |value: &str| parameter.values.as_ref().is_none_or(|allowed| allowed.iter().any(|a| a == value));
    let mut values: Vec<(u64, &str)> = column
        .values()
        .into_iter()
        .filter(|(value, count)| *count > 0 && *count < whole && !value.trim().is_empty() && allowed(value))
        .map(|(value, count)| (count, value))
        .collect();
    values.sort_unstable();
    values.into_iter().map(|(_, value)| value.to_owned()).collect()
}

/// Whether a value needs percent-encoding that can go wrong.
pub(crate) fn is_special(value: &str) -> bool {
    !value.is_ascii() || value.contains([' ', '/', '+', '&', '%'])
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn key(value: u128) -> Key {
        Key { value, own: true }
    }

    fn entries(keys: &[u128], unfit: &[u128]) -> Entries {
        let set = |values: &[u128]| values.iter().map(|v| key(*v)).collect();
        Entries { keys: set(keys), unfit: set(unfit), trace: None }
    }

    #[test]
    fn an_entry_fits_by_its_own_field_inside_arrays_and_objects() {
        let condition = |field: &str, value: &str| Condition {
            name: "x".into(),
            field: field.into(),
            values: vec![value.into()],
            literal: false,
        };
        let entry =
            json!({"schoolTypes": ["GR", "GY"], "owners": [{"id": "0A0B0C0D-0000-4000-8000-000000000001"}], "n": 3});
        assert!(condition("schoolTypes[]", "GY").fits(&entry));
        assert!(condition("owners[].id", "0a0b0c0d-0000-4000-8000-000000000001").fits(&entry));
        assert!(condition("n", "3").fits(&entry));
        assert!(!condition("schoolTypes[]", "gy").fits(&entry) && !condition("nothing", "GY").fits(&entry));
    }

    #[test]
    fn each_way_to_be_wrong_is_told_apart() {
        let whole = [1, 2, 3, 4].map(key);
        let expected = BTreeSet::from([key(1), key(2)]);
        assert_eq!(compare(&entries(&[1, 2], &[]), &expected, &whole), Comparison::Right);
        assert_eq!(compare(&entries(&[1, 2, 3, 4], &[3, 4]), &expected, &whole), Comparison::Ignored);
        assert_eq!(compare(&entries(&[1, 2, 3], &[3]), &expected, &whole), Comparison::TooWide(vec![key(3)]));
        assert_eq!(compare(&entries(&[1], &[]), &expected, &whole), Comparison::TooNarrow(vec![key(2)]));
    }

    #[test]
    fn an_entry_that_began_to_fit_while_we_read_is_no_fault() {
        let whole = [1, 2, 3, 4].map(key);
        assert_eq!(compare(&entries(&[1, 2, 9], &[]), &BTreeSet::from([key(1), key(2)]), &whole), Comparison::Right);
    }

    #[test]
    fn values_of_plain_letters_and_digits_are_not_special() {
        assert!(!is_special("Klass") && !is_special("9900-1_x") && !is_special("2026-01-01"));
        for value in ["Förvaltning", "Speciallärare/specialpedagog", "Annan personal", "a+b", "a%b"] {
            assert!(is_special(value), "{value}");
        }
    }

    #[test]
    fn only_literals_of_the_standard_are_shown() {
        let condition = |literal| Condition { name: "x".into(), field: "x".into(), values: vec!["GR".into()], literal };
        assert_eq!(condition(false).shown(), "x=…");
        assert_eq!(condition(true).shown(), "x=GR");
    }
}
