//! `ss12000/name-marking`: a securityMarking in a person reference is the person's own.

use std::collections::BTreeMap;
use std::sync::Arc;

use samspel_contract::{Contract, Kind};
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};
use serde_json::Value;
use uuid::Uuid;

use super::references::visit;
use crate::changes::{changes, unknown};
use crate::harvest::Harvest;
use crate::run_state::{self, Held};
use crate::served::id_of;
use crate::snapshot::{Cell, Interner, text_hash};
use samspel_suite::observe::{against, undecided, witness};

pub(super) const CHECK: Check = Check { id: "ss12000/name-marking", run: |ctx| Box::pin(run(ctx)) };

const RULE: &str = "SS12K-NAME-005";

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let persons = match run_state::held(ctx, "Person").await? {
        Held::Whole(persons) | Held::Part(persons) => persons,
        Held::Nothing => return Ok(vec![undecided(RULE, Gap::NoAccess, Message::new("name-no-persons"))]),
    };
    let contract = run_state::contract(ctx).await?;
    let discovery = run_state::discovery(ctx).await?;
    let seeing = Seeing { ids: run_state::ids(ctx).await?, contract: Arc::clone(&contract), persons };
    let mut told = Vec::new();
    let mut same = 0;
    for list in contract.operations().iter().filter(|o| o.kind == Kind::List) {
        let entity = list.entity.as_deref().unwrap_or_default();
        let names_persons = contract.references().iter().any(|r| r.entity == entity && r.target == "Person");
        if names_persons && discovery.get(&list.id).is_some_and(|p| p.is_tested()) {
            let harvest = run_state::harvest(ctx, &list.id).await?;
            same += seeing.judge(ctx, entity, &harvest, &mut told).await?;
        }
    }
    if same > 0 {
        told.push(witness(RULE, same, Message::new("name-same-marking").with("count", same)));
    } else if told.is_empty() {
        told.push(undecided(RULE, Gap::NoData, Message::new("name-no-markings")));
    }
    Ok(told)
}

/// Persons, to hold references against.
struct Seeing {
    contract: Arc<Contract>,
    persons: Arc<Harvest>,
    ids: Arc<Interner>,
}

impl Seeing {
    /// Judges the references of one list; gives how many carry the person's own marking.
    async fn judge(
        &self,
        ctx: &Context,
        entity: &str,
        harvest: &Harvest,
        told: &mut Vec<Observation>,
    ) -> Result<u64, CheckError> {
        let Some(markings) = self.persons.table.column("securityMarking") else { return Ok(0) };
        // By place: the person and the carrier.
        let mut wrong: BTreeMap<String, Vec<(u128, String)>> = BTreeMap::new();
        let mut same = 0_u64;
        harvest.table.scan(|_, record| {
            visit(&self.contract, entity, record, &mut |reference| {
                if reference.target != "Person" {
                    return;
                }
                let Some(shown) = reference.object.get("securityMarking").and_then(Value::as_str) else { return };
                let Some(id) = reference.id() else { return };
                let Some(row) = self.ids.find(id).and_then(|id| self.persons.table.row_of(id)) else { return };
                // Only where both are visible can they be compared.
                match markings.cell(row) {
                    Cell::Text(own) if own == text_hash(shown) => same += 1,
                    Cell::Text(_) => {
                        wrong.entry(reference.pointer.to_owned()).or_default().push((id, id_of(record)));
                    }
                    _ => {}
                }
            });
        })?;
        if wrong.is_empty() {
            return Ok(same);
        }
        let Some(changed) = changes(ctx, &self.persons.operation).await? else {
            told.push(undecided(RULE, Gap::NoAnswer, unknown(&self.persons.operation)));
            return Ok(same);
        };
        let Some(own_changed) = changes(ctx, &harvest.operation).await? else {
            told.push(undecided(RULE, Gap::NoAnswer, unknown(&harvest.operation)));
            return Ok(same);
        };
        let moved = |carrier: &str| Uuid::try_parse(carrier).is_ok_and(|id| own_changed.contains(id.as_u128()));
        for (pointer, mut all) in wrong {
            all.retain(|(person, carrier)| !changed.contains(*person) && !moved(carrier));
            if all.is_empty() {
                continue;
            }
            let mut found = against(RULE, Message::new("name-other-marking"))
                .expected("the person's own securityMarking")
                .observed("another")
                .operation(&harvest.operation)
                .pointer(format!("{pointer}/securityMarking"))
                .count(all.len() as u64)
                .samples(all.iter().map(|(_, carrier)| format!("{} {carrier}", harvest.operation)));
            if let Some(trace) = &harvest.walked.first {
                found = found.trace(&trace.id, &trace.curl);
            }
            told.push(found.contradiction());
        }
        Ok(same)
    }
}
