//! `ss12000/meta-instants`: one instant selects the same, however it is written.

use std::collections::HashMap;

use samspel_contract::Parameter;
use samspel_model::Observation;
use samspel_suite::{Check, CheckError, Context};
use serde_json::Value;

use crate::date::moment::{Ready, is_upper, moments, nothing_splits, ready, written, written_at_offset};
use crate::oracle::{Expected, Fit, Question, Tables, choose, judge};
use crate::snapshot::Cell;

const RULE: &str = "SS12K-META-009";
/// Records whose times are looked at as they are written.
const AS_WRITTEN: usize = 20_000;

pub(super) const CHECK: Check = Check { id: "ss12000/meta-instants", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let is_used = |p: &Parameter| p.name.starts_with("meta.modified.");
    let (operation, tables) = match ready(ctx, is_used).await? {
        Ready::Yes(operation, tables) => (operation, tables),
        Ready::Instead(instead) => return Ok(instead),
    };
    let texts = texts(&tables)?;
    let moments = tables.table().column("meta.modified").map(moments).unwrap_or_default();
    let mut told = Vec::new();
    let mut questions = Vec::new();
    for parameter in operation.parameters.iter().filter(|p| is_used(p)) {
        let mut asked = 0;
        for (name, notation) in NOTATIONS {
            let question = |moment: &Cell| {
                let Cell::Instant(instant) = *moment else { return None };
                let value = notation(instant);
                let question =
                    Question::new(&tables, &operation, vec![(parameter.name.clone(), value.clone())]).ok()?;
                let upper = is_upper(parameter) == Some(true);
                Some(match &texts {
                    Some(texts) => question.suspecting("meta-as-text", as_text(&tables, texts, &value, upper)),
                    None => question,
                })
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
    told.extend(judge(ctx, RULE, &operation, &tables, questions).await?);
    Ok(told)
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

/// `meta.modified` as each record writes it; None where there are too many records.
fn texts(tables: &Tables) -> Result<Option<HashMap<u32, String>>, CheckError> {
    if tables.table().len() > AS_WRITTEN {
        return Ok(None);
    }
    let mut texts = HashMap::new();
    tables.table().scan(|row, record| {
        if let Some(text) = record.pointer("/meta/modified").and_then(Value::as_str) {
            texts.insert(row, text.to_owned());
        }
    })?;
    Ok(Some(texts))
}

/// What a system would select that compares times as text.
fn as_text(tables: &Tables, texts: &HashMap<u32, String>, bound: &str, upper: bool) -> Expected {
    Expected::of(tables.rows(), |row| match texts.get(&row) {
        Some(text) => Fit::of(if upper { text.as_str() <= bound } else { text.as_str() > bound }),
        None => Fit::Either,
    })
}

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
