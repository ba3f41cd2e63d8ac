//! `ss12000/page-strict-token`: a filter or a sortkey beside a token is refused with 400.

use samspel_contract::Operation;
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use super::ask::{harvest, next_page, status, token, token_in, too_small};
use crate::harvest::Harvest;
use crate::observe::{against, answer, undecided, witness};
use crate::oracle::{frequencies, simple};
use crate::run_state;
use crate::snapshot::Interner;

const RULE: &str = "SS12K-PAGE-006";

pub(super) const CHECK: Check = Check { id: "ss12000/page-strict-token", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let (operation, harvest) = match harvest(ctx).await? {
        Ok(ready) => ready,
        Err(instead) => return Ok(instead),
    };
    if harvest.keys().len() < 2 {
        return Ok(vec![too_small(RULE, &harvest)]);
    }
    let extras = extras(&operation, &harvest, &*run_state::ids(ctx).await?);
    if extras.is_empty() {
        let reason = Message::new("page-no-filter-to-add").with("operation", operation.id.as_str());
        return Ok(vec![crate::observe::not_applicable(RULE, reason)]);
    }
    // A token that does not even work alone says nothing when it is refused in company.
    let Some(repeats_required) = alone(ctx, &operation, &harvest).await? else {
        let reason = Message::new("page-no-usable-token").with("operation", operation.id.as_str());
        return Ok(vec![undecided(RULE, Gap::NoAnswer, reason)]);
    };
    let mut observations = Vec::new();
    let mut refused = 0;
    let mut shown = None;
    for (name, value) in extras {
        // A fresh token each time: some systems let a token be used once.
        let Some(token) = token(ctx, &operation, &harvest).await? else { continue };
        let request = next_page(&operation, &harvest, repeats_required, &token).query(&name, value);
        let exchange = ctx.session.send(request).await?;
        match status(&exchange) {
            Some(400) => {
                refused += 1;
                shown = Some(exchange);
            }
            None | Some(429 | 503) => {
                let reason = Message::new("no-usable-answer")
                    .with("operation", operation.id.as_str())
                    .with("answer", answer(&exchange));
                observations.push(undecided(RULE, Gap::NoAnswer, reason));
            }
            Some(code) => {
                let summary = match code {
                    200..300 => "page-token-with-filter-served",
                    _ => "page-token-with-filter-other-status",
                };
                observations.push(
                    against(RULE, Message::new(summary))
                        .expected("HTTP 400")
                        .observed(format!("HTTP {code}"))
                        .sample(format!("{} pageToken + {name}", operation.id))
                        .exchange(&exchange)
                        .contradiction(),
                );
            }
        }
    }
    if refused > 0 {
        let seen = Message::new("page-tokens-with-filter-refused")
            .with("operation", operation.id.as_str())
            .with("count", refused);
        observations.push(witness(RULE, refused, seen));
    }
    if let Some(exchange) = shown {
        observations.push(
            against(RULE, Message::new("page-strictness-meets-known-clients"))
                .expected("HTTP 400")
                .observed("HTTP 400")
                .sample(operation.id.as_str())
                .exchange(&exchange)
                .note(),
        );
    }
    Ok(observations)
}

/// A filter that lets everything through (or one with a value that exists), and a sortkey.
fn extras(operation: &Operation, harvest: &Harvest, ids: &Interner) -> Vec<(String, String)> {
    let own = simple(&harvest.table, operation).find_map(|(parameter, column)| {
        let (value, _) = frequencies(column, ids).into_iter().next()?;
        Some((parameter.name.clone(), value))
    });
    let has = |name: &str| operation.parameters.iter().any(|p| p.name == name && !p.required);
    let time = ["meta.modified.after", "after"]
        .into_iter()
        .find(|name| has(name))
        .map(|name| (name.to_owned(), "1970-01-01T00:00:00Z".to_owned()));
    let sort = operation
        .parameters
        .iter()
        .find(|p| p.name == "sortkey")
        .and_then(|p| p.values.as_ref()?.first().map(|value| (p.name.clone(), value.clone())));
    [time.or(own), sort].into_iter().flatten().collect()
}

/// Whether a token works by itself, and whether it needs the required parameters beside it. None when it does not work.
async fn alone(ctx: &Context, operation: &Operation, harvest: &Harvest) -> Result<Option<bool>, CheckError> {
    for repeats_required in [false, true] {
        let Some(token) = token(ctx, operation, harvest).await? else { return Ok(None) };
        let exchange = ctx.session.send(next_page(operation, harvest, repeats_required, &token)).await?;
        // A page that can be read, with or without a token of its own.
        if exchange.outcome.as_ref().is_ok_and(|r| r.status == 200) || token_in(&exchange).is_some() {
            return Ok(Some(repeats_required));
        }
        if harvest.required.is_empty() {
            return Ok(None);
        }
    }
    Ok(None)
}
