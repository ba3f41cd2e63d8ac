//! `ss12000/id-offering-identity`: a SchoolUnitOffering has id and meta, although the schema forgot to declare them.

use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use crate::harvest::Harvest;
use crate::run_state::{self, Discovery};
use samspel_suite::observe::{Against, against, undecided, witness};

const RULE: &str = "SS12K-ID-007";

pub(super) const CHECK: Check = Check { id: "ss12000/id-offering-identity", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let operation = run_state::operation(ctx).await?;
    let discovery = run_state::discovery(ctx).await?;
    if let Some(obstacle) = discovery.obstacle(ctx, &operation.id) {
        return Ok(obstacle);
    }
    let harvest = run_state::harvest(ctx, &operation.id).await?;
    Ok(judge(&harvest, fetched_one_by_one(&discovery)))
}

/// Whether offerings can be fetched by id or looked up: then an id is no matter of taste.
fn fetched_one_by_one(discovery: &Discovery) -> bool {
    ["getSchoolUnitOffering", "lookupSchoolUnitOfferings"]
        .iter()
        .any(|o| discovery.get(o).is_some_and(|p| p.is_tested() || p.claimed == Some(true)))
}

fn judge(harvest: &Harvest, fetched_one_by_one: bool) -> Vec<Observation> {
    let operation = harvest.operation.as_str();
    let total = harvest.keys().len();
    if total == 0 {
        return vec![undecided(RULE, Gap::NoData, Message::new("schema-nothing-to-see").with("operation", operation))];
    }
    let finding = |summary: &str, property: &str, count: usize| -> Against {
        let finding = against(RULE, Message::new(summary))
            .expected(format!("{property}: present"))
            .observed("absent")
            .operation(operation)
            .pointer(format!("/data/*/{property}"))
            .count(u64::try_from(count).unwrap_or(u64::MAX))
            .sample(operation);
        match &harvest.walked.first {
            Some(first) => finding.trace(&first.id, &first.curl),
            None => finding,
        }
    };
    let mut observations = Vec::new();
    let with_id = harvest.keys().iter().filter(|k| k.own).count();
    if with_id < total {
        let finding = finding("id-offering-without-id", "id", total - with_id);
        // A system that follows the published schema to the letter has no id to give.
        observations.push(if fetched_one_by_one { finding.contradiction() } else { finding.note() });
    }
    let without_meta = harvest.samples.iter().filter(|s| s.get("meta").is_none()).count();
    if without_meta > 0 {
        observations.push(finding("id-offering-without-meta", "meta", without_meta).note());
    }
    if with_id > 0 {
        let count = u64::try_from(with_id).unwrap_or(u64::MAX);
        observations.push(witness(RULE, count, Message::new("id-offerings-identified").with("count", count)));
    } else if !fetched_one_by_one {
        observations.push(undecided(
            RULE,
            Gap::NoData,
            Message::new("id-offerings-listed-only").with("operation", operation),
        ));
    }
    observations
}
