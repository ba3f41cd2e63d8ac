//! `ss12000/look-complete`: every entity of the list comes through its lookup, in one answer with everything asked for.

use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use crate::reread::Fate;
use crate::{requests, run_state};
use samspel_suite::observe::{against, undecided, witness};

pub(super) const CHECK: Check = Check { id: "ss12000/look-complete", run: |ctx| Box::pin(run(ctx)) };

const RULE: &str = "SS12K-LOOK-007";
/// Missing entities that are asked for one at a time before the system is blamed.
const CONFIRMED: usize = 5;

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let operation = run_state::operation(ctx).await?;
    if let Some(obstacle) = run_state::discovery(ctx).await?.obstacle(ctx, &operation.id) {
        return Ok(obstacle);
    }
    let reread = run_state::reread(ctx, &operation.id).await?;
    let message = |id: &str| Message::new(id).with("operation", operation.id.as_str());
    let absent = || reread.fates.iter().filter(|(_, fate, _)| *fate == Fate::Absent);
    // What is there when asked for alone, and missing among others, was cut off.
    let mut cut_off = Vec::new();
    for (id, _, at) in absent().take(CONFIRMED) {
        let alone = ctx.session.send(requests::lookup(&operation, "ids", std::slice::from_ref(id))).await?;
        let body: Option<serde_json::Value> =
            alone.outcome.as_ref().ok().filter(|r| r.is_success()).and_then(|r| r.json().ok());
        let came = |entity: &serde_json::Value| {
            entity.get("id").and_then(serde_json::Value::as_str).is_some_and(|own| own.eq_ignore_ascii_case(id))
        };
        if body.as_ref().and_then(serde_json::Value::as_array).is_some_and(|all| all.iter().any(came)) {
            cut_off.push((id, *at, alone));
        }
    }
    if let Some((_, at, alone)) = cut_off.first() {
        let mut seen = against(RULE, Message::new("look-cut-off"))
            .expected("every entity asked for | HTTP 503")
            .observed(format!("{} missing", absent().count()))
            .operation(&operation.id)
            .count(absent().count() as u64)
            .samples(cut_off.iter().map(|(id, ..)| format!("{} {id}", operation.id)));
        if let Some(trace) = reread.traces.get(*at) {
            seen = seen.trace(&trace.id, &trace.curl);
        }
        return Ok(vec![seen.exchange(alone).contradiction()]);
    }
    let came = reread.same
        + reread.fates.iter().filter(|(_, f, _)| matches!(f, Fate::Differs { .. } | Fate::Modified)).count() as u64;
    if came == 0 {
        return Ok(vec![undecided(RULE, Gap::NoData, message("look-nothing-to-look-up"))]);
    }
    if absent().next().is_some() {
        return Ok(vec![undecided(RULE, Gap::Drift, message("look-some-gone"))]);
    }
    Ok(vec![witness(RULE, came, message("look-complete").with("count", came))])
}
