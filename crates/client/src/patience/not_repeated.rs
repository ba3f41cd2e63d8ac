//! A call that was refused for what it says is not made again as it is.

use std::collections::HashMap;

use jiff::SignedDuration;
use samspel_contract::Kind;
use samspel_model::Observation;
use samspel_suite::Check;

use crate::scene::{Ask, Scene, judged};
use crate::tally::{Fact, Tally};

pub(super) const CHECK: Check =
    Check { id: "ss12000-client/not-repeated", run: |context| judged(context, not_repeated) };

/// Trying so often is common practice.
const TRIES: usize = 3;
/// After this long the provider may have changed its mind.
const SOON: SignedDuration = SignedDuration::from_secs(60);

fn not_repeated(scene: &Scene<'_>) -> Vec<Observation> {
    let mut tally = Tally::of("SS12K-CLI-017");
    let mut same: HashMap<_, Vec<Vec<&Ask<'_>>>> = HashMap::new();
    for ask in scene.asks.iter().filter(|ask| is_refused(ask)) {
        let runs = same.entry((ask.what(), ask.client())).or_default();
        match runs.last_mut() {
            Some(run) if run.last().is_some_and(|last| is_soon_after(last, ask)) => run.push(ask),
            _ => runs.push(vec![ask]),
        }
    }
    let mut runs: Vec<_> = same.into_values().flatten().collect();
    runs.sort_by_key(|run| run.first().map(|ask| ask.number()));
    for run in runs {
        if run.len() <= TRIES {
            let went_on = run.last().is_some_and(|last| scene.after(last).next().is_some());
            tally.keep(usize::from(went_on));
            continue;
        }
        for ask in &run[1..] {
            let fact = Fact {
                summary: "cli-refused-call-repeated",
                expected: format!("HTTP {}: another call", ask.call.answer.status),
                observed: "the same call".to_owned(),
            };
            tally.breach(scene, ask, fact);
        }
    }
    tally.come_to("cli-refusals-taken", "cli-nothing-refused")
}

fn is_soon_after(last: &Ask<'_>, ask: &Ask<'_>) -> bool {
    ask.call.arrived.duration_since(last.call.arrived) <= SOON
}

/// Refused for what it says, so that the same answer will come again. An id that does not exist may come to exist.
fn is_refused(ask: &Ask<'_>) -> bool {
    let kind = ask.operation.map(|operation| operation.kind);
    match ask.call.answer.status {
        400 | 403 | 405 | 410 | 413 | 415 | 422 => true,
        404 => ask.operation.is_none(),
        // Too much at once: the client is to split it.
        503 => kind == Some(Kind::Lookup) && ask.call.answer.retry_after.is_none(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scripted::{finds, get, keeps, nothing, post};

    #[test]
    fn a_refusal_that_is_taken_is_kept() {
        keeps(not_repeated, vec![get("/persons?limit=0").status(400), get("/persons?limit=1")], 1);
    }

    #[test]
    fn a_refused_call_that_comes_again_and_again_is_found() {
        let calls = (0..5).map(|_| get("/persons?limit=0").status(400)).collect();
        finds(not_repeated, calls, "cli-refused-call-repeated");
        let calls = (0..5).map(|_| post("/persons/lookup", "{}").status(503)).collect();
        finds(not_repeated, calls, "cli-refused-call-repeated");
    }

    #[test]
    fn hours_between_the_tries_and_missing_ids_show_nothing() {
        nothing(not_repeated, vec![get("/persons")]);
        let id = "/persons/6f1c2f5e-0d3b-4c38-9d0e-2f6b7a1f0c11";
        nothing(not_repeated, (0..9).map(|_| get(id).status(404)).collect());
        let hourly = (0..9).map(|hour| get("/grades").at(3600.0 * f64::from(hour)).status(403)).collect();
        keeps(not_repeated, hourly, 8);
    }
}
