//! Envelope and entities of a list, all pages.

use samspel_model::{Gap, Message, Observation};
use samspel_suite::Context;

use super::{envelope, verdict};
use crate::harvest::{End, Harvest, Reach, Trace};
use samspel_suite::observe::undecided;

/// Judges a list.
pub(super) fn judge(ctx: &Context, harvest: &Harvest, reach: &Reach) -> Vec<Observation> {
    let trace =
        |page: usize| harvest.walked.pages.get(page).map(|p| Trace { id: p.exchange.clone(), curl: p.curl.clone() });
    let mut observations = Vec::new();
    if ctx.requirements.iter().any(|r| r == "SS12K-ENV-001") {
        for (number, page) in harvest.walked.pages.iter().enumerate() {
            for fault in &page.faults {
                observations.push(envelope::finding(&harvest.operation, fault, trace(number)));
            }
        }
    }
    if ctx.requirements.iter().any(|r| r == "SS12K-ENV-009") {
        for (name, page) in harvest.walked.beside.iter().take(10) {
            observations.push(envelope::beside(&harvest.operation, name, trace(*page)));
        }
    }
    // A reading that broke off leaves open what the rest holds; what was read is judged all the same.
    if let End::NoAnswer { what } = &harvest.walked.end {
        let reason = Message::new("reading-broke-off")
            .with("operation", harvest.operation.as_str())
            .with("answer", what.as_str());
        observations.extend(ctx.requirements.iter().map(|r| undecided(r, Gap::NoAnswer, reason.clone())));
    }
    if let End::Status { status } = harvest.walked.end {
        let answer = format!("HTTP {status}");
        let reason =
            Message::new("reading-broke-off").with("operation", harvest.operation.as_str()).with("answer", answer);
        observations.extend(ctx.requirements.iter().map(|r| undecided(r, Gap::NoAnswer, reason.clone())));
    }
    observations.extend(verdict::observations(ctx, &harvest.operation, &harvest.tally, reach, &trace));
    observations
}
