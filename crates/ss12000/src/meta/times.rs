//! `ss12000/meta-times`: nothing is changed before it is created, and nothing lies in the future.

use jiff::Timestamp;
use jiff::fmt::rfc2822;
use samspel_exchange::Exchange;
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use crate::harvest::Harvest;
use crate::http::positive::Positive;
use crate::run_state;
use crate::snapshot::Cell;
use samspel_suite::observe::{Against, against, undecided, witness};

const ORDER: &str = "SS12K-META-002";
const FUTURE: &str = "SS12K-META-003";
/// Nanoseconds that clocks may differ.
const SKEW: i64 = 120_000_000_000;

pub(super) const CHECK: Check = Check { id: "ss12000/meta-times", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let (operation, _) = match Positive::of_case(ctx).await? {
        Ok(good) => good,
        Err(said) => return Ok(said),
    };
    let harvest = run_state::harvest(ctx, &operation.id).await?;
    // Asked after the list was read: whatever the list said had happened by then.
    let clock = Positive::ask(ctx, &operation).await?;
    let now = server_time(&clock.exchange);
    Ok(vec![order(&harvest), future(&harvest, now, &clock.exchange)])
}

/// Rows with both times.
fn times(harvest: &Harvest) -> Vec<(u32, i64, i64)> {
    let columns = harvest.table.column("meta.created").zip(harvest.table.column("meta.modified"));
    let Some((created, modified)) = columns else { return Vec::new() };
    let both = |row| match (created.cell(row), modified.cell(row)) {
        (Cell::Instant(created), Cell::Instant(modified)) => Some((row, created, modified)),
        _ => None,
    };
    harvest.table.rows().filter_map(both).collect()
}

fn order(harvest: &Harvest) -> Observation {
    let times = times(harvest);
    let message = |id: &str| Message::new(id).with("operation", harvest.operation.as_str());
    if times.is_empty() {
        return undecided(ORDER, Gap::NoData, message("meta-no-times"));
    }
    let wrong: Vec<u32> =
        times.iter().filter(|(_, created, modified)| created > modified).map(|(row, ..)| *row).collect();
    if wrong.is_empty() {
        let count = u64::try_from(times.len()).unwrap_or(0);
        return witness(ORDER, count, message("meta-times-in-order").with("count", count));
    }
    let finding = against(ORDER, Message::new("meta-created-after-modified"))
        .expected("meta.created <= meta.modified")
        .observed(format!("{} of {} the other way round", wrong.len(), times.len()));
    shown(finding, harvest, &wrong).contradiction()
}

fn future(harvest: &Harvest, now: i64, clock: &Exchange) -> Observation {
    let message = |id: &str| Message::new(id).with("operation", harvest.operation.as_str());
    let mut rows = 0_u64;
    let mut wrong = Vec::new();
    let columns = ["meta.created", "meta.modified"].map(|path| harvest.table.column(path));
    for row in harvest.table.rows() {
        let instants = columns.iter().flatten().filter_map(|column| match column.cell(row) {
            Cell::Instant(instant) => Some(instant),
            _ => None,
        });
        if let Some(latest) = instants.max() {
            rows += 1;
            if latest > now.saturating_add(SKEW) {
                wrong.push(row);
            }
        }
    }
    if rows == 0 {
        return undecided(FUTURE, Gap::NoData, message("meta-no-times"));
    }
    if wrong.is_empty() {
        return witness(FUTURE, rows, message("meta-times-past").with("count", rows));
    }
    let at = Timestamp::from_nanosecond(i128::from(now)).unwrap_or_default();
    let finding = against(FUTURE, Message::new("meta-in-the-future"))
        .expected(format!("no time after {at:.0}"))
        .observed(format!("{} of {rows} later", wrong.len()));
    shown(finding, harvest, &wrong).exchange(clock).contradiction()
}

fn shown(finding: Against, harvest: &Harvest, rows: &[u32]) -> Against {
    let ids = rows.iter().filter_map(|row| harvest.table.key(*row).uuid());
    let finding = finding
        .operation(&harvest.operation)
        .pointer("/data/*/meta")
        .count(u64::try_from(rows.len()).unwrap_or(0))
        .samples(ids.take(5).map(|id| format!("{} {id}", harvest.operation)));
    match &harvest.walked.first {
        Some(trace) => finding.trace(&trace.id, &trace.curl),
        None => finding,
    }
}

/// What time it is for the system, by its `Date` header, or else for us; in nanoseconds.
fn server_time(exchange: &Exchange) -> i64 {
    let header = exchange.outcome.as_ref().ok().and_then(|response| response.header("date"));
    let said = header.and_then(|date| rfc2822::parse(date).ok()).map(|at| at.timestamp());
    i64::try_from(said.unwrap_or_else(Timestamp::now).as_nanosecond()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use samspel_exchange::Request;

    use super::*;
    use crate::http::tests::{exchange, response};

    #[test]
    fn the_time_of_the_system_is_read_from_its_date_header() {
        let answer = response(200, ("date", "Mon, 14 Sep 2026 04:00:00 GMT"), "{}");
        let at = server_time(&exchange(Request::get("listPersons", "/persons"), answer));
        assert_eq!(at, 1_789_358_400_000_000_000);
    }
}
