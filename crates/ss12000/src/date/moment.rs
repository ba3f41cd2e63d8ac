//! Days and instants that records hold, and how a request writes them.

use jiff::civil::date;
use jiff::tz::Offset;
use jiff::{Timestamp, ToSpan};
use samspel_contract::{Operation, Parameter};
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{CheckError, Context};

use crate::oracle::{Question, Tables, choose};
use crate::run_state;
use crate::snapshot::{Cell, Column};
use samspel_suite::observe::undecided;

/// Most different moments of a column that are looked at.
const DISTINCT: usize = 4096;
/// Nanoseconds of a second.
const SECOND: i64 = 1_000_000_000;

/// The list of the case with what these parameters lead through, when it was read whole.
pub(crate) enum Ready {
    /// To be asked.
    Yes(Box<Operation>, Box<Tables>),
    /// Nothing to be asked.
    Instead(Vec<Observation>),
}

/// Reads what questions with these parameters stand on.
///
/// # Errors
/// When a request was not sent.
pub(crate) async fn ready(ctx: &Context, is_used: impl Fn(&Parameter) -> bool) -> Result<Ready, CheckError> {
    let operation = run_state::operation(ctx).await?;
    if let Some(obstacle) = run_state::discovery(ctx).await?.obstacle(ctx, &operation.id) {
        return Ok(Ready::Instead(obstacle));
    }
    let names: Vec<&str> = operation.parameters.iter().filter(|p| is_used(p)).map(|p| p.name.as_str()).collect();
    let tables = Tables::read(ctx, &operation, &names).await?;
    if !tables.is_complete() {
        let reason = Message::new("oracle-list-not-read").with("operation", operation.id.as_str());
        let all = ctx.requirements.iter().map(|r| undecided(r, Gap::NoAnswer, reason.clone()));
        return Ok(Ready::Instead(all.collect()));
    }
    Ok(Ready::Yes(Box::new(operation), Box::new(tables)))
}

/// Says that no value of the data decides.
pub(crate) fn nothing_splits(requirement: &str, operation: &Operation, question: &str) -> Observation {
    let reason =
        Message::new("oracle-nothing-splits").with("operation", operation.id.as_str()).with("question", question);
    undecided(requirement, Gap::NoData, reason)
}

/// The different moments of a column, earliest first.
pub(crate) fn moments(column: &Column) -> Vec<Cell> {
    let mut found = std::collections::BTreeSet::new();
    for (_, cell) in column.all() {
        if matches!(cell, Cell::Day(_) | Cell::Instant(_)) && found.len() < DISTINCT {
            found.insert(cell);
        }
    }
    found.into_iter().collect()
}

/// How a request writes a moment: instants in UTC, with as many digits as they need.
pub(crate) fn written(moment: Cell) -> String {
    match moment {
        Cell::Day(day) => date(1970, 1, 1).saturating_add(i64::from(day).days()).to_string(),
        Cell::Instant(instant) => Timestamp::from_nanosecond(i128::from(instant)).unwrap_or_default().to_string(),
        _ => String::new(),
    }
}

/// The same instant as a clock in another time zone shows it.
pub(crate) fn written_at_offset(instant: i64, hours: i8) -> String {
    let offset = Offset::constant(hours);
    let shown = offset.to_datetime(Timestamp::from_nanosecond(i128::from(instant)).unwrap_or_default());
    let sign = if hours < 0 { '-' } else { '+' };
    format!("{shown}{sign}{:02}:00", hours.unsigned_abs())
}

/// A day, or a second, earlier or later.
pub(crate) fn neighbour(moment: Cell, steps: i8) -> Cell {
    match moment {
        Cell::Day(day) => Cell::Day(day.saturating_add(i32::from(steps))),
        Cell::Instant(instant) => Cell::Instant(instant.saturating_add(i64::from(steps) * SECOND)),
        other => other,
    }
}

/// Whether a parameter bounds from above; None when it is no bound.
pub(crate) fn is_upper(parameter: &Parameter) -> Option<bool> {
    match parameter.semantics.op.as_str() {
        "le" => Some(true),
        "ge" | "gt" => Some(false),
        _ => None,
    }
}

/// Questions with one bound beside other parameters: at moments that records have, chosen to show the most, and just outside of
/// the first.
pub(crate) fn at_moments(
    ctx: &Context,
    operation: &Operation,
    tables: &Tables,
    parameter: &Parameter,
    beside: &[(String, String)],
    moments: &[Cell],
) -> Vec<Question> {
    let question = |moment: Cell| {
        let mut parameters = beside.to_vec();
        parameters.push((parameter.name.clone(), written(moment)));
        Question::new(tables, operation, parameters).ok()
    };
    let purpose = format!("{}/{}", ctx.test, parameter.name);
    let mut questions = choose(ctx, tables, &purpose, moments, 2, |moment| question(*moment));
    // The day before a first day, or after a last one: where it is left out at the bound, it must not come back beside it.
    let outwards = if is_upper(parameter) == Some(true) { -1 } else { 1 };
    let first = questions.first().and_then(|q| q.parameters.last()).map(|(_, value)| value.clone());
    let at = moments.iter().find(|moment| Some(written(**moment)) == first);
    questions.extend(at.and_then(|at| question(neighbour(*at, outwards))).filter(Question::decides));
    questions
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_instant_is_written_in_several_time_zones() {
        let instant = 1_789_358_400_250_000_000;
        assert_eq!(written(Cell::Instant(instant)), "2026-09-14T04:00:00.25Z");
        assert_eq!(written_at_offset(instant, 2), "2026-09-14T06:00:00.25+02:00");
        assert_eq!(written_at_offset(instant, -5), "2026-09-13T23:00:00.25-05:00");
        assert_eq!(written(Cell::Day(20_000)), "2024-10-04");
        assert_eq!(written(neighbour(Cell::Day(20_000), -1)), "2024-10-03");
        assert_eq!(written(neighbour(Cell::Instant(instant), 1)), "2026-09-14T04:00:01.25Z");
    }
}
