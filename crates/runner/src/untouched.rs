//! The record of a run that never began, because the system could not be reached or let nobody in.

use samspel_model::{CaseResult, Contradiction, Message, Observation, Sight};
use samspel_suite::Plan;

use crate::execute::skipped;
use crate::journal::now;
use crate::record::left_out;
use crate::{Journal, RunRecord};

impl RunRecord {
    /// Every test skipped for the same reason.
    #[must_use]
    pub fn untouched(plan: &Plan, reason: &Message, journal: &Journal, requests: u64) -> RunRecord {
        let mut results: Vec<CaseResult> = plan.cases.iter().map(|case| skipped(case, reason.clone())).collect();
        results.extend(plan.left_out.iter().map(left_out));
        RunRecord {
            results,
            faults: Vec::new(),
            interrupted: false,
            started: journal.started().to_owned(),
            ended: now(),
            requests: journal.requests() + requests,
        }
    }

    /// Tells something about the system as a whole among the findings: at the first control case, whose question (does the
    /// system answer?) it comes closest to.
    pub fn tell(&mut self, note: Contradiction) {
        let teller = self.results.iter().position(|r| r.control).unwrap_or(0);
        if let Some(teller) = self.results.get_mut(teller)
            && let Some(requirement) = teller.requirements.first().cloned()
        {
            teller.observations.push(Observation { requirement, sight: Sight::Note(Box::new(note)) });
        }
    }
}
