//! `ss12000/page-changed-limit`: the limit may change from page to page without entries being lost.

use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use super::ask::{Asked, chains};
use super::complete::{self, Reading};
use samspel_suite::observe::undecided;

const RULE: &str = "SS12K-PAGE-013";

pub(super) const CHECK: Check = Check { id: "ss12000/page-changed-limit", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    match chains(ctx).await? {
        Asked::Instead(instead) => Ok(instead),
        Asked::Ready(operation, chains) => {
            // Where paging loses entries with a limit that stays, a limit that changes is not to blame.
            if chains.loses() {
                let reason = Message::new("page-steady-limit-differs").with("operation", operation.id.as_str());
                return Ok(vec![undecided(RULE, Gap::NoAnswer, reason)]);
            }
            Ok(complete::judge(RULE, &operation.id, &chains, chains.changing.iter().map(Reading::from)))
        }
    }
}
