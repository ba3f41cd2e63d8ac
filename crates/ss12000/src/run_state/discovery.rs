//! Which of the documented operations the system offers, found out without writing anything.
//!
//! Lists are asked for one entry, by-id and lookup operations for an id that the list gave. Operations that write are not
//! probed: they count as offered when the ICS (`supports:` of the target file) says so.

use std::collections::BTreeMap;

use futures::{StreamExt, TryStreamExt};
use globset::{Glob, GlobSet, GlobSetBuilder};
use samspel_contract::{Contract, Kind, Operation};
use samspel_exchange::{Exchange, Session};
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{CheckError, Context};
use serde_json::Value;

use super::{contract, windows};
use crate::requests;
use samspel_suite::observe::{answer, not_applicable, undecided};

/// How the system takes an operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Standing {
    /// It answers with success.
    Offered,
    /// It says that there is no such thing, or not for this client (403, 404, 405, 501).
    Refused {
        /// The status.
        status: u16,
    },
    /// It answers in a way that neither serves nor refuses.
    Misbehaving {
        /// The answer in a word.
        answer: String,
    },
    /// It writes, and was not tried.
    Unprobed,
    /// There is no entity that it could be tried with.
    Untried,
}

/// What discovery knows about one operation.
#[derive(Debug, Clone)]
pub(crate) struct Probed {
    /// How the system takes it.
    pub(crate) standing: Standing,
    /// Whether the ICS claims it; None without an ICS.
    pub(crate) claimed: Option<bool>,
    /// Values for required query parameters.
    pub(crate) required: Vec<(String, String)>,
    /// An entity's id from the list, for lists and for what fetches from them.
    pub(crate) id: Option<String>,
    /// Whether it fetches single entities and the list gave none.
    pub(crate) lacks_entity: bool,
    /// Id and curl command of the exchange that decided.
    pub(crate) trace: Option<(String, String)>,
}

/// The operations of the contract with how the system takes them.
#[derive(Debug)]
pub(crate) struct Discovery {
    order: Vec<String>,
    probed: BTreeMap<String, Probed>,
}

/// Probes at once; the client's own limits hold beside this.
const CONCURRENCY: usize = 4;

impl Discovery {
    /// Probes every operation of the contract that does not write.
    ///
    /// # Errors
    /// When a request was not sent, or `supports:` holds an unusable glob.
    pub(crate) async fn probe(ctx: &Context) -> Result<Self, CheckError> {
        let contract = contract(ctx).await?;
        let session = ctx.client.session("discovery");
        let claims = claims(ctx)?;
        let claimed = |operation: &Operation| claims.as_ref().map(|set| set.is_match(&operation.id));
        let mut probed = BTreeMap::new();

        let mut asked = Vec::new();
        for operation in contract.operations().iter().filter(|o| o.kind == Kind::List) {
            asked.push(probe_list(ctx, &session, operation, claimed(operation)));
        }
        probed.extend(settle(asked).await?);

        let mut asked = Vec::new();
        for operation in contract.operations().iter().filter(|o| matches!(o.kind, Kind::ById | Kind::Lookup)) {
            let id = list_of(&contract, operation).and_then(|l| probed.get(&l.id)).and_then(|p| p.id.clone());
            asked.push(probe_single(ctx, &session, operation, id, claimed(operation)));
        }
        probed.extend(settle(asked).await?);

        for operation in contract.operations() {
            probed.entry(operation.id.clone()).or_insert_with(|| Probed {
                standing: Standing::Unprobed,
                claimed: claimed(operation),
                required: Vec::new(),
                id: None,
                lacks_entity: false,
                trace: None,
            });
        }
        Ok(Discovery { order: contract.operations().iter().map(|o| o.id.clone()).collect(), probed })
    }

    /// What is known about an operation.
    pub(crate) fn get(&self, operation: &str) -> Option<&Probed> {
        self.probed.get(operation)
    }

    /// Every operation in the order of the contract.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &Probed)> {
        self.order.iter().filter_map(|id| self.probed.get(id).map(|probed| (id.as_str(), probed)))
    }

    /// Ids of the operations to be tested, in the order of the contract: offered, and not left out of the ICS. Operations that
    /// write are among them when the ICS claims them.
    pub(crate) fn offered(&self) -> Vec<String> {
        self.iter().filter(|(_, p)| p.is_tested()).map(|(id, _)| id.to_owned()).collect()
    }

    /// Why an operation is not tested, as one observation for each requirement of the case; None when it is.
    pub(crate) fn obstacle(&self, ctx: &Context, operation: &str) -> Option<Vec<Observation>> {
        let all = |make: &dyn Fn(&str) -> Observation| Some(ctx.requirements.iter().map(|r| make(r)).collect());
        let message = |id: &str| Message::new(id).with("operation", operation);
        let Some(probed) = self.get(operation) else {
            return all(&|r| not_applicable(r, message("operation-not-in-edition")));
        };
        if probed.claimed == Some(false) {
            return all(&|r| not_applicable(r, message("operation-not-claimed")));
        }
        match &probed.standing {
            // Where nothing is held nothing can be fetched, and a refusal beside it would prove nothing.
            Standing::Offered if probed.lacks_entity => {
                all(&|r| undecided(r, Gap::NoData, message("operation-untried")))
            }
            Standing::Offered => None,
            Standing::Refused { status } if probed.claimed == Some(true) => {
                let reason = || message("operation-claimed-but-refused").with("status", *status);
                all(&|r| undecided(r, Gap::NoAnswer, reason()))
            }
            Standing::Refused { status } => {
                all(&|r| not_applicable(r, message("operation-not-offered").with("status", *status)))
            }
            Standing::Misbehaving { answer } => {
                let reason = || message("operation-misbehaves").with("answer", answer.as_str());
                all(&|r| undecided(r, Gap::NoAnswer, reason()))
            }
            Standing::Unprobed if probed.claimed == Some(true) => None,
            Standing::Unprobed => all(&|r| not_applicable(r, message("operation-writes"))),
            Standing::Untried => all(&|r| undecided(r, Gap::NoData, message("operation-untried"))),
        }
    }
}

impl Probed {
    /// Whether tests of the operation run.
    pub(crate) fn is_tested(&self) -> bool {
        match self.standing {
            Standing::Offered => self.claimed != Some(false),
            Standing::Unprobed => self.claimed == Some(true),
            Standing::Refused { .. } | Standing::Misbehaving { .. } | Standing::Untried => false,
        }
    }
}

/// The list operation of the same entity.
pub(crate) fn list_of<'a>(contract: &'a Contract, operation: &Operation) -> Option<&'a Operation> {
    let entity = operation.success.entity.as_deref().or(operation.entity.as_deref())?;
    contract.operations().iter().find(|o| {
        o.kind == Kind::List && (o.entity.as_deref() == Some(entity) || o.success.entity.as_deref() == Some(entity))
    })
}

fn claims(ctx: &Context) -> Result<Option<GlobSet>, CheckError> {
    let supports = ctx.target.interfaces.ss12000.as_ref().and_then(|interface| interface.supports.as_ref());
    // An empty list is the documented default of the target file and claims nothing either way.
    let Some(supports) = supports.filter(|list| !list.is_empty()) else { return Ok(None) };
    let mut set = GlobSetBuilder::new();
    for pattern in supports {
        set.add(Glob::new(pattern).map_err(|e| CheckError::Other(format!("supports: {e}")))?);
    }
    set.build().map(Some).map_err(|e| CheckError::Other(format!("supports: {e}")))
}

/// Runs probes a few at a time; their order does not depend on who answers first.
async fn settle<F>(probes: Vec<F>) -> Result<Vec<(String, Probed)>, CheckError>
where
    F: Future<Output = Result<(String, Probed), CheckError>>,
{
    futures::stream::iter(probes).buffered(CONCURRENCY).try_collect().await
}

async fn probe_list(
    ctx: &Context,
    session: &Session,
    operation: &Operation,
    claimed: Option<bool>,
) -> Result<(String, Probed), CheckError> {
    let nothing = || CheckError::Other("nothing was probed".to_owned());
    let mut best: Option<Probed> = None;
    for required in windows::candidates(ctx, operation) {
        // One entry is enough; a system that does not take `limit` or hides its first entries is asked again without.
        for limit in [Some("1"), None] {
            let mut request = requests::with_query(requests::plain(operation), &required);
            if let Some(limit) = limit {
                request = request.query("limit", limit);
            }
            let exchange = session.send(request).await?;
            let standing = standing(&exchange, claimed);
            let id = first_id(&exchange);
            let refused = matches!(standing, Standing::Refused { .. });
            let held = id.is_some() || !is_empty_page(&exchange);
            let better = best.as_ref().is_none_or(|b| b.standing != Standing::Offered);
            if better || held && standing == Standing::Offered {
                let trace = Some((exchange.id.clone(), exchange.curl()));
                best = Some(Probed { standing, claimed, required: required.clone(), id, lacks_entity: false, trace });
            }
            if refused || held && best.as_ref().is_some_and(|b| b.standing == Standing::Offered) {
                return best.map(|probed| (operation.id.clone(), probed)).ok_or_else(nothing);
            }
        }
    }
    best.map(|probed| (operation.id.clone(), probed)).ok_or_else(nothing)
}

async fn probe_single(
    ctx: &Context,
    session: &Session,
    operation: &Operation,
    id: Option<String>,
    claimed: Option<bool>,
) -> Result<(String, Probed), CheckError> {
    let known = id.is_some();
    let id = id.unwrap_or_else(|| requests::unknown_uuid(ctx, &operation.id));
    let request = match operation.kind {
        Kind::Lookup => requests::lookup(operation, "ids", std::slice::from_ref(&id)),
        _ => requests::with_id(operation, &id),
    };
    let exchange = session.send(request).await?;
    let mut standing = standing(&exchange, claimed);
    if operation.kind == Kind::ById && standing == (Standing::Refused { status: 404 }) {
        // 404 may mean "no such entity" or "no such path". Where the path exists, an id of the wrong form gives 400.
        let malformed = session.send(requests::with_id(operation, "not-a-uuid")).await?;
        if malformed.outcome.as_ref().is_ok_and(|r| r.status == 400) {
            standing = Standing::Offered;
        } else if !known {
            standing = Standing::Untried;
        }
    }
    let trace = Some((exchange.id.clone(), exchange.curl()));
    Ok((
        operation.id.clone(),
        Probed {
            standing,
            claimed,
            required: Vec::new(),
            id: known.then_some(id),
            lacks_entity: operation.kind == Kind::ById && !known,
            trace,
        },
    ))
}

fn standing(exchange: &Exchange, claimed: Option<bool>) -> Standing {
    match &exchange.outcome {
        // A page for people at a path that nobody claimed is a catch-all, not an operation.
        Ok(r) if r.is_success() && claimed != Some(true) && r.media_type().as_deref() == Some("text/html") => {
            Standing::Misbehaving { answer: format!("HTTP {} text/html", r.status) }
        }
        Ok(r) if r.is_success() => Standing::Offered,
        Ok(r) if matches!(r.status, 403 | 404 | 405 | 501) => Standing::Refused { status: r.status },
        Ok(_) | Err(_) => Standing::Misbehaving { answer: answer(exchange) },
    }
}

fn body(exchange: &Exchange) -> Option<Value> {
    exchange.outcome.as_ref().ok().and_then(|response| response.json().ok())
}

fn first_id(exchange: &Exchange) -> Option<String> {
    let body = body(exchange)?;
    let id = body.get("data")?.as_array()?.iter().find_map(|e| e.get("id")?.as_str().map(str::to_owned))?;
    // Only an id of the documented form can be put into a path without thought.
    uuid::Uuid::try_parse(&id).is_ok().then_some(id)
}

fn is_empty_page(exchange: &Exchange) -> bool {
    body(exchange).is_some_and(|b| match b.get("data") {
        Some(Value::Array(data)) => data.is_empty(),
        Some(Value::Object(data)) => data.values().all(|v| v.as_array().is_none_or(Vec::is_empty)),
        _ => false,
    })
}
