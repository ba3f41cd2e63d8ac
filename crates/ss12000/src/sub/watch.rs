//! One change, watched by several subscriptions at a time: lived once for each cause, judged by several checks.
//!
//! ```text
//! subscriptions ─► change ─► first notification, fetch at once ─► the others ─► a while of quiet ─► deletion ─► subscriptions end
//! ```

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use samspel_exchange::{ChangeKind, Delivery, Exchange, Mailbox, Request, Session};
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{CheckError, Context};
use serde_json::Value;

use super::begin::{Begun, subscribe};
use super::receiver::{is_reachable, listener};
use crate::run_state::{self, Cells};
use crate::writing::{self, Wanted, all, alone, life, obstacle, success};
use samspel_suite::observe::{not_applicable, undecided};

/// Quiet after the first notification, so that one too many has time to come.
const QUIET: Duration = Duration::from_secs(1);
/// Times that quiet is waited for before the change.
const SETTLING: usize = 10;
/// Kinds that can be created and removed through the interface.
const WRITABLE: [&str; 4] = ["Attendance", "AttendanceEvent", "AttendanceSchedule", "Absence"];
/// Kinds that somebody may change behind it.
const CHANGEABLE: [&str; 6] = ["Group", "Activity", "Person", "Duty", "Organisation", "Room"];

/// Who listens, and how its mailbox answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Listens {
    /// Subscribes to the kind that changes; answers 200.
    First,
    /// The same once more.
    Second,
    /// The same; fails at first.
    Failing,
    /// The same; answers 204.
    Silent,
    /// The same; ended before the change.
    Ended,
    /// The same; has run out before the change.
    Expired,
    /// Subscribes to another kind.
    Other,
}

/// Those that have something to tell.
pub(super) const LISTENING: [Listens; 5] =
    [Listens::First, Listens::Second, Listens::Failing, Listens::Silent, Listens::Other];

const LISTENERS: [Listens; 7] = [
    Listens::First,
    Listens::Second,
    Listens::Failing,
    Listens::Silent,
    Listens::Ended,
    Listens::Expired,
    Listens::Other,
];

/// What was seen.
pub(super) struct Watch {
    /// Kind of the object that changed.
    pub(super) entity: String,
    /// Kind that [`Listens::Other`] subscribes to.
    pub(super) other: String,
    /// The first notification that names it, to the first subscription.
    pub(super) told: Option<Delivery>,
    /// Whether the change could be fetched when it came, with the exchange that shows it.
    pub(super) fetched: Option<(bool, Exchange)>,
    /// Whether the change itself shows at all.
    pub(super) shows: bool,
    /// Seconds that were waited.
    pub(super) waited_s: u64,
    /// Every call, by listener, before anything was deleted.
    pub(super) calls: Vec<(Listens, Vec<Delivery>)>,
    /// Calls that came before the change.
    pub(super) early: Vec<Delivery>,
    /// Whether the subscription of [`Listens::Expired`] was made to run out, or why not.
    pub(super) expired: Result<(), Message>,
    /// What deleting came to, where the object could be deleted.
    pub(super) deletion: Option<Deletion>,
}

/// What deleting came to.
pub(super) struct Deletion {
    /// The notification that flags it.
    pub(super) told: Option<Delivery>,
    /// Whether the id was among the deletions when it came.
    pub(super) listed: Option<bool>,
}

/// Why nothing was watched.
pub(super) enum Hindrance {
    /// It does not apply.
    NotApplicable(Message),
    /// It stayed open.
    Open(Gap, Message),
}

impl Watch {
    /// Whether a call came before the change, so that it tells nothing of it.
    pub(super) fn is_early(&self, delivery: &Delivery) -> bool {
        self.early.iter().any(|early| early.id == delivery.id)
    }

    /// Calls to a listener.
    pub(super) fn calls(&self, who: Listens) -> &[Delivery] {
        self.calls.iter().find(|(listener, _)| *listener == who).map_or(&[], |(_, calls)| calls)
    }
}

/// Names in a notification, in either spelling.
pub(super) fn names(delivery: &Delivery) -> Vec<String> {
    let body: Value = serde_json::from_slice(&delivery.body).unwrap_or_default();
    let list = body.get("modifiedEntites").or_else(|| body.get("modifiedEntities"));
    list.and_then(Value::as_array).into_iter().flatten().filter_map(|name| name.as_str().map(str::to_owned)).collect()
}

/// Whether a notification flags deletions.
pub(super) fn flags(delivery: &Delivery) -> bool {
    let body: Value = serde_json::from_slice(&delivery.body).unwrap_or_default();
    body.get("deletedEntities").and_then(Value::as_bool) == Some(true)
}

/// The watch for the cause that the case names; the observations instead when there was nothing to watch.
pub(super) async fn watch(ctx: &Context) -> Result<Result<Arc<Watch>, Vec<Observation>>, CheckError> {
    let cause: String = ctx.with("cause")?;
    if let Some(instead) = obstacle(ctx, "createSubscription").await? {
        return Ok(Err(instead));
    }
    type Seen = Result<Arc<Watch>, Hindrance>;
    let watches = ctx.shared.get_or_try_init(|| async { Ok::<_, CheckError>(Cells::<Seen>::default()) }).await?;
    let cell = watches.cell(&cause);
    let seen = cell
        .get_or_try_init(|| async {
            let seen = look(ctx, &cause).await?;
            Ok::<_, CheckError>(Arc::new(seen.map(Arc::new)))
        })
        .await?;
    Ok(match seen.as_ref() {
        Ok(watch) => Ok(Arc::clone(watch)),
        Err(Hindrance::NotApplicable(why)) => Err(all(ctx, |r| not_applicable(r, why.clone()))),
        Err(Hindrance::Open(gap, why)) => Err(all(ctx, |r| undecided(r, *gap, why.clone()))),
    })
}

async fn look(ctx: &Context, cause: &str) -> Result<Result<Watch, Hindrance>, CheckError> {
    let open = |gap, id: &str| Ok(Err(Hindrance::Open(gap, Message::new(id))));
    if !is_reachable(ctx) {
        return open(Gap::NoAccess, "sub-receiver-unreachable");
    }
    let session = ctx.client.session(&format!("watch/{cause}"));
    let stimulus = match cause {
        "write" => by_writing(ctx).await?,
        _ => by_others(ctx).await?,
    };
    let stimulus = match stimulus {
        Ok(stimulus) => stimulus,
        Err(hindrance) => return Ok(Err(hindrance)),
    };
    let _alone = alone(ctx).await?;
    let mut posts = Vec::new();
    for who in LISTENERS {
        match listens(ctx, who, &stimulus).await? {
            Ok(post) => posts.push(post),
            Err(exchange) => {
                end(ctx, &posts).await?;
                return Ok(Err(match writing::turned_away(ctx, "createSubscription", &exchange).await? {
                    Some(_) => Hindrance::NotApplicable(
                        Message::new("operation-not-offered")
                            .with("operation", "createSubscription")
                            .with("status", writing::status(&exchange).unwrap_or_default()),
                    ),
                    None => Hindrance::Open(
                        Gap::NoAnswer,
                        Message::new("sub-not-made").with("answer", samspel_suite::observe::answer(&exchange)),
                    ),
                }));
            }
        }
    }
    let seen = change(ctx, &session, &stimulus, &posts).await;
    end(ctx, &posts).await?;
    seen
}

/// A subscription with its mailbox.
struct Post {
    who: Listens,
    begun: Begun,
    mailbox: Mailbox,
}

async fn listens(ctx: &Context, who: Listens, stimulus: &Stimulus) -> Result<Result<Post, Exchange>, CheckError> {
    let mailbox = listener(ctx).await?.mailbox(&format!("{}/{who:?}", ctx.test));
    // The failing one fails at the change itself.
    if who == Listens::Silent {
        mailbox.answer([204; 20]);
    }
    let kind = if who == Listens::Other { stimulus.other } else { stimulus.entity.as_str() };
    let begun = subscribe(ctx, &[kind], mailbox.url(), "full").await?;
    Ok(begun.map(|begun| Post { who, begun, mailbox }))
}

async fn end(ctx: &Context, posts: &[Post]) -> Result<(), CheckError> {
    for post in posts.iter().filter(|post| post.who != Listens::Ended) {
        post.begun.end(ctx).await?;
    }
    Ok(())
}

/// What will be changed, and how.
struct Stimulus {
    entity: String,
    /// A kind that does not change.
    other: &'static str,
    /// An object that exists, for changes behind the interface.
    id: Option<String>,
}

async fn by_writing(ctx: &Context) -> Result<Result<Stimulus, Hindrance>, CheckError> {
    for entity in WRITABLE {
        if let Ok(life) = life(ctx, entity).await?
            && life.born.is_some()
        {
            return Ok(Ok(Stimulus { entity: entity.to_owned(), other: "Programme", id: None }));
        }
    }
    Ok(Err(Hindrance::Open(Gap::NoAccess, Message::new("sub-nothing-to-write"))))
}

async fn by_others(ctx: &Context) -> Result<Result<Stimulus, Hindrance>, CheckError> {
    if let Err(reason) = writing::changer(ctx).await? {
        return Ok(Err(Hindrance::Open(Gap::NoAccess, reason)));
    }
    for entity in CHANGEABLE {
        if let run_state::Held::Whole(harvest) | run_state::Held::Part(harvest) = run_state::held(ctx, entity).await?
            && let Some(id) = harvest.table.keys().iter().find_map(|key| key.uuid())
        {
            return Ok(Ok(Stimulus { entity: entity.to_owned(), other: "Programme", id: Some(id.to_string()) }));
        }
    }
    Ok(Err(Hindrance::Open(Gap::NoData, Message::new("sub-nothing-to-change"))))
}

async fn change(
    ctx: &Context,
    session: &Session,
    stimulus: &Stimulus,
    posts: &[Post],
) -> Result<Result<Watch, Hindrance>, CheckError> {
    let by = |who: Listens| posts.iter().find(|post| post.who == who);
    let Some(first) = by(Listens::First) else { return Err(CheckError::Other("nobody listens".to_owned())) };
    if let Some(ended) = by(Listens::Ended) {
        ended.begun.end(ctx).await?;
    }
    let expired = match by(Listens::Expired) {
        Some(post) => expire(ctx, &post.begun.id).await?,
        None => Ok(()),
    };
    let early = settled(posts).await;
    let known = first.mailbox.deliveries().len();
    let answered = by(Listens::Failing).map_or(0, |post| post.mailbox.deliveries().len());
    if let Some(failing) = by(Listens::Failing) {
        failing.mailbox.answer([500]);
    }
    let wait = Duration::from_secs(ctx.target.webhook.wait_s);
    let since = Timestamp::now();
    let changed = match stimulus.cause(ctx, session).await? {
        Ok(changed) => changed,
        Err(reason) => return Ok(Err(Hindrance::Open(Gap::NoAccess, reason))),
    };
    let entity = &stimulus.entity;
    let begun = tokio::time::Instant::now();
    let told = first.mailbox.wait(wait, known, |delivery| names(delivery).contains(entity)).await;
    let fetched = match &told {
        Some(_) => changed.shows(session).await?,
        None => None,
    };
    let latency = begun.elapsed();
    if let (Some(_), Some(second)) = (&told, by(Listens::Second)) {
        second.mailbox.wait(wait, 0, |delivery| names(delivery).contains(entity)).await;
    }
    if let (Some(_), Some(failing)) = (&told, by(Listens::Failing)) {
        failing.mailbox.wait(wait, answered + 1, |_| true).await;
    }
    if told.is_some() {
        tokio::time::sleep(QUIET.max(latency * 2).min(wait)).await;
    }
    let shows = match &fetched {
        Some((true, _)) => true,
        _ => changed.shows(session).await?.is_some_and(|(shows, _)| shows),
    };
    let calls = posts.iter().map(|post| (post.who, post.mailbox.deliveries())).collect();
    let deletion = match (&changed.made, &told) {
        (Some(made), Some(_)) => delete(ctx, session, made, first, since).await?,
        _ => None,
    };
    Ok(Ok(Watch {
        entity: entity.clone(),
        other: stimulus.other.to_owned(),
        told,
        fetched,
        shows,
        waited_s: ctx.target.webhook.wait_s,
        calls,
        early,
        expired,
        deletion,
    }))
}

/// What came before the change, once nothing more comes: notifications of earlier changes may still be under way.
async fn settled(posts: &[Post]) -> Vec<Delivery> {
    let all = || posts.iter().flat_map(|post| post.mailbox.deliveries()).collect::<Vec<Delivery>>();
    let mut early = all();
    for _ in 0..SETTLING {
        tokio::time::sleep(QUIET).await;
        let now = all();
        if now.len() == early.len() {
            break;
        }
        early = now;
    }
    early
}

async fn expire(ctx: &Context, id: &str) -> Result<Result<(), Message>, CheckError> {
    let wanted = Wanted { kind: ChangeKind::Expire, entity: "Subscription", id: Some(id), field: None };
    Ok(wanted.make(ctx).await?.map(|_| ()))
}

async fn delete(
    ctx: &Context,
    session: &Session,
    made: &writing::Made,
    first: &Post,
    since: Timestamp,
) -> Result<Option<Deletion>, CheckError> {
    let known = first.mailbox.deliveries().len();
    if !made.remove(ctx, session).await? {
        return Ok(None);
    }
    let wait = Duration::from_secs(ctx.target.webhook.wait_s);
    let told = first.mailbox.wait(wait, known, flags).await;
    let listed = match &told {
        Some(_) => listed(session, &made.id, since).await?,
        None => None,
    };
    Ok(Some(Deletion { told, listed }))
}

/// Whether an id is among the deletions at this moment, asked once.
async fn listed(session: &Session, id: &str, since: Timestamp) -> Result<Option<bool>, CheckError> {
    // Two clocks need not agree to the second.
    let after = since.checked_sub(jiff::SignedDuration::from_mins(10)).unwrap_or(since);
    let request = Request::get("listDeletedEntities", "/deletedEntities").query("after", after.to_string());
    let Some(page) = success(&session.send(request).await?) else { return Ok(None) };
    let ids = page.get("data").and_then(Value::as_object).into_iter().flatten();
    let there = ids
        .flat_map(|(_, ids)| ids.as_array().into_iter().flatten())
        .any(|one| one.as_str().is_some_and(|one| one.eq_ignore_ascii_case(id)));
    let more = page.get("pageToken").is_some_and(|token| !token.is_null());
    Ok((there || !more).then_some(there))
}

/// A change that was made.
struct Caused {
    /// The object when the interface made it.
    made: Option<writing::Made>,
    /// How to look at it.
    look: Request,
    /// Its content before; None when it did not exist.
    before: Option<Value>,
}

impl Stimulus {
    async fn cause(&self, ctx: &Context, session: &Session) -> Result<Result<Caused, Message>, CheckError> {
        let Some(id) = &self.id else {
            return Ok(match writing::make(ctx, session, &self.entity).await? {
                Some(made) => {
                    let look = writing::one(&self.entity, &made.id);
                    Ok(Caused { made: Some(made), look, before: None })
                }
                None => Err(Message::new("sub-nothing-to-write")),
            });
        };
        let contract = run_state::contract(ctx).await?;
        let by_id = contract
            .operations()
            .iter()
            .find(|o| o.kind == samspel_contract::Kind::ById && o.entity.as_deref() == Some(self.entity.as_str()));
        let Some(by_id) = by_id else { return Ok(Err(Message::new("sub-nothing-to-change"))) };
        let look = crate::requests::with_id(by_id, id);
        let before = success(&session.send(look.clone()).await?);
        let wanted = Wanted { kind: ChangeKind::Modify, entity: &self.entity, id: Some(id), field: None };
        Ok(wanted.make(ctx).await?.map(|_| Caused { made: None, look, before }))
    }
}

impl Caused {
    /// Whether the change shows now; None when the system does not say.
    async fn shows(&self, session: &Session) -> Result<Option<(bool, Exchange)>, CheckError> {
        let exchange = session.send(self.look.clone()).await?;
        let now = success(&exchange);
        let gone = matches!(writing::status(&exchange), Some(404 | 410));
        Ok(match (&self.before, now) {
            (None, now) if now.is_some() || gone => Some((now.is_some(), exchange)),
            (Some(before), Some(now)) => Some((*before != now, exchange)),
            _ => None,
        })
    }
}
