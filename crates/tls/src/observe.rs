//! Constructors for observations.

use samspel_model::{Contradiction, Location, Message, Observation, Sight};
use samspel_suite::Context;
pub(crate) use samspel_suite::observe::{not_applicable, undecided, witness};

/// Something that was seen at a place.
pub(crate) struct Seen<'a> {
    /// Id of the text.
    pub(crate) summary: &'a str,
    pub(crate) expected: &'a str,
    pub(crate) observed: String,
    pub(crate) place: String,
    /// A command line that shows it again.
    pub(crate) reproduce: Option<String>,
}

/// Evidence against a requirement.
pub(crate) fn breach(requirement: &str, seen: Seen<'_>) -> Observation {
    Observation { requirement: requirement.to_owned(), sight: Sight::Contradiction(Box::new(contradiction(seen))) }
}

/// Worth telling, never a failure.
pub(crate) fn remark(requirement: &str, seen: Seen<'_>) -> Observation {
    Observation { requirement: requirement.to_owned(), sight: Sight::Note(Box::new(contradiction(seen))) }
}

fn contradiction(seen: Seen<'_>) -> Contradiction {
    Contradiction {
        summary: Message::new(seen.summary),
        expected: seen.expected.to_owned(),
        observed: seen.observed,
        location: Location::default(),
        count: 1,
        samples: vec![seen.place],
        cause: None,
        reproduce: seen.reproduce,
        exchanges: Vec::new(),
    }
}

/// The requirement that a case tests.
pub(crate) fn requirement(ctx: &Context) -> &str {
    ctx.requirements.first().map_or("", String::as_str)
}
