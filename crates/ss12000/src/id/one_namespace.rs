//! `ss12000/id-one-namespace`: no UUID is used for objects of different kinds.

use std::sync::Arc;

use samspel_contract::{Envelope, Kind};
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};
use uuid::Uuid;

use crate::harvest::Harvest;
use crate::run_state;
use samspel_suite::observe::{against, undecided, witness};

const RULE: &str = "SS12K-ID-003";

pub(super) const CHECK: Check = Check { id: "ss12000/id-one-namespace", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let contract = run_state::contract(ctx).await?;
    let discovery = run_state::discovery(ctx).await?;
    let mut harvests = Vec::new();
    for operation in contract.operations() {
        let page = operation.kind == Kind::List && operation.success.envelope == Envelope::Page;
        if page && discovery.get(&operation.id).is_some_and(run_state::Probed::is_tested) {
            harvests.push(run_state::harvest(ctx, &operation.id).await?);
        }
    }
    Ok(judge(&harvests))
}

/// An id with the number of the harvest that it stands in.
type Owned = (u128, usize);

fn judge(harvests: &[Arc<Harvest>]) -> Vec<Observation> {
    let mut all: Vec<Owned> = Vec::new();
    let mut kinds = 0;
    for (number, harvest) in harvests.iter().enumerate() {
        let before = all.len();
        all.extend(harvest.keys().iter().filter(|k| k.own).map(|k| (k.value, number)));
        kinds += usize::from(all.len() > before);
    }
    if kinds < 2 {
        return vec![undecided(RULE, Gap::NoData, Message::new("id-one-kind-only"))];
    }
    all.sort_unstable();
    all.dedup();
    let mut observations = Vec::new();
    let shared: Vec<(&Owned, &Owned)> = all.iter().zip(all.iter().skip(1)).filter(|(a, b)| a.0 == b.0).collect();
    if let Some((first, second)) = shared.first() {
        let name = |at: usize| harvests.get(at).map_or("", |h| h.operation.as_str());
        observations.push(
            against(RULE, Message::new("id-shared-by-kinds"))
                .expected("a UUID of its own")
                .observed(format!("{} and {}", name(first.1), name(second.1)))
                .operation(name(first.1))
                .pointer("/data/*/id")
                .count(u64::try_from(shared.len()).unwrap_or(u64::MAX))
                .samples(
                    shared.iter().take(5).map(|(a, b)| format!("{} {} {}", Uuid::from_u128(a.0), name(a.1), name(b.1))),
                )
                .contradiction(),
        );
    }
    let count = u64::try_from(all.len()).unwrap_or(u64::MAX);
    observations.push(witness(RULE, count, Message::new("id-kinds-apart").with("count", count).with("kinds", kinds)));
    observations
}
