//! `ss12000/name-marking`: a securityMarking in a person reference is the person's own.

use std::collections::BTreeMap;

use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};
use serde_json::Value;

use super::references::visit;
use crate::changes::changes;
use crate::observe::{against, undecided, witness};
use crate::run_state::{self, Held};
use crate::served::{Base, id_of};
use crate::snapshot::{Cell, text_hash};

pub(super) const CHECK: Check = Check { id: "ss12000/name-marking", run: |ctx| Box::pin(run(ctx)) };

const RULE: &str = "SS12K-NAME-005";

/// References with another marking than the person's own.
#[derive(Default)]
struct Wrong {
    /// The person and the carrier.
    all: Vec<(u128, String)>,
}

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let base = match Base::of_case(ctx).await? {
        Ok(base) => base,
        Err(said) => return Ok(said),
    };
    let persons = match run_state::held(ctx, "Person").await? {
        Held::Whole(persons) | Held::Part(persons) => persons,
        Held::Nothing => return Ok(vec![undecided(RULE, Gap::NoAccess, base.message("name-no-persons"))]),
    };
    let contract = run_state::contract(ctx).await?;
    let ids = run_state::ids(ctx).await?;
    let Some(markings) = persons.table.column("securityMarking") else {
        return Ok(vec![undecided(RULE, Gap::NoData, base.message("name-no-markings"))]);
    };
    let mut wrong: BTreeMap<String, Wrong> = BTreeMap::new();
    let mut same = 0_u64;
    base.harvest.table.scan(|_, entity| {
        visit(&contract, &base.entity, entity, &mut |reference| {
            if reference.target != "Person" {
                return;
            }
            let Some(shown) = reference.object.get("securityMarking").and_then(Value::as_str) else { return };
            let Some(id) = reference.id() else { return };
            let Some(row) = ids.find(id).and_then(|id| persons.table.row_of(id)) else { return };
            // Only where both are visible can they be compared.
            match markings.cell(row) {
                Cell::Text(own) if own == text_hash(shown) => same += 1,
                Cell::Text(_) => {
                    wrong.entry(reference.pointer.to_owned()).or_default().all.push((id, id_of(entity)));
                }
                _ => {}
            }
        });
    })?;
    let mut told = Vec::new();
    if !wrong.is_empty() {
        let changed = changes(ctx, &persons.operation).await?;
        let own_changed = changes(ctx, &base.harvest.operation).await?;
        let moved =
            |carrier: &str| uuid::Uuid::try_parse(carrier).is_ok_and(|carrier| own_changed.contains(carrier.as_u128()));
        for (pointer, mut wrong) in wrong {
            wrong.all.retain(|(person, carrier)| !changed.contains(*person) && !moved(carrier));
            if wrong.all.is_empty() {
                continue;
            }
            let mut found = against(RULE, Message::new("name-other-marking"))
                .expected("the person's own securityMarking")
                .observed("another")
                .operation(&base.operation.id)
                .pointer(format!("{pointer}/securityMarking"))
                .count(wrong.all.len() as u64)
                .samples(wrong.all.iter().map(|(_, carrier)| carrier.as_str()));
            if let Some(trace) = &base.harvest.walked.first {
                found = found.trace(&trace.id, &trace.curl);
            }
            told.push(found.contradiction());
        }
    }
    if same > 0 {
        told.push(witness(RULE, same, base.message("name-same-marking").with("count", same)));
    } else if told.is_empty() {
        told.push(undecided(RULE, Gap::NoData, base.message("name-no-markings")));
    }
    Ok(told)
}
