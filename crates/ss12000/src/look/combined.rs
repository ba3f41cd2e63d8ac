//! `ss12000/look-combined`: several keys in one lookup find what any of them finds. That all have to match is accepted as well.

use std::collections::BTreeSet;

use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};
use serde_json::json;

use super::asking::{Lookup, refused};
use crate::oracle::{Expected, Fit};
use samspel_suite::observe::{against, answer, undecided, witness};

pub(super) const CHECK: Check = Check { id: "ss12000/look-combined", run: |ctx| Box::pin(run(ctx)) };

const RULE: &str = "SS12K-LOOK-003";

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let lookup = match Lookup::of_case(ctx).await? {
        Ok(lookup) => lookup,
        Err(said) => return Ok(said),
    };
    let Some(pair) = pair(ctx, &lookup) else {
        return Ok(vec![undecided(RULE, Gap::NoData, lookup.base.message("look-combined-no-data"))]);
    };
    let [first, second] = &pair;
    let body = json!({ &first.key: [&first.value], &second.key: [&second.value] });
    let exchange = ctx.session.send(lookup.request(body)).await?;
    let found = lookup.found(&exchange);
    if found.is_none() && refused(&exchange).is_none() {
        return Ok(vec![lookup.no_answer(RULE, &exchange)]);
    }
    // Refused, nothing was found.
    let (found, was_refused) = (found.unwrap_or_default(), refused(&exchange).is_some());
    let either = first.expected.clone().or(&second.expected);
    let both = first.expected.clone().and(&second.expected);
    let matches = |expected: &Expected, rows: &BTreeSet<u32>| expected.admits(|row| rows.contains(&row));
    let (summary, right) = if was_refused {
        ("look-combined-refused", false)
    } else if matches(&either, &found.rows) {
        ("look-combined-any", true)
    } else if matches(&both, &found.rows) {
        ("look-combined-all", true)
    } else if matches(&first.expected, &found.rows) || matches(&second.expected, &found.rows) {
        ("look-combined-one-only", false)
    } else {
        ("look-combined-neither", false)
    };
    if right {
        return Ok(vec![witness(RULE, 1, lookup.base.message(summary))]);
    }
    // A key that does not work alone is another requirement's matter.
    for one in &pair {
        let alone = lookup.ask(ctx, &one.key, std::slice::from_ref(&one.value)).await?;
        if lookup.found(&alone).is_none_or(|found| !matches(&one.expected, &found.rows)) {
            let reason = lookup.base.message("look-combined-not-alone").with("key", one.key.as_str());
            return Ok(vec![undecided(RULE, Gap::NoAnswer, reason)]);
        }
        let differences = lookup.differences(&either, &found);
        if lookup
            .still(ctx, &one.key, differences)
            .await?
            .is_none_or(|(missing, foreign)| missing.is_empty() && foreign.is_empty())
        {
            let reason = lookup.base.message("look-moved").with("key", one.key.as_str());
            return Ok(vec![undecided(RULE, Gap::Drift, reason)]);
        }
    }
    let count = |expected: &Expected| expected.count(Fit::In);
    let seen = against(RULE, Message::new(summary))
        .expected(format!("{} entities", count(&either)))
        .observed(if was_refused { answer(&exchange) } else { format!("{} entities", found.total) })
        .sample(place(&lookup, &pair))
        .exchange(&exchange);
    Ok(vec![seen.contradiction()])
}

/// A key with a value from the data and what it should find.
struct One {
    key: String,
    value: String,
    expected: Expected,
}

fn place(lookup: &Lookup, [first, second]: &[One; 2]) -> String {
    format!("{} {{ {}: [ … ], {}: [ … ] }}", lookup.base.operation.id, first.key, second.key)
}

/// Two keys of which each finds something that the other does not.
fn pair(ctx: &Context, lookup: &Lookup) -> Option<[One; 2]> {
    let mut all: Vec<One> = Vec::new();
    for key in lookup.names() {
        for value in lookup.telling(ctx, &key, 6) {
            if let Some(expected) = lookup.expected(&key, std::slice::from_ref(&value)) {
                all.push(One { key: key.clone(), value, expected });
            }
        }
    }
    let beyond = |a: &One, b: &One| a.expected.rows(Fit::In).any(|row| b.expected.fit(row) == Fit::Out);
    // Keys of the kind's own before plain ids: these are what clients combine.
    for first in (0..all.len()).rev() {
        for second in 0..first {
            if all[first].key != all[second].key
                && beyond(&all[first], &all[second])
                && beyond(&all[second], &all[first])
            {
                let one = all.swap_remove(first);
                return Some([one, all.swap_remove(second)]);
            }
        }
    }
    None
}
