//! The async runtime, for commands that talk to systems. Others start without it.

use tokio::runtime::{Builder, Runtime};

use crate::problem::Problem;

/// Starts the runtime.
pub(crate) fn start() -> Result<Runtime, Problem> {
    Builder::new_multi_thread().enable_all().build().map_err(Problem::fault)
}
