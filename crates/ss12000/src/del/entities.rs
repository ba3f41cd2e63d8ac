//! `ss12000/del-entities`: `entities` keeps the types that it names, one or several.

use std::collections::{BTreeMap, BTreeSet};

use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};
use uuid::Uuid;

use super::asked::{Deleted, LIST, deleted, type_of, whole};
use crate::writing::unusable;
use samspel_suite::observe::{against, undecided, witness};

const RULE: &str = "SS12K-DEL-004";
/// Types that are asked for one by one at most.
const ALONE: usize = 5;

pub(super) const CHECK: Check = Check { id: "ss12000/del-entities", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let all = match whole(ctx).await? {
        Ok(all) => all,
        Err(instead) => return Ok(instead),
    };
    let types: Vec<&str> = all.by_key.keys().filter_map(|key| type_of(key)).collect();
    if types.len() < 2 {
        return Ok(vec![undecided(RULE, Gap::NoData, Message::new("deleted-one-type"))]);
    }
    let mut questions: Vec<Vec<&str>> = types.iter().take(ALONE).map(|one| vec![*one]).collect();
    questions.push(types.iter().take(2).copied().collect());
    let mut observations = Vec::new();
    let mut right = 0;
    for question in questions {
        let query: Vec<(&str, &str)> = question.iter().map(|one| ("entities", *one)).collect();
        let got = match deleted(&ctx.session, &query).await? {
            Ok(got) => got,
            Err(exchange) => {
                observations.push(unusable(RULE, &exchange));
                continue;
            }
        };
        let expected = of(&all, &question);
        let got = got.by_key;
        if got == expected {
            right += 1;
            continue;
        }
        let (missing, other) =
            (expected.keys().any(|key| !got.contains_key(key)), got.keys().any(|key| !expected.contains_key(key)));
        let summary = match (missing, other, question.len()) {
            (_, true, _) if got == all.by_key => "deleted-entities-ignored",
            (true, _, 2..) => "deleted-entities-last-only",
            _ => "deleted-entities-other",
        };
        // Something may have been deleted meanwhile.
        if deleted(&ctx.session, &[]).await?.ok().as_ref().map(|now| &now.by_key) != Some(&all.by_key) {
            observations.push(undecided(RULE, Gap::Drift, Message::new("deleted-moved")));
            continue;
        }
        let keys = |by_key: &BTreeMap<String, BTreeSet<Uuid>>| by_key.keys().cloned().collect::<Vec<_>>().join(", ");
        observations.push(
            against(RULE, Message::new(summary))
                .expected(keys(&expected))
                .observed(keys(&got))
                .operation(LIST)
                .sample(format!("entities={}", question.join("&entities=")))
                .contradiction(),
        );
    }
    if right > 0 {
        observations.push(witness(RULE, right, Message::new("deleted-entities-kept").with("count", right)));
    }
    Ok(observations)
}

/// Deletions of these types.
fn of(all: &Deleted, types: &[&str]) -> BTreeMap<String, BTreeSet<Uuid>> {
    let wanted = |key: &&String| type_of(key).is_some_and(|one| types.contains(&one));
    all.by_key.iter().filter(|(key, _)| wanted(key)).map(|(key, ids)| (key.clone(), ids.clone())).collect()
}
