//! Queries are percent-encoded UTF-8, encoded once.

use samspel_model::Observation;
use samspel_suite::Check;

use super::parameter;
use crate::form::{Moment, moment};
use crate::scene::{Pair, Scene, judged};
use crate::tally::{Fact, Tally};

pub(super) const CHECK: Check = Check { id: "ss12000-client/encoding", run: |context| judged(context, encoding) };

fn encoding(scene: &Scene<'_>) -> Vec<Observation> {
    let mut tally = Tally::of("SS12K-CLI-007");
    for (ask, operation) in scene.operated() {
        for pair in &ask.pairs {
            let Some(raw) = &pair.raw else { continue };
            let is_time = || parameter(operation, &pair.name).is_some_and(|p| p.format.as_deref() == Some("date-time"));
            let name = pair.shown_name(scene.contract);
            let (summary, expected, observed) = match fault(pair, raw, is_time) {
                Some(fault) => fault,
                None => {
                    tally.keep(usize::from(needs_care(raw)));
                    continue;
                }
            };
            let (expected, observed) = (format!("{name}: {expected}"), format!("{name}: {observed}"));
            tally.breach(scene, ask, Fact { summary, expected, observed });
        }
    }
    tally.come_to("cli-encoded", "cli-nothing-to-encode")
}

/// What is wrong with the writing of a value, with the right and the wrong way.
fn fault(pair: &Pair, raw: &str, is_time: impl Fn() -> bool) -> Option<(&'static str, &'static str, &'static str)> {
    let Some(value) = &pair.value else { return Some(("cli-not-utf8", "å = %C3%A5", "å = %E5")) };
    if !raw.is_ascii() {
        return Some(("cli-not-encoded", "å = %C3%A5", "å"));
    }
    if is_time() && moment(value) == Moment::PlusLost {
        return Some(("cli-plus-not-encoded", "%2B02:00", "+02:00"));
    }
    let escapes = |text: &str| {
        text.match_indices('%').any(|(at, _)| {
            text.get(at + 1..at + 3).is_some_and(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()))
        })
    };
    // Page tokens are opaque: what looks like an escape in one may be part of it.
    (escapes(value) && pair.name != "pageToken").then_some(("cli-encoded-twice", "å = %C3%A5", "å = %25C3%25A5"))
}

/// Whether a value holds something that goes wrong when it is not encoded, or not once.
fn needs_care(raw: &str) -> bool {
    raw.match_indices('%').any(|(at, _)| {
        let digits = raw.get(at + 1..at + 3).unwrap_or_default().to_ascii_uppercase();
        digits.bytes().next().is_some_and(|first| !(b'0'..=b'7').contains(&first))
            || matches!(digits.as_str(), "2B" | "20" | "26" | "23" | "25" | "2F")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scripted::{finds, get, keeps, nothing};

    #[test]
    fn values_that_are_encoded_once_are_kept() {
        let calls = vec![
            get("/organisations?type=F%C3%B6rvaltning"),
            get("/persons?meta.modified.after=2026-08-17T08:00:00%2B02:00"),
            get("/duties?dutyRole=Speciall%C3%A4rare%2Fspecialpedagog"),
        ];
        keeps(encoding, calls, 3);
    }

    #[test]
    fn each_way_of_writing_it_wrong_is_found() {
        for (address, cause) in [
            ("/organisations?type=F%F6rvaltning", "cli-not-utf8"),
            ("/organisations?type=Förvaltning", "cli-not-encoded"),
            ("/persons?meta.modified.after=2026-08-17T08:00:00+02:00", "cli-plus-not-encoded"),
            ("/organisations?type=F%25C3%25B6rvaltning", "cli-encoded-twice"),
        ] {
            finds(encoding, vec![get(address)], cause);
        }
    }

    #[test]
    fn plain_values_show_nothing() {
        nothing(encoding, vec![get("/persons?limit=10&meta.modified.after=2026-08-17T08%3A00%3A00Z")]);
    }
}
