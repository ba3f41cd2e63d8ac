//! `ss12000/change-modified`: meta.modified moves forward when a field of the entity itself changes.

use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use super::subject::{modified, subject};
use crate::writing::among_others;
use samspel_suite::observe::{against, undecided, witness};

const RULE: &str = "SS12K-META-004";

pub(super) const CHECK: Check = Check { id: "ss12000/change-modified", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let entity: String = ctx.with("entity")?;
    let (subject, _) = match subject(ctx, &entity, |record| modified(record).is_some()).await? {
        Ok(found) => found,
        Err(instead) => return Ok(instead),
    };
    let _others = among_others(ctx).await?;
    let changed = match subject.modify(ctx, None).await? {
        Ok(changed) => changed,
        Err(instead) => return Ok(instead),
    };
    let (Some(before), Some(after)) = (modified(&changed.before), modified(&changed.after)) else {
        let reason = Message::new("change-without-times").with("entity", entity);
        return Ok(vec![undecided(RULE, Gap::NoData, reason)]);
    };
    if after > before {
        return Ok(vec![witness(RULE, 1, Message::new("change-moved-modified").with("entity", entity))]);
    }
    let summary = if after == before { "change-modified-stands" } else { "change-modified-back" };
    let seen = against(RULE, Message::new(summary))
        .expected("meta.modified later than before the change")
        .observed(if after == before { "unchanged" } else { "earlier" })
        .pointer("/meta/modified")
        .sample(format!("{entity} {}", subject.id));
    Ok(vec![changed.exchanges.iter().fold(seen, |seen, exchange| seen.exchange(exchange)).contradiction()])
}
