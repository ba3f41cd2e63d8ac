//! Whether query parameters have the form that the contract gives them.

use jiff::Timestamp;
use jiff::civil::Date;
use samspel_contract::{Operation, Parameter};
use uuid::Uuid;

/// A mistake in a request's parameters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mistake {
    pub(crate) parameter: String,
    pub(crate) kind: MistakeKind,
}

/// What kind of mistake it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MistakeKind {
    NotUuid,
    NotDate,
    NotDateTime,
    NotBoolean,
    NotInteger,
    BelowMinimum,
    NotInEnumeration,
    GivenTwice,
    Missing,
    /// Something other than `limit` beside `pageToken`.
    BesideToken,
    /// A page token that this server did not hand out for this operation to this client.
    UnknownToken,
}

impl Mistake {
    pub(crate) fn new(parameter: &str, kind: MistakeKind) -> Mistake {
        Mistake { parameter: parameter.to_owned(), kind }
    }

    /// In words, without the value: it may be personal.
    pub(crate) fn message(&self) -> String {
        let name = &self.parameter;
        match self.kind {
            MistakeKind::NotUuid => format!("{name} is not a UUID"),
            MistakeKind::NotDate => format!("{name} is not a date (YYYY-MM-DD)"),
            MistakeKind::NotDateTime => format!("{name} is not a date-time with offset (RFC 3339)"),
            MistakeKind::NotBoolean => format!("{name} is neither true nor false"),
            MistakeKind::NotInteger => format!("{name} is not an integer"),
            MistakeKind::BelowMinimum => format!("{name} is too small"),
            MistakeKind::NotInEnumeration => format!("{name} has a value that is not in its enumeration"),
            MistakeKind::GivenTwice => format!("{name} is given more than once"),
            MistakeKind::Missing => format!("{name} is required"),
            MistakeKind::BesideToken => format!("{name} cannot be combined with pageToken"),
            MistakeKind::UnknownToken => format!("{name} is unknown"),
        }
    }
}

/// Mistakes in the given pairs, in the order of the contract. Undocumented parameters are no mistakes.
pub(crate) fn mistakes(operation: &Operation, pairs: &[(String, String)]) -> Vec<Mistake> {
    let mut found = Vec::new();
    for parameter in operation.parameters.iter().filter(|parameter| parameter.place == "query") {
        let values: Vec<&str> =
            pairs.iter().filter(|(name, _)| *name == parameter.name).map(|(_, value)| value.as_str()).collect();
        if values.len() > 1 && parameter.data_type != "array" {
            found.push(Mistake::new(&parameter.name, MistakeKind::GivenTwice));
        }
        found.extend(
            values.iter().find_map(|value| mistake(parameter, value)).map(|kind| Mistake::new(&parameter.name, kind)),
        );
    }
    found
}

/// Required parameters that are not given.
pub(crate) fn missing(operation: &Operation, pairs: &[(String, String)]) -> Vec<Mistake> {
    operation
        .parameters
        .iter()
        .filter(|parameter| parameter.place == "query" && parameter.required)
        .filter(|parameter| pairs.iter().all(|(name, _)| *name != parameter.name))
        .map(|parameter| Mistake::new(&parameter.name, MistakeKind::Missing))
        .collect()
}

fn mistake(parameter: &Parameter, value: &str) -> Option<MistakeKind> {
    if let Some(values) = &parameter.values
        && !values.iter().any(|allowed| allowed == value)
    {
        return Some(MistakeKind::NotInEnumeration);
    }
    match (parameter.data_type.as_str(), parameter.format.as_deref()) {
        ("boolean", _) => (!matches!(value, "true" | "false")).then_some(MistakeKind::NotBoolean),
        ("integer", _) => integer(value, parameter.minimum),
        (_, Some("uuid")) => (!is_uuid(value)).then_some(MistakeKind::NotUuid),
        (_, Some("date")) => (!is_date(value)).then_some(MistakeKind::NotDate),
        (_, Some("date-time")) => (!is_date_time(value)).then_some(MistakeKind::NotDateTime),
        _ => None,
    }
}

fn integer(value: &str, minimum: Option<i64>) -> Option<MistakeKind> {
    let digits = value.strip_prefix('-').unwrap_or(value);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(MistakeKind::NotInteger);
    }
    // More digits than fit: certainly not below the minimum unless negative.
    let number = value.parse::<i64>().unwrap_or(if value.starts_with('-') { i64::MIN } else { i64::MAX });
    minimum.is_some_and(|minimum| number < minimum).then_some(MistakeKind::BelowMinimum)
}

/// 8-4-4-4-12 hexadecimal digits, in either case.
pub(crate) fn is_uuid(text: &str) -> bool {
    text.len() == 36 && Uuid::try_parse(text).is_ok()
}

fn is_date(text: &str) -> bool {
    has_shape(text, "dddd-dd-dd") && text.parse::<Date>().is_ok()
}

/// RFC 3339 with seconds and an offset.
pub(crate) fn is_date_time(text: &str) -> bool {
    let Some((moment, rest)) = text.split_at_checked(19) else { return false };
    let rest = match rest.strip_prefix('.') {
        Some(fraction) => {
            let rest = fraction.trim_start_matches(|letter: char| letter.is_ascii_digit());
            if rest.len() == fraction.len() {
                return false;
            }
            rest
        }
        None => rest,
    };
    let offset = rest == "Z" || rest == "z" || has_shape(rest, "+dd:dd") || has_shape(rest, "-dd:dd");
    offset && has_shape(moment, "dddd-dd-ddTdd:dd:dd") && text.parse::<Timestamp>().is_ok()
}

/// Whether a text has a digit at each `d` and the same character everywhere else.
fn has_shape(text: &str, shape: &str) -> bool {
    text.len() == shape.len()
        && text
            .bytes()
            .zip(shape.bytes())
            .all(|(byte, wanted)| if wanted == b'd' { byte.is_ascii_digit() } else { byte == wanted })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_full_date_times_with_an_offset_are_date_times() {
        for good in ["2026-08-17T08:00:00Z", "2026-08-17T08:00:00.123+02:00", "2026-08-17T08:00:00-05:30"] {
            assert!(is_date_time(good), "{good}");
        }
        for bad in [
            "2026-08-17T08:00:00",
            "2026-08-17 08:00:00Z",
            "2026-13-17T08:00:00Z",
            "2026-08-17",
            "2026-08-17T08:00Z",
            "2026-08-17T08:00:00.Z",
            "å",
        ] {
            assert!(!is_date_time(bad), "{bad}");
        }
    }

    #[test]
    fn only_full_dates_are_dates() {
        assert!(is_date("2026-02-28"));
        for bad in ["2026-02-30", "2026-2-3", "20260203", "2026-02-03T00:00:00Z"] {
            assert!(!is_date(bad), "{bad}");
        }
    }

    #[test]
    fn a_limit_is_a_whole_number_from_one() {
        assert_eq!(integer("1", Some(1)), None);
        assert_eq!(integer("99999999999999999999", Some(1)), None);
        assert_eq!(integer("0", Some(1)), Some(MistakeKind::BelowMinimum));
        assert_eq!(integer("-3", Some(1)), Some(MistakeKind::BelowMinimum));
        assert_eq!(integer("1.5", Some(1)), Some(MistakeKind::NotInteger));
        assert_eq!(integer("", Some(1)), Some(MistakeKind::NotInteger));
    }
}
