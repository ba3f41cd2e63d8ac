//! `ss12000/meta-precision`: times are compared as precisely as they are printed.

use samspel_contract::Parameter;
use samspel_model::Observation;
use samspel_suite::{Check, CheckError, Context};

use crate::date::as_written::AsWritten;
use crate::date::moment::{Ready, is_upper, moments, nothing_splits, ready, written};
use crate::oracle::{Expected, Fit, Question, Tables, choose, judge};
use crate::snapshot::Cell;

const RULE: &str = "SS12K-META-010";
/// Nanoseconds of the units that a time can be printed in, coarsest first.
const UNITS: [i64; 4] = [1_000_000_000, 1_000_000, 1_000, 1];
const SECOND: i64 = UNITS[0];

pub(super) const CHECK: Check = Check { id: "ss12000/meta-precision", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let is_used = |p: &Parameter| p.name.starts_with("meta.modified.");
    let (operation, tables) = match ready(ctx, is_used).await? {
        Ready::Yes(operation, tables) => (operation, tables),
        Ready::Instead(instead) => return Ok(instead),
    };
    let moments = tables.table().column("meta.modified").map(moments).unwrap_or_default();
    let unit = unit(&moments);
    let as_written = AsWritten::read(&tables, "meta.modified")?;
    let mut told = Vec::new();
    let mut questions = Vec::new();
    for parameter in operation.parameters.iter().filter(|p| is_used(p)) {
        // A client that resumes from the last time it saw gets nothing again; one unit earlier, it gets that record.
        for (name, earlier) in [("at", 0), ("before", unit)] {
            let question = |moment: &Cell| {
                let Cell::Instant(instant) = *moment else { return None };
                let bound = instant.checked_sub(earlier)?;
                let value = written(Cell::Instant(bound));
                let question = Question::new(&tables, &operation, vec![(parameter.name.clone(), value)]).ok()?;
                let upper = is_upper(parameter) == Some(true);
                let variant = |stored: &dyn Fn(i64) -> i64| {
                    selected(&tables, upper, &|instant| stored(instant).cmp(&stored(bound)))
                };
                let finer = selected(&tables, upper, &|instant| instant.saturating_add(1).cmp(&bound));
                Some(
                    question
                        .suspecting("meta-coarser-than-printed", variant(&|instant| instant.div_euclid(SECOND)))
                        .suspecting("meta-coarser-than-printed", variant(&|instant| instant.div_euclid(UNITS[1])))
                        .suspecting("meta-finer-than-printed", finer),
                )
            };
            let purpose = format!("{}/{}/{name}", ctx.test, parameter.name);
            let chosen = choose(ctx, &tables, &purpose, &moments, 2, question);
            if chosen.is_empty() {
                told.push(nothing_splits(RULE, &operation, &parameter.name));
            }
            let upper = is_upper(parameter) == Some(true);
            questions.extend(chosen.into_iter().map(|question| as_written.suspect(&tables, question, upper)));
        }
    }
    told.extend(judge(ctx, RULE, &operation, &tables, questions).await?);
    Ok(told)
}

/// What a system would select that compares like this.
fn selected(tables: &Tables, upper: bool, compare: &dyn Fn(i64) -> std::cmp::Ordering) -> Expected {
    let column = tables.table().column("meta.modified");
    Expected::of(tables.rows(), |row| match column.map(|column| column.cell(row)) {
        Some(Cell::Instant(instant)) => Fit::of(compare(instant).is_gt() != upper),
        _ => Fit::Either,
    })
}

/// The unit that all of these times are whole numbers of.
fn unit(moments: &[Cell]) -> i64 {
    let whole = |unit: &i64| moments.iter().all(|m| !matches!(m, Cell::Instant(instant) if instant % unit != 0));
    UNITS.into_iter().find(whole).unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_unit_is_that_of_the_finest_time() {
        let of = |instants: &[i64]| unit(&instants.iter().map(|i| Cell::Instant(*i)).collect::<Vec<_>>());
        assert_eq!(of(&[2_000_000_000, 5_000_000_000]), 1_000_000_000);
        assert_eq!(of(&[2_000_000_000, 5_250_000_000]), 1_000_000);
        assert_eq!(of(&[5_000_001_000]), 1_000);
        assert_eq!(of(&[1]), 1);
    }
}
