//! Answers are JSON in UTF-8 without byte order mark, and fixed values with å, ä and ö are composed characters (HTTP-003).

use std::collections::{BTreeMap, BTreeSet};

use samspel_contract::{Contract, Kind, Property, Shape};
use samspel_exchange::{Exchange, JsonFault};
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};
use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

use super::positive;
use crate::harvest::Reach;
use crate::run_state;
use samspel_suite::observe::{against, answer, not_applicable, undecided, witness};

pub(crate) const CHECK: Check = Check { id: "ss12000/encoding", run: |ctx| Box::pin(run(ctx)) };

const REQUIREMENT: &str = "SS12K-HTTP-003";
/// Entries of a list that are looked at.
const ENTRIES: &str = "200";

/// What the strings of a body show.
#[derive(Debug, Default, PartialEq, Eq)]
struct Letters {
    /// Strings beyond ASCII.
    beyond_ascii: u64,
    /// Literals of the standard that are spelt with loose diacritics.
    decomposed: BTreeSet<String>,
    /// Literals of the standard that were encoded twice or read with the wrong encoding.
    garbled: BTreeSet<String>,
}

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let operation = run_state::operation(ctx).await?;
    if let Some(said) = run_state::discovery(ctx).await?.obstacle(ctx, &operation.id) {
        return Ok(said);
    }
    let contract = run_state::contract(ctx).await?;
    let mut request = positive::request(ctx, &operation).await?;
    if operation.kind == Kind::List {
        request.query.retain(|(name, _)| name != "limit");
        request = request.query("limit", ENTRIES);
    }
    let exchange = ctx.session.send(request).await?;
    let named = |id: &str| Message::new(id).with("operation", operation.id.as_str());
    let response = match &exchange.outcome {
        Ok(response) if response.is_success() => response,
        _ => {
            let reason = named("positive-failed").with("answer", answer(&exchange));
            return Ok(vec![undecided(REQUIREMENT, Gap::NoAnswer, reason)]);
        }
    };
    let body: Value = match response.json() {
        Ok(body) => body,
        Err(fault) => return Ok(vec![unreadable(&exchange, &fault)]),
    };
    let letters = look(&body, &Fixed::of(&contract));
    let mut told: Vec<Observation> =
        [("encoding-decomposed", &letters.decomposed), ("encoding-garbled", &letters.garbled)]
            .into_iter()
            .filter(|(_, literals)| !literals.is_empty())
            .map(|(summary, literals)| {
                against(REQUIREMENT, Message::new(summary))
                    .expected("NFC, UTF-8")
                    .observed(if summary == "encoding-garbled" { "UTF-8 read as Latin-1" } else { "NFD" })
                    .samples(literals.iter().cloned())
                    .exchange(&exchange)
                    .contradiction()
            })
            .collect();
    if told.is_empty() {
        let entity = operation.success.entity.as_deref().unwrap_or_default();
        told.push(match letters.beyond_ascii {
            0 if !Reach::of(&contract, entity).has_letters() => {
                not_applicable(REQUIREMENT, named("encoding-no-letters"))
            }
            0 => undecided(REQUIREMENT, Gap::NoData, named("encoding-ascii-only")),
            count => witness(REQUIREMENT, count, named("encoding-letters-seen").with("count", count)),
        });
    }
    Ok(told)
}

fn unreadable(exchange: &Exchange, fault: &JsonFault) -> Observation {
    let (summary, observed) = match fault {
        JsonFault::ByteOrderMark => ("encoding-byte-order-mark", "EF BB BF".to_owned()),
        JsonFault::NotUtf8 { at } => ("encoding-not-utf8", format!("byte {at}")),
        JsonFault::Empty => ("encoding-empty", "no body".to_owned()),
        JsonFault::Syntax { what } => ("encoding-not-json", what.clone()),
    };
    against(REQUIREMENT, Message::new(summary))
        .expected("JSON, UTF-8")
        .observed(observed)
        .exchange(exchange)
        .contradiction()
}

/// Where fixed values stand, and which of them hold letters beyond ASCII.
struct Fixed<'a> {
    /// Names of properties that hold fixed values.
    properties: BTreeSet<&'a str>,
    /// The values.
    literals: BTreeSet<&'a str>,
}

impl<'a> Fixed<'a> {
    fn of(contract: &'a Contract) -> Self {
        let mut properties = BTreeSet::new();
        let mut left: Vec<&BTreeMap<String, Property>> = contract.entities().map(|e| &e.properties).collect();
        while let Some(declared) = left.pop() {
            for (name, property) in declared {
                match &property.shape {
                    Shape::Inline(inner) => left.push(inner),
                    shape if is_enumerated(shape) => {
                        properties.insert(name.as_str());
                    }
                    _ => {}
                }
            }
        }
        let values = contract.enumerations().flat_map(|(_, values)| values).map(String::as_str);
        Fixed { properties, literals: values.filter(|v| !v.is_ascii()).collect() }
    }
}

fn is_enumerated(shape: &Shape) -> bool {
    match shape {
        Shape::Scalar { enumeration, .. } => enumeration.is_some(),
        Shape::Array { items, .. } => is_enumerated(items),
        Shape::Reference { .. } | Shape::Object(_) | Shape::Inline(_) => false,
    }
}

/// Looks at every string. Only fixed values are bound to composed characters: a name may be written in either way.
fn look(body: &Value, fixed: &Fixed<'_>) -> Letters {
    let mut letters = Letters::default();
    let mut left = vec![(false, body)];
    while let Some((is_fixed, value)) = left.pop() {
        match value {
            Value::Array(items) => left.extend(items.iter().map(|item| (is_fixed, item))),
            Value::Object(object) => {
                left.extend(object.iter().map(|(name, value)| (fixed.properties.contains(name.as_str()), value)));
            }
            Value::String(text) if !text.is_ascii() => {
                letters.beyond_ascii += 1;
                let is_literal = |candidate: &str| fixed.literals.get(candidate).map(|l| (*l).to_owned());
                if is_fixed && !fixed.literals.contains(text.as_str()) {
                    letters.decomposed.extend(is_literal(&text.nfc().collect::<String>()));
                    letters.garbled.extend(ungarbled(text).and_then(|t| is_literal(&t)));
                }
            }
            _ => {}
        }
    }
    letters
}

/// The text that was meant, if this is UTF-8 that someone read as Latin-1.
fn ungarbled(text: &str) -> Option<String> {
    let bytes: Option<Vec<u8>> = text.chars().map(|c| u8::try_from(u32::from(c)).ok()).collect();
    String::from_utf8(bytes?).ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use serde_json::json;

    use super::*;

    fn of(text: &str) -> Letters {
        in_property("dutyRole", text)
    }

    fn in_property(name: &str, text: &str) -> Letters {
        let contract = Contract::embedded("2.1").unwrap();
        look(&json!({"data": [{ name: text }]}), &Fixed::of(&contract))
    }

    #[test]
    fn a_name_that_happens_to_be_a_literal_may_be_decomposed() {
        assert_eq!(in_property("displayName", "La\u{308}rare"), Letters { beyond_ascii: 1, ..Letters::default() });
    }

    #[test]
    fn composed_literals_and_other_texts_are_fine() {
        for text in ["Lärare", "Åsa", "A\u{30a}sa"] {
            assert_eq!(of(text), Letters { beyond_ascii: 1, ..Letters::default() }, "{text}");
        }
    }

    #[test]
    fn a_literal_with_loose_diacritics_is_seen() {
        assert_eq!(of("La\u{308}rare").decomposed, BTreeSet::from(["Lärare".to_owned()]));
    }

    #[test]
    fn a_literal_that_was_encoded_twice_is_seen() {
        assert_eq!(of("L\u{c3}\u{a4}rare").garbled, BTreeSet::from(["Lärare".to_owned()]));
    }
}
