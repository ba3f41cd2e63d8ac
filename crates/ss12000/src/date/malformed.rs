//! `ss12000/date-malformed`: a date that is not written as the standard says gives 400.

use samspel_exchange::Exchange;
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use crate::http::positive::{self, Positive};
use crate::requests;
use samspel_suite::observe::{against, answer, undecided, witness};

pub(super) const CHECK: Check = Check { id: "ss12000/date-malformed", run: |ctx| Box::pin(run(ctx)) };

/// A day that every system takes when it is written right.
const RIGHT: &str = "2024-02-01";
const RIGHT_INSTANT: &str = "2024-02-01T00:00:00Z";
/// The same day or a like one, written wrong.
const WRONG: [&str; 5] = ["2024-2-1", "20240201", "2024-02-30", "2024-02-01T00:00:00Z", "01/02/2024"];
/// Instants that are none, or that leave out the offset.
const WRONG_INSTANTS: [&str; 4] = ["2024-13-01T00:00:00Z", "2024-02-01", "2024-02-01T00:00:00", "2024-02-01T25:00:00Z"];

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let (operation, _) = match Positive::of_case(ctx).await? {
        Ok(good) => good,
        Err(said) => return Ok(said),
    };
    let Some(rule) = ctx.requirements.first() else { return Ok(Vec::new()) };
    let format: String = ctx.with("format")?;
    let (right, wrong) = match format.as_str() {
        "date" => (RIGHT, WRONG.as_slice()),
        "date-time" => (RIGHT_INSTANT, WRONG_INSTANTS.as_slice()),
        other => return Err(CheckError::With(format!("format: `{other}` is neither date nor date-time"))),
    };
    let prefix = ctx.with.get("prefix").and_then(serde_json::Value::as_str).unwrap_or_default();
    let required = positive::required(ctx, &operation).await?;
    let mut told = Vec::new();
    let mut refused = 0;
    let parameters = operation
        .parameters
        .iter()
        .filter(|p| p.place == "query" && p.format.as_deref() == Some(format.as_str()) && p.name.starts_with(prefix));
    for (at, parameter) in parameters.enumerate() {
        let others: Vec<(String, String)> = required.iter().filter(|(n, _)| *n != parameter.name).cloned().collect();
        let send = async |value: &str| {
            let request = requests::with_query(requests::plain(&operation), &others);
            ctx.session.send(request.query(&parameter.name, value).query("limit", "5")).await
        };
        // Where the right notation is refused as well, the refusal of a wrong one shows nothing.
        let control = send(right).await?;
        if !control.outcome.as_ref().is_ok_and(|r| r.is_success()) {
            let reason = Message::new("no-answer").with("operation", operation.id.as_str());
            told.push(undecided(rule, Gap::NoAnswer, reason.with("answer", answer(&control))));
            continue;
        }
        // Every wrong notation on the first parameter, one on each of the others: which filter it is makes little difference.
        let tried = if at == 0 { wrong } else { &wrong[at % wrong.len()..=at % wrong.len()] };
        for value in tried {
            let exchange = send(value).await?;
            let summary = match reaction(&exchange) {
                Reaction::Refused => {
                    refused += 1;
                    continue;
                }
                Reaction::Served => "date-malformed-served",
                Reaction::OtherStatus => "date-malformed-other-status",
                Reaction::Fails => "date-malformed-fails",
                Reaction::Unclear => {
                    let reason = Message::new("no-answer").with("operation", operation.id.as_str());
                    told.push(undecided(rule, Gap::NoAnswer, reason.with("answer", answer(&exchange))));
                    continue;
                }
            };
            told.push(
                against(rule, Message::new(summary))
                    .expected("HTTP 400")
                    .observed(answer(&exchange))
                    .sample(format!("{} {}={value}", operation.id, parameter.name))
                    .exchange(&exchange)
                    .contradiction(),
            );
        }
    }
    if refused > 0 {
        let seen = Message::new("date-malformed-refused").with("operation", operation.id.as_str());
        told.push(witness(rule, refused, seen.with("count", refused)));
    }
    Ok(told)
}

/// How a system takes a value that it has to refuse.
pub(super) enum Reaction {
    Refused,
    Served,
    OtherStatus,
    Fails,
    Unclear,
}

pub(super) fn reaction(exchange: &Exchange) -> Reaction {
    match exchange.outcome.as_ref().map(|r| r.status) {
        Ok(400) => Reaction::Refused,
        Ok(200..=299) => Reaction::Served,
        Ok(404 | 409 | 422) => Reaction::OtherStatus,
        Ok(429 | 502..=504) | Err(_) => Reaction::Unclear,
        Ok(500..=599) => Reaction::Fails,
        Ok(_) => Reaction::Unclear,
    }
}
