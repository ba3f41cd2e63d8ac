//! What a rule has seen: what was as required, what was not, what is worth telling.

use samspel_model::{Contradiction, Gap, Location, Message, Sight};

use crate::shown::shown;
use crate::tree::Element;

/// How many places one contradiction names.
const SHOWN: usize = 10;

/// Sums up what a rule sees.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    kept: u64,
    seen: Vec<(Weight, Contradiction)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Weight {
    Breach,
    Note,
}

impl Findings {
    /// A thing that could have gone the other way.
    pub(crate) fn keep(&mut self) {
        self.kept += 1;
    }

    /// Evidence against the rule, at an element. `observed` is a value of the document and told without addresses of people.
    pub(crate) fn breach(&mut self, at: &Element, cause: &str, expected: &str, observed: &str) {
        self.add(Weight::Breach, at, cause, expected, observed);
    }

    /// Worth telling, never a failure.
    pub(crate) fn note(&mut self, at: &Element, cause: &str, expected: &str, observed: &str) {
        self.add(Weight::Note, at, cause, expected, observed);
    }

    /// Keeps or breaks, by a condition.
    pub(crate) fn hold(&mut self, holds: bool, at: &Element, cause: &str, expected: &str, observed: &str) {
        if holds { self.keep() } else { self.breach(at, cause, expected, observed) }
    }

    fn add(&mut self, weight: Weight, at: &Element, cause: &str, expected: &str, observed: &str) {
        let observed = shown(observed);
        let place = format!("<{}>, line {}", at.name, at.line);
        let same = |(other, seen): &&mut (Weight, Contradiction)| {
            *other == weight && seen.summary.id == cause && seen.observed == observed && seen.expected == expected
        };
        if let Some((_, seen)) = self.seen.iter_mut().find(same) {
            seen.count += 1;
            if seen.samples.len() < SHOWN && !seen.samples.contains(&place) {
                seen.samples.push(place);
            }
            return;
        }
        let seen = Contradiction {
            summary: Message::new(cause),
            expected: expected.to_owned(),
            observed,
            location: Location { operation: None, pointer: Some(at.name.clone()) },
            count: 1,
            samples: vec![place],
            cause: None,
            reproduce: None,
            exchanges: Vec::new(),
        };
        self.seen.push((weight, seen));
    }

    /// The sights. `witness` is told with the `count` of what was kept; `nothing` when the document held nothing to look at.
    pub(crate) fn come_to(self, witness: &str, nothing: &str) -> Vec<Sight> {
        let reason = Message::new(nothing);
        self.conclude(witness, Sight::Undecided { gap: Gap::NoData, reason })
    }

    /// The same, where a document that holds nothing to look at is not meant by the rule.
    pub(crate) fn apply_or(self, witness: &str, condition: &str) -> Vec<Sight> {
        self.conclude(witness, Sight::NotApplicable { reason: Message::new(condition) })
    }

    fn conclude(self, witness: &str, nothing: Sight) -> Vec<Sight> {
        let mut sights = Vec::new();
        if self.kept > 0 {
            let message = Message::new(witness).with("count", self.kept);
            sights.push(Sight::Witness { count: self.kept, message });
        } else if !self.seen.iter().any(|(weight, _)| *weight == Weight::Breach) {
            sights.push(nothing);
        }
        sights.extend(self.seen.into_iter().map(|(weight, seen)| match weight {
            Weight::Breach => Sight::Contradiction(Box::new(seen)),
            Weight::Note => Sight::Note(Box::new(seen)),
        }));
        sights
    }
}
