//! Parameters that an operation requires are there. Beside a page token they may be left out: the token remembers them.

use samspel_model::Observation;
use samspel_suite::Check;

use crate::scene::{Scene, judged};
use crate::tally::{Fact, Tally};

pub(super) const CHECK: Check =
    Check { id: "ss12000-client/required-parameters", run: |context| judged(context, required_parameters) };

fn required_parameters(scene: &Scene<'_>) -> Vec<Observation> {
    let mut tally = Tally::of("SS12K-CLI-003");
    for (ask, operation) in scene.operated().filter(|(ask, _)| !ask.has("pageToken")) {
        for parameter in operation.parameters.iter().filter(|p| p.required && p.place == "query") {
            if ask.has(&parameter.name) {
                tally.keep(1);
            } else {
                let fact = Fact {
                    summary: "cli-required-missing",
                    expected: parameter.name.clone(),
                    observed: format!("{}: -", parameter.name),
                };
                tally.breach(scene, ask, fact);
            }
        }
    }
    tally.come_to("cli-required-given", "cli-no-required")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scripted::{finds, get, keeps, nothing};

    const WINDOW: &str = "startTime.onOrAfter=2026-08-17T00:00:00Z&startTime.onOrBefore=2026-08-18T00:00:00Z";

    #[test]
    fn a_window_that_is_given_is_kept_and_may_be_left_out_beside_a_page_token() {
        let calls = vec![get(&format!("/calendarEvents?{WINDOW}")).hands("t"), get("/calendarEvents?pageToken=t")];
        keeps(required_parameters, calls, 2);
    }

    #[test]
    fn a_window_that_is_missing_is_found() {
        finds(required_parameters, vec![get("/calendarEvents").status(400)], "cli-required-missing");
        let half = get("/aggregatedAttendance?startDate=2026-08-17").status(400);
        finds(required_parameters, vec![half], "cli-required-missing");
    }

    #[test]
    fn where_nothing_is_required_there_is_nothing_to_see() {
        nothing(required_parameters, vec![get("/persons")]);
    }
}
