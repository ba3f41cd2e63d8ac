//! `ss12000/date-aggregated-window`: aggregated attendance adds up the first and the last day of the window, and nothing outside.
//!
//! The lists of lessons and attendance say on which days there is something to add up. Sums of a window that is cut in two have to
//! add up to the sums of the whole: a day that is left out at either end, or a window that is not heeded, shows.

use std::collections::BTreeMap;
use std::sync::Arc;

use samspel_contract::Operation;
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};
use serde_json::Value;
use uuid::Uuid;

use super::moment::{neighbour, written};
use crate::harvest::{Harvest, Trace, Walk};
use crate::observe::{Against, against, undecided, witness};
use crate::run_state::{self, Held};
use crate::snapshot::Cell;

const RULE: &str = "SS12K-DATE-010";
/// What is added up.
const SUMS: [&str; 6] =
    ["attendanceSum", "validAbsenceSum", "invalidAbsenceSum", "otherAttendanceSum", "reportedSum", "offeredSum"];
/// What is recorded of attendance at one lesson.
const MINUTES: [&str; 4] =
    ["attendanceMinutes", "validAbsenceMinutes", "invalidAbsenceMinutes", "otherAttendanceMinutes"];
/// Hours of the day (UTC) within which a lesson lies on one and the same day in Sweden and in UTC.
const DAYTIME: std::ops::Range<i64> = 3..21;

pub(super) const CHECK: Check = Check { id: "ss12000/date-aggregated-window", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let operation = run_state::operation(ctx).await?;
    if let Some(obstacle) = run_state::discovery(ctx).await?.obstacle(ctx, &operation.id) {
        return Ok(obstacle);
    }
    let message = |id: &str| Message::new(id).with("operation", operation.id.as_str());
    let days = days_with_attendance(ctx).await?;
    // A day in the middle, with days on both sides to be summed up beside it.
    let Some((middle, first, last)) = days
        .get(days.len() / 2)
        .zip(days.first())
        .zip(days.last())
        .map(|((m, f), l)| (*m, *f, *l))
        .filter(|(m, f, l)| f < m && m < l)
    else {
        return Ok(vec![undecided(RULE, Gap::NoData, message("date-aggregated-few-days"))]);
    };
    let mut wrong = None;
    // A difference is only told when it comes again.
    for _ in 0..2 {
        let Some(windows) = Windows::read(ctx, &operation, first, middle, last).await? else {
            return Ok(vec![undecided(RULE, Gap::NoAnswer, message("date-aggregated-unread"))]);
        };
        match windows.judge() {
            None => {
                let count = u64::try_from(windows.whole.rows.len()).unwrap_or(0);
                return Ok(vec![witness(RULE, count, message("date-aggregated-adds-up").with("count", count))]);
            }
            Some(summary) if wrong == Some(summary) => {
                return Ok(vec![windows.finding(summary, &operation, [first, middle, last]).contradiction()]);
            }
            Some(summary) => wrong = Some(summary),
        }
    }
    Ok(vec![undecided(RULE, Gap::Drift, message("date-aggregated-moved"))])
}

/// Sums by activity and pupil.
type Rows = BTreeMap<(String, String), [i64; 6]>;

/// The sums of one window.
#[derive(Debug, Default)]
struct Window {
    rows: Rows,
    trace: Option<Trace>,
}

impl Window {
    /// Reads a window to its end; None when that fails.
    async fn read(ctx: &Context, operation: &Operation, from: Cell, to: Cell) -> Result<Option<Self>, CheckError> {
        let required = [("startDate", from), ("endDate", to)].map(|(name, day)| (name.to_owned(), written(day)));
        let mut window = Window::default();
        let walked = Walk::new(operation, &required)
            .run(&ctx.session, |_, _, entry| {
                let id = |name: &str| {
                    let id = entry.get(name).and_then(|reference| reference.get("id")).and_then(Value::as_str);
                    id.unwrap_or_default().to_lowercase()
                };
                let sums = window.rows.entry((id("activity"), id("student"))).or_default();
                for (sum, name) in sums.iter_mut().zip(SUMS) {
                    *sum = sum.saturating_add(entry.get(name).and_then(Value::as_i64).unwrap_or(0));
                }
            })
            .await?;
        window.rows.retain(|_, sums| sums.iter().any(|sum| *sum != 0));
        window.trace = walked.first.clone();
        Ok(walked.is_complete().then_some(window))
    }
}

/// A window, its two parts, and a day within it.
struct Windows {
    whole: Window,
    parts: [Window; 2],
    day: Window,
}

impl Windows {
    async fn read(
        ctx: &Context,
        operation: &Operation,
        first: Cell,
        middle: Cell,
        last: Cell,
    ) -> Result<Option<Self>, CheckError> {
        let mut windows = Vec::new();
        for (from, to) in [(first, last), (first, middle), (neighbour(middle, 1), last), (middle, middle)] {
            match Window::read(ctx, operation, from, to).await? {
                Some(window) => windows.push(window),
                None => return Ok(None),
            }
        }
        let windows: Result<[Window; 4], _> = windows.try_into();
        Ok(windows.ok().map(|[whole, early, late, day]| Windows { whole, parts: [early, late], day }))
    }

    /// What is wrong, by the id of its message.
    fn judge(&self) -> Option<&'static str> {
        let [early, late] = &self.parts;
        if !self.whole.rows.is_empty() && self.whole.rows == early.rows && early.rows == self.day.rows {
            return Some("date-aggregated-window-ignored");
        }
        if self.day.rows.is_empty() {
            return Some("date-aggregated-day-left-out");
        }
        let mut added: Rows = early.rows.clone();
        for (pair, sums) in &late.rows {
            let total = added.entry(pair.clone()).or_default();
            total.iter_mut().zip(sums).for_each(|(total, sum)| *total = total.saturating_add(*sum));
        }
        (added != self.whole.rows).then_some("date-aggregated-does-not-add-up")
    }

    fn finding(&self, summary: &'static str, operation: &Operation, [first, middle, last]: [Cell; 3]) -> Against {
        let total = |window: &Window| window.rows.values().flatten().sum::<i64>();
        let [early, late] = &self.parts;
        let (first, middle, after, last) =
            (written(first), written(middle), written(neighbour(middle, 1)), written(last));
        let finding = against(RULE, Message::new(summary))
            .expected(format!("{first}..{middle} + {after}..{last} = {first}..{last}; {middle}..{middle} > 0"))
            .observed(format!(
                "{} + {} and {}; {} (all sums in minutes)",
                total(early),
                total(late),
                total(&self.whole),
                total(&self.day)
            ))
            .operation(&operation.id)
            .pointer("/data/*")
            .sample(format!("{} startDate={middle}&endDate={middle}", operation.id));
        let traces = [&self.day, early, late, &self.whole].into_iter().filter_map(|window| window.trace.as_ref());
        traces.fold(finding, |finding, trace| finding.trace(&trace.id, &trace.curl))
    }
}

/// Days on which somebody's attendance at a lesson was recorded, in order.
async fn days_with_attendance(ctx: &Context) -> Result<Vec<Cell>, CheckError> {
    let (Some(lessons), Some(attendance)) =
        (table(run_state::held(ctx, "CalendarEvent").await?), table(run_state::held(ctx, "Attendance").await?))
    else {
        return Ok(Vec::new());
    };
    let Some(starts) = lessons.table.column("startTime") else { return Ok(Vec::new()) };
    let ids = run_state::ids(ctx).await?;
    let mut days = Vec::new();
    attendance.table.scan(|_, record| {
        let minutes = MINUTES.iter().any(|name| record.get(*name).and_then(Value::as_i64).is_some_and(|m| m > 0));
        let lesson = record.pointer("/calendarEvent/id").and_then(Value::as_str);
        let lesson = lesson.and_then(|id| Uuid::try_parse(id).ok()).and_then(|id| ids.find(id.as_u128()));
        if let (true, Some(row)) = (minutes, lesson.and_then(|id| lessons.table.row_of(id)))
            && let Cell::Instant(start) = starts.cell(row)
        {
            let second = start.div_euclid(1_000_000_000);
            let (day, hour) = (second.div_euclid(86_400), second.rem_euclid(86_400) / 3_600);
            if let (true, Ok(day)) = (DAYTIME.contains(&hour), i32::try_from(day)) {
                days.push(Cell::Day(day));
            }
        }
    })?;
    days.sort_unstable();
    days.dedup();
    Ok(days)
}

fn table(held: Held) -> Option<Arc<Harvest>> {
    match held {
        Held::Whole(harvest) | Held::Part(harvest) => Some(harvest),
        Held::Nothing => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn window(minutes: &[i64]) -> Window {
        let rows = minutes.iter().enumerate().filter(|(_, m)| **m > 0);
        let rows = rows.map(|(pupil, m)| (("a".to_owned(), pupil.to_string()), [*m, 0, 0, 0, 0, *m])).collect();
        Window { rows, trace: None }
    }

    fn judged(whole: &[i64], early: &[i64], late: &[i64], day: &[i64]) -> Option<&'static str> {
        Windows { whole: window(whole), parts: [window(early), window(late)], day: window(day) }.judge()
    }

    #[test]
    fn sums_of_the_parts_have_to_add_up_to_the_whole() {
        assert_eq!(judged(&[90, 40], &[50, 0], &[40, 40], &[50]), None);
        assert_eq!(judged(&[90, 40], &[30, 0], &[40, 40], &[30]), Some("date-aggregated-does-not-add-up"));
        assert_eq!(judged(&[90, 40], &[50, 0], &[40, 40], &[]), Some("date-aggregated-day-left-out"));
        assert_eq!(judged(&[90], &[90], &[90], &[90]), Some("date-aggregated-window-ignored"));
    }
}
