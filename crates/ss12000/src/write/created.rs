//! `ss12000/write-created`: a new object is answered with 200 and the object.

use samspel_model::{Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use crate::run_state;
use crate::writing::{Born, Life, life, status};
use samspel_suite::observe::{against, answer, witness};

const RULE: &str = "SS12K-WRITE-001";

pub(super) const CHECK: Check = Check { id: "ss12000/write-created", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let entity: String = ctx.with("entity")?;
    let life = match life(ctx, &entity).await? {
        Ok(life) => life,
        Err(instead) => return Ok(instead),
    };
    let Some(born) = &life.born else { return Ok(refused(&life)) };
    let contract = run_state::contract(ctx).await?;
    let valid = contract.validator(&entity).is_none_or(|validator| validator.is_valid(&born.got));
    Ok(judge(&entity, born, valid))
}

/// No body was taken, though each is like an object that the system holds.
fn refused(life: &Life) -> Vec<Observation> {
    // A system that takes the body once it has an id breaks another requirement.
    if life.id_demanded.is_some() {
        return Vec::new();
    }
    let Some(first) = life.refused.first() else { return Vec::new() };
    let seen = against(RULE, Message::new("write-valid-refused"))
        .expected("HTTP 200")
        .observed(answer(first))
        .count(life.refused.len() as u64)
        .cause(Message::new("write-valid-refused-cause"));
    vec![life.refused.iter().fold(seen, |seen, exchange| seen.exchange(exchange)).contradiction()]
}

fn judge(entity: &str, born: &Born, valid: bool) -> Vec<Observation> {
    let mut observations = Vec::new();
    let seen = |summary: &str| {
        against(RULE, Message::new(summary)).expected("HTTP 200 with the object").observed(answer(&born.exchange))
    };
    match status(&born.exchange) {
        Some(200) => {}
        // Kept apart from the standard's 200 by habit; the object is there all the same.
        Some(201) => observations.push(seen("write-created-with-201").exchange(&born.exchange).note()),
        _ => observations.push(seen("write-created-other-status").exchange(&born.exchange).contradiction()),
    }
    let lost = born.lost(&born.got);
    if born.id.is_empty() {
        let seen = seen("write-created-without-object").observed("no object with an id");
        observations.push(seen.exchange(&born.exchange).contradiction());
    } else if !lost.is_empty() {
        let seen = seen("write-created-otherwise").expected("the values that were sent").observed(lost.join(", "));
        observations.push(seen.samples(lost).exchange(&born.exchange).contradiction());
    } else if !valid {
        let seen = seen("write-created-invalid").expected(format!("a valid {entity}"));
        observations.push(seen.exchange(&born.exchange).contradiction());
    } else {
        observations.push(witness(RULE, 1, Message::new("write-created").with("entity", entity)));
    }
    observations
}
