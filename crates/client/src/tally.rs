//! What a rule has seen so far of one requirement: what was kept, what was broken, what is worth telling.

use samspel_model::{Contradiction, Gap, Location, Message, Observation, Sight};

use crate::scene::{Ask, Scene};

/// How many samples and calls one contradiction names.
const SHOWN: usize = 10;

/// Sums up what a rule sees.
pub(crate) struct Tally {
    requirement: &'static str,
    kept: u64,
    seen: Vec<(Weight, Contradiction)>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Weight {
    Breach,
    Note,
}

/// A thing that is not as it should be.
pub(crate) struct Fact<'f> {
    /// Message id that names the cause.
    pub(crate) summary: &'f str,
    /// What was expected, without words that need translation.
    pub(crate) expected: String,
    /// What was observed, in the same notation; never a value that the client sent.
    pub(crate) observed: String,
}

impl Tally {
    pub(crate) fn of(requirement: &'static str) -> Tally {
        Tally { requirement, kept: 0, seen: Vec::new() }
    }

    /// Things that could have gone the other way.
    pub(crate) fn keep(&mut self, count: usize) {
        self.kept += count as u64;
    }

    /// Evidence against the requirement.
    pub(crate) fn breach(&mut self, scene: &Scene<'_>, ask: &Ask<'_>, fact: Fact<'_>) {
        self.add(Weight::Breach, scene, ask, fact);
    }

    /// Worth telling, never a failure.
    pub(crate) fn note(&mut self, scene: &Scene<'_>, ask: &Ask<'_>, fact: Fact<'_>) {
        self.add(Weight::Note, scene, ask, fact);
    }

    fn add(&mut self, weight: Weight, scene: &Scene<'_>, ask: &Ask<'_>, fact: Fact<'_>) {
        let operation = ask.operation.map(|operation| operation.id.clone());
        let same = |(other, seen): &&mut (Weight, Contradiction)| {
            *other == weight
                && seen.summary.id == fact.summary
                && seen.observed == fact.observed
                && seen.location.operation == operation
        };
        let sample = ask.shown(scene.contract);
        if let Some((_, seen)) = self.seen.iter_mut().find(same) {
            seen.count += 1;
            if seen.samples.len() < SHOWN && !seen.samples.contains(&sample) {
                seen.samples.push(sample);
            }
            if seen.exchanges.len() < SHOWN {
                seen.exchanges.push(ask.id_in_evidence());
            }
            return;
        }
        let seen = Contradiction {
            summary: Message::new(fact.summary),
            expected: fact.expected,
            observed: fact.observed,
            location: Location { operation, pointer: None },
            count: 1,
            samples: vec![sample],
            cause: None,
            reproduce: None,
            exchanges: vec![ask.id_in_evidence()],
        };
        self.seen.push((weight, seen));
    }

    /// The observations. `witness` is told with the `count` of what was kept; `nothing` says how the situation would arise.
    pub(crate) fn come_to(self, witness: &str, nothing: &str) -> Vec<Observation> {
        let of = |sight| Observation { requirement: self.requirement.to_owned(), sight };
        let broken = self.seen.iter().any(|(weight, _)| *weight == Weight::Breach);
        let mut observations = Vec::new();
        if self.kept > 0 {
            let message = Message::new(witness).with("count", self.kept);
            observations.push(of(Sight::Witness { count: self.kept, message }));
        } else if !broken {
            observations.push(of(Sight::Undecided { gap: Gap::NoData, reason: Message::new(nothing) }));
        }
        observations.extend(self.seen.into_iter().map(|(weight, seen)| {
            of(match weight {
                Weight::Breach => Sight::Contradiction(Box::new(seen)),
                Weight::Note => Sight::Note(Box::new(seen)),
            })
        }));
        observations
    }
}
