//! `ss12000/empty-attributes`: an attribute that a system does not support is left out, not sent empty in every record.

use samspel_contract::Kind;
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use super::data::Data;
use super::survey::Surveyed;
use crate::run_state;
use samspel_suite::observe::{against, undecided, witness};

pub(super) const CHECK: Check = Check { id: "ss12000/empty-attributes", run: |ctx| Box::pin(run(ctx)) };

const RULE: &str = "SS12K-OPT-003";

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let operation = run_state::operation(ctx).await?;
    if let Some(obstacle) = run_state::discovery(ctx).await?.obstacle(ctx, &operation.id) {
        return Ok(obstacle);
    }
    let entity = operation.entity.clone().filter(|_| operation.kind == Kind::List).unwrap_or_default();
    let data = Data::load(ctx, &[&entity]).await?;
    let nothing = Surveyed::default();
    let surveyed = data.surveyed(&entity).unwrap_or(&nothing);
    let message = |id: &str| Message::new(id).with("entity", entity.as_str());
    // One record without a value says little about what the system supports.
    let always_empty = surveyed.attributes.iter().filter(|(_, attribute)| attribute.filled == 0 && attribute.empty > 1);
    let mut observations: Vec<Observation> = always_empty
        .map(|(name, attribute)| {
            let first = attribute.first_empty.map(|row| data.shown((entity.as_str(), row)));
            against(RULE, Message::new("attribute-always-empty"))
                .expected("absent")
                .observed("empty in every record that has it")
                .operation(&operation.id)
                .pointer(format!("/data/*/{name}"))
                .count(attribute.empty)
                .samples(first.map(|first| format!("{first} {name}")))
                .contradiction()
        })
        .collect();
    let filled = surveyed.attributes.values().filter(|attribute| attribute.filled > 0).count();
    let count = u64::try_from(filled).unwrap_or(u64::MAX);
    match count {
        0 => {
            observations.push(undecided(RULE, Gap::NoData, message("integrity-lacking").with("what", entity.as_str())))
        }
        _ => observations.push(witness(RULE, count, message("attributes-filled").with("count", count))),
    }
    Ok(observations)
}
