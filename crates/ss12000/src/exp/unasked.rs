//! `ss12000/exp-unasked`: without expand nothing is embedded.

use samspel_contract::Kind;
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};
use serde_json::Value;

use super::expected::Sources;
use super::relation::Relation;
use super::several::values;
use crate::harvest::Trace;
use crate::served::{Base, id_of};
use samspel_suite::observe::{against, undecided, witness};

pub(super) const CHECK: Check = Check { id: "ss12000/exp-unasked", run: |ctx| Box::pin(run(ctx)) };

const RULE: &str = "SS12K-EXP-002";
/// Records that are asked for, one by one or in a lookup.
const FEW: usize = 8;

/// Records with something embedded.
#[derive(Default)]
struct Embedding {
    looked_at: u64,
    count: u64,
    keys: Vec<String>,
    samples: Vec<String>,
    trace: Option<Trace>,
}

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let base = match Base::of_case(ctx).await? {
        Ok(base) => base,
        Err(said) => return Ok(said),
    };
    let mut seen = Embedding::default();
    if base.operation.kind == Kind::List {
        seen.trace = base.harvest.walked.first.clone();
        base.harvest.table.scan(|_, entity| look(entity, &mut seen))?;
    } else {
        let mut rows = Vec::new();
        if let Some(relation) = values(&base).first().and_then(|value| Relation::of(&base.entity, value)) {
            let carriers = Sources::read(ctx, relation).await?.carriers(&base);
            rows = base.rows(ctx, FEW / 2, |row| carriers.contains(&row));
        }
        rows.extend(base.rows(ctx, FEW - rows.len(), |row| !rows.contains(&row)));
        let served = base.serve(ctx, &rows, &[]).await?;
        for (_, entity, at) in &served.entities {
            let before = seen.count;
            look(entity, &mut seen);
            if seen.count > before && seen.trace.is_none() {
                seen.trace = served.trace(*at).cloned();
            }
        }
    }
    if seen.looked_at == 0 {
        return Ok(vec![undecided(RULE, Gap::NoAnswer, base.message("exp-unasked-no-answer"))]);
    }
    if seen.count == 0 {
        let message = base.message("exp-unasked-nothing").with("count", seen.looked_at);
        return Ok(vec![witness(RULE, seen.looked_at, message)]);
    }
    let mut found = against(RULE, Message::new("exp-unasked-embedded"))
        .expected("no _embedded")
        .observed(format!("_embedded: {{ {} }}", seen.keys.join(", ")))
        .operation(&base.operation.id)
        .pointer("/_embedded")
        .count(seen.count)
        .samples(seen.samples);
    if let Some(trace) = seen.trace {
        found = found.trace(&trace.id, &trace.curl);
    }
    Ok(vec![found.contradiction()])
}

fn look(entity: &Value, seen: &mut Embedding) {
    seen.looked_at += 1;
    // An empty object says as little as none.
    let Some(inside) = entity.get("_embedded").and_then(Value::as_object).filter(|map| !map.is_empty()) else { return };
    seen.count += 1;
    for key in inside.keys() {
        if seen.keys.len() < 10 && !seen.keys.contains(key) {
            seen.keys.push(key.clone());
        }
    }
    if seen.samples.len() < 10 {
        seen.samples.push(id_of(entity));
    }
}
