//! Clock skew: tokens and change queries depend on both clocks.

use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimeParser;
use samspel_exchange::Exchange;

use super::Advice;

/// Seconds that two clocks may differ before tokens and `meta.modified` go wrong.
const ALLOWED: i64 = 60;

/// Compares the answer's Date header with this machine's clock.
pub(super) fn look_at(first: &Exchange) -> Vec<Advice> {
    let Ok(response) = &first.outcome else { return Vec::new() };
    let Some(date) = response.header("date").and_then(|d| DateTimeParser::new().parse_timestamp(d).ok()) else {
        return Vec::new();
    };
    compare(date, Timestamp::now())
}

fn compare(theirs: Timestamp, ours: Timestamp) -> Vec<Advice> {
    let skew = theirs.as_second() - ours.as_second();
    if skew.abs() <= ALLOWED {
        return vec![Advice::good("clocks agree")];
    }
    let (whose, way) = if skew > 0 { ("ahead of", "behind") } else { ("behind", "ahead") };
    vec![Advice::warning(
        format!("the system's clock is {} s {whose} this machine's", skew.abs()),
        format!("set both by NTP; tokens are refused too early or too late when one clock is {way}"),
    )]
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;

    #[test]
    fn a_minute_is_allowed_and_more_is_told_with_its_direction() {
        let now = Timestamp::from_second(1_800_000_000).unwrap();
        let told =
            |seconds: i64| compare(Timestamp::from_second(1_800_000_000 + seconds).unwrap(), now)[0].what.clone();
        assert_eq!(told(60), "clocks agree");
        assert_eq!(told(300), "the system's clock is 300 s ahead of this machine's");
        assert_eq!(told(-90), "the system's clock is 90 s behind this machine's");
    }
}
