//! Lists: check the query, select, sort, cut a page, dress its entries.

use std::sync::Arc;

use axum::http::StatusCode;
use samspel_contract::Kind;
use serde_json::Value;
use uuid::Uuid;

use super::answer::{Answer, Body, Item, Refused};
use super::expand::{expand, source_of};
use super::filter::Selection;
use super::order::Order;
use super::page_token::Continuation;
use super::parameters::{Mistake, MistakeKind, missing};
use super::recent::Question;
use super::reference_names::Namer;
use super::{Call, order};
use crate::access::{Refusal, permits};
use crate::fault::Hooks;
use crate::store::{Record, Store};

/// Parameter names and values.
pub(crate) type Pairs = Vec<(String, String)>;

/// Entries on a page when no limit is asked for.
const DEFAULT_LIMIT: usize = 500;
/// Entries on a page at most, however large the limit.
const CEILING: usize = 2000;

/// Where a page begins and ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cut {
    /// Which list it is.
    pub(crate) operation: String,
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// Where the next page begins; None when this is the last.
    pub(crate) next: Option<usize>,
    /// Entries of the whole list.
    pub(crate) total: usize,
    /// Entries asked for, if any number was.
    pub(crate) limit: Option<usize>,
    /// Entries asked for on the page before, if any number was.
    pub(crate) earlier_limit: Option<usize>,
    /// Pages served before this one.
    pub(crate) pages: usize,
}

/// A list query that has passed every check.
pub(super) struct Query {
    /// Filters, sort key, expansions: without `limit` and `pageToken`.
    pub(super) pairs: Pairs,
    limit: Option<usize>,
    continued: Option<Continuation>,
}

impl Query {
    /// Reads and checks the query of a list operation.
    pub(super) fn read(call: &Call<'_>) -> Result<Query, Refused> {
        let mut pairs = call.parameters()?;
        let limit = take(&mut pairs, "limit").map(|limit| limit.parse().unwrap_or(usize::MAX));
        let token = take(&mut pairs, "pageToken");
        let continued = match token {
            Some(token) => continuation(call, &token, &pairs)?,
            None => None,
        };
        let mut query = match continued {
            Some(continued) => {
                Query { pairs: continued.query.clone(), limit: limit.or(continued.limit), continued: Some(continued) }
            }
            None => {
                for mistake in missing(call.operation, &pairs) {
                    call.tolerate(&mistake)?;
                }
                Query { pairs, limit, continued: None }
            }
        };
        call.provider.hooks.query(call.operation, &mut query.pairs, query.continued.is_some());
        // A fault may have put the limit among the parameters, or one of its own.
        if let Some(limit) = take(&mut query.pairs, "limit") {
            query.limit = limit.parse().ok();
        }
        Ok(query)
    }

    /// What the list's entries depend on. `turn` counts pages served before, where the order depends on that.
    pub(super) fn question(&self, call: &Call<'_>, turn: usize) -> Question {
        Question { operation: call.operation.id.clone(), query: self.pairs.clone(), turn }
    }

    /// Pages served before.
    fn pages(&self) -> usize {
        self.continued.as_ref().map_or(0, |continued| continued.pages)
    }

    pub(super) fn value(&self, name: &str) -> Option<&str> {
        self.pairs.iter().find(|(given, _)| given == name).map(|(_, value)| value.as_str())
    }

    pub(super) fn values(&self, name: &str) -> Vec<&str> {
        self.pairs.iter().filter(|(given, _)| given == name).map(|(_, value)| value.as_str()).collect()
    }

    /// Cuts the page and makes the token of the next. `id_at` gives the id of an entry, `position` finds an entry by its id.
    pub(super) fn cut(
        &self,
        call: &Call<'_>,
        total: usize,
        id_at: &dyn Fn(usize) -> Option<Uuid>,
    ) -> (Cut, Option<String>) {
        let (served, last, pages) = self
            .continued
            .as_ref()
            .map_or((0, None, 0), |continued| (continued.served, continued.last, continued.pages));
        // The place is where the last entry stands now, if it is still there.
        let moved = last.filter(|last| served == 0 || id_at(served - 1) != Some(*last));
        let start = moved
            .and_then(|last| (0..total).find(|at| id_at(*at) == Some(last)).map(|at| at + 1))
            .unwrap_or(served)
            .min(total);
        let size = self.limit.unwrap_or(DEFAULT_LIMIT).min(CEILING);
        let end = start.saturating_add(size).min(total);
        let mut cut = Cut {
            operation: call.operation.id.clone(),
            start,
            end,
            next: (end < total).then_some(end),
            total,
            limit: self.limit,
            earlier_limit: self.continued.as_ref().and_then(|continued| continued.limit),
            pages,
        };
        call.provider.hooks.page(&mut cut);
        cut.start = cut.start.min(total);
        cut.end = cut.end.clamp(cut.start, total);
        let token = cut.next.map(|next| {
            let mut continuation = Continuation {
                operation: call.operation.id.clone(),
                client: call.client.id.to_owned(),
                query: self.pairs.clone(),
                served: next,
                last: next.checked_sub(1).and_then(id_at),
                limit: self.limit,
                pages: pages + 1,
            };
            call.provider.hooks.token(&mut continuation);
            call.provider.sealer.seal(&continuation)
        });
        (cut, token)
    }
}

fn take(pairs: &mut Pairs, name: &str) -> Option<String> {
    let at = pairs.iter().position(|(given, _)| given == name)?;
    Some(pairs.remove(at).1)
}

/// What a page token continues. Beside it only `limit` may stand, and required parameters that say the same as before.
fn continuation(call: &Call<'_>, token: &str, beside: &Pairs) -> Result<Option<Continuation>, Refused> {
    let unknown = || Mistake::new("pageToken", MistakeKind::UnknownToken);
    let opened = call
        .provider
        .sealer
        .open(token)
        .filter(|opened| opened.operation == call.operation.id && opened.client == call.client.id);
    let required =
        |name: &str| call.operation.parameters.iter().any(|parameter| parameter.required && parameter.name == name);
    for pair in beside {
        let unchanged = opened.as_ref().is_some_and(|opened| opened.query.contains(pair));
        if !(required(&pair.0) && unchanged) {
            call.tolerate(&Mistake::new(&pair.0, MistakeKind::BesideToken))?;
        }
    }
    match opened {
        Some(opened) => Ok(Some(opened)),
        None => call.tolerate(&unknown()).map(|()| None),
    }
}

/// Answers a list operation over stored entities.
pub(super) fn list(call: &Call<'_>) -> Result<Answer, Refused> {
    let query = Query::read(call)?;
    let tenant = call.tenant();
    let entity = call.operation.entity.as_deref().unwrap_or_default();
    let (store, hooks) = (&tenant.store, &call.provider.hooks);
    let order = query.value("sortkey").and_then(|sortkey| Order::asked(call.operation, sortkey, hooks));
    let turn = if order.as_ref().is_some_and(|order| order.shuffles_ties) { query.pages() } else { 0 };
    let records = tenant.lists.list(store.changes(), query.question(call, turn), || {
        let selection = Selection { store, operation: call.operation, query: &query.pairs, hooks };
        let mut records = hooks.select(&selection).unwrap_or_else(|| selection.of(&query.pairs));
        if let Some(order) = &order {
            order::sort(&mut records, store.table(entity), order, turn);
        }
        records
    });
    let (cut, token) = query.cut(call, records.len(), &|at| records.get(at).and_then(|record| record.id));
    let page = records[cut.start..cut.end].to_vec();
    let items = dress(call, store, entity, page, &query.pairs);
    Ok(Answer::ok(Body::Page { items, token }))
}

/// Entities with expansions and names, as asked for; as stored when neither is.
pub(super) fn dress(
    call: &Call<'_>,
    store: &Store,
    entity: &str,
    records: Vec<Arc<Record>>,
    pairs: &Pairs,
) -> Vec<Item> {
    let mut wants = Wants::of(pairs);
    wants.expansions.retain(|part| may_embed(call, entity, part));
    if wants.nothing() {
        return records.into_iter().map(Item::Stored).collect();
    }
    let mut namer = Namer::new(&call.provider.contract, store);
    records
        .into_iter()
        .map(|record| Item::Made(wants.dress(store, &call.provider.hooks, &mut namer, entity, record.value())))
        .collect()
}

/// Whether the client may read what is to be embedded.
fn may_embed(call: &Call<'_>, entity: &str, part: &str) -> bool {
    let source = source_of(entity, part);
    let mut lists = call.provider.contract.operations().iter().filter(|operation| operation.kind == Kind::List);
    lists.find(|list| list.entity.as_deref() == source).is_none_or(|list| permits(call.client.rights, list))
        || call.provider.hooks.forgives(Refusal::ForbiddenExpansion)
}

/// What is asked for beyond the entities themselves.
pub(super) struct Wants<'q> {
    expansions: Vec<&'q str>,
    names: bool,
}

impl<'q> Wants<'q> {
    pub(super) fn of(pairs: &'q Pairs) -> Wants<'q> {
        let values = |wanted: &'static str| {
            pairs.iter().filter(move |(name, _)| name == wanted).map(|(_, value)| value.as_str())
        };
        Wants {
            expansions: values("expand").collect(),
            names: values("expandReferenceNames").any(|value| value == "true"),
        }
    }

    pub(super) fn nothing(&self) -> bool {
        self.expansions.is_empty() && !self.names
    }

    pub(super) fn dress(
        &self,
        store: &Store,
        hooks: &Hooks,
        namer: &mut Namer<'_>,
        entity: &str,
        mut value: Value,
    ) -> Value {
        expand(store, hooks, entity, &mut value, &self.expansions);
        if self.names {
            namer.name(entity, &mut value);
        }
        value
    }
}

/// The answer to an id that nothing has: no body.
pub(super) fn not_found() -> Answer {
    Answer::new(StatusCode::NOT_FOUND, Body::Empty)
}
