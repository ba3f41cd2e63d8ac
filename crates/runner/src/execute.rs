//! Running one test: the check or the steps, with every way in which they can end.

use std::any::Any;
use std::panic::AssertUnwindSafe;
use std::time::Instant;

use futures::FutureExt;
use samspel_exchange::Halt;
use samspel_model::{CaseResult, Ending, Message, Observation, Sight};
use samspel_suite::{CheckError, Context, PlannedCase, Work, run_steps};

use crate::Ended;
use crate::privacy::without_ids;

/// How running one test came out.
pub(crate) enum Outcome {
    /// It ended; the result goes into the journal.
    Ended(Ended),
    /// The request budget was used up before it ended; a resumed run tries again.
    OutOfBudget(Ended),
    /// The run is being stopped; there is no result.
    Interrupted,
}

/// Runs one test. Never panics, whatever the check does.
pub(crate) async fn execute(case: &PlannedCase, context: &Context) -> Outcome {
    let begun = Instant::now();
    let work = async {
        match &case.work {
            Work::Check(check) => (check.run)(context).await,
            Work::Steps(steps) => run_steps(context, steps).await,
        }
    };
    let came_to = AssertUnwindSafe(work).catch_unwind().await;
    let duration_ms = u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX);
    let ended = |ending: Ending, observations: Vec<Observation>, fault: bool| Ended {
        result: CaseResult {
            id: case.id.clone(),
            requirements: case.requirements.clone(),
            control: case.control,
            ending,
            exchanges: exchanges(context, &observations),
            observations,
            duration_ms,
        },
        fault,
    };
    let erred = |what: String, fault: bool| Outcome::Ended(ended(Ending::Erred { what }, Vec::new(), fault));
    match came_to {
        Err(panic) => erred(format!("the check panicked: {}", words(&*panic)), true),
        Ok(Err(CheckError::Halt(Halt::Interrupted))) => Outcome::Interrupted,
        Ok(Err(CheckError::Halt(Halt::Budget { budget }))) => {
            let reason = Message::new("skipped-out-of-budget").with("budget", budget);
            Outcome::OutOfBudget(ended(Ending::Skipped { reason }, Vec::new(), false))
        }
        Ok(Err(CheckError::Halt(Halt::ReadOnly { method, path }))) => {
            let reason = Message::new("skipped-read-only").with("method", method).with("path", path);
            Outcome::Ended(ended(Ending::Skipped { reason }, Vec::new(), false))
        }
        Ok(Err(error @ CheckError::With(_))) => erred(error.to_string(), true),
        Ok(Err(error @ (CheckError::Halt(_) | CheckError::Other(_)))) => erred(error.to_string(), false),
        Ok(Ok(observations)) => match observations.iter().find(|o| !case.requirements.contains(&o.requirement)) {
            Some(unclaimed) => {
                erred(format!("the check speaks of {}, which its case does not claim", unclaimed.requirement), true)
            }
            None if context.target.is_only_read() => {
                let observations = observations.into_iter().map(|o| without_ids(&context.client, o)).collect();
                Outcome::Ended(ended(Ending::Ran, observations, false))
            }
            None => Outcome::Ended(ended(Ending::Ran, observations, false)),
        },
    }
}

/// A test that did not run.
pub(crate) fn skipped(case: &PlannedCase, reason: Message) -> CaseResult {
    CaseResult {
        id: case.id.clone(),
        requirements: case.requirements.clone(),
        control: case.control,
        ending: Ending::Skipped { reason },
        observations: Vec::new(),
        duration_ms: 0,
        exchanges: Vec::new(),
    }
}

/// Exchanges that the test made itself, then those of shared work (a harvest) that its observations point at.
fn exchanges(context: &Context, observations: &[Observation]) -> Vec<String> {
    let mut ids = context.session.exchanges();
    for observation in observations {
        if let Sight::Contradiction(seen) | Sight::Note(seen) = &observation.sight {
            for id in &seen.exchanges {
                if !ids.contains(id) {
                    ids.push(id.clone());
                }
            }
        }
    }
    ids
}

/// The words of a panic.
fn words(panic: &(dyn Any + Send)) -> &str {
    if let Some(words) = panic.downcast_ref::<&str>() {
        words
    } else if let Some(words) = panic.downcast_ref::<String>() {
        words
    } else {
        "without words"
    }
}
