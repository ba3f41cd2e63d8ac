//! Several values of one parameter: the name is repeated, once for each value. A comma is part of a value.

use samspel_contract::Parameter;
use samspel_model::Observation;
use samspel_suite::Check;

use super::parameter;
use crate::form::is_uuid;
use crate::scene::{Scene, judged};
use crate::tally::{Fact, Tally};

pub(super) const CHECK: Check = Check { id: "ss12000-client/arrays", run: |context| judged(context, arrays) };

fn arrays(scene: &Scene<'_>) -> Vec<Observation> {
    let mut tally = Tally::of("SS12K-CLI-004");
    for (ask, operation) in scene.operated() {
        for parameter in operation.parameters.iter().filter(|p| p.place == "query") {
            let name = parameter.name.as_str();
            let times = ask.values(name).count();
            let fact = |summary, expected: String, observed: String| Fact { summary, expected, observed };
            if parameter.data_type != "array" {
                if times > 1 {
                    let fact = fact("cli-single-repeated", format!("{name}=…"), format!("{name}=…&{name}=…"));
                    tally.note(scene, ask, fact);
                }
                continue;
            }
            let repeated = || format!("{name}=…&{name}=…");
            if ask.values(name).any(|value| is_joined(parameter, value)) {
                tally.breach(scene, ask, fact("cli-array-joined", repeated(), format!("{name}=…,…")));
            } else if times > 1 {
                tally.keep(1);
            }
        }
        for pair in &ask.pairs {
            let Some((bare, _)) = pair.name.split_once('[') else { continue };
            if parameter(operation, bare).is_some_and(|p| p.data_type == "array") {
                let fact = Fact {
                    summary: "cli-array-brackets",
                    expected: format!("{bare}=…&{bare}=…"),
                    observed: format!("{bare}[]=…"),
                };
                tally.breach(scene, ask, fact);
            }
        }
    }
    tally.come_to("cli-arrays-repeated", "cli-no-array")
}

/// Whether a value is several, joined by commas. Free text may hold commas, codes and ids may not.
pub(super) fn is_joined(parameter: &Parameter, value: &str) -> bool {
    let parts: Vec<&str> = value.split(',').map(str::trim).collect();
    if parts.len() < 2 || parameter.data_type != "array" {
        return false;
    }
    match (&parameter.values, parameter.format.as_deref()) {
        (Some(allowed), _) => parts.iter().any(|part| allowed.iter().any(|value| value == part)),
        (None, Some("uuid")) => parts.iter().any(|part| is_uuid(part)),
        _ => parts.iter().all(|part| part.len() >= 4 && part.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-')),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scripted::{finds, get, keeps, nothing, said};

    #[test]
    fn a_repeated_name_is_kept() {
        keeps(arrays, vec![get("/persons?expand=duties&expand=placements")], 1);
    }

    #[test]
    fn values_joined_by_commas_are_found() {
        finds(arrays, vec![get("/persons?expand=duties,placements")], "cli-array-joined");
        finds(arrays, vec![get("/persons?expand=duties%2Cplacements")], "cli-array-joined");
        finds(arrays, vec![get("/organisations?schoolUnitCode=12345678,87654321")], "cli-array-joined");
    }

    #[test]
    fn brackets_are_found() {
        finds(arrays, vec![get("/persons?expand[]=duties")], "cli-array-brackets");
        finds(arrays, vec![get("/persons?expand%5B0%5D=duties")], "cli-array-brackets");
    }

    #[test]
    fn a_single_value_sent_twice_is_told_and_fails_nobody() {
        assert_eq!(said(arrays, vec![get("/persons?civicNo=a&civicNo=b")]).notes, ["cli-single-repeated"]);
    }

    #[test]
    fn one_value_and_a_comma_in_free_text_show_nothing() {
        nothing(arrays, vec![get("/persons?expand=duties"), get("/persons?nameContains=Andersson,%20Anna")]);
    }
}
