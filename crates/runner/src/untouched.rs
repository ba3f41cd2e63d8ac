//! The record of a run that never began, because the system could not be reached or let nobody in.

use samspel_model::{CaseResult, Contradiction, Message, Observation, Sight};
use samspel_suite::Plan;

use crate::execute::skipped;
use crate::journal::now;
use crate::record::left_out;
use crate::{Journal, RunRecord};

/// Why nothing was run.
pub struct Closed {
    /// The reason, for every test.
    pub reason: Message,
    /// The same as a note among the findings, with what was expected and what came instead.
    pub note: Contradiction,
}

impl RunRecord {
    /// Every test skipped for the same reason, which is also told once among the findings: at the first control case, whose
    /// question (does the system answer?) it comes closest to.
    #[must_use]
    pub fn untouched(plan: &Plan, closed: &Closed, journal: &Journal, requests: u64) -> RunRecord {
        let mut results: Vec<CaseResult> = plan.cases.iter().map(|case| skipped(case, closed.reason.clone())).collect();
        let teller = results.iter().position(|r| r.control).unwrap_or(0);
        if let Some(teller) = results.get_mut(teller)
            && let Some(requirement) = teller.requirements.first().cloned()
        {
            teller.observations.push(Observation { requirement, sight: Sight::Note(Box::new(closed.note.clone())) });
        }
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
}
