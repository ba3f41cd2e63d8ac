//! The objects that fetching by id gives, and the arrays that lookups give.

use samspel_model::{Gap, Message, Observation};
use samspel_suite::Context;

use super::{envelope, verdict};
use crate::harvest::Reach;
use crate::reread::{Answer, Reread};
use samspel_suite::observe::{against, undecided};

/// Judges what was read again; `envelope_rule` is the requirement on the shape around the entities.
pub(super) fn judge(ctx: &Context, reread: &Reread, envelope_rule: &str, reach: &Reach) -> Vec<Observation> {
    let trace = |at: usize| reread.traces.get(at).cloned();
    let mut observations = Vec::new();
    for (at, answer) in &reread.answers {
        let (summary, observed) = match answer {
            Answer::NotJson(fault) => ("envelope-not-json", envelope::not_json(fault)),
            Answer::Wrapped { key } => ("envelope-wrapped", format!("{{ {key}: … }}")),
            Answer::WrongKind { kind } => ("envelope-wrong-kind", (*kind).to_owned()),
            Answer::Failed { answer } => {
                let reason = Message::new("reading-broke-off")
                    .with("operation", reread.operation.as_str())
                    .with("answer", answer.as_str());
                observations.extend(ctx.requirements.iter().map(|r| undecided(r, Gap::NoAnswer, reason.clone())));
                continue;
            }
        };
        if ctx.requirements.iter().any(|r| r == envelope_rule) {
            let expected = if envelope_rule == "SS12K-ENV-002" { "[ … ]" } else { "{ id, … }" };
            let mut finding = against(envelope_rule, Message::new(summary))
                .expected(expected)
                .observed(observed)
                .operation(&reread.operation);
            if let Some(trace) = trace(*at) {
                finding = finding.sample(format!("{} {}", reread.operation, trace.id)).trace(&trace.id, &trace.curl);
            }
            observations.push(finding.contradiction());
        }
    }
    observations.extend(verdict::observations(ctx, &reread.operation, &reread.tally, reach, &trace));
    observations
}
