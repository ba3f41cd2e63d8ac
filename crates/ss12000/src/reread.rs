//! Entities of the harvest's sample, fetched again by id or through lookup: judged, and compared with what the list gave.

mod compare;

use std::collections::BTreeMap;

use samspel_contract::{Kind, Operation};
use samspel_exchange::{Exchange, JsonFault, Session};
use samspel_suite::{CheckError, Context};
use serde_json::Value;

use crate::harvest::{Judge, Tally, Trace, kind};
use crate::observe::answer;
use crate::{requests, run_state};

pub(crate) use compare::unordered_digest;
use compare::{Likeness, likeness};

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
    /// No success, and not "not found" either.
    Failed {
        /// The answer in a word.
        answer: String,
    },
}

/// How one entity fared.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Fate {
    /// It came with the content that the list gave.
    Same,
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

/// The sample of a list, read again through another operation of the same entity.
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
    /// Each sampled id with its fate and the index of the exchange.
    pub(crate) fates: Vec<(String, Fate, usize)>,
}

impl Reread {
    /// Reads the sample of the entity's list through this operation.
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
            Kind::Lookup => reread.lookup(&session, operation, &harvest.samples, judge.as_ref()).await?,
            _ => reread.by_id(&session, operation, &harvest.samples, judge.as_ref()).await?,
        }
        Ok(reread)
    }

    async fn by_id(
        &mut self,
        session: &Session,
        operation: &Operation,
        samples: &[Value],
        judge: Option<&Judge<'_>>,
    ) -> Result<(), CheckError> {
        for sample in samples {
            let Some(id) = id(sample) else { continue };
            let exchange = session.send(requests::with_id(operation, id)).await?;
            let at = self.trace(&exchange);
            let Some(body) = self.body(at, &exchange, id) else { continue };
            match body {
                Value::Object(ref map) if map.contains_key("id") || !is_wrapper(map) => {
                    if let Some(judge) = judge {
                        judge.judge(at, &body, &mut self.tally);
                    }
                    let fate = fate(sample, &body);
                    self.fates.push((id.to_owned(), fate, at));
                }
                Value::Object(map) => {
                    let key = map.keys().next().cloned().unwrap_or_default();
                    self.answers.push((at, Answer::Wrapped { key }));
                }
                other => self.answers.push((at, Answer::WrongKind { kind: kind(&other) })),
            }
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
        let exchange = session.send(requests::lookup(operation, "ids", &ids)).await?;
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
            let fate = found.get(&id.to_ascii_lowercase()).map_or(Fate::Absent, |entity| fate(sample, entity));
            self.fates.push((id.to_owned(), fate, at));
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
                self.fates.push((id.to_owned(), Fate::Absent, at));
                None
            }
            Ok(response) if !matches!(response.status, 401 | 403 | 429 | 503) => {
                self.fates.push((id.to_owned(), Fate::Failed { status: response.status }, at));
                None
            }
            _ => {
                self.answers.push((at, Answer::Failed { answer: answer(exchange) }));
                None
            }
        }
    }
}

fn id(entity: &Value) -> Option<&str> {
    entity.get("id").and_then(Value::as_str)
}

/// Whether an object without id holds a single object or array, as `{ "data": { … } }` does.
fn is_wrapper(map: &serde_json::Map<String, Value>) -> bool {
    map.values().any(|v| v.is_object() && v.get("id").is_some() || v.is_array())
}

fn fate(listed: &Value, fetched: &Value) -> Fate {
    let same_id = match (id(listed), id(fetched)) {
        (Some(a), Some(b)) => a.eq_ignore_ascii_case(b),
        _ => false,
    };
    if !same_id {
        return Fate::Other;
    }
    match likeness(listed, fetched) {
        Likeness::Same => Fate::Same,
        Likeness::Modified => Fate::Modified,
        Likeness::Differs(properties) => Fate::Differs { properties },
    }
}
