//! From a schema error to a requirement, a cause and a place.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use jsonschema::ValidationError;
use jsonschema::error::{TypeKind, ValidationErrorKind};
use jsonschema::paths::LocationSegment;
use samspel_contract::Shape;
use samspel_model::Message;
use serde::Deserialize;
use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

use super::judge::Judge;
use super::page::kind;
use super::tally::{FaultKey, Sighting};

/// Explains an error of an entity that the judge refused.
pub(super) fn explain(judge: &Judge<'_>, error: &ValidationError<'_>) -> Sighting {
    let place = locate(judge, error);
    let instance = error.instance().as_ref();
    let own = judge.requirement(&place.owners).to_owned();
    let plain = |requirement: &str, summary: &'static str, expected: String, observed: String| Sighting {
        key: FaultKey { requirement: requirement.to_owned(), summary, pointer: place.pointer.clone(), observed },
        expected,
        cause: None,
        note: false,
    };
    match error.kind() {
        ValidationErrorKind::Required { property } => {
            let name = property.as_str().unwrap_or_default();
            let requirement = if name == "meta" && judge.contract.edition() != "2.0" { "SS12K-META-001" } else { &own };
            let mut sighting = plain(requirement, "schema-missing", format!("{name}: present"), "absent".to_owned());
            sighting.key.pointer = format!("{}/{name}", place.pointer);
            sighting
        }
        _ if instance.is_null() => {
            plain("SS12K-ENV-004", "schema-null", "absent, or a value".to_owned(), "null".to_owned())
        }
        ValidationErrorKind::Type { kind: expected } => {
            plain("SS12K-ENV-006", "schema-type", types(expected), kind(instance).to_owned())
        }
        ValidationErrorKind::Enum { options } => enumeration(instance, options, plain),
        ValidationErrorKind::UniqueItems => {
            plain("SS12K-ENV-008", "schema-repeated", "unique items".to_owned(), "repeated items".to_owned())
        }
        ValidationErrorKind::MinItems { limit } => plain(
            "SS12K-ENV-008",
            "schema-too-few",
            format!("at least {limit}"),
            instance.as_array().map_or(0, Vec::len).to_string(),
        ),
        ValidationErrorKind::Format { format } => {
            let observed = form(instance.as_str().unwrap_or_default());
            match format.as_str() {
                "date" => plain("SS12K-ENV-011", "schema-date", "YYYY-MM-DD".to_owned(), observed),
                "date-time" => {
                    plain("SS12K-ENV-011", "schema-date-time", "YYYY-MM-DDThh:mm:ss(Z|±hh:mm)".to_owned(), observed)
                }
                "uuid" => {
                    plain("SS12K-ID-001", "schema-uuid", "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx".to_owned(), observed)
                }
                // Addresses with å, ä, ö are in use and well-formed for their owners; what a mail or web address may look like
                // beyond that is no requirement of its own outside a person's contact details.
                other => {
                    let contact = place.owners.last().is_some_and(|owner| *owner == "Email");
                    let ascii = instance.as_str().is_some_and(|text| text.is_ascii());
                    let sighting = plain(&own, "schema-format", other.to_owned(), format!("not {other}"));
                    Sighting { note: !contact || !ascii, ..sighting }
                }
            }
        }
        ValidationErrorKind::Minimum { limit } => {
            plain(&own, "schema-range", format!("at least {limit}"), "smaller".to_owned())
        }
        ValidationErrorKind::Maximum { limit } => {
            plain(&own, "schema-range", format!("at most {limit}"), "greater".to_owned())
        }
        ValidationErrorKind::Pattern { pattern } => {
            plain(&own, "schema-pattern", pattern.clone(), form(instance.as_str().unwrap_or_default()))
        }
        _ => plain(&own, "schema-other", error.kind().keyword().to_owned(), kind(instance).to_owned()),
    }
}

/// Where an error is, in the words of the contract.
struct Place<'a> {
    /// Entities around it, outermost first.
    owners: Vec<&'a str>,
    /// Pointer with `*` for indices.
    pointer: String,
}

fn locate<'a>(judge: &Judge<'a>, error: &ValidationError<'_>) -> Place<'a> {
    let mut owners = vec![judge.entity.name.as_str()];
    let mut pointer = String::new();
    let mut properties = Some(&judge.entity.properties);
    let mut shape: Option<&Shape> = None;
    for segment in error.instance_path() {
        match segment {
            LocationSegment::Property(name) => {
                pointer.push('/');
                pointer.push_str(&name);
                shape = properties.and_then(|p| p.get(name.as_ref())).map(|p| &p.shape);
            }
            LocationSegment::Index(_) => {
                pointer.push_str("/*");
                shape = match shape {
                    Some(Shape::Array { items, .. }) => Some(items),
                    _ => None,
                };
            }
        }
        properties = match shape {
            Some(Shape::Object(name)) => judge.contract.entity(name).map(|entity| {
                owners.push(entity.name.as_str());
                &entity.properties
            }),
            Some(Shape::Inline(inline)) => Some(inline),
            _ => None,
        };
    }
    Place { owners, pointer }
}

fn types(kind: &TypeKind) -> String {
    match kind {
        TypeKind::Single(one) => one.to_string(),
        TypeKind::Multiple(many) => many.iter().map(|t| t.to_string()).collect::<Vec<_>>().join(" | "),
    }
}

/// The form of a value without the value: digits become 9, letters a; what is neither stays.
pub(super) fn form(text: &str) -> String {
    let form: String = text
        .chars()
        .take(48)
        .map(|c| match c {
            'T' | 'Z' => c,
            _ if c.is_numeric() => '9',
            _ if c.is_alphabetic() => 'a',
            _ => c,
        })
        .collect();
    if form.is_empty() { "empty".to_owned() } else { form }
}

/// Literals known from real systems.
#[derive(Deserialize, Default)]
struct KnownLiterals {
    older_edition: Vec<String>,
    newer_than_the_standard: Vec<String>,
    other_vocabulary: BTreeMap<String, String>,
}

fn known() -> &'static KnownLiterals {
    static KNOWN: OnceLock<KnownLiterals> = OnceLock::new();
    KNOWN.get_or_init(|| serde_json::from_str(include_str!("known-literals.json")).unwrap_or_default())
}

fn enumeration(
    instance: &Value,
    options: &Value,
    plain: impl Fn(&str, &'static str, String, String) -> Sighting,
) -> Sighting {
    let Some(literal) = instance.as_str() else {
        return plain("SS12K-ENV-006", "schema-type", "string".to_owned(), kind(instance).to_owned());
    };
    let options: Vec<&str> = options.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    if let Some(meant) = options.iter().find(|option| is_garbled(literal, option)) {
        let observed = literal.escape_unicode().to_string();
        return plain("SS12K-HTTP-003", "schema-literal-encoding", (*meant).to_owned(), observed);
    }
    let nearest = options
        .iter()
        .map(|option| (strsim::jaro_winkler(&literal.to_lowercase(), &option.to_lowercase()), *option))
        .max_by(|a, b| a.0.total_cmp(&b.0));
    let cause = if known().older_edition.iter().any(|l| l == literal) {
        Some(Message::new("cause-older-edition").with("literal", literal))
    } else if known().newer_than_the_standard.iter().any(|l| l == literal) {
        Some(Message::new("cause-newer-than-standard").with("literal", literal))
    } else if let Some(meant) = known().other_vocabulary.get(literal) {
        Some(Message::new("cause-other-vocabulary").with("literal", literal).with("meant", meant.as_str()))
    } else {
        nearest
            .filter(|(likeness, _)| *likeness > 0.8)
            .map(|(_, meant)| Message::new("cause-misspelt-literal").with("meant", meant))
    };
    let expected = match nearest {
        Some((likeness, nearest)) if likeness > 0.8 => nearest.to_owned(),
        _ if options.len() <= 8 => options.join(" | "),
        _ => format!("one of {} literals", options.len()),
    };
    // A long or odd text in the place of a literal may be personal data put there by mistake.
    let observed = if literal.chars().count() <= 40 && !literal.chars().any(|c| c.is_numeric() || c == '@') {
        literal.to_owned()
    } else {
        form(literal)
    };
    Sighting { cause, ..plain("SS12K-ENV-007", "schema-literal", expected, observed) }
}

/// Whether a literal is the option in decomposed form, or its UTF-8 bytes read as Latin-1 or Windows-1252.
fn is_garbled(literal: &str, option: &str) -> bool {
    if literal == option || option.is_ascii() {
        return false;
    }
    let latin1: String = option.bytes().map(char::from).collect();
    let windows: String = option.bytes().map(windows_1252).collect();
    let lost: String = option.chars().map(|c| if c.is_ascii() { c } else { '\u{FFFD}' }).collect();
    literal.nfc().eq(option.nfc()) || literal == latin1 || literal == windows || literal == lost
}

/// Windows-1252 for the bytes that follow 0xC3 in å, ä, ö, é, Å, Ä, Ö, É; elsewhere like Latin-1.
fn windows_1252(byte: u8) -> char {
    match byte {
        0x84 => '\u{201E}',
        0x85 => '\u{2026}',
        0x89 => '\u{2030}',
        0x96 => '\u{2013}',
        other => char::from(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decomposed_and_twice_encoded_literals_are_told_from_wrong_ones() {
        assert!(is_garbled("La\u{308}rare", "Lärare"));
        assert!(is_garbled("LÃ¤rare", "Lärare"));
        assert!(is_garbled("Ã–vrigt", "Övrigt"));
        assert!(is_garbled("L\u{FFFD}rare", "Lärare"));
        assert!(!is_garbled("Larare", "Lärare"));
        assert!(!is_garbled("Lärare", "Lärare"));
        assert!(!is_garbled("klass", "Klass"));
    }

    #[test]
    fn the_form_of_a_value_does_not_give_the_value_away() {
        assert_eq!(form("2024-01-15 08:00:00"), "9999-99-99 99:99:99");
        assert_eq!(form("Anna Ek"), "aaaa aa");
        assert_eq!(form(""), "empty");
    }
}
