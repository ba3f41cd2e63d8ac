//! Entities as an operation serves them with some query parameters, beside what their list gave.

use std::collections::HashMap;
use std::sync::Arc;

use rand::seq::SliceRandom;
use samspel_contract::{Kind, Operation};
use samspel_exchange::{Exchange, Request};
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{CheckError, Context};
use serde_json::Value;

use crate::harvest::{End, Harvest, Trace, Walk, key};
use crate::snapshot::Interner;
use crate::{requests, run_state};
use samspel_suite::observe::{answer, undecided};

/// Entries on a page of a list.
const LIMIT: u32 = 200;
/// Pages of a list that are read at most.
const PAGES: usize = 15;

/// An operation that reads entities, with the harvest of their list.
pub(crate) struct Base {
    /// The operation of the case.
    pub(crate) operation: Operation,
    /// What kind of entity it gives.
    pub(crate) entity: String,
    /// The list of these entities.
    pub(crate) harvest: Arc<Harvest>,
    ids: Arc<Interner>,
}

/// Entities as they were served.
#[derive(Debug, Default)]
pub(crate) struct Served {
    /// Each entity with its row in the harvest, if it was there, and the number of the exchange.
    pub(crate) entities: Vec<(Option<u32>, Value, usize)>,
    /// The exchanges.
    pub(crate) traces: Vec<Trace>,
    /// The first request that was not answered with success: its status (None without any answer), the answer in a word, the exchange.
    pub(crate) failure: Option<(Option<u16>, String, Trace)>,
}

impl Served {
    /// The exchange that an entity came with.
    pub(crate) fn trace(&self, at: usize) -> Option<&Trace> {
        self.traces.get(at)
    }
}

impl Base {
    /// The operation that the case names. When it cannot be asked or the list gave nothing to ask for, the inner error says so for
    /// each requirement of the case.
    ///
    /// # Errors
    /// When requests were not sent.
    pub(crate) async fn of_case(ctx: &Context) -> Result<Result<Self, Vec<Observation>>, CheckError> {
        let operation = run_state::operation(ctx).await?;
        let discovery = run_state::discovery(ctx).await?;
        if let Some(said) = discovery.obstacle(ctx, &operation.id) {
            return Ok(Err(said));
        }
        let contract = run_state::contract(ctx).await?;
        let nothing = |gap| {
            let reason = Message::new("served-nothing-listed").with("operation", operation.id.as_str());
            Err(ctx.requirements.iter().map(|r| undecided(r, gap, reason.clone())).collect())
        };
        let list = run_state::list_of(&contract, &operation);
        let Some(list) = list.filter(|l| discovery.get(&l.id).is_some_and(|p| p.is_tested())) else {
            return Ok(nothing(Gap::NoAccess));
        };
        let harvest = run_state::harvest(ctx, &list.id).await?;
        if harvest.table.len() == 0 {
            return Ok(nothing(Gap::NoData));
        }
        let entity = operation.success.entity.clone().or(operation.entity.clone()).unwrap_or_default();
        let ids = run_state::ids(ctx).await?;
        Ok(Ok(Base { operation, entity, harvest, ids }))
    }

    /// A message about the operation.
    pub(crate) fn message(&self, id: &str) -> Message {
        Message::new(id).with("operation", self.operation.id.as_str())
    }

    /// The id of a row, as it is written.
    pub(crate) fn id(&self, row: u32) -> Option<String> {
        self.harvest.table.key(row).uuid().map(|id| id.to_string())
    }

    /// Rows that fulfil a condition and can be asked for, in a seeded order, `most` at most. For a list they come in its own order,
    /// so that few pages hold them.
    pub(crate) fn rows(&self, ctx: &Context, most: usize, mut holds: impl FnMut(u32) -> bool) -> Vec<u32> {
        let table = &self.harvest.table;
        let is_list = self.operation.kind == Kind::List;
        let mut rows: Vec<u32> =
            table.rows().filter(|row| is_list || table.key(*row).own).filter(|row| holds(*row)).collect();
        if !is_list {
            rows.shuffle(&mut requests::rng(ctx.seed, &ctx.test));
        }
        rows.truncate(most);
        rows
    }

    /// A lookup of rows by their ids.
    pub(crate) fn lookup(&self, rows: &[u32]) -> Request {
        let ids: Vec<String> = rows.iter().filter_map(|row| self.id(*row)).collect();
        requests::lookup(&self.operation, "ids", &ids)
    }

    /// Serves rows with these query parameters. A list serves the pages that hold them, with everything else on these pages.
    ///
    /// # Errors
    /// When a request was not sent.
    pub(crate) async fn serve(
        &self,
        ctx: &Context,
        rows: &[u32],
        query: &[(String, String)],
    ) -> Result<Served, CheckError> {
        let mut served = Served::default();
        match self.operation.kind {
            Kind::List => self.pages(ctx, rows, query, &mut served).await?,
            Kind::Lookup => {
                let request = requests::with_query(self.lookup(rows), query);
                let exchange = ctx.session.send(request).await?;
                if let Some(Value::Array(entities)) = self.body(&exchange, &mut served) {
                    entities.into_iter().for_each(|entity| self.add(&mut served, entity));
                }
            }
            _ => {
                for row in rows {
                    let Some(id) = self.id(*row) else { continue };
                    let request = requests::with_query(requests::with_id(&self.operation, &id), query);
                    let exchange = ctx.session.send(request).await?;
                    if let Some(entity @ Value::Object(_)) = self.body(&exchange, &mut served) {
                        self.add(&mut served, entity);
                    }
                }
            }
        }
        Ok(served)
    }

    async fn pages(
        &self,
        ctx: &Context,
        rows: &[u32],
        query: &[(String, String)],
        served: &mut Served,
    ) -> Result<(), CheckError> {
        let last = rows.iter().max().copied().unwrap_or(0) as usize;
        // A system may give fewer entries than it is asked for.
        let on_page = (self.harvest.table.len() / self.harvest.walked.pages.len().max(1)).clamp(1, LIMIT as usize);
        let mut walk =
            Walk::new(&self.operation, &self.harvest.required).limit(LIMIT).max_pages((last / on_page + 1).min(PAGES));
        for (name, value) in query {
            walk = walk.query(name, value.clone());
        }
        let mut entries = Vec::new();
        let walked = walk.run(&ctx.session, |page, _, value| entries.push((page, value))).await?;
        served.traces =
            walked.pages.iter().map(|page| Trace { id: page.exchange.clone(), curl: page.curl.clone() }).collect();
        let digests = self.digests();
        served.entities =
            entries.into_iter().map(|(page, value)| (self.row_of(&value, &digests), value, page)).collect();
        if let Some(trace) = walked.last {
            served.failure = match walked.end {
                End::Status { status } => Some((Some(status), format!("HTTP {status}"), trace)),
                End::NoAnswer { what } => Some((None, what, trace)),
                _ => None,
            };
        }
        Ok(())
    }

    fn body(&self, exchange: &Exchange, served: &mut Served) -> Option<Value> {
        served.traces.push(Trace::from(exchange));
        let response = exchange.outcome.as_ref().ok();
        if let Some(body) = response.filter(|r| r.is_success()).and_then(|r| r.json().ok()) {
            return Some(body);
        }
        let status = response.map(|r| r.status);
        served.failure.get_or_insert_with(|| (status, answer(exchange), Trace::from(exchange)));
        None
    }

    fn add(&self, served: &mut Served, entity: Value) {
        let at = served.traces.len().saturating_sub(1);
        let row = self.row_of(&entity, &HashMap::new());
        served.entities.push((row, entity, at));
    }

    /// Rows of entries without an id of their own, by content.
    fn digests(&self) -> HashMap<u128, u32> {
        let table = &self.harvest.table;
        table.rows().map(|row| (table.key(row), row)).filter(|(k, _)| !k.own).map(|(k, row)| (k.value, row)).collect()
    }

    fn row_of(&self, entity: &Value, digests: &HashMap<u128, u32>) -> Option<u32> {
        let own = key(entity);
        if own.own {
            return self.ids.find(own.value).and_then(|id| self.harvest.table.row_of(id));
        }
        digests.get(&key(&bare(entity)).value).copied()
    }
}

/// An entity without what is embedded in it.
pub(crate) fn bare(entity: &Value) -> Value {
    let mut bare = entity.clone();
    if let Value::Object(fields) = &mut bare {
        fields.remove("_embedded");
    }
    bare
}

/// The id of an entity, for samples; a dash where it has none.
pub(crate) fn id_of(entity: &Value) -> String {
    let id = entity.get("id").and_then(Value::as_str).and_then(|id| uuid::Uuid::try_parse(id).ok());
    id.map_or_else(|| "-".to_owned(), |id| id.to_string())
}
