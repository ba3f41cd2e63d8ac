//! How values are compared in bounds and sort orders: properly, or in one of the ways that faults do.

use jiff::Timestamp;
use jiff::civil::DateTime;

/// A way to compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum By {
    /// Instants by instant, days by day, texts by the Swedish alphabet.
    Value,
    /// As it is written.
    Written,
    /// By what the clock shows, whatever the offset.
    Clock,
    /// By the day alone.
    Day,
    /// Instants cut to whole seconds.
    Seconds,
    /// Instants as if they were stored a little finer than they are printed.
    Finer,
    /// By the number of letters.
    Length,
}

/// Something that can be put in order. Values of different kinds never meet.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Rank {
    Number(i128),
    Text(String),
}

/// Nanoseconds that a stored instant is later than what is printed of it.
const UNPRINTED: i128 = 400_000;

impl By {
    /// The rank of a value that a record has.
    pub(crate) fn stored(self, written: &str) -> Rank {
        match (self, self.rank(written)) {
            (By::Finer, Rank::Number(instant)) => Rank::Number(instant + UNPRINTED),
            (_, rank) => rank,
        }
    }

    /// The rank of a value that a request gives.
    pub(crate) fn rank(self, written: &str) -> Rank {
        let instant = || written.parse::<Timestamp>().map(Timestamp::as_nanosecond);
        let text = || Rank::Text(written.to_owned());
        match self {
            By::Value | By::Written => text(),
            By::Length => Rank::Number(i128::try_from(written.chars().count()).unwrap_or(0)),
            By::Day => Rank::Text(written.chars().take(10).collect()),
            By::Seconds => instant().map_or_else(|_| text(), |at| Rank::Number(at.div_euclid(1_000_000_000))),
            By::Finer => instant().map_or_else(|_| text(), Rank::Number),
            By::Clock => {
                let clock = written.get(..19).and_then(|clock| clock.parse::<DateTime>().ok());
                clock.map_or_else(text, |clock| {
                    let fraction: String =
                        written[19..].chars().take_while(|c| !matches!(c, 'Z' | '+' | '-')).collect();
                    Rank::Text(format!("{clock}{fraction}"))
                })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_way_sees_what_it_should() {
        let (early, late) = ("2026-01-01T01:30:00.250+02:00", "2026-01-01T00:00:00Z");
        assert!(By::Written.rank(early) > By::Written.rank(late));
        assert!(By::Clock.rank(early) > By::Clock.rank(late));
        assert_eq!(By::Clock.rank("2026-01-01T00:00:00+02:00"), By::Clock.rank(late));
        assert!(By::Seconds.rank(early) < By::Seconds.rank(late));
        assert_eq!(By::Seconds.rank("2026-01-01T00:00:00.9Z"), By::Seconds.rank(late));
        assert_eq!(By::Day.rank(early), By::Day.rank(late));
        assert!(By::Finer.stored(late) > By::Finer.rank(late));
        assert!(By::Length.rank("Ö") < By::Length.rank("Al"));
    }
}
