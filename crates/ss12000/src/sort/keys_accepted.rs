//! `ss12000/sort-keys-accepted`: every sort key of a list is served.

use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use super::order::{discriminates, is_defined};
use super::reading::{Reading, Readings, readings};
use super::unknown_key::NO_SUCH_KEY;
use crate::harvest::End;
use crate::http::positive::Positive;
use crate::requests;
use samspel_suite::observe::{against, decides_nothing, undecided, witness};

pub(super) const CHECK: Check = Check { id: "ss12000/sort-keys-accepted", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let (operation, positive) = match Positive::of_case(ctx).await? {
        Ok(good) => good,
        Err(said) => return Ok(said),
    };
    let Some(rule) = ctx.requirements.first() else { return Ok(Vec::new()) };
    let only = ctx.with.get("sortkey").and_then(serde_json::Value::as_str);
    let all = readings(ctx, &operation).await?;
    let wanted = |reading: &&Reading| match only {
        Some(only) => reading.sort_key.name == only,
        None => is_defined(&operation, &reading.sort_key),
    };
    // A system that takes any sort key shows nothing by taking a good one.
    let request = requests::with_query(requests::plain(&operation), &all.harvest.required);
    let made_up = ctx.session.send(request.query("sortkey", NO_SUCH_KEY).query("limit", "1")).await?;
    let knows_keys = made_up.outcome.as_ref().is_ok_and(|r| (400..500).contains(&r.status) && r.status != 429);
    let mut observations = Vec::new();
    let mut shown = 0;
    for reading in all.readings.iter().filter(wanted) {
        match refusal(reading) {
            None if knows_keys || heeded(&all, reading) => shown += 1,
            None => {}
            Some(Refusal::No { status, summary }) => {
                let finding = against(rule, Message::new(summary))
                    .expected("HTTP 200")
                    .observed(format!("HTTP {status}"))
                    .operation(&operation.id)
                    .sample(format!("{} sortkey={}", operation.id, reading.sort_key.name));
                observations.push(match reading.trace() {
                    Some(trace) => finding.trace(&trace.id, &trace.curl).contradiction(),
                    None => finding.contradiction(),
                });
            }
            Some(Refusal::Unclear) => {
                let reason = Message::new("sort-list-unread")
                    .with("operation", operation.id.as_str())
                    .with("sortkey", reading.sort_key.name.as_str());
                observations.push(undecided(rule, Gap::NoAnswer, reason));
            }
        }
    }
    if shown > 0 && positive.holds_data() {
        let seen = Message::new("sortkeys-served").with("operation", operation.id.as_str()).with("count", shown);
        observations.push(witness(rule, shown, seen));
    } else if observations.is_empty() {
        let reason = Message::new("sortkeys-show-nothing").with("operation", operation.id.as_str());
        observations.push(undecided(rule, Gap::NoData, reason));
    }
    Ok(observations)
}

/// How a sort key was not served.
enum Refusal {
    No { status: u16, summary: &'static str },
    Unclear,
}

fn refusal(reading: &Reading) -> Option<Refusal> {
    if !reading.walked.pages.is_empty() {
        return None;
    }
    Some(match reading.walked.end {
        End::Status { status } if decides_nothing(status) => Refusal::Unclear,
        End::Status { status } if status >= 500 => Refusal::No { status, summary: "sortkey-fails" },
        End::Status { status } => Refusal::No { status, summary: "sortkey-refused" },
        _ => Refusal::Unclear,
    })
}

/// Whether the order shows that the sort key was heeded.
fn heeded(all: &Readings, reading: &Reading) -> bool {
    let in_order = super::disorder::displaced(&reading.entries, reading.sort_key.descending).is_empty();
    in_order && discriminates(all, reading)
}
