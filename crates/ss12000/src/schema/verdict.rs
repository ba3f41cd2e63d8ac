//! From the tally of an operation to observations on the requirements that a case claims.

use samspel_model::{Gap, Message, Observation};
use samspel_suite::Context;

use crate::harvest::{Fault, FaultKey, Tally, Trace};
use crate::observe::{against, undecided, witness};

/// Observations on every claimed requirement: contradictions, or how much was seen without any, or that there was nothing to see.
/// `trace` gives the exchange of a page.
pub(super) fn observations(
    ctx: &Context,
    operation: &str,
    tally: &Tally,
    trace: &dyn Fn(usize) -> Option<Trace>,
) -> Vec<Observation> {
    let mut observations = Vec::new();
    for requirement in &ctx.requirements {
        let mut contradicted = false;
        for (key, fault) in tally.faults.iter().filter(|(key, _)| &key.requirement == requirement) {
            contradicted |= !fault.note;
            observations.push(finding(operation, key, fault, trace));
        }
        match tally.seen.get(requirement).copied().unwrap_or(0) {
            // Entities came, but none of them holds what this is about: nothing to say, for or against.
            0 if contradicted || tally.entities > 0 => {}
            0 => {
                let reason = Message::new("schema-nothing-to-see").with("operation", operation);
                observations.push(undecided(requirement, Gap::NoData, reason));
            }
            count => {
                let seen = Message::new("schema-seen").with("operation", operation).with("count", count);
                observations.push(witness(requirement, count, seen));
            }
        }
    }
    observations
}

fn finding(operation: &str, key: &FaultKey, fault: &Fault, trace: &dyn Fn(usize) -> Option<Trace>) -> Observation {
    let place = format!("{operation} {}", key.pointer);
    let mut finding = against(&key.requirement, Message::new(key.summary))
        .expected(fault.expected.clone())
        .observed(key.observed.clone())
        .operation(operation)
        .pointer(key.pointer.clone())
        .count(fault.count)
        .samples(fault.entities.iter().map(|entity| format!("{place} {entity}")));
    if let Some(cause) = &fault.cause {
        finding = finding.cause(cause.clone());
    }
    for trace in fault.pages.iter().filter_map(|page| trace(*page)) {
        finding = finding.trace(&trace.id, &trace.curl);
    }
    if fault.note { finding.note() } else { finding.contradiction() }
}
