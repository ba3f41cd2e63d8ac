//! From the tally of an operation to observations on the requirements that a case claims.

use samspel_model::{Gap, Message, Observation};
use samspel_suite::Context;

use crate::harvest::{Fault, FaultKey, Reach, Tally, Trace, is_about_one_kind};
use samspel_suite::observe::{against, not_applicable, undecided, witness};

/// Observations on every claimed requirement: contradictions, or how much was seen without any, or that there was nothing to see.
/// `trace` gives the exchange of a page.
pub(super) fn observations(
    ctx: &Context,
    operation: &str,
    tally: &Tally,
    reach: &Reach,
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
            0 if contradicted => {}
            0 if !reach.can_show(requirement) => {
                observations
                    .push(not_applicable(requirement, Message::new("schema-cannot").with("operation", operation)));
            }
            // Entities came, but none with what this is about. Of a general rule that says nothing; of a rule on one kind of
            // object it says that the object is lacking.
            0 if tally.entities > 0 && !is_about_one_kind(requirement) => {}
            0 => {
                let id = if tally.entities > 0 { "schema-none-of-it" } else { "schema-nothing-to-see" };
                observations.push(undecided(requirement, Gap::NoData, Message::new(id).with("operation", operation)));
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
