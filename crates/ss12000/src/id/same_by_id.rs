//! `ss12000/id-same-content`: by id or through lookup comes the entity that was asked for, with the content that the list gave.

use std::collections::{BTreeMap, BTreeSet};

use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};
use uuid::Uuid;

use crate::changes::{Changes, changes, unknown};
use crate::reread::{Fate, Reread};
use crate::run_state;
use samspel_suite::observe::{against, undecided, witness};

const RULE: &str = "SS12K-ID-004";

pub(super) const CHECK: Check = Check { id: "ss12000/id-same-content", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let operation = run_state::operation(ctx).await?;
    if let Some(obstacle) = run_state::discovery(ctx).await?.obstacle(ctx, &operation.id) {
        return Ok(obstacle);
    }
    let reread = run_state::reread(ctx, &operation.id).await?;
    let doubtful = reread.fates.iter().any(|(_, fate, _)| *fate != Fate::Modified);
    let changed = match doubtful {
        true => changes(ctx, &reread.list).await?,
        false => Some(Changes::default()),
    };
    Ok(judge(&reread, &|id| Some(changed.as_ref()?.contains(Uuid::try_parse(id).ok()?.as_u128()))))
}

/// Entities that fared alike.
struct Alike<'r> {
    expected: &'static str,
    ids: Vec<&'r str>,
    pointer: Option<&'r str>,
    at: usize,
}

/// `changed` tells whether the list says something else of an entity by now, or nothing any more; None when nobody knows.
fn judge(reread: &Reread, changed: &dyn Fn(&str) -> Option<bool>) -> Vec<Observation> {
    let operation = reread.operation.as_str();
    let message = |id: &str| Message::new(id).with("operation", operation);
    let (mut moved, mut open) = (0_u64, false);
    let mut alike: BTreeMap<(&str, String), Alike<'_>> = BTreeMap::new();
    for (id, fate, at) in &reread.fates {
        let (summary, expected, observed) = match fate {
            Fate::Modified => {
                moved += 1;
                continue;
            }
            Fate::Absent | Fate::Differs { .. } if changed(id) != Some(false) => {
                moved += 1;
                open |= changed(id).is_none();
                continue;
            }
            Fate::Absent => ("id-listed-but-absent", "the listed entity", "absent".to_owned()),
            Fate::Failed { status } => ("id-fetch-fails", "HTTP 200", format!("HTTP {status}")),
            Fate::Other => ("id-other-entity", "the id that was asked for", "another id".to_owned()),
            Fate::Differs { properties } => {
                ("id-content-differs", "the same as in the list", format!("other {}", properties.join(", ")))
            }
        };
        let pointer = match fate {
            Fate::Differs { properties } => properties.first().map(String::as_str),
            _ => None,
        };
        let one = Alike { expected, ids: Vec::new(), pointer, at: *at };
        alike.entry((summary, observed)).or_insert(one).ids.push(id);
    }
    let mut observations: Vec<Observation> = alike
        .into_iter()
        .map(|((summary, observed), alike)| {
            let mut finding = against(RULE, Message::new(summary))
                .expected(alike.expected)
                .observed(observed)
                .operation(operation)
                .count(alike.ids.len() as u64)
                .samples(alike.ids.iter().map(|id| format!("{operation} {id}")));
            if let Some(pointer) = alike.pointer {
                finding = finding.pointer(format!("/{pointer}"));
            }
            if let Some(trace) = reread.traces.get(alike.at) {
                finding = finding.trace(&trace.id, &trace.curl);
            }
            finding.contradiction()
        })
        .collect();
    if open {
        observations.push(undecided(RULE, Gap::NoAnswer, unknown(&reread.list)));
    }
    // Each answer once: a system that is down for a while fails many requests alike.
    let failed: BTreeSet<&str> = reread.answers.iter().filter_map(|(_, answer)| answer.failed()).collect();
    let failed = failed.into_iter().map(|answer| message("no-usable-answer").with("answer", answer));
    observations.extend(failed.map(|reason| undecided(RULE, Gap::NoAnswer, reason)));
    if reread.same > 0 {
        observations.push(witness(RULE, reread.same, message("id-content-same").with("count", reread.same)));
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
    use crate::reread::Answer;

    fn reread(same: u64, fates: Vec<(String, Fate, usize)>) -> Reread {
        Reread {
            operation: "getPerson".to_owned(),
            list: "listPersons".to_owned(),
            tally: Tally::default(),
            traces: Vec::new(),
            answers: Vec::new(),
            same,
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
        assert_eq!(ids(&judge(&reread(0, Vec::new()), &|_| Some(false))), ["id-nothing-to-compare"]);
    }

    #[test]
    fn an_entity_that_left_the_list_in_between_is_no_fault() {
        let absent = reread(0, vec![("a".to_owned(), Fate::Absent, 0)]);
        assert_eq!(ids(&judge(&absent, &|id| Some(id == "a"))), ["id-all-moved"]);
        assert_eq!(ids(&judge(&absent, &|_| Some(false))), ["id-listed-but-absent"]);
    }

    #[test]
    fn whether_an_entity_left_the_list_stays_open_when_the_list_cannot_be_read_again() {
        let absent = reread(1, vec![("a".to_owned(), Fate::Absent, 0), ("b".to_owned(), Fate::Other, 0)]);
        assert_eq!(ids(&judge(&absent, &|_| None)), ["id-other-entity", "changes-unknown", "id-content-same"]);
    }

    #[test]
    fn answers_that_decide_nothing_leave_it_open_beside_those_that_came() {
        let mut some = reread(1, Vec::new());
        some.answers = vec![(0, Answer::Failed { answer: "HTTP 503".to_owned() }); 2];
        assert_eq!(ids(&judge(&some, &|_| Some(false))), ["no-usable-answer", "id-content-same"]);
    }

    #[test]
    fn two_of_three_that_differ_alike_are_one_finding_beside_the_one_that_does_not() {
        let differs = || Fate::Differs { properties: vec!["enrolments".to_owned()] };
        let fates = vec![("b".to_owned(), differs(), 0), ("c".to_owned(), differs(), 0)];
        let judged = judge(&reread(1, fates), &|_| Some(false));
        assert_eq!(ids(&judged), ["id-content-differs", "id-content-same"]);
        assert!(matches!(&judged[0].sight, Sight::Contradiction(seen) if seen.count == 2 && seen.samples.len() == 2));
    }
}
