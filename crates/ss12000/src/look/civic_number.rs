//! `ss12000/look-civic-number`: Swedish civic numbers are looked up as twelve characters without hyphen.

use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use super::asking::{Lookup, refused};
use samspel_suite::observe::{against, undecided, witness};

pub(super) const CHECK: Check = Check { id: "ss12000/look-civic-number", run: |ctx| Box::pin(run(ctx)) };

const RULE: &str = "SS12K-LOOK-010";
const KEY: &str = "civicNos";

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let lookup = match Lookup::of_case(ctx).await? {
        Ok(lookup) => lookup,
        Err(said) => return Ok(said),
    };
    let values = lookup.telling(ctx, KEY, 20);
    let swedish = |text: &&String| text.len() == 12 && text.bytes().all(|b| b.is_ascii_digit());
    let numbers: Vec<String> = values.iter().filter(swedish).take(3).cloned().collect();
    let Some(first) = numbers.first() else { return Ok(vec![lookup.no_data(RULE, KEY)]) };
    let plain = lookup.ask(ctx, KEY, &numbers).await?;
    let hyphenated = vec![format!("{}-{}", &first[..8], &first[8..])];
    let other = lookup.ask(ctx, KEY, &hyphenated).await?;
    let finds = |exchange| lookup.found(exchange).is_some_and(|found| !found.rows.is_empty());
    let seen = |summary: &str| {
        against(RULE, Message::new(summary)).sample(format!("{} {{ {KEY}: [ … ] }}", lookup.base.operation.id))
    };
    if finds(&plain) {
        let mut told = vec![witness(RULE, 1, lookup.base.message("look-civic-found"))];
        if finds(&other) {
            let note = seen("look-civic-hyphen-too").expected("[] | HTTP 400").observed("a hit").exchange(&other);
            told.push(note.note());
        }
        return Ok(told);
    }
    if lookup.found(&plain).is_none() && refused(&plain).is_none() {
        return Ok(vec![lookup.no_answer(RULE, &plain)]);
    }
    let Some(expected) = lookup.expected(KEY, &numbers) else { return Ok(vec![lookup.no_data(RULE, KEY)]) };
    let nothing = super::asking::Found::default();
    let differences = lookup.differences(&expected, &nothing);
    if lookup.still(ctx, KEY, differences).await?.is_none_or(|(missing, _)| missing.is_empty()) {
        return Ok(vec![undecided(RULE, Gap::Drift, lookup.base.message("look-moved").with("key", KEY))]);
    }
    let short = lookup.ask(ctx, KEY, &[first[2..].to_owned()]).await?;
    let summary = match (finds(&other), finds(&short)) {
        (true, _) => "look-civic-hyphen-only",
        (_, true) => "look-civic-short-only",
        // A key that finds nothing in any form is another requirement's matter.
        _ => return Ok(vec![undecided(RULE, Gap::NoAnswer, lookup.base.message("look-civic-not-found"))]),
    };
    Ok(vec![
        seen(summary)
            .expected("the person")
            .observed(samspel_suite::observe::answer(&plain))
            .exchange(&plain)
            .contradiction(),
    ])
}
