//! `ss12000/look-malformed`: a body that is not what a lookup takes is refused with 4xx and an error object.

use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use super::asking::Lookup;
use crate::err::body::{FORM, flaw};
use crate::err::mistakes::mistakes;
use samspel_suite::observe::{against, answer, decides_nothing, undecided, witness};

pub(super) const CHECK: Check = Check { id: "ss12000/look-malformed", run: |ctx| Box::pin(run(ctx)) };

const RULE: &str = "SS12K-LOOK-006";

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let lookup = match Lookup::of_case(ctx).await? {
        Ok(lookup) => lookup,
        Err(said) => return Ok(said),
    };
    // A refusal proves something only beside a request that is served.
    let ids = lookup.telling(ctx, "ids", 1);
    let good = lookup.ask(ctx, "ids", &ids).await?;
    if lookup.found(&good).is_none_or(|found| found.rows.is_empty()) {
        return Ok(vec![lookup.no_answer(RULE, &good)]);
    }
    let mut told = Vec::new();
    let mut refused = 0;
    for mistake in mistakes(&lookup.base.operation, &[]) {
        let exchange = ctx.session.send(mistake.request).await?;
        let summary = match exchange.outcome.as_ref() {
            Ok(response) if decides_nothing(response.status) => None,
            Ok(response) if (400..500).contains(&response.status) => {
                if flaw(response).is_none() {
                    refused += 1;
                } else {
                    // The form of errors is a finding of its own; here it only takes the witness away.
                    let reason = lookup.base.message("look-malformed-without-error-object");
                    told.push(undecided(RULE, Gap::NoAnswer, reason));
                }
                continue;
            }
            Ok(response) if response.is_success() => Some("look-malformed-served"),
            Ok(_) => Some("look-malformed-breaks"),
            Err(_) => None,
        };
        told.push(match summary {
            None => lookup.no_answer(RULE, &exchange),
            Some(summary) => against(RULE, Message::new(summary))
                .expected(format!("HTTP 4xx {FORM}"))
                .observed(answer(&exchange))
                .sample(format!("{} {}", lookup.base.operation.id, mistake.place))
                .exchange(&exchange)
                .contradiction(),
        });
    }
    if refused > 0 {
        told.push(witness(RULE, refused, lookup.base.message("look-malformed-refused").with("count", refused)));
    }
    Ok(told)
}
