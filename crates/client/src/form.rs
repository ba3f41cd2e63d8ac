//! The forms that values have in the standard.

use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;

/// A UUID as it is written, in either case.
pub(crate) fn is_uuid(text: &str) -> bool {
    text.len() == 36 && Uuid::try_parse(text).is_ok()
}

/// A full date.
pub(crate) fn is_date(text: &str) -> bool {
    text.len() == 10 && text.parse::<Date>().is_ok_and(|date| date.to_string() == text)
}

/// How a text that should be a date-time of RFC 3339 is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Moment {
    /// With an offset.
    Whole,
    /// Right but for the offset, which is missing.
    WithoutOffset,
    /// With a space where the plus of its offset stood: the plus was not percent-encoded.
    PlusLost,
    /// Something else.
    Other,
}

/// Reads a date-time.
pub(crate) fn moment(text: &str) -> Moment {
    let Some((seconds, rest)) = text.split_at_checked(19) else { return Moment::Other };
    let is_letter_t = seconds.as_bytes().get(10).is_some_and(|letter| letter.eq_ignore_ascii_case(&b'T'));
    if !is_letter_t || format!("{seconds}Z").to_ascii_uppercase().parse::<Timestamp>().is_err() {
        return Moment::Other;
    }
    let rest = match rest.strip_prefix('.') {
        Some(fraction) => fraction.trim_start_matches(|letter: char| letter.is_ascii_digit()),
        None => rest,
    };
    if rest.is_empty() {
        return Moment::WithoutOffset;
    }
    let clock = |text: &str| {
        let bytes = text.as_bytes();
        bytes.len() == 5 && bytes[2] == b':' && [0, 1, 3, 4].iter().all(|at| bytes[*at].is_ascii_digit())
    };
    if rest.eq_ignore_ascii_case("z") || rest.strip_prefix(['+', '-']).is_some_and(clock) {
        Moment::Whole
    } else if rest.strip_prefix(' ').is_some_and(clock) {
        Moment::PlusLost
    } else {
        Moment::Other
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn date_times_are_told_apart_by_what_is_wrong_with_them() {
        for (text, expected) in [
            ("2026-08-17T08:00:00Z", Moment::Whole),
            ("2026-08-17t08:00:00.123z", Moment::Whole),
            ("2026-08-17T08:00:00+02:00", Moment::Whole),
            ("2026-08-17T08:00:00-05:30", Moment::Whole),
            ("2026-08-17T08:00:00", Moment::WithoutOffset),
            ("2026-08-17T08:00:00.5", Moment::WithoutOffset),
            ("2026-08-17T08:00:00 02:00", Moment::PlusLost),
            ("2026-08-17", Moment::Other),
            ("2026-08-17 08:00:00Z", Moment::Other),
            ("2026-13-17T08:00:00Z", Moment::Other),
            ("1766000000", Moment::Other),
            ("åååååååååååååååååååå", Moment::Other),
        ] {
            assert_eq!(moment(text), expected, "{text}");
        }
    }

    #[test]
    fn only_full_dates_are_dates() {
        assert!(is_date("2026-02-28"));
        for bad in ["2026-02-30", "2026-2-3", "20260203", "2026-02-03T00:00:00Z"] {
            assert!(!is_date(bad), "{bad}");
        }
    }
}
