//! What has changed in a list since it was first read: asked before anybody is blamed for a difference.

use std::collections::HashSet;
use std::sync::Arc;

use samspel_suite::{CheckError, Context};
use serde_json::Value;
use tokio::sync::OnceCell;

use crate::harvest::Walk;
use crate::reread::unordered_digest;
use crate::run_state::{self, Cells};
use crate::snapshot::{Table, text_hash};

/// Records of a list that is read anew for every doubt. A longer one is read again once in a run.
const READ_ANEW: usize = 20_000;
/// Entries on a page, where the system does not page by itself.
const LIMIT: u32 = 1000;

/// Records that were added, changed or removed since the list was first read.
#[derive(Debug, Default)]
pub(crate) struct Changes {
    ids: HashSet<u128>,
}

impl Changes {
    /// Whether a record is among them.
    pub(crate) fn contains(&self, id: u128) -> bool {
        self.ids.contains(&id)
    }

    /// Whether nothing changed.
    pub(crate) fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }
}

/// Reads a list again and compares. A list that cannot be read to its end any more shows no changes.
///
/// # Errors
/// When a request was not sent.
pub(crate) async fn changes(ctx: &Context, list: &str) -> Result<Arc<Changes>, CheckError> {
    let harvest = run_state::harvest(ctx, list).await?;
    if harvest.table.len() <= READ_ANEW {
        return read(ctx, list).await.map(Arc::new);
    }
    let all = ctx.shared.get_or_try_init(|| async { Ok::<_, CheckError>(Cells::<Changes>::default()) }).await?;
    let cell: Arc<OnceCell<Arc<Changes>>> = all.cell(list);
    cell.get_or_try_init(|| async { read(ctx, list).await.map(Arc::new) }).await.map(Arc::clone)
}

/// Whether a record says what it said, in whatever order.
fn is_same(table: &Table, row: u32, now: &Value) -> bool {
    table.digest(row) == text_hash(&now.to_string())
        || table.record(row).is_ok_and(|before| unordered_digest(&before) == unordered_digest(now))
}

async fn read(ctx: &Context, list: &str) -> Result<Changes, CheckError> {
    let operation = run_state::named(ctx, list).await?;
    let harvest = run_state::harvest(ctx, list).await?;
    let ids = run_state::ids(ctx).await?;
    let mut walk = Walk::new(&operation, &harvest.required).max_pages(harvest.walked.pages.len() + 20);
    if !harvest.unlimited {
        walk = walk.limit(LIMIT);
    }
    let mut seen = HashSet::new();
    let mut changed = HashSet::new();
    let walked = walk
        .run(&ctx.session, |_, key, value| {
            seen.insert(key.value);
            let row = ids.find(key.value).and_then(|id| harvest.table.row_of(id));
            let same = row.is_some_and(|row| is_same(&harvest.table, row, &value));
            // An entry without an id of its own is known by its content: it cannot change, only come and go.
            if key.own && !same {
                changed.insert(key.value);
            }
        })
        .await?;
    if walked.is_complete() {
        changed.extend(harvest.keys().iter().map(|key| key.value).filter(|value| !seen.contains(value)));
    }
    Ok(Changes { ids: changed })
}
