//! What a collection holds, read once, page by page, judged while it streams by; no collection is kept whole.

mod explain;
mod judge;
mod key;
mod page;
mod reach;
mod survey;
mod tally;
mod walk;

use std::sync::Arc;

use rand::Rng;
use samspel_contract::Envelope;
use samspel_suite::{CheckError, Context};
use serde_json::Value;

use crate::integrity::{Survey, Surveyed};
use crate::snapshot::{Table, TableBuilder};
use crate::{requests, run_state};

pub(crate) use judge::{Judge, is_about_one_kind};
pub(crate) use key::{Key, content_digest, key};
pub(crate) use page::{EnvelopeFault, kind, read as read_page};
pub(crate) use reach::Reach;
pub(crate) use tally::{Fault, FaultKey, Tally};
pub(crate) use walk::{End, FinalToken, Trace, Walk, Walked};

/// How many entities of a list are kept for comparisons.
const SAMPLES: usize = 50;
/// Limit of a second attempt when everything at once was too much for the system or for us.
const FALLBACK_LIMIT: u32 = 1000;
/// Part of the request budget that one list may use.
const BUDGET_SHARE: u64 = 25;

/// One list operation, read to its end.
#[derive(Debug)]
pub(crate) struct Harvest {
    /// The operation.
    pub(crate) operation: String,
    /// Required parameters that it was read with.
    pub(crate) required: Vec<(String, String)>,
    /// How the reading went, page by page.
    pub(crate) walked: Walked,
    /// A seeded sample of whole entries with an id of their own.
    pub(crate) samples: Vec<Value>,
    /// The entries.
    pub(crate) table: Table,
    /// What judging the entities came to.
    pub(crate) tally: Tally,
    /// What the rules on single records saw.
    pub(crate) surveyed: Surveyed,
    /// Whether it was read without `limit`, as the system pages by itself.
    pub(crate) unlimited: bool,
    /// The status that the first page without `limit` was refused with, and the exchange.
    pub(crate) refused_without_limit: Option<(u16, Trace)>,
}

impl Harvest {
    /// Reads a list operation. The operation must be offered.
    ///
    /// # Errors
    /// When a request was not sent.
    pub(crate) async fn read(ctx: &Context, operation: &str) -> Result<Self, CheckError> {
        let session = ctx.client.session(&format!("harvest/{operation}"));
        let without_limit = Self::read_by(ctx, operation, &session, None).await?;
        if !without_limit.walked.pages.is_empty() {
            return Ok(without_limit);
        }
        // No answer to everything at once says nothing about the data: a page at a time may go well.
        let refused = match (&without_limit.walked.end, &without_limit.walked.first) {
            (End::Status { status }, Some(trace)) => Some((*status, trace.clone())),
            _ => None,
        };
        let mut with_limit = Self::read_by(ctx, operation, &session, Some(FALLBACK_LIMIT)).await?;
        with_limit.refused_without_limit = refused;
        Ok(with_limit)
    }

    async fn read_by(
        ctx: &Context,
        operation: &str,
        session: &samspel_exchange::Session,
        limit: Option<u32>,
    ) -> Result<Self, CheckError> {
        let contract = run_state::contract(ctx).await?;
        let discovery = run_state::discovery(ctx).await?;
        let operation = run_state::named(ctx, operation).await?;
        let required = discovery.get(&operation.id).map(|p| p.required.clone()).unwrap_or_default();
        let entity = operation.success.entity.as_deref().or(operation.entity.as_deref()).unwrap_or_default();
        let judge = match operation.success.envelope {
            Envelope::DeletedEntities => None,
            envelope => Judge::new(&contract, entity, envelope).map(|judge| judge.within(&operation, &required)),
        };
        let mut rng = requests::rng(ctx.seed, &operation.id);
        let mut samples: Vec<Value> = Vec::new();
        let mut table = TableBuilder::new(&contract, entity, run_state::ids(ctx).await?)?;
        let mut tally = Tally::default();
        let mut survey = Survey::new(Arc::clone(&contract), entity);
        let mut eligible = 0_usize;
        let pages = usize::try_from(ctx.target.limits.max_requests / BUDGET_SHARE).unwrap_or(usize::MAX).max(50);
        let mut walk = Walk::new(&operation, &required).max_pages(pages);
        if let Some(limit) = limit {
            walk = walk.limit(limit);
        }
        let walked = walk
            .run(session, |page, key, value| {
                if let Some(judge) = &judge {
                    judge.judge(page, &value, &mut tally);
                }
                survey.look(&value);
                table.push(key, &value);
                if key.own {
                    // Reservoir sampling: every entry has the same chance, however many there are.
                    eligible += 1;
                    if samples.len() < SAMPLES {
                        samples.push(value);
                    } else if let Some(slot) = samples.get_mut(rng.random_range(0..eligible)) {
                        *slot = value;
                    }
                }
            })
            .await?;
        Ok(Harvest {
            operation: operation.id.clone(),
            required: required.clone(),
            walked,
            samples,
            table: table.finish()?,
            tally,
            surveyed: survey.finish(),
            unlimited: limit.is_none(),
            refused_without_limit: None,
        })
    }

    /// Identity of every entry, in the order of reading.
    pub(crate) fn keys(&self) -> &[Key] {
        self.table.keys()
    }

    /// The limit that it took to read the list: a question to it is asked with the same.
    pub(crate) fn limit(&self) -> Option<u32> {
        (!self.unlimited).then_some(FALLBACK_LIMIT)
    }

    /// The identities, sorted, for comparison with another reading.
    pub(crate) fn sorted(&self) -> Vec<Key> {
        let mut keys = self.keys().to_vec();
        keys.sort_unstable();
        keys
    }
}
