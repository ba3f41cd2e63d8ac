//! How the system is treated: what a plan tells before anything is sent.

use std::fmt;

use samspel_exchange::EvidenceLevel;
use serde::Serialize;

use crate::{Environment, Target};

/// How the system is treated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Terms {
    /// Kind of environment.
    pub environment: Environment,
    /// Whether tests may create and delete data.
    pub writes: bool,
    /// Requests started per second; 0 = no limit.
    pub requests_per_second: u32,
    /// Requests in the whole run.
    pub max_requests: u64,
    /// How much of each exchange is kept.
    pub evidence: EvidenceLevel,
}

impl Terms {
    /// What the target file says, and what its environment and the interface under test make of it.
    #[must_use]
    pub fn of(target: &Target, interface: &str) -> Self {
        Terms {
            environment: target.environment,
            writes: target.may_be_written_to(),
            requests_per_second: target.limits.requests_per_second,
            max_requests: target.limits.max_requests,
            evidence: target.evidence_level(interface),
        }
    }
}

impl fmt::Display for Terms {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let environment = match self.environment {
            Environment::Test => "test",
            Environment::Production => "production",
        };
        let writes = if self.writes { "read and written to" } else { "only read" };
        write!(f, "Environment {environment}, {writes}; at most {} requests", self.max_requests)?;
        if self.requests_per_second > 0 {
            write!(f, ", {} a second", self.requests_per_second)?;
        }
        let evidence = match self.evidence {
            EvidenceLevel::None => "none",
            EvidenceLevel::Shape => "shape",
            EvidenceLevel::Pseudonymised => "pseudonymised",
        };
        write!(f, "; evidence {evidence}")
    }
}
