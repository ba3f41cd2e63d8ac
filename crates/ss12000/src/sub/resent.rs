//! `ss12000/sub-resent`: a notification that was not received is sent again.

use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use super::watch::{Listens, watch};
use samspel_suite::observe::{against, undecided, witness};

const RULE: &str = "SS12K-SUB-012";

pub(super) const CHECK: Check = Check { id: "ss12000/sub-resent", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let watch = match watch(ctx).await? {
        Ok(watch) => watch,
        Err(instead) => return Ok(instead),
    };
    let calls = watch.calls(Listens::Failing).iter().filter(|call| !watch.is_early(call)).count();
    Ok(vec![match calls {
        0 => undecided(RULE, Gap::NoAnswer, Message::new("sub-nothing-notified").with("entity", watch.entity.as_str())),
        1 => against(RULE, Message::new("sub-not-resent"))
            .expected(format!("sent again within {} s after HTTP 500", watch.waited_s))
            .observed("sent once")
            .contradiction(),
        _ => witness(RULE, 1, Message::new("sub-resent")),
    }])
}
