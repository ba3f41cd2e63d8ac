//! Knocking on the door before a run: is the system there, and does it let the principal `full` in?

use samspel_contract::{Contract, Kind, Operation};
use samspel_exchange::{Client, Fault, Halt, Request};
use samspel_model::{Contradiction, Location, Message};
use samspel_runner::Reach;

/// How many operations may give no complete answer before the system counts as unreachable. One slow list is no dead system.
const PATIENCE: usize = 3;

/// What knocking came to.
pub(crate) struct Knock {
    /// How far it came.
    pub(crate) reach: Reach,
    /// Why nothing can be run, unless something can.
    pub(crate) closed: Option<Message>,
    /// What stands in the way, for the findings.
    pub(crate) note: Option<Contradiction>,
    /// The same for the terminal.
    pub(crate) words: Option<String>,
}

impl Knock {
    /// The door is open, or at least not seen to be closed.
    pub(crate) fn open(reach: Reach) -> Self {
        Knock { reach, closed: None, note: None, words: None }
    }
}

/// Asks one list after another for a single entry until one answers with success.
///
/// # Errors
/// When a request was not sent at all.
pub(crate) async fn knock(client: &Client, contract: &Contract) -> Result<Knock, Halt> {
    let session = client.session("knock");
    let mut refused: Option<(String, u16)> = None;
    let mut other: Option<(String, u16)> = None;
    let mut faulty = 0;
    for operation in contract.operations().iter().filter(|o| can_be_asked_plainly(o)) {
        let request = Request::get(&operation.id, operation.path.clone()).query("limit", "1");
        match session.send(request).await?.outcome {
            Ok(answer) if answer.is_success() => return Ok(Knock::open(Reach::Answers)),
            Ok(answer) => {
                let first = if matches!(answer.status, 401 | 403) { &mut refused } else { &mut other };
                first.get_or_insert((operation.id.clone(), answer.status));
            }
            Err(fault) => {
                faulty += 1;
                if is_final(&fault) || faulty == PATIENCE {
                    return Ok(unreachable(&operation.id, &fault));
                }
            }
        }
    }
    Ok(match (other, refused) {
        (Some((operation, status)), _) => nothing_there(&operation, status),
        (None, Some((operation, status))) => refusing(&operation, status),
        (None, None) => Knock::open(Reach::NothingThere),
    })
}

fn can_be_asked_plainly(operation: &Operation) -> bool {
    operation.kind == Kind::List && !operation.parameters.iter().any(|p| p.required)
}

/// Whether no other operation can fare better.
fn is_final(fault: &Fault) -> bool {
    match fault {
        Fault::Dns { .. }
        | Fault::Connect { .. }
        | Fault::Tls { .. }
        | Fault::NoToken { .. }
        | Fault::Unsendable { .. } => true,
        Fault::Timeout { .. } | Fault::BodyTooLarge { .. } | Fault::Broken { .. } => false,
    }
}

fn unreachable(operation: &str, fault: &Fault) -> Knock {
    let what = fault.to_string();
    let about = |id: &str| match fault {
        Fault::NoToken { principal, what } => {
            Message::new(&format!("{id}-no-token")).with("principal", principal.as_str()).with("what", what.as_str())
        }
        _ => Message::new(&format!("{id}-unreachable")).with("kind", kind(fault)).with("what", what.as_str()),
    };
    let words = match fault {
        Fault::NoToken { .. } => format!("nothing could be tested: {what}"),
        _ => format!("the system could not be reached: {what}"),
    };
    let (closed, summary) = (about("skipped"), about("system"));
    Knock {
        reach: Reach::Unreachable,
        closed: Some(closed),
        note: Some(note(summary, operation, what)),
        words: Some(words),
    }
}

/// The kind of a fault, for texts to choose words by: what the network says is in English.
fn kind(fault: &Fault) -> &'static str {
    match fault {
        Fault::Dns { .. } => "dns",
        Fault::Connect { .. } => "connect",
        Fault::Tls { .. } => "tls",
        Fault::Timeout { .. } => "timeout",
        Fault::BodyTooLarge { .. } => "large",
        Fault::Broken { .. } => "broken",
        Fault::NoToken { .. } | Fault::Unsendable { .. } => "other",
    }
}

fn refusing(operation: &str, status: u16) -> Knock {
    let summary = Message::new("system-refuses").with("status", status);
    Knock {
        reach: Reach::Refused,
        closed: Some(Message::new("skipped-refused").with("status", status)),
        note: Some(note(summary, operation, format!("HTTP {status}"))),
        words: Some(format!("the system refuses the principal full: {operation} and all other lists, HTTP {status}")),
    }
}

fn nothing_there(operation: &str, status: u16) -> Knock {
    let summary = Message::new("system-nothing-there").with("status", status);
    Knock {
        reach: Reach::NothingThere,
        closed: None,
        note: Some(note(summary, operation, format!("HTTP {status}"))),
        words: Some(format!(
            "no list answers with success (the first: {operation}, HTTP {status}); is base_url right?"
        )),
    }
}

fn note(summary: Message, operation: &str, observed: String) -> Contradiction {
    Contradiction {
        summary,
        expected: "HTTP 2xx".to_owned(),
        observed,
        location: Location { operation: Some(operation.to_owned()), pointer: None },
        count: 1,
        samples: Vec::new(),
        cause: None,
        reproduce: None,
        exchanges: vec!["knock#1".to_owned()],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(fault: &Fault) -> (Reach, String, String) {
        let knock = unreachable("listOrganisations", fault);
        let id = |message: Option<Message>| message.map(|message| message.id).unwrap_or_default();
        (knock.reach, id(knock.closed), id(knock.note.map(|note| note.summary)))
    }

    #[test]
    fn a_login_that_gives_no_token_is_not_told_as_a_system_that_is_not_there() {
        let none = Fault::NoToken { principal: "full".to_owned(), what: "HTTP 401, invalid_client".to_owned() };
        assert_eq!(told(&none), (Reach::Unreachable, "skipped-no-token".to_owned(), "system-no-token".to_owned()));
        let silent = Fault::Timeout { seconds: 30 };
        assert_eq!(
            told(&silent),
            (Reach::Unreachable, "skipped-unreachable".to_owned(), "system-unreachable".to_owned())
        );
    }
}
