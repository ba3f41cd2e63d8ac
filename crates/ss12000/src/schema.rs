//! Schema conformance: every entity that was read, against the schema of its edition.
//!
//! `ss12000/schema` judges what a list gave on all its pages, or what by-id and lookup operations gave for a sample of its ids.
//! A case claims the requirements that it is about; the reading is shared.

mod envelope;
mod list;
mod single;
mod verdict;

use samspel_contract::Kind;
use samspel_model::Observation;
use samspel_suite::{Check, CheckError, Context};

use crate::harvest::Reach;
use crate::run_state;

/// Checks of the family.
pub(crate) const CHECKS: &[Check] = &[Check { id: "ss12000/schema", run: |ctx| Box::pin(run(ctx)) }];

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let operation = run_state::operation(ctx).await?;
    if let Some(obstacle) = run_state::discovery(ctx).await?.obstacle(ctx, &operation.id) {
        return Ok(obstacle);
    }
    let reach = Reach::of(&*run_state::contract(ctx).await?, operation.success.entity.as_deref().unwrap_or_default());
    match operation.kind {
        Kind::List => Ok(list::judge(ctx, &*run_state::harvest(ctx, &operation.id).await?, &reach)),
        Kind::ById => Ok(single::judge(ctx, &*run_state::reread(ctx, &operation.id).await?, "SS12K-ENV-003", &reach)),
        Kind::Lookup => Ok(single::judge(ctx, &*run_state::reread(ctx, &operation.id).await?, "SS12K-ENV-002", &reach)),
        _ => Err(CheckError::With(format!("`{}` writes; there is nothing to read", operation.id))),
    }
}
