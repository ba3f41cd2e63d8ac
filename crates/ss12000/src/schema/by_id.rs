//! `ss12000/schema-by-id`: the objects that fetching by id gives.

use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use super::{envelope, verdict};
use crate::observe::{against, undecided};
use crate::reread::{Answer, Reread};
use crate::run_state;

pub(super) const CHECK: Check = Check { id: "ss12000/schema-by-id", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let operation = run_state::operation(ctx).await?;
    if let Some(obstacle) = run_state::discovery(ctx).await?.obstacle(ctx, &operation.id) {
        return Ok(obstacle);
    }
    Ok(judge(ctx, &*run_state::reread(ctx, &operation.id).await?, "SS12K-ENV-003"))
}

/// The same for by-id and lookup operations; only the requirement on the envelope differs.
pub(super) fn judge(ctx: &Context, reread: &Reread, envelope_rule: &str) -> Vec<Observation> {
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
    observations.extend(verdict::observations(ctx, &reread.operation, &reread.tally, &trace));
    observations
}
