//! `ss12000/write-found`: a new object is at once found by its id and in the list, with the values that were sent.

use samspel_model::{Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use crate::writing::{Born, Listed, is_unclear, life, success, unusable};
use samspel_suite::observe::{against, answer, undecided, witness};

const RULE: &str = "SS12K-WRITE-003";

pub(super) const CHECK: Check = Check { id: "ss12000/write-found", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let entity: String = ctx.with("entity")?;
    let life = match life(ctx, &entity).await? {
        Ok(life) => life,
        Err(instead) => return Ok(instead),
    };
    Ok(match &life.born {
        Some(born) if !born.id.is_empty() => judge(&entity, born),
        _ => {
            let reason = Message::new("write-not-created").with("entity", entity);
            vec![undecided(RULE, samspel_model::Gap::NoAnswer, reason)]
        }
    })
}

fn judge(entity: &str, born: &Born) -> Vec<Observation> {
    let wrong = |summary: &str, observed: String| {
        against(RULE, Message::new(summary)).expected("the object, with the values that were sent").observed(observed)
    };
    let mut observations = Vec::new();
    let mut right = 0;
    match success(&born.by_id) {
        Some(got) => {
            let lost = born.lost(&got);
            if lost.is_empty() {
                right += 1;
            } else {
                let seen = wrong("write-found-otherwise", lost.join(", "));
                observations.push(seen.samples(lost).exchange(&born.by_id).contradiction());
            }
        }
        None if is_unclear(&born.by_id) => observations.push(unusable(RULE, &born.by_id)),
        None => observations.push(
            wrong("write-not-by-id", answer(&born.by_id))
                .exchange(&born.exchange)
                .exchange(&born.by_id)
                .contradiction(),
        ),
    }
    match &born.listed {
        Listed::There(entry) => {
            let lost = born.lost(entry);
            if lost.is_empty() {
                right += 1;
            } else {
                let seen = wrong("write-listed-otherwise", lost.join(", "));
                observations.push(seen.samples(lost).exchange(&born.list).contradiction());
            }
        }
        Listed::Unread => observations.push(unusable(RULE, &born.list)),
        Listed::NotThere => observations.push(
            wrong("write-not-listed", "not in /data".to_owned())
                .exchange(&born.exchange)
                .exchange(&born.list)
                .contradiction(),
        ),
    }
    if right > 0 {
        observations.push(witness(RULE, right, Message::new("write-found").with("entity", entity)));
    }
    observations
}
