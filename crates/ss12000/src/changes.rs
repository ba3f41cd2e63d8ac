//! What has changed in a list since it was first read: asked before anybody is blamed for a difference.

use std::collections::HashSet;

use samspel_model::Message;
use samspel_suite::{CheckError, Context};
use serde_json::Value;

use crate::harvest::Walk;
use crate::reread::unordered_digest;
use crate::run_state;
use crate::snapshot::{Table, text_hash};

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

/// That nobody can be blamed, since a list could not be read again to its end.
pub(crate) fn unknown(list: &str) -> Message {
    Message::new("changes-unknown").with("operation", list)
}

/// Whether a record says what it said, in whatever order.
fn is_same(table: &Table, row: u32, now: &Value) -> bool {
    table.digest(row) == text_hash(&now.to_string())
        || table.record(row).is_ok_and(|before| unordered_digest(&before) == unordered_digest(now))
}

/// Reads a list again and compares. None when it cannot be read to its end any more: then nobody knows what changed.
///
/// It is read anew for each doubt, however long it is: what an earlier reading saw says nothing about what went since.
///
/// # Errors
/// When a request was not sent.
pub(crate) async fn changes(ctx: &Context, list: &str) -> Result<Option<Changes>, CheckError> {
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
    if !walked.is_complete() {
        return Ok(None);
    }
    changed.extend(harvest.keys().iter().map(|key| key.value).filter(|value| !seen.contains(value)));
    Ok(Some(Changes { ids: changed }))
}
