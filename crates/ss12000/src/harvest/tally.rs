//! What judging the entities of an operation added up to: how much was seen of each requirement, and what contradicts it.

use std::collections::BTreeMap;

use samspel_model::Message;

/// Most distinct faults that are kept apart; the rest is counted with the last.
const FAULTS_KEPT: usize = 300;
/// Most samples of one fault.
const SAMPLES: usize = 5;

/// The sum over all entities judged so far.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    /// Entities judged.
    pub(crate) entities: u64,
    /// Entities that are valid by the schema.
    pub(crate) valid: u64,
    /// Things seen that could have gone the other way, by requirement.
    pub(crate) seen: BTreeMap<String, u64>,
    /// Contradictions, by requirement, cause and place.
    pub(crate) faults: BTreeMap<FaultKey, Fault>,
}

/// What makes two faults the same.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct FaultKey {
    /// The requirement.
    pub(crate) requirement: String,
    /// Id of the message that names the cause.
    pub(crate) summary: &'static str,
    /// JSON pointer below the entity, `*` for indices.
    pub(crate) pointer: String,
    /// What was observed: a type, a literal, never personal data.
    pub(crate) observed: String,
}

/// A fault with its places.
#[derive(Debug, Clone)]
pub(crate) struct Fault {
    /// What was expected.
    pub(crate) expected: String,
    /// How often.
    pub(crate) count: u64,
    /// Ids of a few entities.
    pub(crate) entities: Vec<String>,
    /// Pages that show it.
    pub(crate) pages: Vec<usize>,
    /// Likely cause.
    pub(crate) cause: Option<Message>,
    /// Whether it is only worth telling.
    pub(crate) note: bool,
}

/// A fault before it is counted.
pub(crate) struct Sighting {
    pub(crate) key: FaultKey,
    pub(crate) expected: String,
    pub(crate) cause: Option<Message>,
    pub(crate) note: bool,
}

impl Tally {
    /// Counts something seen.
    pub(crate) fn saw(&mut self, requirement: &str, count: u64) {
        if count == 0 {
            return;
        }
        match self.seen.get_mut(requirement) {
            Some(sum) => *sum += count,
            None => {
                self.seen.insert(requirement.to_owned(), count);
            }
        }
    }

    /// Counts a fault of an entity on a page.
    pub(crate) fn fault(&mut self, page: usize, entity: &str, sighting: Sighting) {
        if self.faults.len() >= FAULTS_KEPT && !self.faults.contains_key(&sighting.key) {
            if let Some(last) = self.faults.values_mut().last() {
                last.count += 1;
            }
            return;
        }
        let fault = self.faults.entry(sighting.key).or_insert_with(|| Fault {
            expected: sighting.expected,
            count: 0,
            entities: Vec::new(),
            pages: Vec::new(),
            cause: sighting.cause,
            note: sighting.note,
        });
        fault.count += 1;
        if fault.entities.len() < SAMPLES && !fault.entities.iter().any(|e| e == entity) {
            fault.entities.push(entity.to_owned());
        }
        if fault.pages.len() < SAMPLES && !fault.pages.contains(&page) {
            fault.pages.push(page);
        }
    }
}
