//! The entity that is changed, before and after.

use std::time::Duration;

use jiff::Timestamp;
use rand::seq::SliceRandom;
use samspel_contract::{Kind, Operation};
use samspel_exchange::{ChangeKind, Exchange};
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{CheckError, Context};
use serde_json::Value;

use crate::run_state::{self, Held};
use crate::writing::{Wanted, all, changer, patience, success};
use crate::{requests, writing};
use samspel_suite::observe::undecided;

/// Pause between two looks.
const LOOK: Duration = Duration::from_millis(150);
/// Longest pause between two looks.
const LONGEST_LOOK: Duration = Duration::from_secs(5);

/// An entity that somebody changes.
pub(super) struct Subject {
    pub(super) entity: String,
    pub(super) id: String,
    by_id: Operation,
}

/// An entity before and after a change.
pub(super) struct Changed {
    pub(super) before: Value,
    pub(super) after: Value,
    /// The looks at it.
    pub(super) exchanges: [Exchange; 2],
}

/// The operation that fetches one entity of a kind.
pub(super) async fn by_id(ctx: &Context, entity: &str) -> Result<Option<Operation>, CheckError> {
    let contract = run_state::contract(ctx).await?;
    let discovery = run_state::discovery(ctx).await?;
    let found = contract.operations().iter().find(|o| o.kind == Kind::ById && o.entity.as_deref() == Some(entity));
    Ok(found.filter(|o| discovery.get(&o.id).is_some_and(run_state::Probed::is_tested)).cloned())
}

/// An entity of a kind that fits; the observations instead when nobody can change one.
pub(super) async fn subject(
    ctx: &Context,
    entity: &str,
    fits: impl Fn(&Value) -> bool,
) -> Result<Result<(Subject, Value), Vec<Observation>>, CheckError> {
    if let Err(reason) = changer(ctx).await? {
        return Ok(Err(all(ctx, |r| undecided(r, Gap::NoAccess, reason.clone()))));
    }
    let none = || {
        let reason = Message::new("change-nothing-to-change").with("entity", entity);
        Ok(Err(all(ctx, |r| undecided(r, Gap::NoData, reason.clone()))))
    };
    let (Held::Whole(harvest) | Held::Part(harvest)) = run_state::held(ctx, entity).await? else { return none() };
    let Some(by_id) = by_id(ctx, entity).await? else { return none() };
    let mut rows: Vec<u32> = harvest.table.rows().collect();
    rows.shuffle(&mut requests::rng(ctx.seed, &ctx.test));
    for row in rows.into_iter().take(500) {
        let record = harvest.table.record(row)?;
        let id = harvest.table.key(row).uuid();
        if let (Some(id), true) = (id, fits(&record)) {
            return Ok(Ok((Subject { entity: entity.to_owned(), id: id.to_string(), by_id }, record)));
        }
    }
    none()
}

impl Subject {
    /// A look at it now.
    pub(super) async fn look(&self, ctx: &Context) -> Result<Exchange, CheckError> {
        Ok(ctx.session.send(requests::with_id(&self.by_id, &self.id)).await?)
    }

    /// Has it modified and waits until that shows; the observations instead when it does not.
    pub(super) async fn modify(
        &self,
        ctx: &Context,
        field: Option<&str>,
    ) -> Result<Result<Changed, Vec<Observation>>, CheckError> {
        let first = self.look(ctx).await?;
        let Some(before) = success(&first) else { return Ok(Err(all(ctx, |r| writing::unusable(r, &first)))) };
        let wanted = Wanted { kind: ChangeKind::Modify, entity: &self.entity, id: Some(&self.id), field };
        if let Err(reason) = wanted.make(ctx).await? {
            return Ok(Err(all(ctx, |r| undecided(r, Gap::NoAccess, reason.clone()))));
        }
        let until = tokio::time::Instant::now() + patience(ctx);
        let mut pause = LOOK;
        loop {
            let look = self.look(ctx).await?;
            if let Some(after) = success(&look)
                && own(&after) != own(&before)
            {
                return Ok(Ok(Changed { before, after, exchanges: [first, look] }));
            }
            if tokio::time::Instant::now() >= until {
                let reason = Message::new("change-unseen").with("entity", self.entity.as_str());
                return Ok(Err(all(ctx, |r| undecided(r, Gap::Drift, reason.clone()))));
            }
            tokio::time::sleep(pause).await;
            pause = (pause * 2).min(LONGEST_LOOK);
        }
    }
}

/// What an entity holds of its own, without its times.
fn own(value: &Value) -> Value {
    let mut own = value.clone();
    if let Some(fields) = own.as_object_mut() {
        fields.remove("meta");
    }
    own
}

/// When an entity was changed, as it says itself.
pub(super) fn modified(value: &Value) -> Option<Timestamp> {
    value.pointer("/meta/modified")?.as_str()?.parse().ok()
}
