//! A question to a list with every answer that is right, and answers that betray a known mistake.

use std::collections::BTreeSet;

use samspel_contract::Operation;

use super::expected::{Expected, Fit};
use super::footprint::Footprint;
use super::hypothesis::suspects;
use super::predicate::{Undecidable, expected};
use super::tables::Tables;

/// One way in which the standard can be read.
#[derive(Debug, Clone)]
pub(crate) struct Reading {
    /// Message id of a note when the system reads it so; none for the plain reading.
    pub(crate) note: Option<&'static str>,
    /// The rows.
    pub(crate) expected: Expected,
}

/// What a known mistake would answer.
#[derive(Debug, Clone)]
pub(crate) struct Hypothesis {
    /// Message id of the mistake.
    pub(crate) id: &'static str,
    /// The rows.
    pub(crate) rows: Expected,
}

/// Parameters of a request with what should come back.
#[derive(Debug, Clone)]
pub(crate) struct Question {
    /// Names and values beside the required ones.
    pub(crate) parameters: Vec<(String, String)>,
    /// The same without values from the data.
    pub(crate) shown: String,
    /// What is right: the plain reading first.
    pub(crate) readings: Vec<Reading>,
    /// What known mistakes would give, the likeliest first.
    pub(crate) hypotheses: Vec<Hypothesis>,
    pub(super) footprint: Footprint,
}

impl Question {
    /// A question with what the contract says should come back and what the usual mistakes would give.
    ///
    /// # Errors
    /// When the right answer cannot be computed.
    pub(crate) fn new(
        tables: &Tables,
        operation: &Operation,
        parameters: Vec<(String, String)>,
    ) -> Result<Self, Undecidable> {
        let expected = expected(tables, operation, &parameters)?;
        let hypotheses = suspects(tables, operation, &parameters);
        Ok(Question {
            shown: shown(operation, &parameters),
            footprint: Footprint::of(tables, operation, &parameters),
            readings: vec![Reading { note: None, expected }],
            hypotheses,
            parameters,
        })
    }

    /// A question of which the family itself knows the answer.
    pub(crate) fn expecting(
        tables: &Tables,
        operation: &Operation,
        parameters: Vec<(String, String)>,
        expected: Expected,
    ) -> Self {
        Question {
            shown: shown(operation, &parameters),
            footprint: Footprint::of(tables, operation, &parameters),
            readings: vec![Reading { note: None, expected }],
            hypotheses: Vec::new(),
            parameters,
        }
    }

    /// The rows by the plain reading.
    pub(crate) fn expected(&self) -> &Expected {
        &self.readings[0].expected
    }

    /// With another reading that is right as well, and the id of a note when the system is seen to read it so.
    pub(crate) fn or_reading(mut self, note: Option<&'static str>, expected: Expected) -> Self {
        self.readings.push(Reading { note, expected });
        self
    }

    /// With a mistake that is more likely here than the usual ones.
    pub(crate) fn suspecting(mut self, id: &'static str, rows: Expected) -> Self {
        self.hypotheses.insert(0, Hypothesis { id, rows });
        self
    }

    /// Whether a right answer shows something under every reading: it could have gone the other way.
    pub(crate) fn decides(&self) -> bool {
        self.readings.iter().all(|reading| reading.expected.splits() || reading.expected.is_nothing())
    }

    /// Whether nothing matches by any reading.
    pub(crate) fn is_about_nothing(&self) -> bool {
        self.readings.iter().all(|reading| reading.expected.is_nothing())
    }

    /// The reading that an answer agrees with.
    pub(super) fn agreed(&self, has: impl Fn(u32) -> bool) -> Option<usize> {
        self.readings.iter().position(|reading| reading.expected.admits(&has))
    }

    /// The mistakes that an answer betrays, the likeliest first. A mistake that right answers could give as well is none.
    pub(super) fn betrayed(&self, has: impl Fn(u32) -> bool) -> Vec<&'static str> {
        let differs = |h: &&Hypothesis| self.readings.iter().all(|reading| h.rows.differs_from(&reading.expected));
        self.hypotheses.iter().filter(differs).filter(|h| h.rows.admits(&has)).map(|h| h.id).collect()
    }

    /// Whether two questions are about the same parameters.
    pub(super) fn is_like(&self, other: &Question) -> bool {
        let names = |question: &Question| -> BTreeSet<String> {
            question.parameters.iter().map(|(name, _)| name.clone()).collect()
        };
        names(self) == names(other)
    }

    /// Whether the answer would tell this mistake from a right answer.
    pub(crate) fn tells_mistake(&self, id: &str) -> bool {
        let differs = |rows: &Expected| self.readings.iter().all(|reading| rows.differs_from(&reading.expected));
        let mut suspects = self.hypotheses.iter().filter(|h| h.id == id).peekable();
        suspects.peek().is_some() && suspects.all(|h| differs(&h.rows))
    }

    /// Rows that belong by the plain reading, of how many, as a fact for a finding.
    pub(crate) fn fact(&self, whole: usize) -> String {
        let (inside, either) = (self.expected().count(Fit::In), self.expected().count(Fit::Either));
        if either == 0 {
            format!("{inside} of {whole} entries")
        } else {
            format!("{inside}..{} of {whole} entries", inside + either)
        }
    }
}

/// Parameters as findings may show them: only literals of the standard, and days and times, keep their values.
pub(super) fn shown(operation: &Operation, parameters: &[(String, String)]) -> String {
    let literal = |name: &str| {
        let parameter = operation.parameters.iter().find(|p| p.name == name);
        parameter.is_some_and(|p| p.values.is_some() || matches!(p.format.as_deref(), Some("date" | "date-time")))
    };
    let pairs: Vec<String> = parameters
        .iter()
        .map(|(name, value)| format!("{name}={}", if literal(name) { value.as_str() } else { "…" }))
        .collect();
    pairs.join("&")
}
