//! `ss12000/look-duplicates`: an id that is asked for twice is answered once.

use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use super::asking::Lookup;
use samspel_suite::observe::{against, answer, undecided, witness};

pub(super) const CHECK: Check = Check { id: "ss12000/look-duplicates", run: |ctx| Box::pin(run(ctx)) };

const RULE: &str = "SS12K-LOOK-004";

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let lookup = match Lookup::of_case(ctx).await? {
        Ok(lookup) => lookup,
        Err(said) => return Ok(said),
    };
    let once = lookup.telling(ctx, "ids", 2);
    let twice: Vec<String> = once.iter().chain(&once).cloned().collect();
    let alone = lookup.ask(ctx, "ids", &once).await?;
    let exchange = lookup.ask(ctx, "ids", &twice).await?;
    let (Some(single), Some(found)) = (lookup.found(&alone), lookup.found(&exchange)) else {
        // Refused only because of the repetition is no good answer either.
        let refused = lookup.found(&alone).is_some_and(|f| !f.rows.is_empty());
        if refused && exchange.outcome.as_ref().is_ok_and(|r| matches!(r.status, 400 | 409 | 422 | 500)) {
            let seen = against(RULE, Message::new("look-duplicates-refused")).expected("HTTP 200");
            let seen = seen.observed(answer(&exchange)).sample(lookup.base.operation.id.as_str()).exchange(&exchange);
            return Ok(vec![seen.contradiction()]);
        }
        return Ok(vec![lookup.no_answer(RULE, &exchange)]);
    };
    // A lookup that repeats entities or leaves some out even without repetition is another requirement's matter.
    if single.rows.len() != once.len() || single.total != once.len() || found.rows != single.rows {
        let reason = lookup.base.message("look-duplicates-not-judged");
        return Ok(vec![undecided(RULE, Gap::NoAnswer, reason)]);
    }
    if found.total == found.rows.len() {
        let message = lookup.base.message("look-duplicates-once").with("count", once.len());
        return Ok(vec![witness(RULE, once.len() as u64, message)]);
    }
    let seen = against(RULE, Message::new("look-duplicates-repeated"))
        .expected(format!("{} entities", once.len()))
        .observed(format!("{} entities", found.total))
        .samples(once.iter().map(|id| format!("{} {id}", lookup.base.operation.id)))
        .exchange(&exchange);
    Ok(vec![seen.contradiction()])
}
