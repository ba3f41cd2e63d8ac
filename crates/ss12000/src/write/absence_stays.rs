//! `ss12000/write-absence-stays`: there is no way to remove an absence.

use samspel_model::{Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use crate::writing::{is_unclear, life, status, unusable};
use samspel_suite::observe::{against, answer, witness};

const RULE: &str = "SS12K-WRITE-004";

pub(super) const CHECK: Check = Check { id: "ss12000/write-absence-stays", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let life = match life(ctx, "Absence").await? {
        Ok(life) => life,
        Err(instead) => return Ok(instead),
    };
    let Some(asked) = &life.unknown else { return Ok(Vec::new()) };
    Ok(vec![match status(asked) {
        Some(200..300) => against(RULE, Message::new("write-absence-removed"))
            .expected("HTTP 405")
            .observed(answer(asked))
            .exchange(asked)
            .contradiction(),
        Some(405 | 501) => witness(RULE, 1, Message::new("write-absence-stays")),
        // What can be removed gives 404 too when nobody has it, and 403 when others may.
        Some(400..=499) if !is_unclear(asked) => against(RULE, Message::new("write-absence-removal-open"))
            .expected("HTTP 405")
            .observed(answer(asked))
            .exchange(asked)
            .note(),
        _ => unusable(RULE, asked),
    }])
}
