//! `ss12000/write-twice`: the same attendance a second time gets an intelligible answer. Which one is left open by the standard.

use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use crate::writing::{is_unclear, life, status, unusable};
use samspel_suite::observe::{against, answer, undecided, witness};

const RULE: &str = "SS12K-WRITE-007";

pub(super) const CHECK: Check = Check { id: "ss12000/write-twice", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let life = match life(ctx, "Attendance").await? {
        Ok(life) => life,
        Err(instead) => return Ok(instead),
    };
    let Some(again) = &life.twice else {
        let reason = Message::new("write-not-created").with("entity", "Attendance");
        return Ok(vec![undecided(RULE, Gap::NoAnswer, reason)]);
    };
    Ok(vec![match status(again) {
        Some(status @ (200..300 | 400..500)) => {
            witness(RULE, 1, Message::new("write-twice-answered").with("status", status))
        }
        _ if is_unclear(again) => unusable(RULE, again),
        _ => against(RULE, Message::new("write-twice-breaks"))
            .expected("HTTP 200 | HTTP 409")
            .observed(answer(again))
            .exchange(again)
            .contradiction(),
    }])
}
