//! Constructors for observations.

use samspel_exchange::Exchange;
use samspel_model::{Contradiction, Gap, Location, Message, Observation, Sight};

/// How many samples and exchanges one observation names.
const SHOWN: usize = 10;

/// Things that could have gone the other way and went as required.
pub(crate) fn witness(requirement: &str, count: u64, message: Message) -> Observation {
    Observation { requirement: requirement.to_owned(), sight: Sight::Witness { count, message } }
}

/// The question could not be put or answered.
pub(crate) fn undecided(requirement: &str, gap: Gap, reason: Message) -> Observation {
    Observation { requirement: requirement.to_owned(), sight: Sight::Undecided { gap, reason } }
}

/// Begins a contradiction or a note. The id of `summary` names the cause: places of one cause become one finding.
pub(crate) fn against(requirement: &str, summary: Message) -> Against {
    Against {
        requirement: requirement.to_owned(),
        seen: Contradiction {
            summary,
            expected: String::new(),
            observed: String::new(),
            location: Location::default(),
            count: 1,
            samples: Vec::new(),
            cause: None,
            reproduce: None,
            exchanges: Vec::new(),
        },
    }
}

/// A contradiction under construction.
pub(crate) struct Against {
    requirement: String,
    seen: Contradiction,
}

impl Against {
    /// What was expected, as a fact that needs no translation.
    pub(crate) fn expected(mut self, fact: impl Into<String>) -> Self {
        self.seen.expected = fact.into();
        self
    }

    /// What was observed, in the same notation; never personal data.
    pub(crate) fn observed(mut self, fact: impl Into<String>) -> Self {
        self.seen.observed = fact.into();
        self
    }

    /// One of the places.
    pub(crate) fn sample(mut self, sample: impl Into<String>) -> Self {
        if self.seen.samples.len() < SHOWN {
            self.seen.samples.push(sample.into());
        }
        self
    }

    /// An exchange that shows it; the first one also gives operation and curl command. A posted message gives none: it is good for one
    /// time only, and holds an assertion.
    pub(crate) fn exchange(mut self, exchange: &Exchange) -> Self {
        if self.seen.location.operation.is_none() {
            self.seen.location.operation = Some(exchange.request.operation.clone());
        }
        if self.seen.reproduce.is_none() && exchange.request.body.is_none() {
            self.seen.reproduce = Some(exchange.curl());
        }
        if self.seen.exchanges.len() < SHOWN {
            self.seen.exchanges.push(exchange.id.clone());
        }
        self
    }

    /// Evidence against the requirement.
    pub(crate) fn contradiction(self) -> Observation {
        Observation { requirement: self.requirement, sight: Sight::Contradiction(Box::new(self.seen)) }
    }

    /// Worth telling, never a failure.
    pub(crate) fn note(self) -> Observation {
        Observation { requirement: self.requirement, sight: Sight::Note(Box::new(self.seen)) }
    }
}

/// The answer in a word: `HTTP 400`, or the kind of fault.
pub(crate) fn answer(exchange: &Exchange) -> String {
    match &exchange.outcome {
        Ok(response) => format!("HTTP {}", response.status),
        Err(fault) => fault_name(fault).to_owned(),
    }
}

/// The kind of a fault, language-neutral and without addresses.
pub(crate) fn fault_name(fault: &samspel_exchange::Fault) -> &'static str {
    use samspel_exchange::Fault;
    match fault {
        Fault::Dns { .. } => "no address",
        Fault::Connect { .. } => "no connection",
        Fault::Tls { .. } => "TLS fault",
        Fault::Timeout { .. } => "timeout",
        Fault::BodyTooLarge { .. } => "body too large",
        Fault::Broken { .. } => "broken answer",
        Fault::NoToken { .. } => "no token",
        Fault::Unsendable { .. } => "cannot be sent",
    }
}
