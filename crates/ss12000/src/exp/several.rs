//! `ss12000/exp-several`: several expand values in one request are all honoured.

use std::collections::HashSet;

use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};
use serde_json::Value;

use super::expected::Sources;
use super::relation::Relation;
use crate::served::{Base, Served};
use samspel_suite::observe::{against, decides_nothing, undecided, witness};

pub(super) const CHECK: Check = Check { id: "ss12000/exp-several", run: |ctx| Box::pin(run(ctx)) };

const RULE: &str = "SS12K-EXP-001";
/// Records that are asked for, for each value.
const FEW: usize = 3;

/// A value with rows where it should embed something.
struct Wanted {
    value: String,
    rows: HashSet<u32>,
}

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let base = match Base::of_case(ctx).await? {
        Ok(base) => base,
        Err(said) => return Ok(said),
    };
    let mut wanted = Vec::new();
    for value in values(&base) {
        let Some(relation) = Relation::of(&base.entity, &value) else { continue };
        let carriers = Sources::read(ctx, relation).await?.carriers(&base);
        let rows: HashSet<u32> = base.rows(ctx, FEW, |row| carriers.contains(&row)).into_iter().collect();
        if !rows.is_empty() {
            wanted.push(Wanted { value, rows });
        }
    }
    if wanted.len() < 2 {
        return Ok(vec![undecided(RULE, Gap::NoData, base.message("exp-several-no-data"))]);
    }
    let mut rows: Vec<u32> = wanted.iter().flat_map(|w| w.rows.iter().copied()).collect();
    rows.sort_unstable();
    rows.dedup();
    let all: Vec<&str> = wanted.iter().map(|w| w.value.as_str()).collect();
    let together = base.serve(ctx, &rows, &query(&all)).await?;
    let missing: Vec<&Wanted> = wanted.iter().filter(|w| !embeds(&together, w)).collect();
    if missing.is_empty() {
        let seen = base.message("exp-several-together").with("count", all.len());
        return Ok(vec![witness(RULE, all.len() as u64, seen)]);
    }
    // What is not embedded alone either is another requirement's matter.
    let mut lost = Vec::new();
    for one in missing {
        let alone = base.serve(ctx, &rows, &query(&[&one.value])).await?;
        if embeds(&alone, one) {
            lost.push(one.value.as_str());
        }
    }
    if lost.is_empty() {
        return Ok(vec![undecided(RULE, Gap::NoAnswer, base.message("exp-several-none-alone"))]);
    }
    let (summary, observed) = match &together.failure {
        Some((Some(status), answer, _)) if together.entities.is_empty() => {
            if decides_nothing(*status) {
                return Ok(vec![undecided(RULE, Gap::NoAnswer, base.message("exp-several-none-alone"))]);
            }
            ("exp-several-refused", answer.clone())
        }
        Some(_) if together.entities.is_empty() => {
            return Ok(vec![undecided(RULE, Gap::NoAnswer, base.message("exp-several-none-alone"))]);
        }
        _ => ("exp-several-lost", format!("_embedded without {}", lost.join(", "))),
    };
    let mut found = against(RULE, Message::new(summary))
        .expected(format!("_embedded: {{ {} }}", all.join(", ")))
        .observed(observed)
        .operation(&base.operation.id)
        .pointer("/_embedded")
        .sample(format!("{} expand={}", base.operation.id, all.join("&expand=")));
    if let Some(trace) = together.traces.first() {
        found = found.trace(&trace.id, &trace.curl);
    }
    Ok(vec![found.contradiction()])
}

/// The expand values of an operation.
pub(super) fn values(base: &Base) -> Vec<String> {
    let expand = base.operation.parameters.iter().find(|p| p.name == "expand");
    expand.and_then(|p| p.values.clone()).unwrap_or_default()
}

fn query(values: &[&str]) -> Vec<(String, String)> {
    values.iter().map(|value| ("expand".to_owned(), (*value).to_owned())).collect()
}

/// Whether one of the records has something under the value.
fn embeds(served: &Served, wanted: &Wanted) -> bool {
    let holds = |entity: &Value| match entity.get("_embedded").and_then(|e| e.get(&wanted.value)) {
        Some(Value::Array(items)) => !items.is_empty(),
        Some(Value::Object(object)) => !object.is_empty(),
        _ => false,
    };
    served.entities.iter().any(|(row, entity, _)| row.is_some_and(|row| wanted.rows.contains(&row)) && holds(entity))
}
