//! `ss12000/schema-lookup`: the arrays that lookups give.

use samspel_model::Observation;
use samspel_suite::{Check, CheckError, Context};

use crate::run_state;

pub(super) const CHECK: Check = Check { id: "ss12000/schema-lookup", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let operation = run_state::operation(ctx).await?;
    if let Some(obstacle) = run_state::discovery(ctx).await?.obstacle(ctx, &operation.id) {
        return Ok(obstacle);
    }
    Ok(super::by_id::judge(ctx, &*run_state::reread(ctx, &operation.id).await?, "SS12K-ENV-002"))
}
