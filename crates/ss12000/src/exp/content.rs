//! `ss12000/exp-content`: an expand value embeds exactly what the lists say belongs there, whole, in every record.

use std::collections::BTreeMap;
use std::sync::Arc;

use samspel_contract::{Embedded, Kind};
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};
use serde_json::Value;

use super::expected::Sources;
use super::judge::{Flaw, Judge, Seen};
use super::relation::{Join, Relation};
use crate::changes::{Changes, changes, unknown};
use crate::harvest::Trace;
use crate::run_state;
use crate::served::{Base, Served};
use samspel_suite::observe::{against, decides_nothing, undecided, witness};

pub(super) const CHECK: Check = Check { id: "ss12000/exp-content", run: |ctx| Box::pin(run(ctx)) };

/// Requirement on the key and its form.
const FORM: &str = "SS12K-EXP-003";
/// Requirement that only edition 2.1 has: the type of a single duty.
const SINGLE_DUTY: &str = "SS12K-EXP-015";
/// Records without anything to embed that are asked for beside the others.
const EMPTY: usize = 2;

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let base = match Base::of_case(ctx).await? {
        Ok(base) => base,
        Err(said) => return Ok(said),
    };
    let test = match Test::of_case(ctx, base).await? {
        Ok(test) => test,
        Err(said) => return Ok(said),
    };
    let carriers = test.sources.carriers(&test.base);
    let most = match test.base.operation.kind {
        Kind::List => 40,
        Kind::Lookup => 25,
        _ => 5,
    };
    let mut rows = test.base.rows(ctx, most, |row| carriers.contains(&row));
    if rows.is_empty() {
        return Ok(test.all(ctx, Gap::NoData, "exp-no-data"));
    }
    rows.extend(test.base.rows(ctx, EMPTY, |row| !carriers.contains(&row)));
    let query = [("expand".to_owned(), test.sources.relation.name.to_owned())];
    let served = test.base.serve(ctx, &rows, &query).await?;
    if served.entities.is_empty() {
        return Ok(test.refused(ctx, &served));
    }
    let nothing = Changes::default();
    let seen = test.judge(&served, &Served::default(), &nothing, &nothing)?;
    if seen.flaws.is_empty() && seen.keyless.is_empty() {
        return Ok(test.observations(ctx, &served, seen));
    }
    // Data may have changed between list and expansion: look again before anybody is blamed.
    let again = test.base.serve(ctx, &rows, &query).await?;
    // A by-id or a lookup may lack what the list has; that is not due to expand.
    let plain = match test.base.operation.kind {
        Kind::List => Served::default(),
        _ => test.base.serve(ctx, &rows, &[]).await?,
    };
    // Last of all, so that no change goes unnoticed.
    let list = &test.base.harvest.operation;
    let Some(own) = changes(ctx, list).await? else { return Ok(test.unknown(ctx, list)) };
    let others = match test.sources.source() {
        Some(source) => match changes(ctx, &source.operation).await? {
            Some(others) => others,
            None => return Ok(test.unknown(ctx, &source.operation)),
        },
        None => nothing,
    };
    let seen = test.judge(&again, &plain, &own, &others)?;
    Ok(test.observations(ctx, &again, seen))
}

struct Test {
    base: Base,
    sources: Sources,
    embedded: Embedded,
    contract: Arc<samspel_contract::Contract>,
}

impl Test {
    async fn of_case(ctx: &Context, base: Base) -> Result<Result<Self, Vec<Observation>>, CheckError> {
        let name: String = ctx.with("expand")?;
        let contract = run_state::contract(ctx).await?;
        let embedded = contract.embedded_entities().iter().find(|e| e.entity == base.entity && e.name == name).cloned();
        let (Some(relation), Some(embedded)) = (Relation::of(&base.entity, &name), embedded) else {
            return Err(CheckError::With(format!("`{}` does not expand `{name}`", base.operation.id)));
        };
        let sources = Sources::read(ctx, relation).await?;
        let test = Test { base, sources, embedded, contract };
        Ok(if test.sources.can_tell() { Ok(test) } else { Err(test.all(ctx, Gap::NoAccess, "exp-source-closed")) })
    }

    fn message(&self, id: &str) -> Message {
        self.base.message(id).with("expand", self.sources.relation.name).with("source", self.sources.relation.source)
    }

    fn all(&self, ctx: &Context, gap: Gap, reason: &str) -> Vec<Observation> {
        ctx.requirements.iter().map(|r| undecided(r, gap, self.message(reason))).collect()
    }

    /// Something is wrong, and whether that is due to changes cannot be found out.
    fn unknown(&self, ctx: &Context, list: &str) -> Vec<Observation> {
        ctx.requirements.iter().map(|r| undecided(r, Gap::NoAnswer, unknown(list))).collect()
    }

    /// The requirement that a missing expansion contradicts.
    fn rule(&self, ctx: &Context) -> &'static str {
        if ctx.requirements.iter().any(|r| r == SINGLE_DUTY) { SINGLE_DUTY } else { self.sources.relation.rule }
    }

    /// No entity came at all.
    fn refused(&self, ctx: &Context, served: &Served) -> Vec<Observation> {
        match &served.failure {
            Some((Some(status), answer, trace)) if !decides_nothing(*status) => {
                let found = against(self.rule(ctx), Message::new("exp-refused"))
                    .expected("HTTP 200")
                    .observed(answer)
                    .operation(&self.base.operation.id)
                    .sample(format!("{} expand={}", self.base.operation.id, self.sources.relation.name))
                    .trace(&trace.id, &trace.curl);
                vec![found.contradiction()]
            }
            // A client may lack the right to what is expanded.
            Some((Some(403), ..)) => self.all(ctx, Gap::NoAccess, "exp-forbidden"),
            _ => self.all(ctx, Gap::NoAnswer, "exp-no-answer"),
        }
    }

    fn judge(&self, served: &Served, plain: &Served, own: &Changes, others: &Changes) -> Result<Seen, CheckError> {
        let plain: BTreeMap<u32, &Value> =
            plain.entities.iter().filter_map(|(row, entity, _)| Some(((*row)?, entity))).collect();
        let due = match self.sources.relation.join {
            Join::Refers(_) => BTreeMap::new(),
            _ => self.sources.due(served.entities.iter().map(|(_, entity, _)| entity)),
        };
        let mut judge = Judge {
            contract: &self.contract,
            sources: &self.sources,
            embedded: &self.embedded,
            due,
            own,
            others,
            seen: Seen::default(),
        };
        for (row, entity, at) in &served.entities {
            let listed = match row {
                Some(row) => Some(self.base.harvest.table.record(*row)?),
                None => None,
            };
            let plain = row.and_then(|row| plain.get(&row).copied());
            judge.record(entity, listed.as_ref(), plain, *at)?;
        }
        Ok(judge.seen)
    }

    fn observations(&self, ctx: &Context, served: &Served, mut seen: Seen) -> Vec<Observation> {
        let asked = |rule: &str| ctx.requirements.iter().any(|r| r == rule);
        let mut told = Vec::new();
        self.keyless(ctx, &mut seen, &mut told, served);
        let mut grouped: BTreeMap<(&str, &str, String), Vec<&Flaw>> = BTreeMap::new();
        for flaw in seen.flaws.iter().filter(|flaw| asked(flaw.requirement)) {
            grouped.entry((flaw.requirement, flaw.summary, flaw.observed.clone())).or_default().push(flaw);
        }
        for ((rule, summary, observed), flaws) in grouped {
            let Some(first) = flaws.first() else { continue };
            let found = against(rule, Message::new(summary))
                .expected(first.expected.as_str())
                .observed(observed)
                .operation(&self.base.operation.id)
                .pointer(first.pointer.as_str())
                .count(flaws.len() as u64)
                .samples(flaws.iter().map(|f| format!("{} {}", self.base.operation.id, f.sample)));
            told.push(traced(found, served.trace(first.at)).contradiction());
        }
        for rule in &ctx.requirements {
            let (count, message) = match rule.as_str() {
                FORM | "SS12K-EXP-014" | SINGLE_DUTY => (seen.keyed, "exp-keyed"),
                "SS12K-EXP-004" => (seen.whole, "exp-whole"),
                _ => (seen.right, "exp-right"),
            };
            if count > 0 {
                told.push(witness(rule, count, self.message(message).with("count", count)));
            } else if !told.iter().any(|o| o.requirement == *rule) {
                let (gap, reason) =
                    if seen.moved > 0 { (Gap::Drift, "exp-all-moved") } else { (Gap::NoAnswer, "exp-not-seen") };
                told.push(undecided(rule, gap, self.message(reason)));
            }
        }
        told
    }

    /// Records without the key: everywhere, then the expansion is not there or has another name; here and there, then rows are missing.
    fn keyless(&self, ctx: &Context, seen: &mut Seen, told: &mut Vec<Observation>, served: &Served) {
        let Some((_, other, at)) = seen.keyless.first() else { return };
        let untyped = self.base.operation.id == "getDuty" && ctx.edition == "2.0";
        let relation = self.sources.relation;
        let (rule, summary, observed) = match other {
            _ if seen.keyed > 0 => (relation.rows_rule(), "exp-rows-empty", "absent"),
            Some(other) => (FORM, "exp-other-key", other.as_str()),
            None => (self.rule(ctx), "exp-not-embedded", "absent"),
        };
        if !ctx.requirements.iter().any(|r| r == rule) {
            return;
        }
        let found = against(rule, Message::new(summary))
            .expected(format!("_embedded: {{ {} }}", relation.name))
            .observed(observed)
            .operation(&self.base.operation.id)
            .pointer(format!("/_embedded/{}", relation.name))
            .count(seen.keyless.len() as u64)
            .samples(seen.keyless.iter().map(|(sample, ..)| format!("{} {sample}", self.base.operation.id)));
        let found = traced(found, served.trace(*at));
        // Edition 2.0 gives a single duty a type without the expansion that it documents.
        told.push(if untyped { found.note() } else { found.contradiction() });
    }
}

fn traced(found: samspel_suite::observe::Against, trace: Option<&Trace>) -> samspel_suite::observe::Against {
    match trace {
        Some(trace) => found.trace(&trace.id, &trace.curl),
        None => found,
    }
}
