//! The one contract between the engine and those who follow a run.

use crate::Ended;

/// What happens in a run, in the order in which it happens.
///
/// Every run sends exactly one [`Event::RunStarted`] first and one [`Event::RunEnded`] last. A test that is not run
/// (left out, out of budget, interrupted) sends only [`Event::TestEnded`].
#[derive(Debug, Clone)]
pub enum Event {
    /// The run begins.
    RunStarted {
        /// Tests of the plan, those included that are left out or taken from the journal.
        tests: usize,
        /// Tests whose results are taken from the journal of an earlier, interrupted run.
        resumed: usize,
    },
    /// A test begins.
    TestStarted {
        /// Test id.
        id: String,
    },
    /// A test has ended, in whichever way.
    TestEnded(Box<Ended>),
    /// The run has ended.
    RunEnded {
        /// Whether it was cut short; it can be resumed then.
        interrupted: bool,
    },
}
