//! A conversation seen through the contract: which operation each call asked for, with which parameters.

use percent_encoding::percent_decode_str;
use samspel_contract::{Contract, Kind, Operation};
use samspel_model::Observation;
use samspel_suite::{CheckError, CheckFuture, Context};

use crate::form::is_uuid;
use crate::{Bearer, Call, Conversation, Place, Token};

/// Instead of what must not be shown.
const HIDDEN: &str = "…";

/// The whole conversation.
pub(crate) struct Scene<'c> {
    pub(crate) contract: &'c Contract,
    /// Every call, in order.
    pub(crate) asks: Vec<Ask<'c>>,
}

/// One call.
pub(crate) struct Ask<'c> {
    /// From 1.
    number: usize,
    pub(crate) call: &'c Call,
    /// The operation that its method and path stand for.
    pub(crate) operation: Option<&'c Operation>,
    /// The last step of the path, when it stands for an id.
    pub(crate) id: Option<String>,
    /// The query, pair by pair.
    pub(crate) pairs: Vec<Pair>,
}

/// One `name=value` of a query.
pub(crate) struct Pair {
    pub(crate) name: String,
    /// The value as it came; None without an equals sign.
    pub(crate) raw: Option<String>,
    /// The value decoded once; None when it is not percent-encoded UTF-8.
    pub(crate) value: Option<String>,
}

/// Judges a conversation by one rule, as a check.
pub(crate) fn judged(context: &Context, rule: fn(&Scene<'_>) -> Vec<Observation>) -> CheckFuture<'_> {
    Box::pin(async move {
        let (conversation, contract) = (context.shared.get::<Conversation>(), context.shared.get::<Contract>());
        let (Some(conversation), Some(contract)) = (conversation, contract) else {
            let what = "no client was watched: this suite judges the client of `samspel sandbox serve --watch`";
            return Err(CheckError::Other(what.to_owned()));
        };
        Ok(rule(&Scene::of(&conversation, &contract)))
    })
}

impl<'c> Scene<'c> {
    pub(crate) fn of(conversation: &'c Conversation, contract: &'c Contract) -> Scene<'c> {
        let asks = conversation.calls().iter().enumerate().map(|(at, call)| Ask::of(at + 1, call, contract)).collect();
        Scene { contract, asks }
    }

    /// Calls to the interface, each with its operation.
    pub(crate) fn operated(&self) -> impl Iterator<Item = (&Ask<'c>, &'c Operation)> {
        self.asks.iter().filter_map(|ask| ask.operation.map(|operation| (ask, operation)))
    }

    /// Calls to an operation of this kind.
    pub(crate) fn of_kind(&self, kind: Kind) -> impl Iterator<Item = (&Ask<'c>, &'c Operation)> {
        self.operated().filter(move |(_, operation)| operation.kind == kind)
    }

    /// What the same client called after a call, in order.
    pub(crate) fn after<'s>(&'s self, ask: &'s Ask<'c>) -> impl Iterator<Item = &'s Ask<'c>> {
        self.asks[ask.number..]
            .iter()
            .filter(move |later| matches!(later.call.place, Place::Interface(_)) && later.client() == ask.client())
    }
}

impl<'c> Ask<'c> {
    fn of(number: usize, call: &'c Call, contract: &'c Contract) -> Ask<'c> {
        let (operation, id) = match &call.place {
            Place::Interface(path) => routed(contract, &call.method, path),
            Place::Tokens | Place::Elsewhere(_) => (None, None),
        };
        let pairs = call.query.split('&').filter(|pair| !pair.is_empty()).map(Pair::of).collect();
        Ask { number, call, operation, id, pairs }
    }

    /// Id of the call in evidence.
    pub(crate) fn id_in_evidence(&self) -> String {
        format!("call#{}", self.number)
    }

    /// Place in the order of calls.
    pub(crate) fn number(&self) -> usize {
        self.number
    }

    /// The token that it carried.
    pub(crate) fn token(&self) -> Option<&'c Token> {
        match &self.call.bearer {
            Bearer::Token(token) => Some(token),
            Bearer::Missing | Bearer::OtherScheme => None,
        }
    }

    /// The client that its token was issued to.
    pub(crate) fn client(&self) -> Option<&'c str> {
        self.token().and_then(|token| token.client.as_deref())
    }

    /// Every decoded value of a parameter.
    pub(crate) fn values<'s>(&'s self, name: &'s str) -> impl Iterator<Item = &'s str> {
        self.pairs.iter().filter(move |pair| pair.name == name).filter_map(|pair| pair.value.as_deref())
    }

    /// The first value of a parameter.
    pub(crate) fn value<'s>(&'s self, name: &'s str) -> Option<&'s str> {
        self.values(name).next()
    }

    /// Whether a parameter is there, decodable or not.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.pairs.iter().any(|pair| pair.name == name)
    }

    /// Whether it was answered with 2xx.
    pub(crate) fn is_answered(&self) -> bool {
        self.call.answer.is_success()
    }

    /// What it asks: two calls of which this is the same are the same call.
    pub(crate) fn what(&self) -> (&'c str, &'c Place, &'c str, &'c [u8]) {
        (&self.call.method, &self.call.place, &self.call.query, &self.call.body)
    }

    /// Method, path and names of parameters: no value that could be personal or secret.
    pub(crate) fn shown(&self, contract: &Contract) -> String {
        let path = match &self.call.place {
            Place::Interface(path) => shown_path(self.operation, path, contract),
            Place::Tokens => "(token endpoint)".to_owned(),
            Place::Elsewhere(_) => "(outside the base URL)".to_owned(),
        };
        let pairs: Vec<String> = self.pairs.iter().map(|pair| pair.shown(contract)).collect();
        let mark = if pairs.is_empty() { "" } else { "?" };
        let method =
            if self.call.method.bytes().all(|byte| byte.is_ascii_uppercase()) { &self.call.method } else { HIDDEN };
        format!("{method} {path}{mark}{}", pairs.join("&"))
    }
}

impl Pair {
    fn of(text: &str) -> Pair {
        let (name, raw) = match text.split_once('=') {
            Some((name, raw)) => (name, Some(raw)),
            None => (text, None),
        };
        let value = decoded(raw.unwrap_or_default());
        Pair { name: decoded(name).unwrap_or_else(|| name.to_owned()), raw: raw.map(str::to_owned), value }
    }

    /// The name, when it can hold nothing personal.
    pub(crate) fn shown_name(&self, contract: &Contract) -> &str {
        let documented =
            || contract.operations().iter().flat_map(|operation| &operation.parameters).any(|p| p.name == self.name);
        let is_a_word = || {
            self.raw.is_some()
                && self.name.len() <= 40
                && self.name.bytes().all(|byte| byte.is_ascii_alphabetic() || b".[]_-".contains(&byte))
        };
        if documented() || is_a_word() { &self.name } else { HIDDEN }
    }

    fn shown(&self, contract: &Contract) -> String {
        let name = self.shown_name(contract);
        match self.value.as_deref() {
            Some(value) if self.name == "limit" && !value.is_empty() && value.bytes().all(|b| b.is_ascii_digit()) => {
                format!("limit={value}")
            }
            _ => format!("{name}={HIDDEN}"),
        }
    }
}

/// A name or value decoded once; plus signs are spaces, as forms have it.
fn decoded(text: &str) -> Option<String> {
    percent_decode_str(&text.replace('+', " ")).decode_utf8().ok().map(std::borrow::Cow::into_owned)
}

/// The operation of a method and a path, with the id in the path.
fn routed<'c>(contract: &'c Contract, method: &str, path: &str) -> (Option<&'c Operation>, Option<String>) {
    let on_path = |operation: &&Operation| operation.method.as_str() == method && is_path_of(operation, path);
    let operation = contract.operations().iter().filter(on_path).min_by_key(|operation| operation.path.contains('{'));
    let id = operation.filter(|operation| operation.path.contains('{')).and_then(|_| {
        let last = path.rsplit('/').next().unwrap_or_default();
        percent_decode_str(last).decode_utf8().ok().map(std::borrow::Cow::into_owned)
    });
    (operation, id)
}

/// Whether a path is one of this operation. The report paths may come without their last slash: which is right is left open.
pub(crate) fn is_path_of(operation: &Operation, path: &str) -> bool {
    if let Some(parent) = operation.path.strip_suffix("{id}") {
        return path.strip_prefix(parent).is_some_and(|id| !id.is_empty() && !id.contains('/'));
    }
    operation.path == path || operation.path.strip_suffix('/').is_some_and(|bare| bare == path)
}

fn shown_path(operation: Option<&Operation>, path: &str, contract: &Contract) -> String {
    let known = |step: &str| {
        contract
            .operations()
            .iter()
            .any(|operation| operation.path.split('/').any(|part| part == step && !part.is_empty()))
    };
    let is_near = |step: &str| {
        let first =
            |operation: &'_ Operation| operation.path.split('/').nth(1).unwrap_or_default().to_ascii_lowercase();
        let step = step.to_ascii_lowercase();
        contract.operations().iter().any(|operation| strsim::damerau_levenshtein(&first(operation), &step) <= 3)
    };
    let shown = |(at, step): (usize, &str)| {
        // A misspelt path helps whoever wrote it; anything else may be somebody's name.
        let is_misspelt = at == 0 && operation.is_none() && step.len() <= 30 && is_near(step);
        if step.is_empty() || known(step) || is_uuid(step) || is_misspelt { step.to_owned() } else { HIDDEN.to_owned() }
    };
    let steps: Vec<String> = path.trim_start_matches('/').split('/').enumerate().map(shown).collect();
    format!("/{}", steps.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scripted::{contract, conversation, get, post};

    fn shown(address: &str) -> String {
        let conversation = conversation(vec![get(address)]);
        Scene::of(&conversation, contract()).asks[0].shown(contract())
    }

    #[test]
    fn what_is_shown_of_a_call_holds_nothing_personal() {
        assert_eq!(shown("/persons?civicNo=200001011234&limit=10"), "GET /persons?civicNo=…&limit=10");
        assert_eq!(shown("/persons/200001011234"), "GET /persons/…");
        assert_eq!(shown("/persons?Anna"), "GET /persons?…=…");
        assert_eq!(shown("/persons?20000101-1234=x"), "GET /persons?…=…");
        assert_eq!(shown("/person/Anna/Andersson"), "GET /person/…/…");
        assert_eq!(shown("/persons?limit=Anna"), "GET /persons?limit=…");
        let id = "6f1c2f5e-0d3b-4c38-9d0e-2f6b7a1f0c11";
        assert_eq!(shown(&format!("/persons/{id}?expand=duties")), format!("GET /persons/{id}?expand=…"));
    }

    #[test]
    fn a_call_finds_its_operation() {
        let id = "6f1c2f5e-0d3b-4c38-9d0e-2f6b7a1f0c11";
        let calls = vec![
            get("/persons"),
            get(&format!("/persons/{id}")),
            post("/persons/lookup", "{}"),
            post("/log", "{}"),
            post("/log/", "{}"),
            get("/persons/"),
            get("/Persons"),
            post("/persons", "{}"),
        ];
        let conversation = conversation(calls);
        let scene = Scene::of(&conversation, contract());
        let operations: Vec<Option<&str>> =
            scene.asks.iter().map(|ask| ask.operation.map(|operation| operation.id.as_str())).collect();
        assert_eq!(
            operations,
            [
                Some("listPersons"),
                Some("getPerson"),
                Some("lookupPersons"),
                Some("postLogEntry"),
                Some("postLogEntry"),
                None,
                None,
                None
            ]
        );
        assert_eq!(scene.asks[1].id.as_deref(), Some(id));
    }
}
