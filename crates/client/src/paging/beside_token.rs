//! Beside a page token stands nothing but limit: the token remembers the rest.

use samspel_contract::Kind;
use samspel_model::Observation;
use samspel_suite::Check;

use super::chains::Chains;
use crate::scene::{Scene, judged};
use crate::tally::{Fact, Tally};

pub(super) const CHECK: Check =
    Check { id: "ss12000-client/beside-token", run: |context| judged(context, beside_token) };

fn beside_token(scene: &Scene<'_>) -> Vec<Observation> {
    let mut tally = Tally::of("SS12K-CLI-008");
    let chains = Chains::of(scene);
    for (ask, operation) in scene.of_kind(Kind::List).filter(|(ask, _)| ask.has("pageToken")) {
        let beginning = chains.beginning(ask);
        let mut alone = true;
        for parameter in operation.parameters.iter().filter(|p| p.place == "query" && ask.has(&p.name)) {
            let name = parameter.name.as_str();
            let fact = |summary| Fact {
                summary,
                expected: "pageToken, limit".to_owned(),
                observed: format!("pageToken, {name}"),
            };
            // Required parameters cannot be left out and not be combined at once; repeated as they were they harm nobody.
            let unchanged = || beginning.is_none_or(|first| first.values(name).eq(ask.values(name)));
            match parameter.semantics.op.as_str() {
                "pageSize" | "continue" => {}
                "embed" | "displayNames" => tally.note(scene, ask, fact("cli-expand-beside-token")),
                _ if parameter.required && unchanged() => {}
                _ => {
                    alone = false;
                    tally.breach(scene, ask, fact("cli-filter-beside-token"));
                }
            }
        }
        tally.keep(usize::from(alone));
    }
    tally.come_to("cli-tokens-alone", "cli-no-token-used")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scripted::{finds, get, keeps, nothing, said};

    #[test]
    fn a_token_alone_or_with_limit_is_kept() {
        let calls = vec![
            get("/persons?limit=10&nameContains=A").hands("t1"),
            get("/persons?pageToken=t1").hands("t2"),
            get("/persons?pageToken=t2&limit=5"),
        ];
        keeps(beside_token, calls, 2);
    }

    #[test]
    fn a_filter_or_a_sortkey_beside_the_token_is_found() {
        for more in ["nameContains=A", "sortkey=ModifiedDesc"] {
            let calls = vec![
                get(&format!("/persons?{more}")).hands("t"),
                get(&format!("/persons?{more}&pageToken=t")).status(400),
            ];
            finds(beside_token, calls, "cli-filter-beside-token");
        }
    }

    #[test]
    fn a_required_window_may_be_repeated_but_not_changed() {
        let window = |day: u8| format!("startDate=2026-08-{day}&endDate=2026-08-31");
        let first = || get(&format!("/aggregatedAttendance?{}", window(17))).hands("t");
        keeps(beside_token, vec![first(), get(&format!("/aggregatedAttendance?{}&pageToken=t", window(17)))], 1);
        let changed = get(&format!("/aggregatedAttendance?{}&pageToken=t", window(18)));
        finds(beside_token, vec![first(), changed], "cli-filter-beside-token");
    }

    #[test]
    fn expand_beside_the_token_is_told_and_fails_nobody() {
        let calls = vec![get("/persons?expand=duties").hands("t"), get("/persons?expand=duties&pageToken=t")];
        let said = said(beside_token, calls);
        assert_eq!((said.kept, said.against.len()), (1, 0));
        assert_eq!(said.notes, ["cli-expand-beside-token"]);
    }

    #[test]
    fn without_a_token_there_is_nothing_to_see() {
        nothing(beside_token, vec![get("/persons?limit=10").hands("t")]);
    }
}
