//! `ss12000/date-start-missing`: records without a start date are treated alike by both bounds on it. The standard leaves open how.

use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use super::moment::{Ready, moments, nothing_splits, ready, written};
use crate::oracle::{Answer, Answered, Question, ask};
use crate::snapshot::Cell;
use samspel_suite::observe::{against, undecided, witness};

const RULE: &str = "SS12K-DATE-005";
const UPPER: &str = "startDate.onOrBefore";
const LOWER: &str = "startDate.onOrAfter";

pub(super) const CHECK: Check = Check { id: "ss12000/date-start-missing", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let (operation, tables) = match ready(ctx, |p| p.name == UPPER || p.name == LOWER).await? {
        Ready::Yes(operation, tables) => (operation, tables),
        Ready::Instead(instead) => return Ok(instead),
    };
    let message = |id: &str| Message::new(id).with("operation", operation.id.as_str());
    let Some(column) = tables.table().column("startDate") else {
        return Ok(vec![nothing_splits(RULE, &operation, UPPER)]);
    };
    let without: Vec<u32> = tables.rows().filter(|row| column.cell(*row) == Cell::Missing).collect();
    let days = moments(column);
    let (Some(first), Some(last)) = (days.first(), days.last()) else {
        return Ok(vec![undecided(RULE, Gap::NoData, message("date-start-never-given"))]);
    };
    if without.is_empty() {
        return Ok(vec![undecided(RULE, Gap::NoData, message("date-start-always-given"))]);
    }
    // Bounds that leave out nothing that has a start date.
    let mut answers: Vec<Answered> = Vec::new();
    for _ in 0..2 {
        for (name, day) in [(UPPER, last), (LOWER, first)] {
            let Ok(question) = Question::new(&tables, &operation, vec![(name.to_owned(), written(*day))]) else {
                return Ok(vec![nothing_splits(RULE, &operation, name)]);
            };
            match ask(ctx, &operation, &tables, &question).await? {
                Answer::Entries(answered) => answers.push(answered),
                _ => return Ok(vec![undecided(RULE, Gap::NoAnswer, message("no-answer").with("answer", name))]),
            }
        }
        if let [before, after] = answers.as_slice()
            && without.iter().all(|row| before.has(*row) == after.has(*row))
        {
            let count = u64::try_from(without.len()).unwrap_or(0);
            return Ok(vec![witness(RULE, count, message("date-start-missing-alike").with("count", count))]);
        }
    }
    let [before, after, before_again, after_again] = answers.as_slice() else { return Ok(Vec::new()) };
    let differs = |row: &&u32| {
        before.has(**row) != after.has(**row)
            && before.has(**row) == before_again.has(**row)
            && after.has(**row) == after_again.has(**row)
    };
    let apart: Vec<u32> = without.iter().filter(differs).copied().collect();
    if apart.is_empty() {
        return Ok(vec![undecided(RULE, Gap::Drift, message("oracle-drift").with("question", UPPER))]);
    }
    let count = |answered: &Answered| without.iter().filter(|row| answered.has(**row)).count();
    let finding = against(RULE, Message::new("date-start-missing-unlike"))
        .expected("records without startDate in both answers or in neither")
        .observed(format!("{UPPER}: {} of {}, {LOWER}: {}", count(before), without.len(), count(after)))
        .operation(&operation.id)
        .pointer("/data/*/startDate")
        .count(u64::try_from(apart.len()).unwrap_or(0))
        .samples(apart.iter().filter_map(|row| tables.table().key(*row).uuid()).take(5).map(|id| id.to_string()));
    let finding =
        [before, after].into_iter().filter_map(|a| a.trace.as_ref()).fold(finding, |f, t| f.trace(&t.id, &t.curl));
    Ok(vec![finding.contradiction()])
}
