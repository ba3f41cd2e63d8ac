//! Values for required parameters: the time windows of `listCalendarEvents` and `listAggregatedAttendance`.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};
use samspel_contract::Operation;
use samspel_suite::Context;

/// The day that time windows are laid around. Put into the shared state to judge a recording as of the day it was made;
/// otherwise today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Today(pub Date);

/// Days back and forth, tried from the gentlest until one holds something.
const REACH: [i64; 3] = [31, 366, 3660];

/// The day of the run, or of the recording that is judged.
pub(crate) fn today(ctx: &Context) -> Date {
    let recorded = ctx.shared.get::<Today>();
    recorded.map_or_else(|| Timestamp::now().to_zoned_datetime(TimeZone::UTC).date(), |today| today.0)
}

/// Candidate values of the required query parameters, gentlest first; one empty candidate when none is required.
pub(super) fn candidates(ctx: &Context, operation: &Operation) -> Vec<Vec<(String, String)>> {
    let required: Vec<_> = operation.parameters.iter().filter(|p| p.required && p.place == "query").collect();
    if required.is_empty() {
        return vec![Vec::new()];
    }
    let today = today(ctx);
    REACH
        .iter()
        .map(|&days| {
            required
                .iter()
                .map(|parameter| {
                    let opens = matches!(parameter.semantics.op.as_str(), "ge" | "gt" | "windowStart");
                    let day = today.saturating_add(Span::new().days(if opens { -days } else { days }));
                    let value = match parameter.format.as_deref() {
                        Some("date-time") => format!("{day}T00:00:00Z"),
                        _ => day.to_string(),
                    };
                    (parameter.name.clone(), value)
                })
                .collect()
        })
        .collect()
}
