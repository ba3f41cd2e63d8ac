//! The simulated SS 12000 provider: every operation of the contract, driven by the contract's own table.
//!
//! ```text
//! request ─► route ─► access ─► parameters ─► list | lookup | one | write | … ─► answer
//! ```

mod aggregate;
mod answer;
mod compare;
mod deleted;
mod door;
mod expand;
mod filter;
mod incoming;
mod joins;
mod list;
mod lookup;
mod notice;
mod one;
mod order;
mod page_token;
mod parameters;
mod recent;
mod reference_names;
mod route;
mod rule;
mod subscriptions;
mod write;

use std::sync::{Arc, LazyLock, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use axum::http::{Method, StatusCode, header};
use jiff::{SignedDuration, Timestamp};
use samspel_contract::{Contract, Envelope, Kind, Operation};
use serde_json::Value;

pub(crate) use self::answer::{Answer, Body, Refused};
pub(crate) use self::compare::By;
pub(crate) use self::door::behind;
pub(crate) use self::filter::{Bound, Selection};
pub(crate) use self::incoming::{Incoming, decode_query};
pub(crate) use self::list::{Cut, Pairs};
pub(crate) use self::lookup::Finding;
pub(crate) use self::notice::{Notice, Pending, ring};
pub(crate) use self::order::Order;
pub(crate) use self::page_token::{Continuation, Sealer};
pub(crate) use self::parameters::{Mistake, MistakeKind};
pub(crate) use self::recent::Recent;
use self::route::{Route, route};
pub(crate) use self::rule::Rule;
pub(crate) use self::subscriptions::{SUBSCRIPTION_LIFE, Subscription, standing_subscriptions};
pub(crate) use self::write::{Removal, Storing};
use crate::access::{Access, Flaw, Refusal, Registered, Trusted, permits};
use crate::fault::Hooks;
use crate::municipality::exported;
use crate::store::{Record, Store};

/// Lists that are kept for their later pages: more chains than these are hardly read at the same time.
const LISTS: usize = 16;
/// The same for aggregated attendance. Its entries stand nowhere else, so that each list takes room of its own.
const AGGREGATES: usize = 2;

/// One municipality with what its clients have set up.
pub(crate) struct Tenant {
    pub(crate) store: Store,
    pub(crate) subscriptions: Vec<Subscription>,
    /// What subscribers have not been told yet.
    pub(crate) pending: Pending,
    /// Lists of stored entities that clients are reading.
    pub(crate) lists: Recent<Arc<Record>>,
    /// Lists of aggregated attendance that clients are reading.
    pub(crate) aggregates: Recent<Value>,
}

impl Tenant {
    /// A municipality that nobody has read yet.
    pub(crate) fn new(store: Store, subscriptions: Vec<Subscription>) -> Tenant {
        let (lists, aggregates) = (Recent::new(LISTS), Recent::new(AGGREGATES));
        Tenant { store, subscriptions, pending: Pending::default(), lists, aggregates }
    }
}

/// Everything that answers.
pub(crate) struct Provider {
    pub(crate) contract: Contract,
    pub(crate) access: Access,
    /// A second issuer, if there is one.
    pub(crate) trusted: Option<Trusted>,
    pub(crate) sealer: Sealer,
    pub(crate) hooks: Hooks,
    /// How long new subscriptions live.
    pub(crate) subscription_life: SignedDuration,
    /// By tenant number.
    pub(crate) tenants: Vec<RwLock<Tenant>>,
}

/// What faults may know about a request when they spoil its answer.
pub(crate) struct Asked<'r> {
    pub(crate) contract: &'r Contract,
    /// Who asked, once that is known.
    pub(crate) client: Option<&'static str>,
    pub(crate) incoming: &'r Incoming,
    /// None for paths and methods that do not exist.
    pub(crate) operation: Option<&'r Operation>,
    /// Why the caller was turned away, if so.
    pub(crate) refusal: Option<Refusal>,
}

/// One request to one operation by one client.
pub(crate) struct Call<'p> {
    pub(crate) provider: &'p Provider,
    pub(crate) operation: &'p Operation,
    pub(crate) client: &'p Registered,
    pub(crate) incoming: &'p Incoming,
    /// The last step of the path, when it stands for an id.
    pub(crate) id: Option<String>,
}

impl Call<'_> {
    pub(crate) fn tenant(&self) -> RwLockReadGuard<'_, Tenant> {
        self.provider.tenants[self.client.tenant].read().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn tenant_mut(&self) -> RwLockWriteGuard<'_, Tenant> {
        self.provider.tenants[self.client.tenant].write().unwrap_or_else(PoisonError::into_inner)
    }

    /// The documented parameters, checked. Mistakes that a fault overlooks take their parameter with them.
    pub(crate) fn parameters(&self) -> Result<Pairs, Refused> {
        let Some(given) = &self.incoming.query else {
            return Err(Answer::refuse(
                StatusCode::BAD_REQUEST,
                "invalid_query",
                "the query is not percent-encoded UTF-8",
            ));
        };
        let documented = |name: &str| {
            self.operation.parameters.iter().any(|parameter| parameter.place == "query" && parameter.name == name)
        };
        let mut pairs: Pairs = given.iter().filter(|(name, _)| documented(name)).cloned().collect();
        for mistake in parameters::mistakes(self.operation, &pairs) {
            self.tolerate(&mistake)?;
            pairs.retain(|(name, _)| *name != mistake.parameter);
        }
        Ok(pairs)
    }

    /// Refuses a mistake unless a fault overlooks it.
    pub(crate) fn tolerate(&self, mistake: &Mistake) -> Result<(), Refused> {
        if self.provider.hooks.overlooks(mistake) {
            return Ok(());
        }
        Err(Answer::refuse(StatusCode::BAD_REQUEST, "invalid_parameter", mistake.message()))
    }

    /// The request's body as JSON.
    pub(crate) fn json(&self) -> Result<Value, Refused> {
        let kind = self.incoming.content_type.as_deref().unwrap_or_default();
        if !kind.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json")) {
            return Err(Answer::refuse(
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "unsupported_media_type",
                "the body must be application/json",
            ));
        }
        serde_json::from_slice(&self.incoming.body)
            .map_err(|_| Answer::refuse(StatusCode::BAD_REQUEST, "invalid_json", "the body is not JSON"))
    }
}

impl Provider {
    /// Answers a request below the base path.
    pub(crate) async fn answer(&self, mut incoming: Incoming) -> Answer {
        self.hooks.request(&mut incoming);
        incoming.vouched = self.vouched(&incoming).await;
        let route = route(&self.contract, incoming.method.as_str(), &incoming.path);
        let mut asked =
            Asked { contract: &self.contract, client: None, incoming: &incoming, operation: None, refusal: None };
        if let Route::Operation(operation, _) = &route {
            asked.operation = Some(operation);
        }
        let mut answer = match (self.caller(&incoming, &route), route) {
            (Err(refusal), _) => {
                asked.refusal = Some(refusal);
                refused(refusal)
            }
            (Ok(_), Route::Nowhere) => Answer::error(StatusCode::NOT_FOUND, "unknown_path", "there is no such path"),
            (Ok(_), Route::WrongMethod(allowed)) => {
                let message = "the path does not have this method";
                Answer::error(StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed", message)
                    .with_header(header::ALLOW, &allowed.join(", "))
            }
            (Ok(client), Route::Operation(operation, id)) => {
                asked.client = Some(client.id);
                let call = Call { provider: self, operation, client, incoming: &incoming, id };
                perform(&call).unwrap_or_else(|refused| *refused)
            }
        };
        self.hooks.answer(&asked, &mut answer);
        if incoming.method == Method::HEAD {
            answer.body = Body::Empty;
        }
        answer
    }

    /// Asks the trusted issuer's keys about a token that is not our own; None when there is nothing to ask, or nobody.
    async fn vouched(&self, incoming: &Incoming) -> Option<Result<(), Flaw>> {
        let trusted = self.trusted.as_ref()?;
        let in_query = || incoming.values("access_token").first().map(|token| (*token).to_owned());
        let token = match bearer(incoming) {
            Some(token) => token.to_owned(),
            None if self.hooks.forgives(Refusal::TokenInQuery) => in_query()?,
            None => return None,
        };
        if self.access.own_claims(&token).is_some() {
            return None;
        }
        Some(trusted.judge(&token, &self.hooks).await.map(|_| ()))
    }

    fn caller(&self, incoming: &Incoming, route: &Route<'_>) -> Result<&Registered, Refusal> {
        let forgives = |refusal| self.hooks.forgives(refusal);
        match incoming.vouched {
            Some(Ok(())) => return self.access.client("full").ok_or(Refusal::UnknownClient),
            Some(Err(flaw)) if flaw.is_forbidden() => return Err(Refusal::Forbidden),
            Some(Err(_)) => return Err(Refusal::Untrusted),
            None => {}
        }
        let bearer = bearer(incoming);
        let in_query = incoming.values("access_token").first().copied();
        let token = match (bearer, in_query) {
            (Some(token), _) => Some(token),
            (None, Some(token)) if forgives(Refusal::TokenInQuery) => Some(token),
            (None, Some(_)) => return Err(Refusal::TokenInQuery),
            (None, None) => None,
        };
        let client = self.access.judge(token, &forgives)?;
        if let Route::Operation(operation, _) = route
            && !permits(client.rights, operation)
            && !forgives(Refusal::Forbidden)
        {
            return Err(Refusal::Forbidden);
        }
        Ok(client)
    }
}

/// The token in the header (RFC 6750, 2.1).
fn bearer(incoming: &Incoming) -> Option<&str> {
    let (scheme, token) = incoming.authorization.as_deref()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(token.trim())
}

/// The answer to a body that is too large to look at.
pub(crate) fn too_large() -> Answer {
    Answer::error(StatusCode::PAYLOAD_TOO_LARGE, "too_large", "the body is too large")
}

fn refused(refusal: Refusal) -> Answer {
    match refusal {
        Refusal::Forbidden => Answer::error(StatusCode::FORBIDDEN, "forbidden", refusal.message()),
        // RFC 6750 §3.1: no error code when the request carried no token at all.
        Refusal::NoToken => Answer::error(StatusCode::UNAUTHORIZED, "unauthorised", refusal.message())
            .with_header(header::WWW_AUTHENTICATE, r#"Bearer realm="ss12000""#),
        _ => Answer::error(StatusCode::UNAUTHORIZED, "unauthorised", refusal.message())
            .with_header(header::WWW_AUTHENTICATE, r#"Bearer realm="ss12000", error="invalid_token""#),
    }
}

fn perform(call: &Call<'_>) -> Result<Answer, Refused> {
    match (call.operation.kind, call.operation.success.envelope, call.operation.entity.as_deref()) {
        (Kind::List, Envelope::DeletedEntities, _) => deleted::list(call),
        (Kind::List, _, Some("Subscription")) => subscriptions::list(call),
        (Kind::List, _, Some("AggregatedAttendance")) => aggregate::list(call),
        (Kind::List, ..) => list::list(call),
        (Kind::Lookup, ..) => lookup::lookup(call),
        (Kind::ById, _, Some("Subscription")) => subscriptions::get(call),
        (Kind::ById, ..) => one::get(call),
        (Kind::Create, _, Some("Subscription" | "CreateSubscription")) => subscriptions::create(call),
        (Kind::Create, ..) => write::create(call),
        (Kind::Update, ..) => subscriptions::renew(call),
        (Kind::Delete, _, Some("Subscription")) => subscriptions::delete(call),
        (Kind::Delete, ..) => write::delete(call),
        (Kind::Report, ..) => write::report(call),
    }
}

/// The present moment, to the millisecond: the precision that `meta` is written with. Never before the municipality was exported,
/// whatever the clock says: nothing that it holds lies in the future.
pub(crate) fn present() -> Timestamp {
    static STARTED: LazyLock<i64> = LazyLock::new(|| Timestamp::now().as_millisecond());
    let started = *STARTED;
    let now = Timestamp::now().as_millisecond();
    let by_export = exported().as_millisecond() + (now - started);
    Timestamp::from_millisecond(now.max(by_export)).unwrap_or(Timestamp::UNIX_EPOCH)
}
