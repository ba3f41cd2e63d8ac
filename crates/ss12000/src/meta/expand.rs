//! `ss12000/meta-expand`: what only comes along through expand or reference names does not move `modified`.

use std::collections::HashMap;

use samspel_contract::Operation;
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};
use serde_json::Value;

use crate::harvest::Trace;
use crate::served::{Base, Served};
use samspel_suite::observe::{against, not_applicable, undecided, witness};

const RULE: &str = "SS12K-META-005";
/// Records that are compared.
const MOST: usize = 40;

pub(super) const CHECK: Check = Check { id: "ss12000/meta-expand", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let base = match Base::of_case(ctx).await? {
        Ok(base) => base,
        Err(said) => return Ok(said),
    };
    let query = everything(&base.operation);
    if query.is_empty() {
        return Ok(vec![not_applicable(RULE, base.message("meta-nothing-to-expand"))]);
    }
    let rows = base.rows(ctx, MOST, |_| true);
    let plain = metas(&base.serve(ctx, &rows, &[]).await?);
    let served = base.serve(ctx, &rows, &query).await?;
    if served.entities.is_empty() || plain.is_empty() {
        return Ok(vec![undecided(RULE, Gap::NoAnswer, base.message("no-answer").with("answer", "expand"))]);
    }
    let expanded = metas(&served);
    let compared = expanded.keys().filter(|row| plain.contains_key(row)).count();
    let moved: Vec<u32> = differing(&plain, &expanded);
    if moved.is_empty() {
        let count = u64::try_from(compared).unwrap_or(0);
        return Ok(vec![if count == 0 {
            undecided(RULE, Gap::NoData, base.message("meta-no-times"))
        } else {
            witness(RULE, count, base.message("meta-same-with-expand").with("count", count))
        }]);
    }
    // Somebody may have changed these records in between.
    let plain_again = metas(&base.serve(ctx, &rows, &[]).await?);
    let served = base.serve(ctx, &rows, &query).await?;
    let mut still = differing(&plain_again, &metas(&served));
    still.retain(|row| plain_again.get(row) == plain.get(row) && moved.contains(row));
    if still.is_empty() {
        return Ok(vec![undecided(RULE, Gap::Drift, base.message("meta-moved"))]);
    }
    let finding = against(RULE, Message::new("meta-moves-with-expand"))
        .expected("meta as without expand and expandReferenceNames")
        .observed(format!("another meta in {} of {compared}", still.len()))
        .operation(&base.operation.id)
        .pointer("/data/*/meta/modified")
        .count(u64::try_from(still.len()).unwrap_or(0))
        .samples(still.iter().filter_map(|row| base.id(*row)).take(5).map(|id| format!("{} {id}", base.operation.id)));
    let trace: Option<&Trace> = served.trace(0);
    Ok(vec![match trace {
        Some(trace) => finding.trace(&trace.id, &trace.curl).contradiction(),
        None => finding.contradiction(),
    }])
}

/// Everything that can be asked for beside the records themselves.
fn everything(operation: &Operation) -> Vec<(String, String)> {
    let mut query = Vec::new();
    for parameter in &operation.parameters {
        match parameter.semantics.op.as_str() {
            "embed" => {
                query.extend(parameter.values.iter().flatten().map(|value| (parameter.name.clone(), value.clone())))
            }
            "displayNames" => query.push((parameter.name.clone(), "true".to_owned())),
            _ => {}
        }
    }
    query
}

/// `meta` of each record that is known from the list.
fn metas(served: &Served) -> HashMap<u32, Value> {
    let with_meta = served.entities.iter().filter_map(|(row, entity, _)| Some(((*row)?, entity.get("meta")?.clone())));
    with_meta.collect()
}

fn differing(one: &HashMap<u32, Value>, other: &HashMap<u32, Value>) -> Vec<u32> {
    let mut rows: Vec<u32> =
        one.iter().filter(|(row, meta)| other.get(row).is_some_and(|o| o != *meta)).map(|(row, _)| *row).collect();
    rows.sort_unstable();
    rows
}
