//! `ss12000/look-same-as-by-id`: an entity says the same through lookup and by its id, with the same expand as well.

use std::collections::{BTreeMap, BTreeSet};

use samspel_contract::{Contract, Kind, Operation};
use samspel_exchange::Exchange;
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};
use serde_json::Value;

use crate::reread::{says_nothing, unordered_digest};
use crate::served::{Base, bare, id_of};
use crate::{requests, run_state};
use samspel_suite::observe::{against, undecided, witness};

pub(super) const CHECK: Check = Check { id: "ss12000/look-same-as-by-id", run: |ctx| Box::pin(run(ctx)) };

const RULE: &str = "SS12K-LOOK-008";
/// Entities that are fetched both ways.
const FEW: usize = 5;

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let base = match Base::of_case(ctx).await? {
        Ok(base) => base,
        Err(said) => return Ok(said),
    };
    let contract = run_state::contract(ctx).await?;
    let discovery = run_state::discovery(ctx).await?;
    let Some(single) = single_of(&contract, &base).filter(|s| discovery.get(&s.id).is_some_and(|p| p.is_tested()))
    else {
        return Ok(vec![undecided(RULE, Gap::NoAccess, base.message("look-no-by-id"))]);
    };
    let query = shared_expansions(&base.operation, single);
    let rows = base.rows(ctx, FEW, |_| true);
    let mut same = 0;
    let mut seen = Differences::default();
    for row in rows {
        let Some(id) = base.id(row) else { continue };
        let Some(difference) = compare(ctx, &base, single, row, &id, &query).await? else { continue };
        // A change between the two requests differs once, a fault differs again.
        let difference = match difference.parts.is_empty() {
            true => difference,
            false => compare(ctx, &base, single, row, &id, &query).await?.unwrap_or_default(),
        };
        if difference.parts.is_empty() {
            same += u64::from(difference.compared);
        } else {
            seen.add(difference);
        }
    }
    let mut told = seen.told(&base);
    if same > 0 {
        told.push(witness(RULE, same, base.message("look-as-by-id").with("count", same)));
    } else if told.is_empty() {
        told.push(undecided(RULE, Gap::NoAnswer, base.message("look-nothing-compared")));
    }
    Ok(told)
}

fn single_of<'c>(contract: &'c Contract, base: &Base) -> Option<&'c Operation> {
    let entity = |o: &&Operation| o.success.entity.as_deref() == Some(base.entity.as_str());
    contract.operations().iter().filter(|o| o.kind == Kind::ById).find(entity)
}

/// Every expand value that both have.
fn shared_expansions(lookup: &Operation, single: &Operation) -> Vec<(String, String)> {
    let values = |operation: &Operation| -> BTreeSet<String> {
        let expand = operation.parameters.iter().filter(|p| p.name == "expand");
        expand.flat_map(|p| p.values.clone().unwrap_or_default()).collect()
    };
    values(lookup).intersection(&values(single)).map(|value| ("expand".to_owned(), value.clone())).collect()
}

/// How one entity differs.
#[derive(Default)]
struct Difference {
    compared: bool,
    parts: BTreeSet<String>,
    sample: String,
    exchanges: Vec<Exchange>,
}

async fn compare(
    ctx: &Context,
    base: &Base,
    single: &Operation,
    row: u32,
    id: &str,
    query: &[(String, String)],
) -> Result<Option<Difference>, CheckError> {
    let by_lookup = ctx.session.send(requests::with_query(base.lookup(&[row]), query)).await?;
    let by_id = ctx.session.send(requests::with_query(requests::with_id(single, id), query)).await?;
    let body = |exchange: &Exchange| -> Option<Value> {
        exchange.outcome.as_ref().ok().filter(|r| r.is_success())?.json().ok()
    };
    let own = |entity: &Value| id_of(entity) == id;
    let looked_up = body(&by_lookup).and_then(|all| all.as_array()?.iter().find(|e| own(e)).cloned());
    let (Some(looked_up), Some(fetched)) = (looked_up, body(&by_id).filter(own)) else { return Ok(None) };
    Ok(Some(Difference {
        compared: true,
        parts: differing(&looked_up, &fetched),
        sample: format!("{} {id}", base.operation.id),
        exchanges: vec![by_lookup, by_id],
    }))
}

/// Properties, and keys of `_embedded`, that say something else.
fn differing(a: &Value, b: &Value) -> BTreeSet<String> {
    let mut parts = BTreeSet::new();
    let mut compare = |prefix: &str, a: &Value, b: &Value| {
        let names: BTreeSet<&String> = [a, b].iter().filter_map(|v| v.as_object()).flat_map(|m| m.keys()).collect();
        for name in names {
            let digest = |v: &Value| v.get(name).filter(|v| !says_nothing(v)).map(unordered_digest);
            if digest(a) != digest(b) {
                parts.insert(format!("{prefix}{name}"));
            }
        }
    };
    compare("", &bare(a), &bare(b));
    let inside = |v: &Value| v.get("_embedded").cloned().unwrap_or_default();
    compare("_embedded.", &inside(a), &inside(b));
    parts
}

/// Differences by what differs.
#[derive(Default)]
struct Differences(BTreeMap<String, Vec<Difference>>);

impl Differences {
    fn add(&mut self, difference: Difference) {
        let parts: Vec<&str> = difference.parts.iter().map(String::as_str).collect();
        self.0.entry(parts.join(", ")).or_default().push(difference);
    }

    fn told(self, base: &Base) -> Vec<Observation> {
        let told = self.0.into_iter().map(|(parts, all)| {
            let mut seen = against(RULE, Message::new("look-not-as-by-id"))
                .expected("the same as by id")
                .observed(format!("other {parts}"))
                .operation(&base.operation.id)
                .count(all.len() as u64)
                .samples(all.iter().map(|d| d.sample.as_str()));
            for exchange in all.first().into_iter().flat_map(|d| &d.exchanges) {
                seen = seen.exchange(exchange);
            }
            seen.contradiction()
        });
        told.collect()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn order_and_empty_arrays_do_not_matter_but_a_lost_expansion_does() {
        let one =
            json!({"id": "1", "emails": [], "_embedded": {"duties": [{"id": "a"}, {"id": "b"}], "placements": []}});
        let two = json!({"id": "1", "_embedded": {"duties": [{"id": "b"}, {"id": "a"}]}});
        let three = json!({"id": "1", "name": "x"});
        assert!(differing(&one, &two).is_empty());
        let parts: Vec<String> = differing(&two, &three).into_iter().collect();
        assert_eq!(parts, ["_embedded.duties", "name"]);
    }
}
