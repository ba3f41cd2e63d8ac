//! Every call carries its token in the Authorization header, nowhere else.

use samspel_model::Observation;
use samspel_suite::Check;

use crate::Bearer;
use crate::scene::{Ask, Pair, Scene, judged};
use crate::tally::{Fact, Tally};

pub(super) const CHECK: Check = Check { id: "ss12000-client/bearer", run: |context| judged(context, bearer) };

fn bearer(scene: &Scene<'_>) -> Vec<Observation> {
    let mut tally = Tally::of("SS12K-CLI-013");
    let calls: Vec<&Ask<'_>> = scene.operated().map(|(ask, _)| ask).collect();
    for (at, ask) in calls.iter().enumerate() {
        let fact = |summary, observed: &str| Fact {
            summary,
            expected: "Authorization: Bearer …".to_owned(),
            observed: observed.to_owned(),
        };
        let in_query = ask.pairs.iter().find(|pair| is_token(pair));
        if let Some(pair) = in_query {
            let observed = format!("?{}=…", pair.shown_name(scene.contract));
            tally.breach(scene, ask, fact("cli-token-in-query", &observed));
            continue;
        }
        match &ask.call.bearer {
            Bearer::Token(_) => tally.keep(1),
            Bearer::OtherScheme => {
                tally.breach(scene, ask, fact("cli-other-scheme", "Authorization: …"));
            }
            // Asking without a token to be asked for one is a way that HTTP knows; the next call then brings it. After the last call
            // of the watch it may still have come.
            Bearer::Missing => {
                let next = calls.get(at + 1);
                if next.is_some_and(|next| !matches!(next.call.bearer, Bearer::Token(_))) {
                    tally.breach(scene, ask, fact("cli-no-token", "Authorization: -"));
                }
            }
        }
    }
    tally.come_to("cli-bearers-shown", "cli-no-call-with-token")
}

/// Whether a pair holds an access token: by its name, or because it looks like a JWT.
fn is_token(pair: &Pair) -> bool {
    let name = pair.name.to_ascii_lowercase();
    let looks_like_one = |value: &str| value.starts_with("eyJ") && value.matches('.').count() == 2;
    matches!(name.as_str(), "access_token" | "token" | "bearer" | "jwt" | "authorization")
        || (pair.name != "pageToken" && pair.value.as_deref().is_some_and(looks_like_one))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scripted::{finds, get, keeps, login, nothing};

    #[test]
    fn tokens_in_the_header_are_kept_and_one_knock_without_is_forgiven() {
        let knock = get("/persons").showing(Bearer::Missing).status(401);
        keeps(bearer, vec![knock, login("a"), get("/persons"), get("/groups")], 2);
    }

    #[test]
    fn calls_without_a_token_are_found() {
        let knock = || get("/persons").showing(Bearer::Missing).status(401);
        finds(bearer, vec![knock(), knock(), get("/persons")], "cli-no-token");
    }

    #[test]
    fn another_scheme_is_found() {
        finds(bearer, vec![get("/persons").showing(Bearer::OtherScheme).status(401)], "cli-other-scheme");
    }

    #[test]
    fn a_token_in_the_query_is_found_whatever_it_is_called() {
        for query in ["access_token=abc", "key=eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln"] {
            let call = get(&format!("/persons?{query}")).showing(Bearer::Missing).status(401);
            finds(bearer, vec![call, get("/groups")], "cli-token-in-query");
        }
    }

    #[test]
    fn without_a_call_there_is_nothing_to_see() {
        nothing(bearer, vec![login("a")]);
    }
}
