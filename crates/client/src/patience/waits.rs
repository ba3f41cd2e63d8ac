//! `Retry-After` is heeded.

use jiff::SignedDuration;
use samspel_model::Observation;
use samspel_suite::Check;

use crate::scene::{Scene, judged};
use crate::tally::{Fact, Tally};

pub(super) const CHECK: Check = Check { id: "ss12000-client/waits", run: |context| judged(context, waits) };

/// Clocks differ and rounding too: this part of the time has to have passed.
const OF_THE_TIME: f64 = 0.9;

fn waits(scene: &Scene<'_>) -> Vec<Observation> {
    let mut tally = Tally::of("SS12K-CLI-016");
    for (ask, _) in scene.operated().filter(|(ask, _)| matches!(ask.call.answer.status, 429 | 503)) {
        let Some(time) = ask.call.answer.retry_after else { continue };
        // Other calls may have been on their way; only the same one is asking again.
        let told = ask.call.answered;
        let again = scene.after(ask).find(|later| later.what() == ask.what() && later.call.arrived > told);
        let Some(again) = again else { continue };
        let least = SignedDuration::try_from(time.mul_f64(OF_THE_TIME)).unwrap_or(SignedDuration::MAX);
        if again.call.arrived.duration_since(told) >= least {
            tally.keep(1);
        } else {
            let fact = Fact {
                summary: "cli-did-not-wait",
                expected: format!("Retry-After: {}", time.as_secs()),
                observed: "the same call before that".to_owned(),
            };
            tally.breach(scene, again, fact);
        }
    }
    tally.come_to("cli-waited", "cli-never-told-to-wait")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scripted::{finds, get, keeps, nothing};

    #[test]
    fn a_client_that_waits_is_kept() {
        let calls = vec![get("/persons").at(0.0).status(429).retry_after(2), get("/persons").at(2.1)];
        keeps(waits, calls, 1);
    }

    #[test]
    fn a_client_that_asks_at_once_is_found() {
        let calls = vec![get("/persons").at(0.0).status(503).retry_after(2), get("/persons").at(0.1)];
        finds(waits, calls, "cli-did-not-wait");
    }

    #[test]
    fn other_calls_and_refusals_without_a_time_show_nothing() {
        nothing(waits, vec![get("/persons").at(0.0).status(429).retry_after(2), get("/groups").at(0.1)]);
        nothing(waits, vec![get("/persons").at(0.0).status(503), get("/persons").at(0.1)]);
        nothing(waits, vec![get("/persons")]);
    }
}
