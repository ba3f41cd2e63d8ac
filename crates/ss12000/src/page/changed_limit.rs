//! `ss12000/page-changed-limit`: the limit may change from page to page without entries being lost.

use samspel_model::Observation;
use samspel_suite::{Check, CheckError, Context};

use super::ask::{Asked, chains};
use super::complete;

pub(super) const CHECK: Check = Check { id: "ss12000/page-changed-limit", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    match chains(ctx).await? {
        Asked::Instead(instead) => Ok(instead),
        Asked::Ready(operation, chains) => {
            Ok(complete::judge("SS12K-PAGE-013", &operation.id, &chains, &chains.changing))
        }
    }
}
