//! `ss12000/date-aggregated-window`: aggregated attendance adds up the first and the last day of the window, and nothing outside.
//!
//! The lists of lessons and attendance say on which days there is something to add up. Sums of a window that is cut in two have to
//! add up to the sums of the whole: a day that is left out at either end, or a window that is not heeded, shows.

use std::collections::HashMap;
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};
use std::sync::Arc;

use samspel_contract::Operation;
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};
use serde_json::Value;
use uuid::Uuid;

use super::moment::{neighbour, written};
use crate::harvest::{Harvest, Trace, Walk};
use crate::run_state::{self, Held};
use crate::snapshot::Cell;
use samspel_suite::observe::{Against, against, undecided, witness};

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
        // On a school day the sums grow while they are read.
        if !windows.whole.says_the_same(&windows.again) {
            wrong = None;
            continue;
        }
        match windows.judge() {
            None => {
                let count = windows.whole.entries;
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

/// By activity and pupil: the sums of the whole window, less those of its parts.
type Balance = HashMap<(u128, u128), [i64; 6]>;

/// What one window held. The sums themselves are not kept: there are as many as there are pupils in activities.
#[derive(Debug, Default)]
struct Window {
    /// Entries with anything to add up.
    entries: u64,
    /// All their sums, in minutes.
    total: i64,
    /// The same for the same entries in any order.
    mark: u64,
    trace: Option<Trace>,
}

impl Window {
    /// Reads a window to its end and gives each entry with its sums; None when that fails.
    async fn read(
        ctx: &Context,
        operation: &Operation,
        [from, to]: [Cell; 2],
        mut each: impl FnMut((u128, u128), [i64; 6]) + Send,
    ) -> Result<Option<Self>, CheckError> {
        let required = [("startDate", from), ("endDate", to)].map(|(name, day)| (name.to_owned(), written(day)));
        let mut window = Window::default();
        let walked = Walk::new(operation, &required)
            .run(&ctx.session, |_, _, entry| {
                let id = |name: &str| {
                    let id = entry.get(name).and_then(|reference| reference.get("id")).and_then(Value::as_str);
                    id.and_then(|id| Uuid::try_parse(id).ok()).map_or(0, |id| id.as_u128())
                };
                let pair = (id("activity"), id("student"));
                let sums = SUMS.map(|name| entry.get(name).and_then(Value::as_i64).unwrap_or(0));
                window.add(pair, sums);
                each(pair, sums);
            })
            .await?;
        window.trace = walked.first.clone();
        Ok(walked.is_complete().then_some(window))
    }

    fn add(&mut self, pair: (u128, u128), sums: [i64; 6]) {
        if sums.iter().any(|sum| *sum != 0) {
            self.entries += 1;
            self.total = sums.iter().fold(self.total, |total, sum| total.saturating_add(*sum));
            self.mark = self.mark.wrapping_add(BuildHasherDefault::<DefaultHasher>::default().hash_one((pair, sums)));
        }
    }

    fn says_the_same(&self, other: &Window) -> bool {
        (self.entries, self.total, self.mark) == (other.entries, other.total, other.mark)
    }
}

/// A window, its two parts, a day within it, and the whole once more.
struct Windows {
    whole: Window,
    parts: [Window; 2],
    day: Window,
    again: Window,
    /// Whether the parts add up to the whole, for each activity and pupil.
    adds_up: bool,
}

impl Windows {
    async fn read(
        ctx: &Context,
        operation: &Operation,
        first: Cell,
        middle: Cell,
        last: Cell,
    ) -> Result<Option<Self>, CheckError> {
        let mut balance = Balance::new();
        let mut windows = Vec::new();
        let after = neighbour(middle, 1);
        for (days, sign) in
            [([first, last], 1), ([first, middle], -1), ([after, last], -1), ([middle; 2], 0), ([first, last], 0)]
        {
            let read = Window::read(ctx, operation, days, |pair, sums| weigh(&mut balance, pair, sums, sign));
            match read.await? {
                Some(window) => windows.push(window),
                None => return Ok(None),
            }
        }
        let adds_up = balance.values().flatten().all(|sum| *sum == 0);
        let windows: Result<[Window; 5], _> = windows.try_into();
        Ok(windows.ok().map(|[whole, early, late, day, again]| Windows {
            whole,
            parts: [early, late],
            day,
            again,
            adds_up,
        }))
    }

    /// What is wrong, by the id of its message.
    fn judge(&self) -> Option<&'static str> {
        let [early, _] = &self.parts;
        if self.whole.entries > 0 && self.whole.says_the_same(early) && early.says_the_same(&self.day) {
            return Some("date-aggregated-window-ignored");
        }
        if self.day.entries == 0 {
            return Some("date-aggregated-day-left-out");
        }
        (!self.adds_up).then_some("date-aggregated-does-not-add-up")
    }

    fn finding(&self, summary: &'static str, operation: &Operation, [first, middle, last]: [Cell; 3]) -> Against {
        let [early, late] = &self.parts;
        let (first, middle, after, last) =
            (written(first), written(middle), written(neighbour(middle, 1)), written(last));
        let finding = against(RULE, Message::new(summary))
            .expected(format!("{first}..{middle} + {after}..{last} = {first}..{last}; {middle}..{middle} > 0"))
            .observed(format!(
                "{} + {} and {}; {} (all sums in minutes)",
                early.total, late.total, self.whole.total, self.day.total
            ))
            .operation(&operation.id)
            .pointer("/data/*")
            .sample(format!("{} startDate={middle}&endDate={middle}", operation.id));
        let traces = [&self.day, early, late, &self.whole].into_iter().filter_map(|window| window.trace.as_ref());
        traces.fold(finding, |finding, trace| finding.trace(&trace.id, &trace.curl))
    }
}

/// Adds sums to the balance, or takes them away.
fn weigh(balance: &mut Balance, pair: (u128, u128), sums: [i64; 6], sign: i64) {
    if sign != 0 && sums.iter().any(|sum| *sum != 0) {
        let held = balance.entry(pair).or_default();
        held.iter_mut().zip(sums).for_each(|(held, sum)| *held = held.saturating_add(sum.saturating_mul(sign)));
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

    fn window(minutes: &[i64], balance: &mut Balance, sign: i64) -> Window {
        let mut window = Window::default();
        for (pupil, minutes) in (0..).zip(minutes) {
            let sums = [*minutes, 0, 0, 0, 0, *minutes];
            window.add((1, pupil), sums);
            weigh(balance, (1, pupil), sums, sign);
        }
        window
    }

    fn judged(whole: &[i64], early: &[i64], late: &[i64], day: &[i64]) -> Option<&'static str> {
        let mut balance = Balance::new();
        let mut of = |minutes, sign| window(minutes, &mut balance, sign);
        let (whole, again) = (of(whole, 1), of(whole, 0));
        let (parts, day) = ([of(early, -1), of(late, -1)], of(day, 0));
        let adds_up = balance.values().flatten().all(|sum| *sum == 0);
        Windows { whole, parts, day, again, adds_up }.judge()
    }

    #[test]
    fn a_window_is_the_same_in_any_order_and_another_with_other_sums() {
        let of = |entries: &[(u128, i64)]| {
            let mut window = Window::default();
            entries.iter().for_each(|(pupil, sum)| window.add((1, *pupil), [*sum; 6]));
            window
        };
        assert!(of(&[(1, 5), (2, 7)]).says_the_same(&of(&[(2, 7), (1, 5), (3, 0)])));
        assert!(!of(&[(1, 5), (2, 7)]).says_the_same(&of(&[(1, 7), (2, 5)])));
    }

    #[test]
    fn sums_of_the_parts_have_to_add_up_to_the_whole() {
        assert_eq!(judged(&[90, 40], &[50, 0], &[40, 40], &[50]), None);
        assert_eq!(judged(&[90, 40], &[30, 0], &[40, 40], &[30]), Some("date-aggregated-does-not-add-up"));
        assert_eq!(judged(&[90, 40], &[50, 0], &[40, 40], &[]), Some("date-aggregated-day-left-out"));
        assert_eq!(judged(&[90], &[90], &[90], &[90]), Some("date-aggregated-window-ignored"));
    }
}
