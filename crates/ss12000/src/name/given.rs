//! `ss12000/name-given`: with expandReferenceNames=true every reference carries its target's name.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};
use serde_json::Value;

use super::own_name::{Kinship, kinship};
use super::references::{referring, visit};
use crate::changes::{changes, unknown};
use crate::harvest::Trace;
use crate::run_state::{self, Held};
use crate::served::{Base, Served, id_of};
use samspel_suite::observe::{against, decides_nothing, undecided, witness};

pub(super) const CHECK: Check = Check { id: "ss12000/name-given", run: |ctx| Box::pin(run(ctx)) };

const GIVEN: &str = "SS12K-NAME-002";
const OWN: &str = "SS12K-NAME-003";
/// Records that are asked for, for each place where the entity can have a reference.
const FEW: usize = 2;
/// Targets whose names are looked up.
const TARGETS: usize = 300;

/// A reference that came, without what it says.
struct Shown {
    pointer: String,
    target: String,
    id: u128,
    name: Option<String>,
    embedded: bool,
    /// Its carrier and the exchange.
    sample: String,
    at: usize,
}

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let base = match Base::of_case(ctx).await? {
        Ok(base) => base,
        Err(said) => return Ok(said),
    };
    let contract = run_state::contract(ctx).await?;
    let rows = referring(ctx, &contract, &base, FEW);
    let mut query = vec![("expandReferenceNames".to_owned(), "true".to_owned())];
    let expand = base.operation.parameters.iter().find(|p| p.name == "expand");
    let values = expand.and_then(|p| p.values.clone()).unwrap_or_default();
    query.extend(values.into_iter().map(|value| ("expand".to_owned(), value)));
    if rows.is_empty() {
        return Ok(both(ctx, Gap::NoData, base.message("name-no-references")));
    }
    let served = base.serve(ctx, &rows, &query).await?;
    if served.entities.is_empty() {
        return Ok(refused(ctx, &base, &served));
    }
    let mut shown = Vec::new();
    for (_, entity, at) in &served.entities {
        visit(&contract, &base.entity, entity, &mut |reference| {
            let Some(id) = reference.id() else { return };
            shown.push(Shown {
                pointer: reference.pointer.to_owned(),
                target: reference.target.to_owned(),
                id,
                name: reference.name().map(str::to_owned),
                embedded: reference.is_embedded(),
                sample: id_of(entity),
                at: *at,
            });
        });
    }
    Naming { ctx, base: &base, served: &served, targets: Targets::read(ctx, &shown).await? }.judge(&shown).await
}

fn both(ctx: &Context, gap: Gap, reason: Message) -> Vec<Observation> {
    ctx.requirements.iter().map(|r| undecided(r, gap, reason.clone())).collect()
}

fn refused(ctx: &Context, base: &Base, served: &Served) -> Vec<Observation> {
    match &served.failure {
        Some((Some(status), answer, trace)) if !decides_nothing(*status) => vec![
            against(GIVEN, Message::new("name-refused"))
                .expected("HTTP 200")
                .observed(answer)
                .operation(&base.operation.id)
                .sample(format!("{} expandReferenceNames=true", base.operation.id))
                .trace(&trace.id, &trace.curl)
                .contradiction(),
        ],
        _ => both(ctx, Gap::NoAnswer, base.message("name-no-answer")),
    }
}

/// The lists that references lead to.
struct Targets {
    held: BTreeMap<String, Held>,
    ids: std::sync::Arc<crate::snapshot::Interner>,
}

impl Targets {
    async fn read(ctx: &Context, shown: &[Shown]) -> Result<Self, CheckError> {
        let kinds: BTreeSet<&str> = shown.iter().map(|s| s.target.as_str()).collect();
        let mut held = BTreeMap::new();
        for kind in kinds {
            held.insert(kind.to_owned(), run_state::held(ctx, kind).await?);
        }
        Ok(Targets { held, ids: run_state::ids(ctx).await? })
    }

    /// The target as its list gave it.
    fn find(&self, kind: &str, id: u128) -> Result<Option<Value>, CheckError> {
        let (Held::Whole(harvest) | Held::Part(harvest)) = self.held.get(kind).unwrap_or(&Held::Nothing) else {
            return Ok(None);
        };
        let row = self.ids.find(id).and_then(|id| harvest.table.row_of(id));
        row.map(|row| harvest.table.record(row)).transpose()
    }

    /// Whether a reference is known to lead nowhere: then there is no name to give.
    fn leads_nowhere(&self, kind: &str, id: u128) -> bool {
        let whole = self.held.get(kind).and_then(Held::whole);
        whole.is_some_and(|harvest| self.ids.find(id).and_then(|id| harvest.table.row_of(id)).is_none())
    }

    fn list(&self, kind: &str) -> Option<&str> {
        match self.held.get(kind)? {
            Held::Whole(harvest) | Held::Part(harvest) => Some(&harvest.operation),
            Held::Nothing => None,
        }
    }
}

/// References of one kind that are wrong in one way.
#[derive(Default)]
struct Wrong<'s> {
    all: Vec<&'s Shown>,
}

struct Naming<'a> {
    ctx: &'a Context,
    base: &'a Base,
    served: &'a Served,
    targets: Targets,
}

impl Naming<'_> {
    async fn judge(&self, shown: &[Shown]) -> Result<Vec<Observation>, CheckError> {
        let mut wrong: BTreeMap<(&str, &str, &str), Wrong<'_>> = BTreeMap::new();
        let (mut named, mut own) = (0_u64, 0_u64);
        let mut known: HashMap<(&str, u128), Option<Value>> = HashMap::new();
        for one in shown {
            let Some(name) = &one.name else {
                let target = self.targets.find(&one.target, one.id)?;
                let protected = target.as_ref().and_then(|t| t.get("securityMarking")).and_then(Value::as_str);
                if protected.is_none_or(|marking| marking == "Ingen")
                    && !self.targets.leads_nowhere(&one.target, one.id)
                {
                    let summary = if one.embedded { "name-missing-in-embedded" } else { "name-missing" };
                    wrong.entry((GIVEN, summary, &one.pointer)).or_default().all.push(one);
                }
                continue;
            };
            named += 1;
            if known.len() < TARGETS && !known.contains_key(&(one.target.as_str(), one.id)) {
                known.insert((&one.target, one.id), self.targets.find(&one.target, one.id)?);
            }
            let Some(Some(target)) = known.get(&(one.target.as_str(), one.id)) else { continue };
            match kinship(&one.target, target, name) {
                Kinship::Same => own += 1,
                Kinship::Free => {}
                Kinship::Other => wrong.entry((OWN, "name-of-another", &one.pointer)).or_default().all.push(one),
            }
        }
        let mut told = Vec::new();
        for ((rule, summary, pointer), mut wrong) in wrong {
            if rule == OWN
                && let Some(open) = self.leave_out_changed(&mut wrong).await?
            {
                told.push(open);
                continue;
            }
            let Some(first) = wrong.all.first() else { continue };
            let mut found = against(rule, Message::new(summary))
                .expected(if rule == OWN { "the name in the target's own list" } else { "displayName" })
                .observed(if rule == OWN { "another name" } else { "none" })
                .operation(&self.base.operation.id)
                .pointer(format!("{pointer}/displayName"))
                .count(wrong.all.len() as u64)
                .samples(wrong.all.iter().map(|s| format!("{} {}", self.base.operation.id, s.sample)));
            if let Some(Trace { id, curl }) = self.served.trace(first.at) {
                found = found.trace(id, curl);
            }
            told.push(found.contradiction());
        }
        let name = |id: &str, count: u64| self.base.message(id).with("count", count);
        if named > 0 {
            told.push(witness(GIVEN, named, name("name-all-named", named)));
        }
        if own > 0 {
            told.push(witness(OWN, own, name("name-own", own)));
        } else if self.ctx.requirements.iter().any(|r| r == OWN) && !told.iter().any(|o| o.requirement == OWN) {
            told.push(undecided(OWN, Gap::NoData, self.base.message("name-nothing-to-compare")));
        }
        Ok(told)
    }

    /// A target may have been renamed since its list was read; what to say when that cannot be found out.
    async fn leave_out_changed(&self, wrong: &mut Wrong<'_>) -> Result<Option<Observation>, CheckError> {
        let Some(list) = wrong.all.first().and_then(|first| self.targets.list(&first.target)) else { return Ok(None) };
        let Some(changed) = changes(self.ctx, list).await? else {
            return Ok(Some(undecided(OWN, Gap::NoAnswer, unknown(list))));
        };
        wrong.all.retain(|shown| !changed.contains(shown.id));
        Ok(None)
    }
}
