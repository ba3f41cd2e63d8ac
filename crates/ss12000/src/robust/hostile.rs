//! Requests that are malformed in one to three places at once, drawn from the contract: every parameter and every key of a body
//! has values that it cannot have.

use rand::Rng;
use rand::seq::IndexedRandom;
use samspel_contract::{Kind, Operation, Parameter};
use samspel_exchange::{Request, RequestBody};
use serde_json::{Map, Value, json};

use crate::requests;

/// Places that are spoilt at once, at most.
const PLACES: usize = 3;
/// Length of a long value, in characters. Its percent-encoded form still fits into what servers take for a query.
const LONG: usize = 2000;
/// Levels of a deep value.
const DEEP: usize = 300;

/// One thing that is wrong with a request.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Mutation {
    /// Where and what, for reports: `organisation=<2000 letters>`.
    pub(super) place: String,
    /// Whether the standard binds systems to refuse it. The rest must only not lead to a server error.
    pub(super) binding: bool,
    change: Change,
}

#[derive(Debug, Clone, PartialEq)]
enum Change {
    /// A query parameter has this value.
    Parameter { name: String, value: String },
    /// A key of the body has this value.
    Key { name: String, value: Value },
    /// The body is this.
    Body(Vec<u8>),
}

/// Draws what is wrong with one request to an operation.
pub(super) fn mutations(operation: &Operation, rng: &mut impl Rng) -> Vec<Mutation> {
    let count = rng.random_range(1..=PLACES);
    match operation.kind {
        Kind::Lookup if rng.random_ratio(1, 3) => body(rng).into_iter().collect(),
        Kind::Lookup => {
            let keys: Vec<&String> = operation.body.iter().flat_map(|body| body.keys.keys()).collect();
            let names: Vec<&&String> = keys.choose_multiple(rng, count).collect();
            names.into_iter().map(|name| key(name, rng)).collect()
        }
        _ => {
            let parameters: Vec<&Parameter> = operation.parameters.iter().filter(|p| p.place == "query").collect();
            let spoilt: Vec<&&Parameter> = parameters.choose_multiple(rng, count).collect();
            spoilt.into_iter().filter_map(|parameter| parameter_mutation(parameter, rng)).collect()
        }
    }
}

/// The request with these things wrong. `required` are good values for required parameters.
pub(super) fn request(operation: &Operation, required: &[(String, String)], mutations: &[Mutation]) -> Request {
    let spoilt =
        |name: &str| mutations.iter().any(|m| matches!(&m.change, Change::Parameter { name: n, .. } if n == name));
    let good: Vec<(String, String)> = required.iter().filter(|(name, _)| !spoilt(name)).cloned().collect();
    let mut request = requests::with_query(requests::plain(operation), &good);
    let mut keys = Map::new();
    for mutation in mutations {
        match &mutation.change {
            Change::Parameter { name, value } => request = request.query(name, value.clone()),
            Change::Key { name, value } => {
                keys.insert(name.clone(), value.clone());
            }
            Change::Body(bytes) => {
                let media_type = "application/json".to_owned();
                request.body = Some(RequestBody::Raw { media_type, bytes: bytes.clone() });
            }
        }
    }
    if operation.kind == Kind::Lookup && request.body.is_none() {
        request.body = Some(RequestBody::Json(Value::Object(keys)));
    }
    request
}

impl Mutation {
    /// The same with half of a long value; None when it is short.
    pub(super) fn halved(&self) -> Option<Mutation> {
        let Change::Parameter { name, value } = &self.change else { return None };
        let letters: Vec<char> = value.chars().collect();
        if letters.len() < 16 {
            return None;
        }
        let value: String = letters.iter().take(letters.len() / 2).collect();
        Some(Mutation {
            place: format!("{name}=<{} characters>", letters.len() / 2),
            binding: self.binding,
            change: Change::Parameter { name: name.clone(), value },
        })
    }
}

fn parameter_mutation(parameter: &Parameter, rng: &mut impl Rng) -> Option<Mutation> {
    let of_the_entity = !matches!(parameter.semantics.op.as_str(), "sort" | "embed");
    // Values that are wrong by the form of the parameter: these the standard binds systems to refuse.
    let wrong: &[&str] = match (parameter.format.as_deref(), parameter.data_type.as_str()) {
        (Some("uuid"), _) => &["0", "null", "6f1a2b3c-4d5e-4f60-8a7b-9c0d1e2f3a4g", "' OR 1=1 --", "../../etc"],
        (Some("date"), _) => &["2024-02-30", "2024-13-01", "0000-00-00", "today", "9999999999"],
        _ if parameter.values.is_some() && of_the_entity => &["\u{1f9d1}", "-1", "' OR 1=1 --", "null"],
        _ => &[],
    };
    let name = &parameter.name;
    let made = |value: &str, shown: String, binding| Mutation {
        place: format!("{name}={shown}"),
        binding,
        change: Change::Parameter { name: name.clone(), value: value.to_owned() },
    };
    if !wrong.is_empty() && rng.random_ratio(1, 2) {
        return wrong.choose(rng).map(|value| made(value, (*value).to_owned(), true));
    }
    // Values that break what is built carelessly, whatever the parameter: at most a refusal may come of them.
    const CARELESS: &[(&str, &str)] = &[
        ("", "<nothing>"),
        (" ", "<space>"),
        ("\0", "<NUL>"),
        ("%", "%"),
        ("'", "'"),
        ("\\", "\\"),
        ("\"]}", "\"]}"),
        ("\u{202e}\u{1f9d1}\u{200d}\u{0301}", "<bidi, emoji, joiner, accent>"),
        ("-1", "-1"),
        ("1e309", "1e309"),
        ("99999999999999999999999", "99999999999999999999999"),
        ("NaN", "NaN"),
        ("{}", "{}"),
        ("[]", "[]"),
        ("\r\nX-Injected: 1", "<CR LF>"),
        ("2024-06-31T25:61:61+99:99", "2024-06-31T25:61:61+99:99"),
    ];
    if rng.random_ratio(1, 6) {
        return Some(made(&"x".repeat(LONG), format!("<{LONG} characters>"), false));
    }
    CARELESS.choose(rng).map(|(value, shown)| made(value, (*shown).to_owned(), false))
}

fn key(name: &str, rng: &mut impl Rng) -> Mutation {
    let deep = (0..DEEP).fold(json!("x"), |inside, _| json!([inside]));
    let values = [
        (json!(null), "null", false),
        (json!("text"), "\"text\"", true),
        (json!(17), "17", true),
        (json!(true), "true", true),
        (json!({"x": 1}), "{\"x\": 1}", true),
        (json!([null]), "[null]", true),
        (json!([{}]), "[{}]", true),
        (json!([[]]), "[[]]", true),
        (json!([1.5]), "[1.5]", true),
        (json!(["\0"]), "[<NUL>]", false),
        (json!(["x".repeat(LONG)]), "[<long text>]", false),
        (deep, "<300 levels>", false),
    ];
    let (value, shown, binding) = values.choose(rng).cloned().unwrap_or((json!(null), "null", false));
    let place = format!("{{\"{name}\": {shown}}}");
    Mutation { place, binding, change: Change::Key { name: name.to_owned(), value } }
}

fn body(rng: &mut impl Rng) -> Option<Mutation> {
    const BODIES: &[(&[u8], &str, bool)] = &[
        (b"", "<no body>", false),
        (b"null", "null", true),
        (b"\"text\"", "\"text\"", true),
        (b"17", "17", true),
        (b"{", "{", true),
        (b"{\"ids\": [}", "{\"ids\": [}", true),
        (b"{\"ids\": [\"\xff\xfe\"]}", "<invalid UTF-8>", true),
        (b"\x1f\x8b\x08\x00", "<bytes of a compressed file>", true),
        (b"ids=1&ids=2", "ids=1&ids=2", true),
        (b"<ids/>", "<ids/>", true),
    ];
    BODIES.choose(rng).map(|(bytes, shown, binding)| Mutation {
        place: (*shown).to_owned(),
        binding: *binding,
        change: Change::Body(bytes.to_vec()),
    })
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use samspel_contract::Contract;

    use super::*;

    fn drawn(operation: &str, times: u64) -> Vec<Vec<Mutation>> {
        let contract = Contract::embedded("2.1").unwrap();
        let operation = contract.operation(operation).unwrap().clone();
        (0..times).map(|seed| mutations(&operation, &mut requests::rng(seed, "hostile"))).collect()
    }

    #[test]
    fn the_same_seed_draws_the_same_mutations() {
        assert_eq!(drawn("listPersons", 20), drawn("listPersons", 20));
    }

    #[test]
    fn every_parameter_and_key_is_spoilt_sooner_or_later_and_never_twice_in_a_request() {
        let contract = Contract::embedded("2.1").unwrap();
        let all = drawn("listDuties", 400);
        for parameter in contract.operation("listDuties").unwrap().parameters.iter().filter(|p| p.place == "query") {
            let start = format!("{}=", parameter.name);
            assert!(all.iter().flatten().any(|m| m.place.starts_with(&start)), "{}", parameter.name);
        }
        for one in &all {
            let mut names: Vec<&str> = one.iter().filter_map(|m| m.place.split('=').next()).collect();
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), one.len());
        }
        assert!(drawn("lookupPersons", 100).iter().flatten().any(|m| m.place.starts_with("{\"civicNos\"")));
    }

    #[test]
    fn a_spoilt_required_parameter_is_not_sent_with_its_good_value_too() {
        let contract = Contract::embedded("2.1").unwrap();
        let events = contract.operation("listCalendarEvents").unwrap();
        let required = [("startTime.onOrAfter".to_owned(), "2026-01-01T00:00:00Z".to_owned())];
        let parameter = events.parameters.iter().find(|p| p.name == "startTime.onOrAfter").unwrap();
        let mutation = parameter_mutation(parameter, &mut requests::rng(1, "x")).unwrap();
        assert_eq!(request(events, &required, &[mutation]).query.len(), 1);
        assert_eq!(request(events, &required, &[]).query, required);
    }

    #[test]
    fn a_long_value_can_be_halved_until_it_is_short() {
        let change = Change::Parameter { name: "code".to_owned(), value: "x".repeat(64) };
        let mut mutation = Mutation { place: String::new(), binding: false, change };
        let mut times = 0;
        while let Some(half) = mutation.halved() {
            mutation = half;
            times += 1;
        }
        assert_eq!((times, mutation.place.as_str()), (3, "code=<8 characters>"));
    }
}
