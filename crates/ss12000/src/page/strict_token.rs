//! `ss12000/page-strict-token`: a filter or a sortkey beside a token is refused with 400.

use samspel_contract::Operation;
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use super::ask::{harvest, next_page, token, token_in, too_small};
use super::refusals::{Refusals, Rule};
use crate::harvest::Harvest;
use crate::oracle::{frequencies, simple};
use crate::run_state;
use crate::snapshot::Interner;
use samspel_suite::observe::{against, not_applicable, undecided};

const RULE: Rule = Rule {
    id: "SS12K-PAGE-006",
    right: &[400],
    served: "page-token-with-filter-served",
    other_status: "page-token-with-filter-other-status",
    refused: "page-tokens-with-filter-refused",
};

pub(super) const CHECK: Check = Check { id: "ss12000/page-strict-token", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let (operation, harvest) = match harvest(ctx).await? {
        Ok(ready) => ready,
        Err(instead) => return Ok(instead),
    };
    if harvest.keys().len() < 2 {
        return Ok(vec![too_small(RULE.id, &harvest)]);
    }
    let extras = extras(&operation, &harvest, &*run_state::ids(ctx).await?);
    if extras.is_empty() {
        let reason = Message::new("page-no-filter-to-add").with("operation", operation.id.as_str());
        return Ok(vec![not_applicable(RULE.id, reason)]);
    }
    // A token that does not even work alone says nothing when it is refused in company.
    let Some(repeats_required) = alone(ctx, &operation, &harvest).await? else {
        let reason = Message::new("page-no-usable-token").with("operation", operation.id.as_str());
        return Ok(vec![undecided(RULE.id, Gap::NoAnswer, reason)]);
    };
    let mut refusals = Refusals::new(&RULE, &operation.id);
    let mut shown = None;
    for (name, value) in extras {
        // A fresh token each time: some systems let a token be used once.
        let Some(token) = token(ctx, &operation, &harvest).await? else { continue };
        let request = next_page(&operation, &harvest, repeats_required, &token).query(&name, value);
        let exchange = ctx.session.send(request).await?;
        if refusals.hear(&exchange, &format!("pageToken + {name}")) {
            shown = Some(exchange);
        }
    }
    let mut observations = refusals.close();
    if let Some(exchange) = shown {
        observations.push(
            against(RULE.id, Message::new("page-strictness-meets-known-clients"))
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
