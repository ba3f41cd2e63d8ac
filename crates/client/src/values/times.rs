//! Instants say their offset: without it nobody knows which hour is meant.

use samspel_model::Observation;
use samspel_suite::Check;

use super::parameter;
use crate::form::{Moment, moment};
use crate::scene::{Scene, judged};
use crate::tally::{Fact, Tally};

pub(super) const CHECK: Check = Check { id: "ss12000-client/times", run: |context| judged(context, times) };

fn times(scene: &Scene<'_>) -> Vec<Observation> {
    let mut tally = Tally::of("SS12K-CLI-006");
    for (ask, operation) in scene.operated() {
        for pair in &ask.pairs {
            let Some(value) = &pair.value else { continue };
            if parameter(operation, &pair.name).is_none_or(|p| p.format.as_deref() != Some("date-time")) {
                continue;
            }
            let (summary, shape) = match moment(value) {
                Moment::Whole => {
                    tally.keep(1);
                    continue;
                }
                // The offset was there; how it was written is another rule's matter.
                Moment::PlusLost => continue,
                Moment::WithoutOffset => ("cli-time-without-offset", "YYYY-MM-DDThh:mm:ss"),
                Moment::Other => ("cli-time-malformed", "…"),
            };
            let expected = format!("{}=YYYY-MM-DDThh:mm:ssZ", pair.name);
            tally.breach(scene, ask, Fact { summary, expected, observed: format!("{}={shape}", pair.name) });
        }
    }
    tally.come_to("cli-times-with-offset", "cli-no-time")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scripted::{finds, get, keeps, nothing};

    #[test]
    fn an_instant_with_an_offset_is_kept() {
        let calls = vec![
            get("/persons?meta.modified.after=2026-08-17T08:00:00Z"),
            get("/persons?meta.modified.after=2026-08-17T08:00:00%2B02:00"),
        ];
        keeps(times, calls, 2);
    }

    #[test]
    fn an_instant_without_an_offset_is_found() {
        finds(times, vec![get("/persons?meta.modified.after=2026-08-17T08:00:00")], "cli-time-without-offset");
    }

    #[test]
    fn anything_else_is_found() {
        for value in ["2026-08-17", "1766000000", "2026-08-17%2008:00:00Z"] {
            finds(times, vec![get(&format!("/persons?meta.modified.after={value}"))], "cli-time-malformed");
        }
    }

    #[test]
    fn a_lost_plus_and_dates_show_nothing_here() {
        let lost = get("/persons?meta.modified.after=2026-08-17T08:00:00+02:00");
        nothing(times, vec![lost, get("/groups?startDate.onOrBefore=2026-08-17")]);
    }
}
