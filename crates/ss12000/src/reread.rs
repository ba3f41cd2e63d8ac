//! Entities of a list, fetched again by id or through lookup: judged, and compared with what the list gave.
//!
//! Lookups are asked for every entity, a batch at a time. By id every entity of a small list is fetched, of a large one a seeded
//! sample: real servers have failed on two ids of three, so that the first one tells little.

mod compare;

use std::collections::BTreeMap;

use rand::seq::SliceRandom;
use samspel_contract::{Kind, Operation};
use samspel_exchange::{Exchange, Halt, JsonFault, Request, Session};
use samspel_suite::{CheckError, Context};
use serde_json::Value;

use crate::harvest::{Judge, Tally, Trace, kind};
use crate::snapshot::Table;
use crate::{requests, run_state};
use samspel_suite::observe::{answer, decides_nothing};

pub(crate) use compare::{Likeness, likeness, says_nothing, unordered_digest};

/// What came instead of an entity (or an array of them).
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Answer {
    /// No JSON.
    NotJson(JsonFault),
    /// The entity inside another object.
    Wrapped {
        /// The property that holds it.
        key: String,
    },
    /// Another JSON type.
    WrongKind {
        /// Which.
        kind: &'static str,
    },
    /// No success, and nothing about the entity either.
    Failed {
        /// The answer in a word.
        answer: String,
    },
}

impl Answer {
    /// What came when nothing was decided.
    pub(crate) fn failed(&self) -> Option<&str> {
        if let Answer::Failed { answer } = self { Some(answer) } else { None }
    }
}

/// Entities that are fetched by id, one request each.
const BY_ID: usize = 300;
/// Entities in one lookup.
const BATCH: usize = 500;
/// Part of the request budget that the lookups of one list may use.
const BUDGET_SHARE: u64 = 100;
/// Entities that are kept apart because they did not come as listed; the rest is left out.
const KEPT: usize = 1000;

/// How one entity fared that did not come with the content that the list gave.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Fate {
    /// It came with other content, without having been modified in between.
    Differs {
        /// Properties that differ.
        properties: Vec<String>,
    },
    /// It came, modified since the list was read.
    Modified,
    /// Another entity came.
    Other,
    /// It did not come.
    Absent,
    /// The request failed with a status.
    Failed {
        /// The status.
        status: u16,
    },
}

/// A list, read again through another operation of the same entity.
#[derive(Debug)]
pub(crate) struct Reread {
    /// The by-id or lookup operation.
    pub(crate) operation: String,
    /// The list operation.
    pub(crate) list: String,
    /// What judging the entities came to; the page of a fault is an index into `traces`.
    pub(crate) tally: Tally,
    /// The exchanges.
    pub(crate) traces: Vec<Trace>,
    /// Answers that held no entity, by index of the exchange.
    pub(crate) answers: Vec<(usize, Answer)>,
    /// Entities that came with the content that the list gave.
    pub(crate) same: u64,
    /// Each other id with its fate and the index of the exchange.
    pub(crate) fates: Vec<(String, Fate, usize)>,
}

impl Reread {
    /// Reads the entity's list through this operation.
    ///
    /// # Errors
    /// When a request was not sent, or the edition has no list of the entity.
    pub(crate) async fn read(ctx: &Context, operation: &Operation) -> Result<Self, CheckError> {
        let contract = run_state::contract(ctx).await?;
        let list = run_state::list_of(&contract, operation)
            .ok_or_else(|| CheckError::With(format!("`{}` has no list operation", operation.id)))?;
        let mut reread = Reread {
            operation: operation.id.clone(),
            list: list.id.clone(),
            tally: Tally::default(),
            traces: Vec::new(),
            answers: Vec::new(),
            same: 0,
            fates: Vec::new(),
        };
        let discovery = run_state::discovery(ctx).await?;
        if discovery.get(&list.id).is_none_or(|p| p.standing != run_state::Standing::Offered) {
            return Ok(reread);
        }
        let harvest = run_state::harvest(ctx, &list.id).await?;
        let entity = operation.success.entity.as_deref().unwrap_or_default();
        let judge = Judge::new(&contract, entity, operation.success.envelope);
        let session = ctx.client.session(&format!("reread/{}", operation.id));
        match operation.kind {
            Kind::Lookup => {
                let batches = usize::try_from(ctx.target.limits.max_requests / BUDGET_SHARE).unwrap_or(usize::MAX);
                let rows = rows(ctx, operation, &harvest.table, batches.clamp(1, 100_000) * BATCH);
                for batch in rows.chunks(BATCH) {
                    let listed = records(&harvest.table, batch)?;
                    reread.lookup(&session, operation, &listed, judge.as_ref()).await?;
                }
            }
            _ => {
                for row in rows(ctx, operation, &harvest.table, BY_ID) {
                    let listed = harvest.table.record(row)?;
                    reread.by_id(&session, operation, &listed, judge.as_ref()).await?;
                }
            }
        }
        Ok(reread)
    }

    fn settle(&mut self, id: &str, fate: Option<Fate>, at: usize) {
        match fate {
            None => self.same += 1,
            Some(fate) if self.fates.len() < KEPT => self.fates.push((id.to_owned(), fate, at)),
            Some(_) => {}
        }
    }

    async fn by_id(
        &mut self,
        session: &Session,
        operation: &Operation,
        listed: &Value,
        judge: Option<&Judge<'_>>,
    ) -> Result<(), CheckError> {
        let Some(id) = id(listed) else { return Ok(()) };
        let exchange = send(session, || requests::with_id(operation, id)).await?;
        let at = self.trace(&exchange);
        let Some(body) = self.body(at, &exchange, id) else { return Ok(()) };
        match body {
            Value::Object(ref map) if map.contains_key("id") || !is_wrapper(map) => {
                if let Some(judge) = judge {
                    judge.judge(at, &body, &mut self.tally);
                }
                self.settle(id, fate(listed, &body), at);
            }
            Value::Object(map) => {
                let key = map.keys().next().cloned().unwrap_or_default();
                self.answers.push((at, Answer::Wrapped { key }));
            }
            other => self.answers.push((at, Answer::WrongKind { kind: kind(&other) })),
        }
        Ok(())
    }

    async fn lookup(
        &mut self,
        session: &Session,
        operation: &Operation,
        samples: &[Value],
        judge: Option<&Judge<'_>>,
    ) -> Result<(), CheckError> {
        let ids: Vec<String> = samples.iter().filter_map(id).map(str::to_owned).collect();
        if ids.is_empty() {
            return Ok(());
        }
        let exchange = send(session, || requests::lookup(operation, "ids", &ids)).await?;
        let at = self.trace(&exchange);
        let Some(body) = self.body(at, &exchange, "") else { return Ok(()) };
        let entities = match body {
            Value::Array(entities) => entities,
            Value::Object(map) => {
                let key = map.iter().find(|(_, v)| v.is_array()).map(|(k, _)| k.clone());
                let fault = key.map_or(Answer::WrongKind { kind: "object" }, |key| Answer::Wrapped { key });
                self.answers.push((at, fault));
                return Ok(());
            }
            other => {
                self.answers.push((at, Answer::WrongKind { kind: kind(&other) }));
                return Ok(());
            }
        };
        let mut found: BTreeMap<String, &Value> = BTreeMap::new();
        for entity in &entities {
            if let Some(judge) = judge {
                judge.judge(at, entity, &mut self.tally);
            }
            if let Some(id) = id(entity) {
                found.insert(id.to_ascii_lowercase(), entity);
            }
        }
        for sample in samples {
            let Some(id) = id(sample) else { continue };
            let fate = found.get(&id.to_ascii_lowercase()).map_or(Some(Fate::Absent), |entity| fate(sample, entity));
            self.settle(id, fate, at);
        }
        Ok(())
    }

    fn trace(&mut self, exchange: &Exchange) -> usize {
        self.traces.push(Trace::from(exchange));
        self.traces.len() - 1
    }

    fn body(&mut self, at: usize, exchange: &Exchange, id: &str) -> Option<Value> {
        match &exchange.outcome {
            Ok(response) if response.is_success() => match response.json() {
                Ok(body) => Some(body),
                Err(fault) => {
                    self.answers.push((at, Answer::NotJson(fault)));
                    None
                }
            },
            Ok(response) if response.status == 404 && !id.is_empty() => {
                self.settle(id, Some(Fate::Absent), at);
                None
            }
            Ok(response) if !decides_nothing(response.status) => {
                self.settle(id, Some(Fate::Failed { status: response.status }), at);
                None
            }
            _ => {
                self.answers.push((at, Answer::Failed { answer: answer(exchange) }));
                None
            }
        }
    }
}

/// Of hundreds of requests a single one may fail without meaning anything: what fails is sent once more.
async fn send(session: &Session, request: impl Fn() -> Request) -> Result<Exchange, Halt> {
    let exchange = session.send(request()).await?;
    match &exchange.outcome {
        Ok(response) if response.status >= 500 => session.send(request()).await,
        _ => Ok(exchange),
    }
}

fn id(entity: &Value) -> Option<&str> {
    entity.get("id").and_then(Value::as_str)
}

/// Whether an object without id holds a single object or array, as `{ "data": { … } }` does.
fn is_wrapper(map: &serde_json::Map<String, Value>) -> bool {
    map.values().any(|v| v.is_object() && v.get("id").is_some() || v.is_array())
}

/// None when the content is the same.
fn fate(listed: &Value, fetched: &Value) -> Option<Fate> {
    let same_id = match (id(listed), id(fetched)) {
        (Some(a), Some(b)) => a.eq_ignore_ascii_case(b),
        _ => false,
    };
    if !same_id {
        return Some(Fate::Other);
    }
    match likeness(listed, fetched) {
        Likeness::Same => None,
        Likeness::Modified => Some(Fate::Modified),
        Likeness::Differs(properties) => Some(Fate::Differs { properties }),
    }
}

/// Rows with an id of their own: all of them in the order of reading, or a seeded choice of `most`.
fn rows(ctx: &Context, operation: &Operation, table: &Table, most: usize) -> Vec<u32> {
    let mut rows: Vec<u32> = table.rows().filter(|row| table.key(*row).own).collect();
    if rows.len() > most {
        rows.shuffle(&mut requests::rng(ctx.seed, &operation.id));
        rows.truncate(most);
        rows.sort_unstable();
    }
    rows
}

fn records(table: &Table, rows: &[u32]) -> Result<Vec<Value>, CheckError> {
    rows.iter().map(|row| table.record(*row)).collect()
}
