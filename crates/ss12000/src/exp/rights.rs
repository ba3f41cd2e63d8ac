//! `ss12000/exp-rights`: a client without the right to what is expanded gets 403 or no key, and nothing by the back door.

use std::collections::BTreeMap;

use samspel_contract::{Kind, Operation};
use samspel_exchange::{Credentials, Exchange, Request};
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};
use serde_json::Value;

use super::relation::Relation;
use crate::{requests, run_state};
use samspel_suite::observe::{against, answer, undecided, witness};

pub(super) const CHECK: Check = Check { id: "ss12000/exp-rights", run: |ctx| Box::pin(run(ctx)) };

const RULE: &str = "SS12K-EXP-016";
const PRINCIPAL: &str = "limited";
/// Entries that both principals are asked for.
const ENTRIES: &str = "100";

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    if !ctx.client.has_principal(PRINCIPAL) {
        let reason = Message::new("exp-rights-no-principal").with("principal", PRINCIPAL);
        return Ok(vec![undecided(RULE, Gap::NoAccess, reason)]);
    }
    let contract = run_state::contract(ctx).await?;
    let discovery = run_state::discovery(ctx).await?;
    let offered = |operation: &&Operation| discovery.get(&operation.id).is_some_and(|p| p.is_tested());
    let lists: Vec<&Operation> =
        contract.operations().iter().filter(|o| o.kind == Kind::List).filter(offered).collect();
    let mut rights = Rights { ctx, known: BTreeMap::new() };
    let mut told = Vec::new();
    for list in &lists {
        let entity = list.entity.as_deref().unwrap_or_default();
        let expand = list.parameters.iter().find(|p| p.name == "expand");
        for value in expand.and_then(|p| p.values.as_ref()).into_iter().flatten() {
            let Some(relation) = Relation::of(entity, value) else { continue };
            let Some(source) = lists.iter().find(|l| l.entity.as_deref() == Some(relation.source)) else { continue };
            if rights.may_read(list).await? == Some(true) && rights.may_read(source).await? == Some(false) {
                told.extend(ask(ctx, list, &relation).await?);
            }
        }
    }
    if told.is_empty() {
        let reason = Message::new("exp-rights-nothing-closed").with("principal", PRINCIPAL);
        told.push(undecided(RULE, Gap::NoAccess, reason));
    }
    Ok(told)
}

/// What the limited client may read.
struct Rights<'a> {
    ctx: &'a Context,
    known: BTreeMap<String, Option<bool>>,
}

impl Rights<'_> {
    /// None when the system does not say clearly.
    async fn may_read(&mut self, list: &Operation) -> Result<Option<bool>, CheckError> {
        if let Some(known) = self.known.get(&list.id) {
            return Ok(*known);
        }
        let exchange = self.ctx.session.send(limited(request(self.ctx, list).await?.query("limit", "1"))).await?;
        let may = match exchange.outcome.as_ref().map(|r| r.status) {
            Ok(200..=299) => Some(true),
            Ok(403 | 404) => Some(false),
            _ => None,
        };
        self.known.insert(list.id.clone(), may);
        Ok(may)
    }
}

async fn request(ctx: &Context, list: &Operation) -> Result<Request, CheckError> {
    let discovery = run_state::discovery(ctx).await?;
    let required = discovery.get(&list.id).map(|p| p.required.clone()).unwrap_or_default();
    Ok(requests::with_query(requests::plain(list), &required))
}

fn limited(request: Request) -> Request {
    request.credentials(Credentials::Principal(PRINCIPAL.to_owned()))
}

async fn ask(ctx: &Context, list: &Operation, relation: &Relation) -> Result<Option<Observation>, CheckError> {
    let request = request(ctx, list).await?.query("limit", ENTRIES).query("expand", relation.name);
    let full = ctx.session.send(request.clone()).await?;
    // Where there is nothing to hide, nothing is learnt.
    if carriers(&full, relation.name).is_none_or(|count| count == 0) {
        return Ok(None);
    }
    let exchange = ctx.session.send(limited(request)).await?;
    let message = |id: &str| Message::new(id).with("operation", list.id.as_str()).with("expand", relation.name);
    let status = exchange.outcome.as_ref().ok().map(|r| r.status);
    Ok(Some(match (status, carriers(&exchange, relation.name)) {
        (Some(403), _) => witness(RULE, 1, message("exp-rights-refused")),
        (_, Some(0)) => witness(RULE, 1, message("exp-rights-left-out")),
        (_, Some(count)) => against(RULE, Message::new("exp-rights-back-door"))
            .expected(format!("HTTP 403 | no _embedded.{}", relation.name))
            .observed(format!("{count} entries with it"))
            .operation(&list.id)
            .pointer(format!("/data/*/_embedded/{}", relation.name))
            .sample(format!("{} expand={}", list.id, relation.name))
            .exchange(&exchange)
            .contradiction(),
        _ => undecided(RULE, Gap::NoAnswer, message("no-usable-answer").with("answer", answer(&exchange))),
    }))
}

/// How many entries of a page have something under the key; None when it is no page.
fn carriers(exchange: &Exchange, name: &str) -> Option<usize> {
    let body: Value = exchange.outcome.as_ref().ok().filter(|r| r.is_success())?.json().ok()?;
    let holds = |entry: &&Value| match entry.get("_embedded").and_then(|inside| inside.get(name)) {
        Some(Value::Array(rows)) => !rows.is_empty(),
        Some(Value::Object(entity)) => !entity.is_empty(),
        _ => false,
    };
    Some(body.get("data")?.as_array()?.iter().filter(holds).count())
}
