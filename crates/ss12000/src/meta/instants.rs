//! `ss12000/meta-instants`: one instant selects the same, however it is written.

use samspel_contract::{Operation, Parameter};
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use crate::date::as_written::AsWritten;
use crate::date::moment::{Ready, is_upper, moments, nothing_splits, ready, written, written_at_offset};
use crate::oracle::{Inquiry, Question, choose, observe};
use crate::snapshot::Cell;
use samspel_suite::observe::undecided;

const RULE: &str = "SS12K-META-009";

pub(super) const CHECK: Check = Check { id: "ss12000/meta-instants", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let is_used = |p: &Parameter| p.name.starts_with("meta.modified.");
    let (operation, tables) = match ready(ctx, is_used).await? {
        Ready::Yes(operation, tables) => (operation, tables),
        Ready::Instead(instead) => return Ok(instead),
    };
    let as_written = AsWritten::read(&tables, "meta.modified")?;
    let moments = tables.table().column("meta.modified").map(moments).unwrap_or_default();
    let mut told = Vec::new();
    let mut questions = Vec::new();
    for parameter in operation.parameters.iter().filter(|p| is_used(p)) {
        let mut asked = 0;
        for (name, notation) in NOTATIONS {
            let question = |moment: &Cell| {
                let Cell::Instant(instant) = *moment else { return None };
                let value = notation(instant);
                let question = Question::new(&tables, &operation, vec![(parameter.name.clone(), value)]).ok()?;
                Some(as_written.suspect(&tables, question, is_upper(parameter) == Some(true)))
            };
            let purpose = format!("{}/{}/{name}", ctx.test, parameter.name);
            let chosen = choose(ctx, &tables, &purpose, &moments, 1, question);
            asked += chosen.len();
            questions.extend(chosen);
        }
        if asked == 0 {
            told.push(nothing_splits(RULE, &operation, &parameter.name));
        }
    }
    // Where an instant in plain notation selects wrong, that is told by another requirement, and other notations show nothing.
    let mut inquiry = Inquiry::new(ctx, &operation, &tables);
    for question in questions {
        let plain = question.parameters.iter().map(|(name, value)| {
            let instant = crate::snapshot::instant(value);
            (name.clone(), instant.map_or_else(|| value.clone(), written))
        });
        let plain = [plain.collect()];
        if let Some(question) = inquiry.ask_beyond(&plain, question).await? {
            told.push(unsound(RULE, &operation, &question));
        }
    }
    told.extend(observe(RULE, &operation, &tables, &inquiry.close().await?));
    Ok(told)
}

/// Says that a question shows nothing because a plainer one comes out wrong.
pub(super) fn unsound(requirement: &str, operation: &Operation, question: &Question) -> Observation {
    let reason = Message::new("meta-plain-wrong").with("operation", operation.id.as_str());
    undecided(requirement, Gap::NoAnswer, reason.with("question", question.shown.as_str()))
}

/// A way to write an instant.
type Notation = fn(i64) -> String;

/// In UTC with more digits than needed, east of Greenwich, west of it.
const NOTATIONS: [(&str, Notation); 3] = [
    ("fraction", |instant| {
        let written = written(Cell::Instant(instant));
        let digits = written.strip_suffix('Z').unwrap_or(&written);
        if digits.contains('.') { format!("{digits}000Z") } else { format!("{digits}.000Z") }
    }),
    ("east", |instant| written_at_offset(instant, 2)),
    ("west", |instant| written_at_offset(instant, -5)),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_notation_is_of_the_same_instant() {
        for instant in [1_789_358_400_000_000_000, 1_789_358_400_250_000_000, 1_789_358_400_123_456_000] {
            for (name, notation) in NOTATIONS {
                let text = notation(instant);
                assert_eq!(crate::snapshot::instant(&text), Some(Cell::Instant(instant)), "{name}: {text}");
                assert_ne!(text, written(Cell::Instant(instant)), "{name}");
            }
        }
    }
}
