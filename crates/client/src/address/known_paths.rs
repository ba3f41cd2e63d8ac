//! Every call goes to a path and a method that the standard has, below the base URL.

use samspel_contract::{Contract, Operation};
use samspel_model::Observation;
use samspel_suite::Check;

use crate::Place;
use crate::scene::{Ask, Scene, is_path_of, judged};
use crate::tally::{Fact, Tally};

pub(super) const CHECK: Check = Check { id: "ss12000-client/known-paths", run: |context| judged(context, known_paths) };

/// Methods that browsers and monitors send on their own; the standard says nothing about them.
const UNSPOKEN_OF: [&str; 2] = ["OPTIONS", "HEAD"];

fn known_paths(scene: &Scene<'_>) -> Vec<Observation> {
    let mut tally = Tally::of("SS12K-CLI-001");
    for ask in scene.asks.iter().filter(|ask| !UNSPOKEN_OF.contains(&ask.call.method.as_str())) {
        match &ask.call.place {
            Place::Tokens => {}
            Place::Interface(_) if ask.operation.is_some() => tally.keep(1),
            Place::Interface(path) => unknown(scene, ask, path, &mut tally),
            Place::Elsewhere(path) => elsewhere(scene, ask, path, &mut tally),
        }
    }
    tally.come_to("cli-paths-known", "cli-no-call")
}

fn unknown(scene: &Scene<'_>, ask: &Ask<'_>, path: &str, tally: &mut Tally) {
    let methods: Vec<&str> = on_path(scene.contract, path).map(|operation| operation.method.as_str()).collect();
    if methods.is_empty() {
        let expected = nearest(scene.contract, path).unwrap_or("/organisations, /persons, …").to_owned();
        let observed = ask.shown(scene.contract).split(['?', ' ']).nth(1).unwrap_or_default().to_owned();
        tally.breach(scene, ask, Fact { summary: "cli-path-unknown", expected, observed });
    } else {
        let observed = ask.shown(scene.contract).split(' ').next().unwrap_or_default().to_owned();
        tally.breach(scene, ask, Fact { summary: "cli-method-unknown", expected: methods.join(", "), observed });
    }
}

/// A path of the standard under another base: the base URL is wrong in places. Anything else (an icon, a health check) is no matter
/// of the standard.
fn elsewhere(scene: &Scene<'_>, ask: &Ask<'_>, path: &str, tally: &mut Tally) {
    let below =
        path.match_indices('/').map(|(at, _)| &path[at..]).any(|rest| on_path(scene.contract, rest).next().is_some());
    if below {
        let fact = Fact {
            summary: "cli-outside-base",
            expected: "a path below the base URL".to_owned(),
            observed: "another path of the same server".to_owned(),
        };
        tally.breach(scene, ask, fact);
    }
}

fn on_path<'c>(contract: &'c Contract, path: &'c str) -> impl Iterator<Item = &'c Operation> {
    contract.operations().iter().filter(move |operation| is_path_of(operation, path))
}

/// The path that was probably meant.
fn nearest<'c>(contract: &'c Contract, path: &str) -> Option<&'c str> {
    let first = |path: &str| path.split('/').nth(1).unwrap_or_default().to_ascii_lowercase();
    let given = first(path);
    contract
        .operations()
        .iter()
        .map(|operation| (strsim::damerau_levenshtein(&first(&operation.path), &given), operation.path.as_str()))
        .filter(|(distance, _)| *distance <= 3)
        .min()
        .map(|(_, path)| path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scripted::{call, finds, get, keeps, login, nothing, post, said};

    #[test]
    fn paths_and_methods_of_the_standard_are_kept() {
        keeps(known_paths, vec![login("a"), get("/persons"), post("/log", "{}"), call("OPTIONS", "/anything")], 2);
    }

    #[test]
    fn a_path_that_does_not_exist_is_found_with_the_nearest() {
        for path in ["/studyPlans", "/attendancesSchedule", "/persons/", "/person"] {
            finds(known_paths, vec![get("/organisations"), get(path).status(404)], "cli-path-unknown");
        }
        let facts = said(known_paths, vec![get("/studyPlans?student=x")]).facts;
        assert_eq!(facts, [("/studyplans".to_owned(), "/studyPlans".to_owned())]);
    }

    #[test]
    fn a_method_that_the_path_does_not_have_is_found() {
        finds(known_paths, vec![call("PUT", "/persons").status(405)], "cli-method-unknown");
        finds(known_paths, vec![call("DELETE", "/persons").status(405)], "cli-method-unknown");
    }

    #[test]
    fn a_call_beside_the_base_url_is_found_and_an_icon_is_not() {
        finds(known_paths, vec![get("").elsewhere("/v1/persons").status(404)], "cli-outside-base");
        nothing(known_paths, vec![get("").elsewhere("/favicon.ico").status(404)]);
    }

    #[test]
    fn without_calls_there_is_nothing_to_see() {
        nothing(known_paths, vec![login("a")]);
    }
}
