//! Stands in until exchange and suite offer these themselves; inherent methods win over these.

use samspel_exchange::{Client, Session};
use samspel_suite::{CheckError, Context, Step};

pub(crate) trait Stoppable {
    fn stop(&self) {}
    fn requests(&self) -> u64 {
        0
    }
}
impl Stoppable for Client {}

pub(crate) trait Numbered {
    fn exchange_ids(&self) -> Vec<String> {
        Vec::new()
    }
}
impl Numbered for Session {}

pub(crate) async fn run_steps(
    _context: &Context,
    _steps: &[Step],
) -> Result<Vec<samspel_model::Observation>, CheckError> {
    Err(CheckError::Other("steps cannot be run yet".to_owned()))
}
