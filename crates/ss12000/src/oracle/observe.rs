//! From judged questions to observations.

use samspel_contract::Operation;
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{CheckError, Context};

use super::inquiry::{Inquiry, Judged, Verdict, Wrong};
use super::predicate::Undecidable;
use super::question::Question;
use super::tables::Tables;
use crate::harvest::Trace;
use samspel_suite::observe::{Against, against, undecided, witness};

/// Ids that a finding names.
const SAMPLES: usize = 5;

/// Puts all questions and tells what came of them.
///
/// # Errors
/// When a request was not sent.
pub(crate) async fn judge(
    ctx: &Context,
    requirement: &str,
    operation: &Operation,
    tables: &Tables,
    questions: Vec<Question>,
) -> Result<Vec<Observation>, CheckError> {
    let mut inquiry = Inquiry::new(ctx, operation, tables);
    for question in questions {
        inquiry.ask(question).await?;
    }
    Ok(observe(requirement, operation, tables, &inquiry.close().await?))
}

/// Tells what came of questions: a witness for each that could have gone the other way and went right, a contradiction for each
/// that did not.
pub(crate) fn observe(
    requirement: &str,
    operation: &Operation,
    tables: &Tables,
    judged: &[Judged],
) -> Vec<Observation> {
    let mut told = Vec::new();
    let mut right = 0_u64;
    // A list that is always empty would be right about nothing: only beside a hit does that count.
    let hits =
        |j: &Judged| matches!(j.verdict, Verdict::Right(_)) && !j.question.is_about_nothing() && j.question.decides();
    let any_hit = judged.iter().any(hits);
    for Judged { question, verdict } in judged {
        let named = |id: &str| {
            Message::new(id).with("operation", operation.id.as_str()).with("question", question.shown.as_str())
        };
        match verdict {
            Verdict::Right(reading) => {
                right += u64::from(any_hit && question.decides());
                if let Some(note) = question.readings.get(*reading).and_then(|reading| reading.note) {
                    let seen = finding(requirement, note, operation, tables, question, None);
                    told.push(seen.observed(fact(tables, question, *reading)).note());
                }
            }
            Verdict::Wrong(wrong) => {
                let seen = differs(
                    finding(requirement, summary(wrong), operation, tables, question, wrong.trace.as_ref()),
                    tables,
                    wrong,
                );
                told.push(seen.contradiction());
            }
            Verdict::Drift => told.push(undecided(requirement, Gap::Drift, named("oracle-drift"))),
            Verdict::Paging => told.push(undecided(requirement, Gap::NoAnswer, named("oracle-paging"))),
            Verdict::Unconfirmed => told.push(undecided(requirement, Gap::NoAnswer, named("oracle-unconfirmed"))),
            Verdict::Nothing { what } => {
                told.push(undecided(
                    requirement,
                    Gap::NoAnswer,
                    named("oracle-no-answer").with("answer", what.as_str()),
                ));
            }
            Verdict::Refused { status: 401 | 403, .. } => {
                told.push(undecided(requirement, Gap::NoAccess, named("oracle-no-access")));
            }
            // How a list without a hit is answered is another requirement's matter.
            Verdict::Refused { status, .. } if question.is_about_nothing() => {
                let answer = format!("HTTP {status}");
                told.push(undecided(requirement, Gap::OtherFault, named("oracle-no-answer").with("answer", answer)));
            }
            Verdict::Refused { status, trace } => {
                let seen = finding(requirement, "oracle-refused", operation, tables, question, trace.as_ref());
                told.push(seen.observed(format!("HTTP {status}")).contradiction());
            }
        }
    }
    if right > 0 {
        let seen = Message::new("oracle-right").with("operation", operation.id.as_str()).with("count", right);
        told.push(witness(requirement, right, seen));
    }
    told
}

/// Says why a question to a list cannot be put.
pub(crate) fn undecidable(requirement: &str, operation: &str, parameter: &str, why: &Undecidable) -> Observation {
    let named = |id: &str| Message::new(id).with("operation", operation).with("question", parameter);
    match why {
        Undecidable::Lacks(entity) => {
            undecided(requirement, Gap::NoData, named("oracle-needs-list").with("entity", entity.as_str()))
        }
        Undecidable::NoField => undecided(requirement, Gap::NoData, named("oracle-no-field")),
    }
}

/// The finding about a parameter without effect.
pub(crate) const IGNORED: &str = "oracle-ignored";

fn summary(wrong: &Wrong) -> &'static str {
    let generic = if wrong.surplus.is_empty() { "oracle-too-few" } else { "oracle-too-many" };
    wrong.mistake.unwrap_or(generic)
}

fn finding(
    requirement: &str,
    summary: &'static str,
    operation: &Operation,
    tables: &Tables,
    question: &Question,
    trace: Option<&Trace>,
) -> Against {
    let named: Vec<&str> = question.parameters.iter().map(|(name, _)| name.as_str()).collect();
    let summary = Message::new(summary).with("parameter", named.join(", "));
    let seen = against(requirement, summary.clone())
        .operation(&operation.id)
        .expected(question.fact(tables.table().len()))
        .sample(format!("{}?{}", operation.path, question.shown));
    let seen = if summary.id == IGNORED { seen.cause(Message::new("oracle-ignored-cause")) } else { seen };
    match trace {
        Some(trace) => seen.trace(&trace.id, &trace.curl),
        None => seen,
    }
}

fn fact(tables: &Tables, question: &Question, reading: usize) -> String {
    let inside = question.readings.get(reading).map_or(0, |r| r.expected.count(super::Fit::In));
    format!("{inside} of {} entries", tables.table().len())
}

fn differs(seen: Against, tables: &Tables, wrong: &Wrong) -> Against {
    let ids = |rows: &[u32], sign: &str| -> Vec<String> {
        let ids = rows.iter().filter_map(|row| tables.table().key(*row).uuid());
        ids.take(SAMPLES).map(|id| format!("{sign}{id}")).collect()
    };
    let (surplus, missing) = (wrong.surplus.len(), wrong.missing.len());
    seen.observed(format!("{} entries: {surplus} too many, {missing} missing", wrong.entries))
        .count(u64::try_from(surplus + missing).unwrap_or(u64::MAX))
        .samples(ids(&wrong.surplus, "+"))
        .samples(ids(&wrong.missing, "-"))
}
