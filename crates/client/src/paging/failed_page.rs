//! A page that failed is asked for again, or the list is begun again: what is missing then has not been deleted.

use samspel_contract::Kind;
use samspel_model::Observation;
use samspel_suite::Check;

use super::chains::Chains;
use crate::scene::{Ask, Scene, judged};
use crate::tally::{Fact, Tally};

pub(super) const CHECK: Check = Check { id: "ss12000-client/failed-page", run: |context| judged(context, failed_page) };

/// So many calls later a client has gone on with something else.
const GONE_ON: usize = 3;

fn failed_page(scene: &Scene<'_>) -> Vec<Observation> {
    let mut tally = Tally::of("SS12K-CLI-011");
    let chains = Chains::of(scene);
    for (ask, operation) in scene.of_kind(Kind::List).filter(|(ask, _)| chains.source(ask).is_some() && has_failed(ask))
    {
        let token = ask.value("pageToken");
        let again = |later: &Ask<'_>| {
            later.operation.is_some_and(|other| other.id == operation.id)
                && (!later.has("pageToken") || later.value("pageToken") == token)
        };
        if scene.after(ask).any(again) {
            tally.keep(1);
        } else if scene.after(ask).count() >= GONE_ON {
            let fact = Fact {
                summary: "cli-failed-page-left",
                expected: "?pageToken=… again".to_owned(),
                observed: format!("HTTP {}, -", ask.call.answer.status),
            };
            tally.breach(scene, ask, fact);
        }
    }
    tally.come_to("cli-failed-pages-asked-again", "cli-no-page-failed")
}

/// Failures that are not the client's own mistake.
fn has_failed(ask: &Ask<'_>) -> bool {
    let status = ask.call.answer.status;
    matches!(status, 410 | 429) || status >= 500
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scripted::{finds, get, keeps, nothing};

    #[test]
    fn asking_for_the_page_again_or_beginning_anew_is_kept() {
        let broken = || vec![get("/persons").hands("t"), get("/persons?pageToken=t").status(503)];
        let mut again = broken();
        again.push(get("/persons?pageToken=t"));
        keeps(failed_page, again, 1);
        let mut anew = broken();
        anew.push(get("/persons?limit=10"));
        keeps(failed_page, anew, 1);
    }

    #[test]
    fn going_on_as_if_the_list_had_ended_is_found() {
        let calls = vec![
            get("/persons").hands("t"),
            get("/persons?pageToken=t").status(410),
            get("/groups"),
            get("/duties"),
            get("/activities"),
        ];
        finds(failed_page, calls, "cli-failed-page-left");
    }

    #[test]
    fn whole_pages_and_a_client_that_stops_show_nothing() {
        nothing(failed_page, vec![get("/persons").hands("t"), get("/persons?pageToken=t")]);
        nothing(failed_page, vec![get("/persons").hands("t"), get("/persons?pageToken=t").status(500), get("/groups")]);
    }
}
