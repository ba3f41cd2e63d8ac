//! `ss12000/name-unasked`: references carry no names unless expandReferenceNames=true.

use std::collections::BTreeMap;
use std::sync::Arc;

use samspel_contract::{Contract, Kind};
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};
use serde_json::Value;

use super::references::{referring, visit};
use crate::harvest::Trace;
use crate::run_state;
use crate::served::{Base, Served, id_of};
use samspel_suite::observe::{against, undecided, witness};

pub(super) const CHECK: Check = Check { id: "ss12000/name-unasked", run: |ctx| Box::pin(run(ctx)) };

const RULE: &str = "SS12K-NAME-001";
/// Records that are asked for, for each place where the entity can have a reference.
const FEW: usize = 2;

/// Names at one place.
#[derive(Default)]
struct Named {
    count: u64,
    samples: Vec<String>,
    trace: Option<Trace>,
}

struct Seen {
    contract: Arc<Contract>,
    entity: String,
    references: u64,
    /// By what was asked and where the reference stands.
    named: BTreeMap<(&'static str, String), Named>,
}

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let base = match Base::of_case(ctx).await? {
        Ok(base) => base,
        Err(said) => return Ok(said),
    };
    let contract = run_state::contract(ctx).await?;
    let rows = referring(ctx, &contract, &base, FEW);
    let mut seen = Seen { contract, entity: base.entity.clone(), references: 0, named: BTreeMap::new() };
    if base.operation.kind == Kind::List {
        let trace = base.harvest.walked.first.clone();
        base.harvest.table.scan(|_, entity| seen.look(entity, "nothing", trace.as_ref()))?;
    } else {
        let served = base.serve(ctx, &rows, &[]).await?;
        seen.look_at(&served, "nothing");
    }
    if base.operation.parameters.iter().any(|p| p.name == "expandReferenceNames") {
        let refusing = [("expandReferenceNames".to_owned(), "false".to_owned())];
        let served = base.serve(ctx, &rows, &refusing).await?;
        seen.look_at(&served, "false");
    }
    if seen.references == 0 {
        return Ok(vec![undecided(RULE, Gap::NoData, base.message("name-no-references"))]);
    }
    if seen.named.is_empty() {
        let message = base.message("name-unasked-nameless").with("count", seen.references);
        return Ok(vec![witness(RULE, seen.references, message)]);
    }
    let told = seen.named.into_iter().map(|((asked, pointer), named)| {
        let summary = if asked == "false" { "name-despite-false" } else { "name-unasked" };
        let mut found = against(RULE, Message::new(summary))
            .expected("no displayName")
            .observed("displayName")
            .operation(&base.operation.id)
            .pointer(format!("{pointer}/displayName"))
            .count(named.count)
            .samples(named.samples);
        if let Some(trace) = named.trace {
            found = found.trace(&trace.id, &trace.curl);
        }
        found.contradiction()
    });
    Ok(told.collect())
}

impl Seen {
    fn look_at(&mut self, served: &Served, asked: &'static str) {
        for (_, entity, at) in &served.entities {
            self.look(entity, asked, served.trace(*at));
        }
    }

    fn look(&mut self, entity: &Value, asked: &'static str, trace: Option<&Trace>) {
        let contract = Arc::clone(&self.contract);
        visit(&contract, &self.entity, entity, &mut |reference| {
            self.references += 1;
            if reference.object.get("displayName").is_none_or(Value::is_null) {
                return;
            }
            let named = self.named.entry((asked, reference.pointer.to_owned())).or_default();
            named.count += 1;
            if named.samples.len() < 10 {
                named.samples.push(id_of(entity));
            }
            if named.trace.is_none() {
                named.trace = trace.cloned();
            }
        });
    }
}
