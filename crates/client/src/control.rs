//! The positive control: the client got in and read something. One that does nothing breaks nothing, and shows nothing.

use samspel_contract::Kind;
use samspel_model::Observation;
use samspel_suite::Check;

use crate::scene::{Scene, judged};
use crate::tally::Tally;

pub(crate) const CHECKS: &[Check] =
    &[Check { id: "ss12000-client/reads-data", run: |context| judged(context, reads_data) }];

/// Answers with something in them.
fn reads_data(scene: &Scene<'_>) -> Vec<Observation> {
    let mut tally = Tally::of("SS12K-CLI-001");
    let with_data = scene.operated().filter(|(ask, operation)| {
        matches!(operation.kind, Kind::List | Kind::Lookup | Kind::ById)
            && ask.is_answered()
            && ask.call.answer.entries.is_some_and(|entries| entries > 0)
    });
    tally.keep(with_data.count());
    tally.come_to("cli-data-read", "cli-no-data-read")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scripted::{get, keeps, login, nothing};

    #[test]
    fn a_client_that_reads_something_passes() {
        keeps(reads_data, vec![login("a"), get("/organisations").entries(3)], 1);
    }

    #[test]
    fn a_client_that_does_nothing_or_gets_nothing_does_not() {
        nothing(reads_data, vec![]);
        nothing(reads_data, vec![login("a"), get("/organisations").entries(0), get("/persons").status(403)]);
    }
}
