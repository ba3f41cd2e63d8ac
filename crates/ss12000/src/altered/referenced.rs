//! `ss12000/change-referenced`: a changed name moves meta.modified of the entity itself, not of those that refer to it.

use samspel_exchange::Request;
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};
use serde_json::Value;

use super::subject::{by_id, modified, subject};
use crate::requests::with_id;
use crate::run_state::{self, Held};
use crate::writing::{alone, success};
use samspel_suite::observe::{against, undecided, witness};

const RULE: &str = "SS12K-META-005";
/// Referring entities that are looked at.
const LOOKED_AT: usize = 5;

pub(super) const CHECK: Check = Check { id: "ss12000/change-referenced", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let referring = referring(ctx).await?;
    let named = |record: &Value| {
        let id = record.get("id").and_then(Value::as_str).unwrap_or_default();
        referring.iter().any(|(organisation, _)| organisation == id)
    };
    let (subject, _) = match subject(ctx, "Organisation", named).await? {
        Ok(found) => found,
        Err(instead) => return Ok(instead),
    };
    let Some(operation) = by_id(ctx, "Group").await? else {
        let reason = Message::new("change-nothing-to-change").with("entity", "Group");
        return Ok(vec![undecided(RULE, Gap::NoData, reason)]);
    };
    let _alone = alone(ctx).await?;
    let groups = referring.iter().filter(|(organisation, _)| *organisation == subject.id).take(LOOKED_AT);
    let mut before = Vec::new();
    for (_, group) in groups {
        // Names are asked for: that is how the change reaches the group at all.
        let request = with_id(&operation, group).query("expandReferenceNames", "true");
        let look = ctx.session.send(request.clone()).await?;
        if let Some(time) = success(&look).as_ref().and_then(modified) {
            before.push((request, time));
        }
    }
    if let Err(instead) = subject.modify(ctx, None).await? {
        return Ok(instead);
    }
    let mut moved = Vec::new();
    for (request, time) in &before {
        let look = ctx.session.send(Request::clone(request)).await?;
        if success(&look).as_ref().and_then(modified).is_some_and(|after| after > *time) {
            moved.push(look);
        }
    }
    // In a living system one of them may have been changed by itself.
    Ok(vec![if moved.is_empty() && !before.is_empty() {
        witness(RULE, before.len() as u64, Message::new("change-left-referring").with("count", before.len()))
    } else if moved.len() == before.len() && !before.is_empty() {
        let seen = against(RULE, Message::new("change-moves-referring"))
            .expected("meta.modified of groups unchanged when their organisation is renamed")
            .observed(format!("later for {} of {}", moved.len(), before.len()))
            .pointer("/meta/modified")
            .count(moved.len() as u64);
        moved.iter().fold(seen, |seen, look| seen.exchange(look)).contradiction()
    } else {
        undecided(RULE, Gap::Drift, Message::new("change-others-moved"))
    }])
}

/// Organisations and the groups that refer to them.
async fn referring(ctx: &Context) -> Result<Vec<(String, String)>, CheckError> {
    let (Held::Whole(groups) | Held::Part(groups)) = run_state::held(ctx, "Group").await? else {
        return Ok(Vec::new());
    };
    let mut found = Vec::new();
    groups.table.scan(|_, group| {
        let organisation = group.pointer("/organisation/id").and_then(Value::as_str);
        if let (Some(organisation), Some(id)) = (organisation, group.get("id").and_then(Value::as_str)) {
            found.push((organisation.to_owned(), id.to_owned()));
        }
    })?;
    Ok(found)
}
