//! `ss12000/change-followed`: whoever asks only for what changed learns of a new, a changed and a deleted entity.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use samspel_contract::Kind;
use samspel_exchange::{ChangeKind, Exchange};
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};
use uuid::Uuid;

use super::subject::{by_id, subject};
use crate::harvest::{Trace, Walk};
use crate::requests::with_id;
use crate::run_state;
use crate::writing::{Wanted, among_others, patience, status};
use samspel_suite::observe::{against, undecided, witness};

const RULE: &str = "SS12K-META-016";
/// Clients overlap their questions by some minutes.
const OVERLAP: SignedDuration = SignedDuration::from_mins(5);
/// Pages of a question at most.
const PAGES: usize = 50;
/// How often a question is put again until it is answered as it should be.
const POLLS: u32 = 6;

pub(super) const CHECK: Check = Check { id: "ss12000/change-followed", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let entity: String = ctx.with("entity")?;
    let (old, _) = match subject(ctx, &entity, |_| true).await? {
        Ok(found) => found,
        Err(instead) => return Ok(instead),
    };
    let _others = among_others(ctx).await?;
    let since = server_time(&old.look(ctx).await?).unwrap_or_else(Timestamp::now);
    let since = since.checked_sub(OVERLAP).unwrap_or(since);
    let mut observations = Vec::new();
    let mut learnt = 0;

    let mut asked = Asked { ctx, entity: &entity, since, observations: &mut observations, learnt: &mut learnt };
    if asked.change(ChangeKind::Modify, Some(&old.id)).await?.is_some() {
        asked.expect("change-not-followed", &old.id).await?;
    }
    if let Some(id) = asked.change(ChangeKind::Create, None).await? {
        asked.expect("creation-not-followed", &id).await?;
        if asked.change(ChangeKind::Delete, Some(&id)).await?.is_some() && asked.is_gone(&id).await? {
            asked.expect_deletion(&id).await?;
        }
    }
    if learnt > 0 {
        let seen = Message::new("changes-followed").with("entity", entity).with("count", learnt);
        observations.push(witness(RULE, learnt, seen));
    }
    Ok(observations)
}

/// Asks for what changed since an instant.
struct Asked<'a> {
    ctx: &'a Context,
    entity: &'a str,
    since: Timestamp,
    observations: &'a mut Vec<Observation>,
    learnt: &'a mut u64,
}

impl Asked<'_> {
    /// Has a change made; the id of its object when it was made and is known.
    async fn change(&mut self, kind: ChangeKind, id: Option<&str>) -> Result<Option<String>, CheckError> {
        let wanted = Wanted { kind, entity: self.entity, id, field: None };
        Ok(match wanted.make(self.ctx).await? {
            Ok(Some(id)) => Some(id),
            Ok(None) => {
                let reason = Message::new("change-id-untold").with("entity", self.entity);
                self.observations.push(undecided(RULE, Gap::NoAccess, reason));
                None
            }
            Err(reason) => {
                self.observations.push(undecided(RULE, Gap::NoAccess, reason));
                None
            }
        })
    }

    /// The list, asked for what was modified, holds the id before long.
    async fn expect(&mut self, summary: &str, id: &str) -> Result<(), CheckError> {
        let contract = run_state::contract(self.ctx).await?;
        let list =
            contract.operations().iter().find(|o| o.kind == Kind::List && o.entity.as_deref() == Some(self.entity));
        let Some(list) = list else { return Ok(()) };
        let question = vec![("meta.modified.after".to_owned(), self.since.to_string())];
        let (there, trace) = self.ask(list, &question, id).await?;
        self.judge(summary, there, trace, id);
        Ok(())
    }

    /// The list of deletions holds the id before long.
    async fn expect_deletion(&mut self, id: &str) -> Result<(), CheckError> {
        let discovery = run_state::discovery(self.ctx).await?;
        if discovery.get("listDeletedEntities").is_none_or(|probed| !probed.is_tested()) {
            return Ok(());
        }
        let list = run_state::named(self.ctx, "listDeletedEntities").await?;
        let question = vec![("after".to_owned(), self.since.to_string())];
        let (there, trace) = self.ask(&list, &question, id).await?;
        self.judge("deletion-not-followed", there, trace, id);
        Ok(())
    }

    /// Whether an entity is no longer served, which shows that it was deleted at all.
    async fn is_gone(&mut self, id: &str) -> Result<bool, CheckError> {
        let Some(operation) = by_id(self.ctx, self.entity).await? else { return Ok(false) };
        for nth in 0..=POLLS {
            if nth > 0 {
                tokio::time::sleep(self.pause()).await;
            }
            let look = self.ctx.session.send(with_id(&operation, id)).await?;
            if matches!(status(&look), Some(404 | 410)) {
                return Ok(true);
            }
        }
        let reason = Message::new("change-unseen").with("entity", self.entity);
        self.observations.push(undecided(RULE, Gap::Drift, reason));
        Ok(false)
    }

    async fn ask(
        &self,
        list: &samspel_contract::Operation,
        question: &[(String, String)],
        id: &str,
    ) -> Result<(Option<bool>, Option<Trace>), CheckError> {
        let wanted = Uuid::try_parse(id).map(|id| id.as_u128()).ok();
        let mut last = (None, None);
        for nth in 0..=POLLS {
            if nth > 0 {
                tokio::time::sleep(self.pause()).await;
            }
            let mut there = false;
            let walk = Walk::new(list, question).max_pages(PAGES);
            let walked = walk.run(&self.ctx.session, |_, key, _| there |= Some(key.value) == wanted).await?;
            last = ((there || walked.is_complete()).then_some(there), walked.first);
            if last.0 == Some(true) {
                break;
            }
        }
        Ok(last)
    }

    fn pause(&self) -> Duration {
        patience(self.ctx) / POLLS
    }

    fn judge(&mut self, summary: &str, there: Option<bool>, trace: Option<Trace>, id: &str) {
        match there {
            Some(true) => *self.learnt += 1,
            Some(false) => {
                let seen = against(RULE, Message::new(summary))
                    .expected("the id among what changed")
                    .observed("not there")
                    .sample(format!("{} {id}", self.entity));
                let seen = trace.iter().fold(seen, |seen, trace| seen.trace(&trace.id, &trace.curl));
                self.observations.push(seen.contradiction());
            }
            None => {
                let reason = Message::new("change-question-unanswered").with("entity", self.entity);
                self.observations.push(undecided(RULE, Gap::NoAnswer, reason));
            }
        }
    }
}

/// The clock of the system, as its answer tells it.
fn server_time(exchange: &Exchange) -> Option<Timestamp> {
    let date = exchange.outcome.as_ref().ok()?.header("date")?;
    jiff::fmt::rfc2822::parse(date).ok().map(|at| at.timestamp())
}
