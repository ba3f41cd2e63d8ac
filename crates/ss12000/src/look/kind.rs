//! `ss12000/look-kind`: looking up lessons gives lessons, looking up care schedules gives care schedules.

use samspel_contract::Contract;
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};
use serde_json::Value;

use crate::run_state;
use crate::served::{Base, bare};
use samspel_suite::observe::{against, undecided, witness};

pub(super) const CHECK: Check = Check { id: "ss12000/look-kind", run: |ctx| Box::pin(run(ctx)) };

const RULE: &str = "SS12K-LOOK-011";
const FEW: usize = 10;
/// What the published definition says in the place of what it means: accepted for lessons, with a note.
const AS_WRITTEN: [(&str, &str, bool); 2] =
    [("CalendarEvent", "Attendance", true), ("AttendanceSchedule", "Activity", false)];

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let base = match Base::of_case(ctx).await? {
        Ok(base) => base,
        Err(said) => return Ok(said),
    };
    let contract = run_state::contract(ctx).await?;
    let Some((meant, written, tolerated)) = AS_WRITTEN.into_iter().find(|(meant, ..)| *meant == base.entity) else {
        return Err(CheckError::With(format!("`{}` is typed as it is meant", base.operation.id)));
    };
    let served = base.serve(ctx, &base.rows(ctx, FEW, |_| true), &[]).await?;
    let (mut right, mut literal, mut other) = (0_u64, 0_u64, 0_u64);
    for (_, entity, _) in &served.entities {
        let is = |kind: &str| is_kind(&contract, kind, entity);
        match (is(meant), is(written), ["Activity", "Attendance"].into_iter().any(is)) {
            (true, ..) => right += 1,
            (_, true, _) => literal += 1,
            (.., true) => other += 1,
            // What is no whole entity of any kind is judged by its schema.
            _ => {}
        }
    }
    let seen = |summary: &str, kind: &str, count: u64| {
        let seen = against(RULE, Message::new(summary)).expected(meant).observed(kind).count(count);
        let seen = seen.operation(&base.operation.id).sample(base.operation.id.as_str());
        match served.traces.first() {
            Some(trace) => seen.trace(&trace.id, &trace.curl),
            None => seen,
        }
    };
    let mut told = Vec::new();
    if literal > 0 {
        let seen = seen("look-kind-as-written", written, literal);
        told.push(if tolerated { seen.note() } else { seen.contradiction() });
    }
    if other > 0 {
        told.push(seen("look-other-kind", "another kind", other).contradiction());
    }
    if right > 0 {
        told.push(witness(RULE, right, base.message("look-kind-meant").with("count", right)));
    } else if other == 0 && (literal == 0 || tolerated) {
        told.push(undecided(RULE, Gap::NoAnswer, base.message("look-kind-unknown")));
    }
    Ok(told)
}

fn is_kind(contract: &Contract, kind: &str, entity: &Value) -> bool {
    contract.validator(kind).is_some_and(|validator| validator.is_valid(&bare(entity)))
}
