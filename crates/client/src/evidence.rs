//! The conversation for whoever reads the report later: what was called and how it was answered, without values.

use samspel_contract::Contract;
use serde::Serialize;

use crate::Conversation;
use crate::scene::Scene;

/// One call. Findings name it by its id.
#[derive(Serialize)]
struct Line<'a> {
    id: String,
    at: String,
    client: Option<&'a str>,
    operation: Option<&'a str>,
    call: String,
    status: u16,
    entries: Option<u64>,
    more: bool,
}

/// The calls as lines of JSON. Values that could be personal or secret are left out.
#[must_use]
pub fn evidence(conversation: &Conversation, contract: &Contract) -> String {
    let scene = Scene::of(conversation, contract);
    let mut lines = String::new();
    for ask in &scene.asks {
        let answer = &ask.call.answer;
        let line = Line {
            id: ask.id_in_evidence(),
            at: ask.call.arrived.to_string(),
            client: ask.client().or(answer.issued.as_ref().and_then(|token| token.client.as_deref())),
            operation: ask.operation.map(|operation| operation.id.as_str()),
            call: ask.shown(contract),
            status: answer.status,
            entries: answer.entries,
            more: answer.page_token.is_some(),
        };
        // Texts, numbers and booleans always become JSON.
        lines.push_str(&serde_json::to_string(&line).unwrap_or_default());
        lines.push('\n');
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scripted::{contract, conversation, get, login};

    #[test]
    fn a_call_is_told_without_its_values() {
        let conversation = conversation(vec![login("a"), get("/persons?civicNo=200001011234&limit=5").hands("t")]);
        let lines = evidence(&conversation, contract());
        assert_eq!(lines.lines().count(), 2);
        assert!(
            lines.contains(r#""call":"GET /persons?civicNo=…&limit=5","status":200,"entries":1,"more":true"#),
            "{lines}"
        );
        assert!(!lines.contains("200001011234"), "{lines}");
    }
}
