//! `ss12000/id-same-content`: by id or through lookup comes the entity that was asked for, with the content that the list gave.

use std::collections::BTreeSet;

use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use crate::harvest::Walk;
use crate::observe::{against, undecided, witness};
use crate::reread::{Fate, Reread};
use crate::run_state;

const RULE: &str = "SS12K-ID-004";

pub(super) const CHECK: Check = Check { id: "ss12000/id-same-content", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let operation = run_state::operation(ctx).await?;
    if let Some(obstacle) = run_state::discovery(ctx).await?.obstacle(ctx, &operation.id) {
        return Ok(obstacle);
    }
    let reread = run_state::reread(ctx, &operation.id).await?;
    let gone = match reread.fates.iter().any(|(_, fate, _)| *fate == Fate::Absent) {
        true => no_longer_listed(ctx, &reread).await?,
        false => BTreeSet::new(),
    };
    Ok(judge(&reread, &gone))
}

/// Ids of absent entities that the list does not have any more either: they were removed in between.
async fn no_longer_listed(ctx: &Context, reread: &Reread) -> Result<BTreeSet<String>, CheckError> {
    let list = run_state::named(ctx, &reread.list).await?;
    let harvest = run_state::harvest(ctx, &reread.list).await?;
    let mut absent: BTreeSet<String> = reread
        .fates
        .iter()
        .filter(|(_, fate, _)| *fate == Fate::Absent)
        .map(|(id, ..)| id.to_ascii_lowercase())
        .collect();
    let mut walk = Walk::new(&list, &harvest.required);
    if !harvest.unlimited {
        walk = walk.limit(1000);
    }
    walk.run(&ctx.session, |_, key, _| {
        if let Some(id) = key.uuid() {
            absent.remove(&id.to_string());
        }
    })
    .await?;
    Ok(absent)
}

fn judge(reread: &Reread, gone: &BTreeSet<String>) -> Vec<Observation> {
    let operation = reread.operation.as_str();
    let message = |id: &str| Message::new(id).with("operation", operation);
    let mut observations = Vec::new();
    let (mut same, mut moved) = (0_u64, 0_u64);
    for (id, fate, at) in &reread.fates {
        let (summary, expected, observed, pointers) = match fate {
            Fate::Same => {
                same += 1;
                continue;
            }
            Fate::Modified => {
                moved += 1;
                continue;
            }
            Fate::Absent if gone.contains(&id.to_ascii_lowercase()) => {
                moved += 1;
                continue;
            }
            Fate::Absent => ("id-listed-but-absent", "the listed entity", "absent".to_owned(), Vec::new()),
            Fate::Failed { status } => ("id-fetch-fails", "HTTP 200", format!("HTTP {status}"), Vec::new()),
            Fate::Other => ("id-other-entity", "the id that was asked for", "another id".to_owned(), Vec::new()),
            Fate::Differs { properties } => (
                "id-content-differs",
                "the same as in the list",
                format!("other {}", properties.join(", ")),
                properties.clone(),
            ),
        };
        let mut finding = against(RULE, Message::new(summary))
            .expected(expected)
            .observed(observed)
            .operation(operation)
            .sample(format!("{operation} {id}"));
        if let Some(first) = pointers.first() {
            finding = finding.pointer(format!("/{first}"));
        }
        if let Some(trace) = reread.traces.get(*at) {
            finding = finding.trace(&trace.id, &trace.curl);
        }
        observations.push(finding.contradiction());
    }
    if same > 0 {
        observations.push(witness(RULE, same, message("id-content-same").with("count", same)));
    } else if observations.is_empty() && moved > 0 {
        observations.push(undecided(RULE, Gap::Drift, message("id-all-moved")));
    } else if observations.is_empty() {
        observations.push(undecided(RULE, Gap::NoData, message("id-nothing-to-compare")));
    }
    observations
}

#[cfg(test)]
mod tests {
    use samspel_model::Sight;

    use super::*;
    use crate::harvest::Tally;

    fn reread(fates: Vec<(String, Fate, usize)>) -> Reread {
        Reread {
            operation: "getPerson".to_owned(),
            list: "listPersons".to_owned(),
            tally: Tally::default(),
            traces: Vec::new(),
            answers: Vec::new(),
            fates,
        }
    }

    fn ids(observations: &[Observation]) -> Vec<String> {
        observations
            .iter()
            .map(|o| match &o.sight {
                Sight::Contradiction(seen) => seen.summary.id.clone(),
                Sight::Witness { message, .. } => message.id.clone(),
                Sight::Undecided { reason, .. } => reason.id.clone(),
                _ => String::new(),
            })
            .collect()
    }

    #[test]
    fn nothing_compared_is_no_witness() {
        assert_eq!(ids(&judge(&reread(Vec::new()), &BTreeSet::new())), ["id-nothing-to-compare"]);
    }

    #[test]
    fn an_entity_that_left_the_list_in_between_is_no_fault() {
        let absent = reread(vec![("a".to_owned(), Fate::Absent, 0)]);
        assert_eq!(ids(&judge(&absent, &BTreeSet::from(["a".to_owned()]))), ["id-all-moved"]);
        assert_eq!(ids(&judge(&absent, &BTreeSet::new())), ["id-listed-but-absent"]);
    }

    #[test]
    fn two_of_three_that_differ_are_seen_beside_the_one_that_does_not() {
        let differs = || Fate::Differs { properties: vec!["enrolments".to_owned()] };
        let fates =
            vec![("a".to_owned(), Fate::Same, 0), ("b".to_owned(), differs(), 0), ("c".to_owned(), differs(), 0)];
        assert_eq!(
            ids(&judge(&reread(fates), &BTreeSet::new())),
            ["id-content-differs", "id-content-differs", "id-content-same"]
        );
    }
}
