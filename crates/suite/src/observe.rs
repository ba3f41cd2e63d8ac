//! Constructors for observations, for checks of every suite.
//!
//! ```
//! use samspel_model::Message;
//! use samspel_suite::observe::against;
//!
//! let seen = against("R1", Message::new("limit-ignored")).expected("1 entry").observed("50 entries").contradiction();
//! assert_eq!(seen.requirement, "R1");
//! ```

use samspel_exchange::Exchange;
use samspel_model::{Contradiction, Gap, Location, Message, Observation, Sight};

/// How many samples and exchanges one observation names.
const SHOWN: usize = 10;

/// Things that could have gone the other way and went as required.
#[must_use]
pub fn witness(requirement: &str, count: u64, message: Message) -> Observation {
    Observation { requirement: requirement.to_owned(), sight: Sight::Witness { count, message } }
}

/// The question could not be put or answered.
#[must_use]
pub fn undecided(requirement: &str, gap: Gap, reason: Message) -> Observation {
    Observation { requirement: requirement.to_owned(), sight: Sight::Undecided { gap, reason } }
}

/// The requirement does not apply here.
#[must_use]
pub fn not_applicable(requirement: &str, reason: Message) -> Observation {
    Observation { requirement: requirement.to_owned(), sight: Sight::NotApplicable { reason } }
}

/// Begins a contradiction or a note. The id of `summary` names the cause: places of one cause become one finding.
#[must_use]
pub fn against(requirement: &str, summary: Message) -> Against {
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
pub struct Against {
    requirement: String,
    seen: Contradiction,
}

impl Against {
    /// What was expected, as a fact that needs no translation.
    #[must_use]
    pub fn expected(mut self, fact: impl Into<String>) -> Self {
        self.seen.expected = fact.into();
        self
    }

    /// What was observed, in the same notation; never personal data.
    #[must_use]
    pub fn observed(mut self, fact: impl Into<String>) -> Self {
        self.seen.observed = fact.into();
        self
    }

    /// Operation where it was seen.
    #[must_use]
    pub fn operation(mut self, operation: &str) -> Self {
        self.seen.location.operation = Some(operation.to_owned());
        self
    }

    /// JSON pointer with `*` for any index.
    #[must_use]
    pub fn pointer(mut self, pointer: impl Into<String>) -> Self {
        self.seen.location.pointer = Some(pointer.into());
        self
    }

    /// How many places.
    #[must_use]
    pub fn count(mut self, count: u64) -> Self {
        self.seen.count = count;
        self
    }

    /// One of the places.
    #[must_use]
    pub fn sample(mut self, sample: impl Into<String>) -> Self {
        if self.seen.samples.len() < SHOWN {
            self.seen.samples.push(sample.into());
        }
        self
    }

    /// Several of the places.
    #[must_use]
    pub fn samples<S: Into<String>>(self, samples: impl IntoIterator<Item = S>) -> Self {
        samples.into_iter().fold(self, Self::sample)
    }

    /// Likely cause.
    #[must_use]
    pub fn cause(mut self, cause: Message) -> Self {
        self.seen.cause = Some(cause);
        self
    }

    /// An exchange that shows it; the first one also gives operation and curl command.
    #[must_use]
    pub fn exchange(mut self, exchange: &Exchange) -> Self {
        if self.seen.location.operation.is_none() {
            self.seen.location.operation = Some(exchange.request.operation.clone());
        }
        if self.seen.reproduce.is_none() {
            self.seen.reproduce = Some(exchange.curl());
        }
        if self.seen.exchanges.len() < SHOWN {
            self.seen.exchanges.push(exchange.id.clone());
        }
        self
    }

    /// An exchange of a login that shows it. Of a request with a body no curl line is made: passwords, codes and assertions stand in it.
    #[must_use]
    pub fn exchange_of_login(self, exchange: &Exchange) -> Self {
        if exchange.request.body.is_none() { self.exchange(exchange) } else { self.exchange_without_curl(exchange) }
    }

    /// An exchange that shows it and cannot be shown to anybody as a command line.
    #[must_use]
    pub fn exchange_without_curl(mut self, exchange: &Exchange) -> Self {
        if self.seen.location.operation.is_none() {
            self.seen.location.operation = Some(exchange.request.operation.clone());
        }
        if self.seen.exchanges.len() < SHOWN {
            self.seen.exchanges.push(exchange.id.clone());
        }
        self
    }

    /// The same for an exchange of which only id and curl command are kept.
    #[must_use]
    pub fn trace(mut self, id: &str, curl: &str) -> Self {
        if self.seen.reproduce.is_none() {
            self.seen.reproduce = Some(curl.to_owned());
        }
        if self.seen.exchanges.len() < SHOWN {
            self.seen.exchanges.push(id.to_owned());
        }
        self
    }

    /// Evidence against the requirement.
    #[must_use]
    pub fn contradiction(self) -> Observation {
        Observation { requirement: self.requirement, sight: Sight::Contradiction(Box::new(self.seen)) }
    }

    /// Worth telling, never a failure.
    #[must_use]
    pub fn note(self) -> Observation {
        Observation { requirement: self.requirement, sight: Sight::Note(Box::new(self.seen)) }
    }
}

/// The answer in a word: `HTTP 400`, or the kind of fault.
#[must_use]
pub fn answer(exchange: &Exchange) -> String {
    match &exchange.outcome {
        Ok(response) => format!("HTTP {}", response.status),
        Err(fault) => fault_name(fault).to_owned(),
    }
}

/// Whether a status tells of the client's rights or of the moment, and nothing of what was asked.
#[must_use]
pub fn decides_nothing(status: u16) -> bool {
    matches!(status, 401 | 403 | 408 | 429 | 502..=504)
}

/// The kind of a fault, language-neutral and without addresses.
#[must_use]
pub fn fault_name(fault: &samspel_exchange::Fault) -> &'static str {
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
