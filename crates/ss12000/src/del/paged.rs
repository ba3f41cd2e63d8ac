//! `ss12000/del-paged`: deletions are paged like lists; a token stands alone, and `limit` counts ids over all types.

use std::collections::BTreeSet;

use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};
use serde_json::Value;
use uuid::Uuid;

use super::asked::{LIST, request, whole};
use crate::writing::{is_unclear, status, success, unusable};
use samspel_suite::observe::{against, answer, undecided, witness};

const PAGED: &str = "SS12K-DEL-006";
const LIMIT: &str = "SS12K-DEL-007";
/// Pages that are followed at most.
const PAGES: usize = 40;

pub(super) const CHECK: Check = Check { id: "ss12000/del-paged", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let all = match whole(ctx).await? {
        Ok(all) => all,
        Err(instead) => return Ok(instead),
    };
    let total = all.ids().len();
    if total < 2 {
        let few = |rule| undecided(rule, Gap::NoData, Message::new("deleted-too-few"));
        return Ok(vec![few(PAGED), few(LIMIT)]);
    }
    let limit = (total / 6).clamp(1, 500);
    let asked = limit.to_string();
    let mut exchange = ctx.session.send(request(&[("limit", &asked)])).await?;
    let mut observations = Vec::new();
    let mut ids: BTreeSet<Uuid> = BTreeSet::new();
    let (mut pages, mut largest, mut paged) = (0_u64, 0, false);
    loop {
        let Some(page) = success(&exchange) else {
            observations.push(unusable(PAGED, &exchange));
            break;
        };
        pages += 1;
        let on_page = ids_of(&page);
        if on_page.len() > limit && largest <= limit {
            // A limit that one type alone exceeds is not counted for each type: it is not counted at all.
            // Where no type has so many, a limit of one tells.
            let ignored = most_of_a_type(&page) > limit || {
                let one = ctx.session.send(request(&[("limit", "1")])).await?;
                success(&one).is_some_and(|page| most_of_a_type(&page) > 1)
            };
            let summary = if ignored { "deleted-limit-ignored" } else { "deleted-limit-per-type" };
            let seen = against(LIMIT, Message::new(summary))
                .expected(format!("at most {limit} ids on a page"))
                .observed(format!("{} ids", on_page.len()));
            observations.push(seen.sample(format!("limit={limit}")).exchange(&exchange).contradiction());
        }
        largest = largest.max(on_page.len());
        ids.extend(on_page);
        let Some(token) = token_of(&page) else {
            observations.extend(complete(&all.ids(), &ids, pages));
            break;
        };
        paged = true;
        if pages as usize >= PAGES {
            break;
        }
        // Without `limit` beside the token a page may be as large as the system likes.
        exchange = ctx.session.send(request(&[("pageToken", token), ("limit", &asked)])).await?;
    }
    if pages > 1 && largest <= limit {
        observations.push(witness(LIMIT, pages, Message::new("deleted-limit-kept").with("count", pages)));
    }
    if paged {
        observations.extend(alone(ctx, &asked).await?);
    }
    if observations.is_empty() {
        observations.push(undecided(PAGED, Gap::NoData, Message::new("deleted-too-few")));
    }
    Ok(observations)
}

fn token_of(page: &Value) -> Option<&str> {
    page.get("pageToken").and_then(Value::as_str).filter(|token| !token.is_empty())
}

fn ids_of(page: &Value) -> Vec<Uuid> {
    let keys = page.get("data").and_then(Value::as_object).into_iter().flatten();
    let ids = keys.flat_map(|(_, ids)| ids.as_array().into_iter().flatten());
    ids.filter_map(|id| Uuid::try_parse(id.as_str()?).ok()).collect()
}

fn most_of_a_type(page: &Value) -> usize {
    let types = page.get("data").and_then(Value::as_object).into_iter().flatten();
    types.filter_map(|(_, ids)| ids.as_array().map(Vec::len)).max().unwrap_or_default()
}

fn complete(all: &BTreeSet<Uuid>, paged: &BTreeSet<Uuid>, pages: u64) -> Option<Observation> {
    let missing = all.difference(paged).count();
    if missing == 0 {
        let seen = Message::new("deleted-pages-agree").with("count", pages);
        return (pages > 1).then(|| witness(PAGED, pages, seen));
    }
    let seen = against(PAGED, Message::new("deleted-pages-lack"))
        .expected(format!("{} ids", all.len()))
        .observed(format!("{} of them are missing", missing))
        .operation(LIST);
    Some(seen.count(missing as u64).contradiction())
}

/// A token beside a filter is refused. Each is a fresh one: some systems let a token be used once.
async fn alone(ctx: &Context, limit: &str) -> Result<Vec<Observation>, CheckError> {
    let none = || undecided(PAGED, Gap::NoAnswer, Message::new("page-no-usable-token").with("operation", LIST));
    // A token that does not even work alone says nothing when it is refused in company.
    let works = match fresh(ctx, limit).await? {
        Some(token) => success(&ctx.session.send(request(&[("pageToken", &token)])).await?).is_some(),
        None => false,
    };
    if !works {
        return Ok(vec![none()]);
    }
    let mut observations = Vec::new();
    let mut refused = 0;
    for (name, value) in [("after", "2020-01-01T00:00:00Z"), ("entities", "Person")] {
        let Some(token) = fresh(ctx, limit).await? else {
            observations.push(none());
            continue;
        };
        let exchange = ctx.session.send(request(&[("pageToken", &token), (name, value)])).await?;
        if status(&exchange) == Some(400) {
            refused += 1;
        } else if is_unclear(&exchange) {
            observations.push(unusable(PAGED, &exchange));
        } else {
            let seen = against(PAGED, Message::new("deleted-filter-beside-token")).expected("HTTP 400");
            let seen = seen.observed(answer(&exchange)).sample(format!("pageToken and {name}"));
            observations.push(seen.exchange(&exchange).contradiction());
        }
    }
    if refused > 0 {
        observations.push(witness(PAGED, refused, Message::new("deleted-token-alone").with("count", refused)));
    }
    Ok(observations)
}

/// A token that nobody has used.
async fn fresh(ctx: &Context, limit: &str) -> Result<Option<String>, CheckError> {
    let page = success(&ctx.session.send(request(&[("limit", limit)])).await?);
    Ok(page.as_ref().and_then(token_of).map(str::to_owned))
}
