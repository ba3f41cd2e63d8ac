//! Executes a plan: order, parallelism, journal, resume, events. Knows no concrete check and no output format.
//!
//! ```text
//! Plan ─► run() ─► controls, alone ─► what they unlock, in parallel ─► RunRecord (results in plan order)
//!           │            └─► Journal (<out>/journal.ndjson, survives a kill) ─► run() again, resumed
//!           └─► Event stream (progress bars, logs)
//!
//! RunRecord + Plan + Facts ─► assemble() ─► Report ─► Exit::of()
//! ```
//!
//! A check that panics or errs is [`samspel_model::Ending::Erred`] and the run goes on: our faults are never the system's.

mod assemble;
mod event;
mod execute;
mod exit;
mod gate;
mod journal;
mod privacy;
mod record;
mod run;
mod schedule;
mod stop;
mod untouched;

pub use assemble::{Facts, assemble};
pub use event::Event;
pub use exit::Exit;
pub use gate::Gate;
pub use journal::{Heading, Journal, JournalError};
pub use record::{Ended, Reach, RunRecord};
pub use run::{Options, Resources, RunError, run};
pub use stop::Stop;
