//! Exit codes, the contract with CI.

use samspel_model::{Level, Outcome, Report, Verdict};

use crate::{Reach, RunRecord};

/// How the process ends. The numbers are stable: pipelines rely on them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Exit {
    /// 0: CONFORMS, the gate is met, or the command did what it was asked to.
    Success = 0,
    /// 1: a MUST failed (or, for other commands, the answer is no).
    Failed = 1,
    /// 2: wrong usage or configuration; nothing was run.
    Usage = 2,
    /// 3: nothing proven, or a MUST left INCONCLUSIVE, NOT_TESTED or ERROR.
    NotShown = 3,
    /// 4: the system could not be reached, or refused the principal `full` everywhere.
    Unreachable = 4,
    /// 5: a fault in Samspel.
    Fault = 5,
    /// 6: a report did not verify.
    NotVerified = 6,
    /// 130: interrupted; the run can be resumed.
    Interrupted = 130,
}

impl Exit {
    /// The number that the process ends with.
    #[must_use]
    pub fn code(self) -> u8 {
        self as u8
    }

    /// How a run ends without a gate.
    ///
    /// An unreachable system is told before anything else since nothing else was learnt; a fault in Samspel is told before a
    /// failure of the system, so that nobody sends a report onwards that our own fault may have coloured.
    #[must_use]
    pub fn of(report: &Report, record: &RunRecord, reach: &Reach) -> Exit {
        if record.interrupted {
            return Exit::Interrupted;
        }
        if matches!(reach, Reach::Unreachable | Reach::Refused) {
            return Exit::Unreachable;
        }
        if !record.faults.is_empty() {
            return Exit::Fault;
        }
        match report.statement.outcome {
            Outcome::DoesNotConform => Exit::Failed,
            Outcome::NotShown => Exit::NotShown,
            Outcome::Conforms if proven(report) => Exit::Success,
            // The decision rule rules this out; a green exit gets a second lock all the same.
            Outcome::Conforms => Exit::NotShown,
        }
    }
}

/// Whether at least one MUST passed with a witness.
fn proven(report: &Report) -> bool {
    report.requirements.iter().any(|r| r.level == Level::Must && r.verdict == Verdict::Pass && r.witnesses > 0)
}
