//! Gates: what a pipeline lets through.

use std::collections::BTreeSet;

use samspel_model::{Level, Report, Verdict};

use crate::{Exit, Reach, RunRecord};

/// What has to hold for exit code 0.
#[derive(Debug, Clone)]
pub enum Gate {
    /// The statement is CONFORMS.
    Conforms,
    /// No MUST fails that did not fail in the baseline. For systems on their way: nothing gets worse.
    NoNewFailures(Box<Report>),
}

impl Gate {
    /// The name used on the command line.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Gate::Conforms => "conforms",
            Gate::NoNewFailures(_) => "no-new-failures",
        }
    }

    /// How a run ends under this gate.
    ///
    /// A gate forgives known failures and what is not shown; it forgives no unreachable system, no fault in Samspel, and no
    /// run in which not a single MUST was witnessed.
    #[must_use]
    pub fn exit(&self, report: &Report, record: &RunRecord, reach: &Reach) -> Exit {
        let plain = Exit::of(report, record, reach);
        match (self, plain) {
            (Gate::NoNewFailures(baseline), Exit::Failed | Exit::NotShown) => {
                if !new_failures(baseline, report).is_empty() {
                    Exit::Failed
                } else if report
                    .requirements
                    .iter()
                    .any(|r| r.level == Level::Must && r.verdict == Verdict::Pass && r.witnesses > 0)
                {
                    Exit::Success
                } else {
                    Exit::NotShown
                }
            }
            _ => plain,
        }
    }
}

/// Ids of the MUST requirements that fail now and did not fail in the baseline, in catalogue order.
fn new_failures<'a>(baseline: &Report, report: &'a Report) -> Vec<&'a str> {
    let known: BTreeSet<&str> = failures(baseline).collect();
    failures(report).filter(|id| !known.contains(id)).collect()
}

fn failures(report: &Report) -> impl Iterator<Item = &str> {
    report.requirements.iter().filter(|r| r.level == Level::Must && r.verdict == Verdict::Fail).map(|r| r.id.as_str())
}
