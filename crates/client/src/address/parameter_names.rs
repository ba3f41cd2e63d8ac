//! Parameters are those of the operation, spelled as the standard spells them.

use samspel_contract::{Contract, Operation};
use samspel_model::Observation;
use samspel_suite::Check;

use crate::scene::{Pair, Scene, judged};
use crate::tally::{Fact, Tally};

pub(super) const CHECK: Check =
    Check { id: "ss12000-client/parameter-names", run: |context| judged(context, parameter_names) };

/// Words for paging that other interfaces have and that clients bring along.
const PAGING_ELSEWHERE: [(&str, &str); 8] = [
    ("offset", "pageToken"),
    ("page", "pageToken"),
    ("cursor", "pageToken"),
    ("nextpagetoken", "pageToken"),
    ("skip", "pageToken"),
    ("pagesize", "limit"),
    ("size", "limit"),
    ("top", "limit"),
];

fn parameter_names(scene: &Scene<'_>) -> Vec<Observation> {
    let mut tally = Tally::of("SS12K-CLI-002");
    for (ask, operation) in scene.operated() {
        for pair in ask.pairs.iter().filter(|pair| !is_told_elsewhere(operation, &pair.name)) {
            let observed = pair.shown_name(scene.contract).to_owned();
            match meant(scene.contract, operation, pair) {
                Meant::Itself => tally.keep(1),
                Meant::Other(name) => {
                    let fact = Fact { summary: "cli-parameter-misspelt", expected: name.to_owned(), observed };
                    tally.breach(scene, ask, fact);
                }
                Meant::OfOthers => {
                    let expected = names(operation);
                    tally.breach(scene, ask, Fact { summary: "cli-parameter-of-others", expected, observed });
                }
                Meant::Unknown => {
                    let expected = names(operation);
                    tally.note(scene, ask, Fact { summary: "cli-parameter-unknown", expected, observed });
                }
            }
        }
    }
    tally.come_to("cli-parameters-known", "cli-no-parameter")
}

/// What other rules tell about: tokens in the query, brackets behind the name of an array.
fn is_told_elsewhere(operation: &Operation, name: &str) -> bool {
    let bare = name.split('[').next().unwrap_or_default();
    let is_array = |name: &str| operation.parameters.iter().any(|p| p.name == name && p.data_type == "array");
    name == "access_token" || (bare.len() < name.len() && is_array(bare))
}

/// What a name probably stands for.
enum Meant<'c> {
    Itself,
    /// A parameter of the operation, misspelt.
    Other(&'c str),
    /// A parameter of other operations.
    OfOthers,
    Unknown,
}

fn meant<'c>(contract: &Contract, operation: &'c Operation, pair: &Pair) -> Meant<'c> {
    let own = || operation.parameters.iter().filter(|parameter| parameter.place == "query");
    if own().any(|parameter| parameter.name == pair.name) {
        return Meant::Itself;
    }
    let bare = letters(&pair.name);
    let paging = PAGING_ELSEWHERE.iter().find(|(word, _)| *word == bare).map(|(_, name)| *name);
    let misspelt = own()
        .find(|p| letters(&p.name) == bare || paging == Some(p.name.as_str()))
        .or_else(|| own().find(|p| p.name.len() > 4 && strsim::damerau_levenshtein(&letters(&p.name), &bare) <= 2));
    if let Some(parameter) = misspelt {
        return Meant::Other(&parameter.name);
    }
    let known = contract.operations().iter().flat_map(|other| &other.parameters).any(|p| p.name == pair.name);
    if known { Meant::OfOthers } else { Meant::Unknown }
}

/// A name without dots, dashes and case.
fn letters(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_lowercase()).collect()
}

fn names(operation: &Operation) -> String {
    let names: Vec<&str> =
        operation.parameters.iter().filter(|p| p.place == "query").map(|p| p.name.as_str()).collect();
    if names.is_empty() { "-".to_owned() } else { names.join(", ") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scripted::{finds, get, keeps, nothing, said};

    #[test]
    fn documented_names_are_kept() {
        keeps(parameter_names, vec![get("/persons?limit=10&relationship.entity.type=enrolment"), get("/groups")], 2);
    }

    #[test]
    fn misspelt_names_are_found_with_what_was_meant() {
        for (address, meant) in [
            ("/persons?Limit=10", "limit"),
            ("/persons?offset=100", "pageToken"),
            ("/persons?nextPageToken=x", "pageToken"),
            ("/persons?meta.modifiedAfter=2026-01-01T00:00:00Z", "meta.modified.after"),
            ("/persons?relationship.organization=x", "relationship.organisation"),
        ] {
            finds(parameter_names, vec![get(address)], "cli-parameter-misspelt");
            assert_eq!(said(parameter_names, vec![get(address)]).facts[0].0, meant);
        }
    }

    #[test]
    fn a_filter_that_this_list_does_not_have_is_found() {
        finds(parameter_names, vec![get("/programmes?schoolUnitCode=12345678")], "cli-parameter-of-others");
        finds(parameter_names, vec![get("/persons/x?limit=1")], "cli-parameter-of-others");
    }

    #[test]
    fn a_name_that_nobody_knows_is_told_and_fails_nobody() {
        let said = said(parameter_names, vec![get("/persons?limit=1&requestid=7")]);
        assert_eq!(
            (said.kept, said.against.len(), said.notes.as_slice()),
            (1, 0, &["cli-parameter-unknown".to_owned()][..])
        );
    }

    #[test]
    fn without_parameters_and_for_brackets_and_tokens_there_is_nothing_to_see() {
        nothing(parameter_names, vec![get("/persons"), get("/groups?groupType[]=Klass&access_token=x")]);
    }
}
