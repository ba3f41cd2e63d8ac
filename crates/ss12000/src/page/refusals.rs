//! Requests that have to be refused, heard one after the other: which were, and what came instead.

use samspel_exchange::Exchange;
use samspel_model::{Gap, Message, Observation};

use super::ask::status;
use samspel_suite::observe::{against, answer, undecided, witness};

/// What a rule says of a request that is not to be served.
pub(super) struct Rule {
    /// Id of the requirement.
    pub id: &'static str,
    /// The statuses that refuse as the rule says.
    pub right: &'static [u16],
    /// Message when the request was served.
    pub served: &'static str,
    /// Message when it was answered in some other way.
    pub other_status: &'static str,
    /// Message of the witness.
    pub refused: &'static str,
}

/// The answers to such requests.
pub(super) struct Refusals<'a> {
    rule: &'a Rule,
    operation: &'a str,
    refused: u64,
    observations: Vec<Observation>,
}

impl<'a> Refusals<'a> {
    pub(super) fn new(rule: &'a Rule, operation: &'a str) -> Self {
        Self { rule, operation, refused: 0, observations: Vec::new() }
    }

    /// Judges one answer, to the request that `asked` names. True when it refuses as the rule says.
    pub(super) fn hear(&mut self, exchange: &Exchange, asked: &str) -> bool {
        let code = match status(exchange) {
            Some(code) if self.rule.right.contains(&code) => {
                self.refused += 1;
                return true;
            }
            None | Some(408 | 429 | 502..=504) => {
                let reason = self.named("no-usable-answer").with("answer", answer(exchange));
                self.observations.push(undecided(self.rule.id, Gap::NoAnswer, reason));
                return false;
            }
            Some(code) => code,
        };
        let summary = if (200..300).contains(&code) { self.rule.served } else { self.rule.other_status };
        let right: Vec<String> = self.rule.right.iter().map(|code| format!("HTTP {code}")).collect();
        self.observations.push(
            against(self.rule.id, Message::new(summary))
                .expected(right.join(" | "))
                .observed(format!("HTTP {code}"))
                .sample(format!("{} {asked}", self.operation))
                .exchange(exchange)
                .contradiction(),
        );
        false
    }

    /// Everything that was seen.
    pub(super) fn close(mut self) -> Vec<Observation> {
        if self.refused > 0 {
            let seen = self.named(self.rule.refused).with("count", self.refused);
            self.observations.push(witness(self.rule.id, self.refused, seen));
        }
        self.observations
    }

    fn named(&self, message: &str) -> Message {
        Message::new(message).with("operation", self.operation)
    }
}
