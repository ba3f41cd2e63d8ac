//! What holds for a system with real people's data: it is only read, slowly, and no value of it is kept.

use samspel_exchange::EvidenceLevel;
use serde_json::Value;

use super::{Environment, Interface, Target};

/// Requests started per second when the file does not say.
const REQUESTS_PER_SECOND: u32 = 5;

/// Requests in the whole run when the file does not say.
const MAX_REQUESTS: u64 = 5000;

/// Requests under way at once when the file does not say.
const CONCURRENCY: u16 = 2;

impl Target {
    /// Whether requests that write are refused before they are sent, whatever the file allows.
    #[must_use]
    pub fn is_only_read(&self) -> bool {
        self.environment == Environment::Production
    }

    /// Whether tests that write may run.
    #[must_use]
    pub fn may_be_written_to(&self) -> bool {
        self.allow_writes && !self.is_only_read()
    }

    /// How much of each exchange with an interface is kept: of real people's data at most its shape, and so of a login, whose pages,
    /// tokens and answers are what somebody could log in with.
    #[must_use]
    pub fn evidence_level(&self, interface: &str) -> EvidenceLevel {
        let logs_in = self.interfaces.get(interface).is_some_and(Interface::logs_in);
        match self.environment {
            Environment::Test if !logs_in => self.evidence.level,
            Environment::Test | Environment::Production => self.evidence.level.min(EvidenceLevel::Shape),
        }
    }
}

/// Gentler limits for those that the file leaves out.
pub(super) fn be_gentle(target: &mut Target, limits: Option<&Value>) {
    if target.environment != Environment::Production {
        return;
    }
    let left_out = |key: &str| limits.and_then(|limits| limits.get(key)).is_none();
    if left_out("requests_per_second") {
        target.limits.requests_per_second = REQUESTS_PER_SECOND;
    }
    if left_out("max_requests") {
        target.limits.max_requests = MAX_REQUESTS;
    }
    if left_out("concurrency") {
        target.limits.concurrency = CONCURRENCY;
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn target(environment: &str, rest: &str) -> Target {
        let text = format!(
            "samspel: 1\nname: x\nenvironment: {environment}\ninterfaces: {{ ss12000: {{ base_url: \"http://127.0.0.1:1/\", edition: \"2.1\" }} }}\nprincipals: {{ full: {{ none: {{}} }} }}\n{rest}"
        );
        Target::parse("target.yaml", &text).unwrap().target
    }

    #[test]
    fn a_production_system_is_only_read_slowly_and_little_is_kept() {
        let target = target("production", "");
        assert!(target.is_only_read() && !target.may_be_written_to());
        assert_eq!((target.limits.requests_per_second, target.limits.max_requests), (5, 5000));
        assert_eq!(target.limits.concurrency, 2);
        assert_eq!(target.evidence_level("ss12000"), EvidenceLevel::Shape);
    }

    #[test]
    fn what_the_file_says_about_limits_holds_in_production_too() {
        let target = target("production", "limits: { max_requests: 20000 }\n");
        assert_eq!((target.limits.requests_per_second, target.limits.max_requests), (5, 20_000));
    }

    #[test]
    fn more_evidence_than_shapes_is_kept_of_no_production_system_and_less_is_possible() {
        let level = |environment: &str, level: &str| {
            target(environment, &format!("evidence: {{ level: {level} }}\n")).evidence_level("ss12000")
        };
        assert_eq!(level("production", "pseudonymised"), EvidenceLevel::Shape);
        assert_eq!(level("production", "none"), EvidenceLevel::None);
        assert_eq!(level("test", "pseudonymised"), EvidenceLevel::Pseudonymised);
    }

    #[test]
    fn a_test_environment_keeps_the_ordinary_limits() {
        let target = target("test", "allow_writes: true\n");
        assert!(target.may_be_written_to());
        assert_eq!(target.limits, samspel_exchange::Limits::default());
    }
}
