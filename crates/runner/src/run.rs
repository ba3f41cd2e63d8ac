//! The run itself.

use std::collections::BTreeSet;
use std::num::NonZeroUsize;
use std::sync::Arc;
use std::time::Duration;

use samspel_exchange::Client;
use samspel_model::{CaseResult, Ending, Message};
use samspel_suite::{Context, Plan, Shared, Target};
use tokio::sync::mpsc::UnboundedSender;
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep_until};

use crate::execute::{Outcome, execute, skipped};
use crate::journal::now;
use crate::record::left_out;
use crate::schedule::Schedule;
use crate::{Ended, Event, Journal, JournalError, RunRecord, Stop};

/// How long tests under way may go on after a request to stop, so that those that write can clean up.
const GRACE: Duration = Duration::from_secs(3);

/// What tests work with.
#[derive(Clone)]
pub struct Resources {
    /// Talks to the system.
    pub client: Client,
    /// The target file.
    pub target: Arc<Target>,
    /// State shared by the tests.
    pub shared: Arc<Shared>,
    /// Edition of the standard.
    pub edition: String,
}

/// How to run.
pub struct Options {
    /// Where finished tests are kept; a resumed journal also brings those of the past.
    pub journal: Journal,
    /// Tests at once (controls run alone whatever this says).
    pub concurrency: NonZeroUsize,
    /// The way to stop the run from outside.
    pub stop: Stop,
}

/// Why a run could not go on at all.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// The journal cannot be written, so that the run would be lost on a kill.
    #[error(transparent)]
    Journal(#[from] JournalError),
}

/// Runs a plan to its end, or until it is stopped.
///
/// Results stand in plan order whatever the order of completion, followed by those that the plan leaves out. Nobody has to
/// listen to `events`.
///
/// # Errors
/// Only when the journal cannot be written.
pub async fn run(
    plan: Arc<Plan>,
    resources: Resources,
    options: Options,
    events: UnboundedSender<Event>,
) -> Result<RunRecord, RunError> {
    let Options { mut journal, concurrency, stop } = options;
    let mut progress = Progress::recall(&plan, &mut journal, events);
    let mut schedule = Schedule::new(&plan, &progress.finished());
    let mut tasks: JoinSet<(usize, Outcome)> = JoinSet::new();
    let mut interrupted = false;
    let mut patience = None;

    loop {
        interrupted |= stop.is_requested();
        while !interrupted
            && tasks.len() < concurrency.get()
            && let Some(at) = schedule.start_next()
        {
            progress.starts(&plan.cases[at].id);
            tasks.spawn(test(Arc::clone(&plan), at, resources.clone()));
        }
        if interrupted && patience.is_none() {
            resources.client.stop();
            patience = Some(Instant::now() + GRACE);
        }
        let joined = tokio::select! {
            joined = tasks.join_next() => joined,
            () = stop.requested(), if !interrupted => continue,
            () = sleep_until(patience.unwrap_or_else(Instant::now)), if patience.is_some() => break,
        };
        let Some(joined) = joined else { break };
        // Tasks catch the panics of checks themselves and are aborted only on the way out of this loop.
        let Ok((at, outcome)) = joined else { continue };
        schedule.ended(at);
        match outcome {
            Outcome::Ended(ended) => {
                journal.test(&ended, journal.requests() + resources.client.requests_sent())?;
                progress.ends(at, ended);
            }
            Outcome::OutOfBudget(ended) => progress.ends(at, ended),
            Outcome::Interrupted => interrupted = true,
        }
    }
    tasks.shutdown().await;
    if !interrupted {
        for at in schedule.waiting() {
            // Only a circle of dependencies leaves tests behind; planning refuses it, so this one is our fault.
            let what = "its dependencies form a circle".to_owned();
            let result = CaseResult { ending: Ending::Erred { what }, ..skipped(&plan.cases[at], Message::new("")) };
            progress.ends(at, Ended { result, fault: true });
        }
    }
    let at = now();
    journal.end(&at, interrupted)?;
    let requests = journal.requests() + resources.client.requests_sent();
    Ok(progress.record(&plan, journal.started().to_owned(), at, requests, interrupted))
}

async fn test(plan: Arc<Plan>, at: usize, resources: Resources) -> (usize, Outcome) {
    let case = &plan.cases[at];
    let context = Context {
        session: resources.client.session(&case.id),
        client: resources.client,
        target: resources.target,
        edition: resources.edition,
        test: case.id.clone(),
        requirements: case.requirements.clone(),
        with: case.with.clone(),
        seed: plan.seed,
        shared: resources.shared,
    };
    (at, execute(case, &context).await)
}

/// What has ended so far, and who is told.
struct Progress {
    ended: Vec<Option<Ended>>,
    events: UnboundedSender<Event>,
}

impl Progress {
    /// Starts with what the journal of an interrupted run knows. Controls always run again: they rebuild shared state.
    fn recall(plan: &Plan, journal: &mut Journal, events: UnboundedSender<Event>) -> Self {
        let ended: Vec<Option<Ended>> =
            plan.cases.iter().map(|case| journal.take_finished(&case.id).filter(|_| !case.control)).collect();
        let progress = Progress { ended, events };
        let resumed = progress.ended.iter().flatten().count();
        progress.tell(Event::RunStarted { tests: plan.cases.len() + plan.left_out.len(), resumed });
        for ended in progress.ended.iter().flatten() {
            progress.tell(Event::TestEnded(Box::new(ended.clone())));
        }
        progress
    }

    fn finished(&self) -> BTreeSet<usize> {
        self.ended.iter().enumerate().filter(|(_, e)| e.is_some()).map(|(at, _)| at).collect()
    }

    fn starts(&self, id: &str) {
        self.tell(Event::TestStarted { id: id.to_owned() });
    }

    fn ends(&mut self, at: usize, ended: Ended) {
        self.tell(Event::TestEnded(Box::new(ended.clone())));
        self.ended[at] = Some(ended);
    }

    /// Closes the run: whatever has no result yet was interrupted or left out.
    fn record(mut self, plan: &Plan, started: String, ended: String, requests: u64, interrupted: bool) -> RunRecord {
        let mut results = Vec::with_capacity(plan.cases.len() + plan.left_out.len());
        let mut faults = Vec::new();
        for (at, case) in plan.cases.iter().enumerate() {
            let ended = self.ended[at].take().unwrap_or_else(|| {
                let ended = Ended { result: skipped(case, Message::new("skipped-interrupted")), fault: false };
                self.tell(Event::TestEnded(Box::new(ended.clone())));
                ended
            });
            if ended.fault {
                faults.push(case.id.clone());
            }
            results.push(ended.result);
        }
        for result in plan.left_out.iter().map(left_out) {
            self.tell(Event::TestEnded(Box::new(Ended { result: result.clone(), fault: false })));
            results.push(result);
        }
        self.tell(Event::RunEnded { interrupted });
        RunRecord { results, faults, interrupted, started, ended, requests }
    }

    fn tell(&self, event: Event) {
        // Nobody has to listen.
        let _ = self.events.send(event);
    }
}
