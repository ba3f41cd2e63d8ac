//! `ss12000/date-reversed`: a window whose end lies before its beginning gives an empty list or 400, never a server error.

use std::collections::BTreeMap;

use samspel_contract::{Operation, Parameter};
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};
use serde_json::Value;

use super::malformed::{Reaction, reaction};
use super::moment::{is_upper, moments, nothing_splits, written};
use crate::http::positive::{Positive, entities};
use crate::{requests, run_state};
use samspel_suite::observe::{against, answer, undecided, witness};

const RULE: &str = "SS12K-DATE-013";

pub(super) const CHECK: Check = Check { id: "ss12000/date-reversed", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let (operation, _) = match Positive::of_case(ctx).await? {
        Ok(good) => good,
        Err(said) => return Ok(said),
    };
    let harvest = run_state::harvest(ctx, &operation.id).await?;
    let mut told = Vec::new();
    let mut right = 0;
    for (field, (upper, lower)) in windows(&operation) {
        let moments = harvest.table.column(field).map(moments).unwrap_or_default();
        let (Some(first), Some(last)) = (moments.first(), moments.last()) else { continue };
        if first == last {
            continue;
        }
        let reversed = [(upper.name.clone(), written(*first)), (lower.name.clone(), written(*last))];
        let others: Vec<_> =
            harvest.required.iter().filter(|(n, _)| *n != upper.name && *n != lower.name).cloned().collect();
        let request = requests::with_query(requests::with_query(requests::plain(&operation), &others), &reversed);
        let exchange = ctx.session.send(request.query("limit", "50")).await?;
        let summary = match reaction(&exchange) {
            Reaction::Refused => {
                right += 1;
                continue;
            }
            Reaction::Served => {
                let body: Value =
                    exchange.outcome.as_ref().ok().and_then(|response| response.json().ok()).unwrap_or_default();
                // What has no such date may belong to every window.
                if entities(&body).into_iter().all(|entity| at(entity, field).is_none()) {
                    right += 1;
                    continue;
                }
                "date-reversed-filled"
            }
            Reaction::OtherStatus => "date-reversed-other-status",
            Reaction::Fails => "date-reversed-fails",
            Reaction::Unclear => {
                let reason = Message::new("no-answer").with("operation", operation.id.as_str());
                told.push(undecided(RULE, Gap::NoAnswer, reason.with("answer", answer(&exchange))));
                continue;
            }
        };
        told.push(
            against(RULE, Message::new(summary))
                .expected("no entry, or HTTP 400")
                .observed(answer(&exchange))
                .sample(format!("{} {} before {}", operation.id, upper.name, lower.name))
                .exchange(&exchange)
                .contradiction(),
        );
    }
    if right > 0 {
        let seen = Message::new("date-reversed-empty").with("operation", operation.id.as_str());
        told.push(witness(RULE, right, seen.with("count", right)));
    } else if told.is_empty() {
        told.push(nothing_splits(RULE, &operation, "onOrAfter, onOrBefore"));
    }
    Ok(told)
}

/// The fields that can be bounded from both sides, with the two parameters.
fn windows(operation: &Operation) -> BTreeMap<&str, (&Parameter, &Parameter)> {
    let side = |wanted: bool| {
        let bounds =
            operation.parameters.iter().filter(move |p| p.name.contains("onOr") && is_upper(p) == Some(wanted));
        bounds.filter_map(|p| Some((p.semantics.field.as_deref()?, p))).collect::<BTreeMap<_, _>>()
    };
    let lower = side(false);
    side(true).into_iter().filter_map(|(field, upper)| Some((field, (upper, *lower.get(field)?)))).collect()
}

fn at<'a>(entity: &'a Value, field: &str) -> Option<&'a Value> {
    field.split('.').try_fold(entity, |value, name| value.get(name)).filter(|value| !value.is_null())
}
