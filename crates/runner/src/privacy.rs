//! What may be told of a system with real people's data: counts, and keyed pseudonyms in place of ids.

use samspel_exchange::{Client, replace_ids};
use samspel_model::{Argument, Contradiction, Message, Observation, Sight};

/// Stands in a curl command where an id stood: a pseudonym would only lead to 404.
const ID: &str = "{id}";

/// Stands before a page token in a query.
const TOKEN: &str = "pageToken=";

/// The observation with pseudonyms in place of ids.
pub(crate) fn without_ids(client: &Client, observation: Observation) -> Observation {
    let sight = match observation.sight {
        Sight::Witness { count, message } => Sight::Witness { count, message: in_message(client, message) },
        Sight::Undecided { gap, reason } => Sight::Undecided { gap, reason: in_message(client, reason) },
        Sight::NotApplicable { reason } => Sight::NotApplicable { reason: in_message(client, reason) },
        Sight::Contradiction(seen) => Sight::Contradiction(Box::new(in_contradiction(client, *seen))),
        Sight::Note(seen) => Sight::Note(Box::new(in_contradiction(client, *seen))),
    };
    Observation { requirement: observation.requirement, sight }
}

fn in_contradiction(client: &Client, seen: Contradiction) -> Contradiction {
    let own = |text: &String| client.without_ids(text);
    Contradiction {
        summary: in_message(client, seen.summary),
        expected: own(&seen.expected),
        observed: own(&seen.observed),
        samples: seen.samples.iter().map(own).collect(),
        cause: seen.cause.map(|cause| in_message(client, cause)),
        reproduce: seen.reproduce.map(|command| without_token(&replace_ids(&command, |_| ID.to_owned()))),
        ..seen
    }
}

/// A command without the value of a page token, which may hold anything.
fn without_token(command: &str) -> String {
    let Some((before, rest)) = command.split_once(TOKEN) else { return command.to_owned() };
    let value = rest.find(['&', '\'', '"', ' ']).unwrap_or(rest.len());
    format!("{before}{TOKEN}{{token}}{}", &rest[value..])
}

fn in_message(client: &Client, mut message: Message) -> Message {
    for argument in message.args.values_mut() {
        if let Argument::Text(text) = argument {
            *text = client.without_ids(text);
        }
    }
    message
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use std::collections::BTreeMap;

    use samspel_exchange::{Limits, Settings};
    use samspel_model::Location;

    use super::*;

    const ID_OF_SOMEBODY: &str = "7f9c24e8-3b12-4fef-91e0-2f0d6e5c1a77";

    fn client() -> Client {
        Client::live(Settings {
            base_url: "http://127.0.0.1:1/".to_owned(),
            principals: BTreeMap::new(),
            base_dir: std::path::PathBuf::new(),
            limits: Limits::default(),
            ca_file: None,
            proxy: None,
            evidence: None,
            read_only: true,
        })
        .unwrap()
    }

    #[test]
    fn a_command_gives_no_page_token_away() {
        let told = without_token("curl 'http://127.0.0.1:1/persons?pageToken=eyJpZCI6MX0&limit=1'");
        assert_eq!(told, "curl 'http://127.0.0.1:1/persons?pageToken={token}&limit=1'");
        assert_eq!(without_token("curl 'x?pageToken=abc'"), "curl 'x?pageToken={token}'");
        assert_eq!(without_token("curl x"), "curl x");
    }

    #[test]
    fn no_id_of_anybody_is_told_of_a_production_system() {
        let seen = Contradiction {
            summary: Message::new("x").with("id", ID_OF_SOMEBODY),
            expected: ID_OF_SOMEBODY.to_owned(),
            observed: format!("not {ID_OF_SOMEBODY}"),
            location: Location::default(),
            count: 3,
            samples: vec![format!("listPersons {ID_OF_SOMEBODY}")],
            cause: Some(Message::new("y").with("count", 3_u64)),
            reproduce: Some(format!("curl 'http://127.0.0.1:1/persons/{ID_OF_SOMEBODY}'")),
            exchanges: vec!["t#1".to_owned()],
        };
        let observation = Observation { requirement: "R-1".to_owned(), sight: Sight::Contradiction(Box::new(seen)) };
        let told = without_ids(&client(), observation);
        let text = serde_json::to_string(&told).unwrap();
        assert!(!text.contains(ID_OF_SOMEBODY), "{text}");
        assert!(text.contains("curl 'http://127.0.0.1:1/persons/{id}'"), "{text}");
        assert!(text.contains("\"count\":3") && text.contains("t#1"));
    }
}
